"""Every RPC with every credential that must not do: walked from the descriptors, so that a new RPC is in it at once.

Through Envoy, over gRPC, on both databases. The victim is the demo organization's live data; the intruders are a
stranger, expired and garbage keys, keys that lack the scope, another organization's owner, and the victim's own sandbox
key. An RPC whose request names an object of a kind that the matrix does not know fails until the matrix has one.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import grpc
import pytest
from google.protobuf import message_factory
from google.rpc import error_details_pb2, status_pb2
from netallion.auth.v1.oauth_service_pb2 import ExchangeTokenRequest, IntrospectTokenRequest, RevokeTokenRequest

from server.contract import policies
from server.contract.policies import methods_of, policies_of
from server.contract.services import SERVICES
from server.contract.vocabulary import LIVE, SCOPES
from tests.support.oauth import World
from tests.support.planted import document, github_token
from tests.support.samples import Sample
from tests.support.stack import fresh_address
from tests.support.tenants import finished

if TYPE_CHECKING:
    from collections.abc import Iterator

    from google.protobuf.message import Message

    from tests.support.stack import Stack

METHODS = methods_of(SERVICES)
POLICIES = policies_of(SERVICES)
OPEN = (policies.ANONYMOUS, policies.ANYONE, policies.CLIENT)
GUARDED = sorted(path for path in METHODS if POLICIES[path].caller not in OPEN)
OF_CLIENTS = sorted(path for path in METHODS if POLICIES[path].caller == policies.CLIENT)

Victim = dict[str, str]
"""The ids of live objects, by kind."""


@pytest.fixture(scope="module")
def victim(each_stack: Stack) -> Victim:
    with each_stack.client(each_stack.demo["api_key_live"]) as client:
        workspace = client.post("/api/v1/workspaces", json={"name": "victim"}).json()["id"]
        planted = document("matrix.txt", f"token = '{github_token(6)}'\n")
        client.post(f"/api/v1/workspaces/{workspace}/documents", json={"documents": [planted]}).raise_for_status()
        scan = client.post("/api/v1/scans", json={"workspace_id": workspace, "scope": "full"}).json()["id"]
        assert finished(client, scan)["status"] == "completed"
        incidents = client.get("/api/v1/incidents", params={"workspace_id": workspace}).json()["incidents"]
        key = client.post("/api/v1/api-keys", json={"name": "v", "scopes": ["admin"], "environment": "live"}).json()
        login = client.post("/api/v1/auth/login", json={k: each_stack.demo[k] for k in ("email", "password")}).json()
        as_user = {"Authorization": f"Bearer {login['access_token']}"}
        me = client.get("/api/v1/auth/me", headers=as_user).json()
        with World(each_stack) as world:
            app = world.register()
            app.tokens(world.visitor())
        grants = client.get("/api/v1/oauth/grants", headers=as_user).json()["grants"]
    assert incidents, "the planted secret was not found"
    return {
        "workspace": workspace,
        "scan": scan,
        "incident": incidents[0]["id"],
        "api_key": key["id"],
        "session": me["credential_id"],
        "client": app.id,
        "grant": grants[0]["id"],
        "user": me["user"]["id"],
        "organization": me["organization_id"],
    }


class Caller:
    """Calls any method through Envoy with a credential, and tells how it ended."""

    def __init__(self, stack: Stack) -> None:
        self.channel = grpc.insecure_channel(stack.demo["grpc_target"])

    def call(self, path: str, request: Message, credential: str) -> tuple[str, str, bytes]:
        """Return the status, the reason and the serialized answers."""
        method = METHODS[path]
        answer: type[Message] = message_factory.GetMessageClass(method.output_type)
        kind = f"{'stream' if method.client_streaming else 'unary'}_{'stream' if method.server_streaming else 'unary'}"
        stub = getattr(self.channel, kind)(
            path, request_serializer=type(request).SerializeToString, response_deserializer=answer.FromString
        )
        metadata = [("x-forwarded-for", fresh_address())]
        metadata += [("authorization", f"Bearer {credential}")] if credential else []
        try:
            got = stub(iter([request]) if method.client_streaming else request, metadata=metadata, timeout=20)
            answers = list(got) if method.server_streaming else [got]
        except grpc.RpcError as error:
            return error.code().name, _reason(error), b""
        return "OK", "", b"".join(each.SerializeToString() for each in answers)


def _reason(error: Any) -> str:
    packed = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin", b"")
    for detail in status_pb2.Status.FromString(packed).details:
        info = error_details_pb2.ErrorInfo()
        if detail.Unpack(info):
            return str(info.reason)
    return ""


@pytest.fixture(scope="module")
def caller(each_stack: Stack) -> Iterator[Caller]:
    made = Caller(each_stack)
    yield made
    made.channel.close()


@pytest.fixture(scope="module")
def keys(each_stack: Stack) -> dict[str, str]:
    """Keys of the victim's organization: one for each scope, one that has expired."""
    with each_stack.client(each_stack.demo["api_key_live"]) as client:

        def key(scope: str, **more: str) -> str:
            body = {"name": scope, "scopes": [scope], "environment": LIVE} | more
            return str(client.post("/api/v1/api-keys", json=body).raise_for_status().json()["key"])

        made = {scope: key(scope) for scope in SCOPES}
        soon = datetime.now(UTC) + timedelta(seconds=2)
        made["expired"] = key("admin", expires_at=soon.isoformat().replace("+00:00", "Z"))
    time.sleep(2.5)
    return made


