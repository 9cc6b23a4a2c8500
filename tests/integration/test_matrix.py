"""Every RPC × every credential that must not do: walked from the descriptors, so that a new RPC is in it at once.

Through Envoy, over gRPC, on both databases. The victim is the demo organization's live data; the intruders are a stranger, expired and
garbage keys, keys that lack the scope, another organization's owner, and the victim's own sandbox key. An RPC whose
request names an object of a kind that the matrix does not know fails the test until the matrix is told.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import grpc
import pytest
from google.protobuf import message_factory
from google.rpc import error_details_pb2, status_pb2

from server.contract import policies
from server.contract.policies import methods_of, policies_of
from server.contract.services import SERVICES
from server.contract.vocabulary import LIVE, SCOPES, TEST, vocabulary_of
from tests.support.planted import document, github_token
from tests.support.stack import fresh_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from google.protobuf.descriptor import FieldDescriptor, MethodDescriptor
    from google.protobuf.message import Message

    from tests.support.stack import Stack

METHODS = methods_of(SERVICES)
POLICIES = policies_of(SERVICES)
GUARDED = sorted(
    path for path in METHODS if POLICIES[path].caller not in (policies.ANONYMOUS, policies.ANYONE)
)
_VERB = re.compile(r"(?:Create|Get|List|Update|Delete|Revoke|Remove|Rotate|Cancel|Watch|Put|Upload|Invite|Change)(.+)")
# made by the test for values that no rule of the proto gives
_TEXTS = {"email": "matrix@example.com", "path": "matrix.txt", "new_password": "m" * 20, "current_password": "m"}


class Victim:
    """The ids of live objects, by kind."""

    def __init__(self, ids: dict[str, str]) -> None:
        self.ids = ids

    def id_for(self, method: MethodDescriptor, field: FieldDescriptor) -> str:
        """Return the id that a request of `method` should try in `field`."""
        kind = field.name.removesuffix("_id")
        if field.name == "id":
            match = _VERB.fullmatch(method.name)
            assert match, f"the matrix does not know the object of {method.full_name}"
            kind = re.sub(r"(?<!^)(?=[A-Z])", "_", match[1]).lower()
        assert kind in self.ids, f"the matrix has no {kind} to try {method.full_name} with"
        return self.ids[kind]


def _finish(client: httpx.Client, scan_id: str) -> None:
    deadline = time.monotonic() + 60
    while client.get(f"/api/v1/scans/{scan_id}").json()["status"] != "completed":
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.fixture(scope="module")
def victim(each_stack: Stack) -> Victim:
    with each_stack.client(each_stack.demo["api_key_live"]) as client:
        workspace = client.post("/api/v1/workspaces", json={"name": "victim"}).json()["id"]
        planted = document("matrix.txt", f"token = '{github_token(6)}'\n")
        client.post(f"/api/v1/workspaces/{workspace}/documents", json={"documents": [planted]}).raise_for_status()
        scan = client.post("/api/v1/scans", json={"workspace_id": workspace, "scope": "full"}).json()["id"]
        _finish(client, scan)
        incidents = client.get("/api/v1/incidents", params={"workspace_id": workspace}).json()["incidents"]
        key = client.post("/api/v1/api-keys", json={"name": "v", "scopes": ["admin"], "environment": "live"}).json()
        login = client.post("/api/v1/auth/login", json={k: each_stack.demo[k] for k in ("email", "password")}).json()
        me = client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {login['access_token']}"}).json()
    assert incidents, "the planted secret was not found"
    return Victim(
        {
            "workspace": workspace,
            "scan": scan,
            "incident": incidents[0]["id"],
            "api_key": key["id"],
            "session": me["credential_id"],
            "user": me["user"]["id"],
            "organization": me["organization_id"],
        }
    )


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
            return info.reason
    return ""


def sample(method: MethodDescriptor, victim: Victim) -> tuple[Message, bool]:
    """Return a valid request that tries the victim's objects, and whether it must name one."""
    names = False

    def fill(message: Message) -> Message:
        nonlocal names
        for field in message.DESCRIPTOR.fields:
            if field.containing_oneof is not None and field.containing_oneof.fields[0] is not field:
                continue
            if field.name in ("page_size", "page_token", "organization_id"):
                continue
            if field.message_type is not None:
                if field.message_type.full_name.startswith("netallion."):
                    target = getattr(message, field.name)
                    fill(target.add() if field.is_repeated else target)
                continue
            if field.type != field.TYPE_STRING:
                continue
            if field.name == "id" or field.name.endswith("_id"):
                names = names or _required(field)
                setattr(message, field.name, victim.id_for(method, field))
            elif allowed := vocabulary_of(field):
                word = "viewer" if "viewer" in allowed else (TEST if TEST in allowed else allowed[0])
                if field.is_repeated:
                    getattr(message, field.name).append(word)
                elif _required(field):
                    setattr(message, field.name, word)
            elif not field.is_repeated and _required(field):
                setattr(message, field.name, _TEXTS.get(field.name, "matrix"))
        return message

    return fill(message_factory.GetMessageClass(method.input_type)()), names