@pytest.fixture(scope="module")
def intruder(each_stack: Stack) -> dict[str, str]:
    return each_stack.organization("intruder")


def _session(each_stack: Stack, user: dict[str, str]) -> str:
    with each_stack.client() as client:
        body = {"email": user["email"], "password": user["password"]}
        return str(client.post("/api/v1/auth/login", json=body).raise_for_status().json()["access_token"])


@pytest.mark.parametrize("path", GUARDED)
def test_a_stranger_learns_nothing(path: str, caller: Caller, victim: Victim, keys: dict[str, str]) -> None:
    """No credential, garbage and an expired key are all UNAUTHENTICATED, before anything is validated."""
    request = Sample(METHODS[path], victim).request
    empty = message_factory.GetMessageClass(METHODS[path].input_type)()
    for credential in ("", "garbage", keys["expired"]):
        for each in (request, empty):
            code, _, _ = caller.call(path, each, credential)
            assert code == "UNAUTHENTICATED", credential[:9]


@pytest.mark.parametrize("path", OF_CLIENTS)
def test_a_stranger_is_no_client(path: str, caller: Caller, keys: dict[str, str]) -> None:
    """What OAuth clients call by themselves: neither nobody nor the holder of a key is one."""
    request = message_factory.GetMessageClass(METHODS[path].input_type)()
    assert isinstance(request, (ExchangeTokenRequest, RevokeTokenRequest, IntrospectTokenRequest))
    request.body.content_type = "application/x-www-form-urlencoded"
    request.body.data = b"client_id=cli_01ARZ3NDEKTSV4RRFFQ69G5FAV&client_secret=guess&token=x"
    assert caller.call(path, request, "")[:2] == ("UNAUTHENTICATED", "INVALID_CLIENT")
    request.body.data = b"token=x&grant_type=client_credentials"
    for credential in ("garbage", keys["admin"]):
        assert caller.call(path, request, credential)[:2] == ("UNAUTHENTICATED", "INVALID_CLIENT")


@pytest.mark.parametrize("path", GUARDED)
def test_a_lesser_credential_is_refused(path: str, caller: Caller, victim: Victim, keys: dict[str, str]) -> None:
    """Scopes that do not include the method's are PERMISSION_DENIED; so is any key where a user is asked for."""
    policy = POLICIES[path]
    request = Sample(METHODS[path], victim).request
    if policy.caller == policies.CREDENTIAL:
        assert caller.call(path, request, keys["scan:read"])[0] == "OK"
        return
    lesser = [s for s in SCOPES if policy.caller == policies.USER or s not in (policy.scope, "admin")]
    reasons = {policies.USER: "USER_REQUIRED", policies.MEMBER: "MEMBER_REQUIRED", policies.SCOPE: "SCOPE_REQUIRED"}
    assert lesser
    for scope in lesser:
        code, reason, _ = caller.call(path, request, keys[scope])
        assert (code, reason) == ("PERMISSION_DENIED", reasons[policy.caller]), scope


@pytest.mark.parametrize("path", GUARDED)
def test_another_tenant_finds_nothing(
    path: str, each_stack: Stack, caller: Caller, victim: Victim, intruder: dict[str, str]
) -> None:
    """The owner of another organization: NOT_FOUND for every object named, and no id of the victim's in any answer."""
    sample = Sample(METHODS[path], victim)
    _finds_nothing(caller.call(path, sample.request, _session(each_stack, intruder)), victim, names=sample.names)


@pytest.mark.parametrize("path", [path for path in GUARDED if POLICIES[path].caller != policies.USER])
def test_the_sandbox_sees_nothing_live(path: str, each_stack: Stack, caller: Caller, victim: Victim) -> None:
    """The organization's own sandbox key: nothing of the live world, not even that it is there."""
    sample = Sample(METHODS[path], victim)
    outcome = caller.call(path, sample.request, each_stack.demo["api_key_test"])
    if POLICIES[path].live_only:
        assert outcome[:2] == ("PERMISSION_DENIED", "LIVE_REQUIRED")
    else:
        _finds_nothing(outcome, {k: v for k, v in victim.items() if k != "organization"}, names=sample.names)


def _finds_nothing(outcome: tuple[str, str, bytes], victim: Victim, *, names: bool) -> None:
    code, reason, answers = outcome
    if names:
        assert code == "NOT_FOUND", reason
        assert reason.endswith("_NOT_FOUND")
    else:
        assert code in ("OK", "PERMISSION_DENIED", "ALREADY_EXISTS"), reason
    for kind, each in victim.items():
        assert each.encode() not in answers, kind


def test_the_victim_is_unharmed(each_stack: Stack, victim: Victim) -> None:
    """After all of that everything is still there."""
    with each_stack.client(each_stack.demo["api_key_live"]) as client:
        for url in (
            f"/api/v1/workspaces/{victim['workspace']}",
            f"/api/v1/scans/{victim['scan']}",
            f"/api/v1/incidents/{victim['incident']}",
            f"/api/v1/api-keys/{victim['api_key']}",
            f"/api/v1/oauth/clients/{victim['client']}",
        ):
            assert client.get(url).status_code == 200, url
        documents = client.get(f"/api/v1/workspaces/{victim['workspace']}/documents").json()["documents"]
        assert [document["path"] for document in documents] == ["matrix.txt"]