def _required(field: FieldDescriptor) -> bool:
    return "required" in str(field.GetOptions())


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
    request, _ = sample(METHODS[path], victim)
    empty = message_factory.GetMessageClass(METHODS[path].input_type)()
    for credential in ("", "garbage", keys["expired"]):
        for each in (request, empty):
            code, _, _ = caller.call(path, each, credential)
            assert code == "UNAUTHENTICATED", credential[:9]


@pytest.mark.parametrize("path", GUARDED)
def test_a_lesser_credential_is_refused(path: str, caller: Caller, victim: Victim, keys: dict[str, str]) -> None:
    """Every scope that does not include the method's is PERMISSION_DENIED; so is every key where a user is asked for."""
    policy = POLICIES[path]
    request, _ = sample(METHODS[path], victim)
    if policy.caller == policies.CREDENTIAL:
        assert caller.call(path, request, keys["scan:read"])[0] == "OK"
        return
    lesser = [s for s in SCOPES if policy.caller == policies.USER or s not in (policy.scope, "admin")]
    assert lesser
    for scope in lesser:
        code, reason, _ = caller.call(path, request, keys[scope])
        assert (code, reason) == (
            "PERMISSION_DENIED",
            "USER_REQUIRED" if policy.caller == policies.USER else "SCOPE_REQUIRED",
        ), scope


@pytest.mark.parametrize("path", GUARDED)
def test_another_tenant_finds_nothing(
    path: str, each_stack: Stack, caller: Caller, victim: Victim, intruder: dict[str, str]
) -> None:
    """The owner of another organization: NOT_FOUND for every object named, and no id of the victim's in any answer."""
    request, names = sample(METHODS[path], victim)
    _finds_nothing(caller.call(path, request, _session(each_stack, intruder)), victim, names=names)


@pytest.mark.parametrize("path", [path for path in GUARDED if POLICIES[path].caller != policies.USER])
def test_the_sandbox_sees_nothing_live(path: str, each_stack: Stack, caller: Caller, victim: Victim) -> None:
    """The organization's own sandbox key: nothing of the live world, not even that it is there."""
    request, names = sample(METHODS[path], victim)
    outcome = caller.call(path, request, each_stack.demo["api_key_test"])
    if POLICIES[path].live_only:
        assert outcome[:2] == ("PERMISSION_DENIED", "LIVE_REQUIRED")
    else:
        _finds_nothing(outcome, Victim({k: v for k, v in victim.ids.items() if k != "organization"}), names=names)


def _finds_nothing(outcome: tuple[str, str, bytes], victim: Victim, *, names: bool) -> None:
    code, reason, answers = outcome
    if names:
        assert code == "NOT_FOUND", reason
        assert reason.endswith("_NOT_FOUND")
    else:
        assert code in ("OK", "PERMISSION_DENIED", "ALREADY_EXISTS"), reason
    for kind, each in victim.ids.items():
        assert each.encode() not in answers, kind


def test_the_victim_is_unharmed(each_stack: Stack, victim: Victim) -> None:
    """After all of that everything is still there."""
    with each_stack.client(each_stack.demo["api_key_live"]) as client:
        for url in (
            f"/api/v1/workspaces/{victim.ids['workspace']}",
            f"/api/v1/scans/{victim.ids['scan']}",
            f"/api/v1/incidents/{victim.ids['incident']}",
            f"/api/v1/api-keys/{victim.ids['api_key']}",
        ):
            assert client.get(url).status_code == 200, url
        documents = client.get(f"/api/v1/workspaces/{victim.ids['workspace']}/documents").json()["documents"]
        assert [document["path"] for document in documents] == ["matrix.txt"]
