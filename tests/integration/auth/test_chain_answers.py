"""What the chain answers: every status with its details and headers, and one charge for each call, refused or not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import grpc
import pytest
from google.rpc import error_details_pb2
from netallion.access.v1 import fallback_service_pb2
from netallion.auth.v1 import api_key_pb2, organization_pb2, session_pb2
from netallion.scan.v1 import scan_pb2
from sqlalchemy import update

from server.auth.api_keys import NewKey
from server.auth.credentials import new_token
from server.auth.tables import Organization
from server.contract.vocabulary import ADMIN, LIVE, SCAN_READ, TEST
from server.storage import database
from tests.support.house import PASSWORD
from tests.support.served import AUTH, SCAN, Answer

if TYPE_CHECKING:
    from tests.support.served import Served

CODE = grpc.StatusCode
LIMIT_HEADERS = {"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit", "ratelimit-policy"}
GET = scan_pb2.GetScanRequest(id="scan_1")
NEW_KEY = api_key_pb2.CreateApiKeyRequest(name="CI", scopes=["scan:read"], environment="live")


def assert_refused(answer: Answer, code: grpc.StatusCode, reason: str) -> None:
    """Assert a refusal, in its one shape."""
    assert (answer.code, answer.reason) == (code, reason), answer.message
    assert answer.status.code == code.value[0]
    assert answer.status.message == answer.message != ""
    assert answer.detail(error_details_pb2.ErrorInfo).domain == "netallion.ai"
    assert set(answer.trailing) >= LIMIT_HEADERS | {"x-request-id"}
    assert not set(answer.initial) & LIMIT_HEADERS
    assert len(set(answer.names)) == len(answer.names)
    assert ("www-authenticate" in answer.trailing) == (code is CODE.UNAUTHENTICATED)
    assert answer.trailing.get("www-authenticate", "Bearer") == "Bearer"


async def test_a_success_has_its_headers_in_the_initial_metadata(served: Served) -> None:
    key_id, token = await served.key()
    answer = await served.call(AUTH + "GetCaller", session_pb2.GetCallerRequest(), token)
    assert answer.code is CODE.OK
    assert answer.responses[0].credential_id == key_id
    assert set(answer.initial) >= LIMIT_HEADERS | {"x-request-id"}
    assert not answer.trailing
    assert len(set(answer.names)) == len(answer.names)
    assert answer.initial["x-ratelimit-limit"] == "100"
    assert answer.initial["x-ratelimit-remaining"] == "99"
    assert int(answer.initial["x-ratelimit-reset"]) == served.clock[0] + 60
    assert await served.used(key_id) == 1


async def test_a_session_is_charged_by_its_id_whatever_its_token(served: Served) -> None:
    person = await served.house.person()
    tokens = await served.house.refresh(person.tokens.refresh)
    for token in (person.tokens.access, tokens.access):
        assert (await served.call(AUTH + "GetCaller", session_pb2.GetCallerRequest(), token)).code is CODE.OK
    assert await served.used(person.principal.credential_id) == 2


class TestRefusals:
    """One call each, and one charge each: to the credential if it was recognised, else to the address."""

    async def by_address(
        self, served: Served, token: str | None, code: grpc.StatusCode, reason: str, **extra: str
    ) -> Answer:
        address = served.address()
        pairs = [(name.replace("_", "-"), value) for name, value in extra.items()]
        answer = await served.call(SCAN + "GetScan", GET, token, address=address, extra=pairs)
        assert_refused(answer, code, reason)
        assert await served.used(f"addr:{address}") == 1
        return answer

    async def by_credential(
        self, served: Served, subject: str, answer: Answer, code: grpc.StatusCode, reason: str
    ) -> None:
        assert_refused(answer, code, reason)
        assert await served.used(subject) == 1

    async def test_no_credential(self, served: Served) -> None:
        await self.by_address(served, None, CODE.UNAUTHENTICATED, "CREDENTIAL_REQUIRED")

    @pytest.mark.parametrize("header", ["Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "token"])
    async def test_another_scheme(self, served: Served, header: str) -> None:
        await self.by_address(served, None, CODE.UNAUTHENTICATED, "INVALID_CREDENTIAL", authorization=header)

    async def test_garbage_and_unknown_keys_alike(self, served: Served) -> None:
        unknown = new_token("cpf_live_")
        served.house.keep(unknown)
        answers = [
            await self.by_address(served, token, CODE.UNAUTHENTICATED, "INVALID_CREDENTIAL")
            for token in (unknown, unknown[:-1], "cpf_live_abc123", "eyJhbGciOiJSUzI1NiIs.x.y")
        ]
        assert len({answer.message for answer in answers}) == 1

    async def test_a_revoked_key(self, served: Served) -> None:
        caller = await served.house.caller()
        view, token = await served.house.key(caller)
        await served.house.resources.api_keys.revoke(caller.tenant, view.key.id)
        await self.by_address(served, token, CODE.UNAUTHENTICATED, "INVALID_CREDENTIAL")
        assert await served.used(view.key.id) == 0

    async def test_an_address_that_is_not_allowed(self, served: Served) -> None:
        caller = await served.house.caller()
        wanted = NewKey("office", [ADMIN], LIVE, allowed_ips=["192.0.2.0/24"])
        view, token = await served.house.resources.api_keys.create(caller, wanted)
        served.house.keep(token)
        await self.by_address(served, token, CODE.PERMISSION_DENIED, "ADDRESS_NOT_ALLOWED")
        inside = await served.call(SCAN + "GetScan", GET, token, address="192.0.2.7")
        assert inside.code is CODE.OK
        assert await served.used(view.key.id) == 1

    async def test_the_other_environment(self, served: Served) -> None:
        _, token = await served.key()
        code = CODE.PERMISSION_DENIED
        await self.by_address(served, token, code, "ENVIRONMENT_MISMATCH", netallion_environment="test")

    async def test_no_environment(self, served: Served) -> None:
        _, token = await served.key()
        answer = await self.by_address(
            served, token, CODE.INVALID_ARGUMENT, "INVALID_REQUEST", netallion_environment="prod"
        )
        [violation] = answer.detail(error_details_pb2.BadRequest).field_violations
        assert violation.field == "netallion-environment"

    async def test_a_missing_scope(self, served: Served) -> None:
        subject, token = await served.key(SCAN_READ)
        answer = await served.call(AUTH + "CreateApiKey", NEW_KEY, token)
        await self.by_credential(served, subject, answer, CODE.PERMISSION_DENIED, "SCOPE_REQUIRED")

    async def test_a_method_for_users(self, served: Served) -> None:
        subject, token = await served.key()
        answer = await served.call(AUTH + "ListSessions", session_pb2.ListSessionsRequest(), token)
        await self.by_credential(served, subject, answer, CODE.PERMISSION_DENIED, "USER_REQUIRED")

    async def test_a_method_for_live(self, served: Served) -> None:
        subject, token = await served.key(environment=TEST)
        request = organization_pb2.ListUsersRequest()
        answer = await served.call(AUTH + "ListUsers", request, token)
        await self.by_credential(served, subject, answer, CODE.PERMISSION_DENIED, "LIVE_REQUIRED")

    async def test_a_live_key_from_the_sandbox(self, served: Served) -> None:
        subject, token = await served.key(environment=TEST)
        answer = await served.call(AUTH + "CreateApiKey", NEW_KEY, token)
        await self.by_credential(served, subject, answer, CODE.PERMISSION_DENIED, "LIVE_REQUIRED")

    async def test_an_invalid_request(self, served: Served) -> None:
        subject, token = await served.key()
        request = api_key_pb2.CreateApiKeyRequest(name="x" * 101, scopes=["root"], environment="prod")
        answer = await served.call(AUTH + "CreateApiKey", request, token)
        await self.by_credential(served, subject, answer, CODE.INVALID_ARGUMENT, "INVALID_REQUEST")
        violations = answer.detail(error_details_pb2.BadRequest).field_violations
        assert [violation.field for violation in violations] == ["name", "scopes[0]", "environment"]

    async def test_a_request_that_is_wrong_a_thousand_times(self, served: Served) -> None:
        # its details must fit into the headers that a client takes
        subject, token = await served.key()
        request = api_key_pb2.CreateApiKeyRequest(name="x", scopes=["x" * 300] * 1000, environment="live")
        answer = await served.call(AUTH + "CreateApiKey", request, token)
        await self.by_credential(served, subject, answer, CODE.INVALID_ARGUMENT, "INVALID_REQUEST")

    async def test_a_stranger_learns_nothing_of_the_schema(self, served: Served) -> None:
        answer = await served.call(AUTH + "CreateApiKey", api_key_pb2.CreateApiKeyRequest(), None)
        assert_refused(answer, CODE.UNAUTHENTICATED, "CREDENTIAL_REQUIRED")
        answer = await served.call(AUTH + "CreateApiKey", b"\xff\xff", None)
        assert_refused(answer, CODE.UNAUTHENTICATED, "CREDENTIAL_REQUIRED")

    async def test_a_message_that_cannot_be_read(self, served: Served) -> None:
        subject, token = await served.key()
        answer = await served.call(SCAN + "GetScan", b"\xff\xff", token)
        await self.by_credential(served, subject, answer, CODE.INVALID_ARGUMENT, "INVALID_REQUEST")

    async def test_a_forged_page_token(self, served: Served) -> None:
        subject, token = await served.key()
        answer = await served.call(AUTH + "ListApiKeys", api_key_pb2.ListApiKeysRequest(page_token="AAAA"), token)
        await self.by_credential(served, subject, answer, CODE.INVALID_ARGUMENT, "INVALID_REQUEST")

    async def test_a_page_token_of_another_list(self, served: Served) -> None:
        person = await served.house.person()
        for _ in range(2):
            await served.house.key(person.principal)
        request = api_key_pb2.ListApiKeysRequest(page_size=1)
        page = await served.call(AUTH + "ListApiKeys", request, person.tokens.access)
        cursor = page.responses[0].next_page_token
        again = await served.call(
            AUTH + "ListApiKeys", api_key_pb2.ListApiKeysRequest(page_token=cursor), person.tokens.access
        )
        assert again.code is CODE.OK
        for method, request_, extra in (
            ("ListUsers", organization_pb2.ListUsersRequest(page_token=cursor), []),
            ("ListSessions", session_pb2.ListSessionsRequest(page_token=cursor), []),
            ("ListApiKeys", api_key_pb2.ListApiKeysRequest(page_token=cursor), [("netallion-environment", "test")]),
        ):
            answer = await served.call(AUTH + method, request_, person.tokens.access, extra=extra)
            assert_refused(answer, CODE.INVALID_ARGUMENT, "INVALID_REQUEST")

    async def test_an_unknown_query_parameter(self, served: Served) -> None:
        subject, token = await served.key()
        answer = await served.call(
            SCAN + "GetScan", GET, token, extra=[("x-envoy-original-path", "/api/v1/scans/scan_1?depth=2&x.y=1")]
        )
        await self.by_credential(served, subject, answer, CODE.INVALID_ARGUMENT, "INVALID_REQUEST")
        violations = answer.detail(error_details_pb2.BadRequest).field_violations
        assert [violation.field for violation in violations] == ["depth", "x"]

    async def test_nothing_of_that_name(self, served: Served) -> None:
        subject, token = await served.key()
        answer = await served.call(AUTH + "GetApiKey", api_key_pb2.GetApiKeyRequest(id="key_of_nobody"), token)
        await self.by_credential(served, subject, answer, CODE.NOT_FOUND, "API_KEY_NOT_FOUND")
        assert answer.detail(error_details_pb2.ResourceInfo).resource_name == "key_of_nobody"

    async def test_a_name_that_is_taken(self, served: Served) -> None:
        subject, token = await served.key()
        request = organization_pb2.InviteUserRequest(email="twice@example.com", role="viewer", password=PASSWORD)
        served.house.keep(PASSWORD)
        assert (await served.call(AUTH + "InviteUser", request, token)).code is CODE.OK
        served.clock[0] += 120
        answer = await served.call(AUTH + "InviteUser", request, token)
        await self.by_credential(served, subject, answer, CODE.ALREADY_EXISTS, "USER_EXISTS")

    async def test_the_last_owner(self, served: Served) -> None:
        person = await served.house.person()
        request = organization_pb2.RemoveUserRequest(id=person.user.id)
        answer = await served.call(AUTH + "RemoveUser", request, person.tokens.access)
        await self.by_credential(served, person.principal.credential_id, answer, CODE.ABORTED, "LAST_OWNER")

    async def test_a_wrong_login(self, served: Served) -> None:
        address = served.address()
        request = session_pb2.LoginRequest(email="nobody@example.com", password="a wrong passphrase")
        served.house.keep("a wrong passphrase")
        answer = await served.call(AUTH + "Login", request, address=address)
        assert_refused(answer, CODE.UNAUTHENTICATED, "BAD_LOGIN")
        assert await served.used(f"addr:{address}") == 1

    async def test_a_slowed_down_login_says_once_when_to_come_back(self, served: Served) -> None:
        address = served.address()
        request = session_pb2.LoginRequest(email="slowed@example.com", password="a wrong passphrase")
        for _ in range(5):
            await served.call(AUTH + "Login", request, address=address)
        answer = await served.call(AUTH + "Login", request, address=address)
        assert_refused(answer, CODE.RESOURCE_EXHAUSTED, "LOGIN_SLOWED_DOWN")
        assert answer.trailing["retry-after"] == "1"
        assert answer.detail(error_details_pb2.RetryInfo).retry_delay.seconds == 1
        assert await served.used(f"addr:{address}") == 6

    async def test_an_unknown_path(self, served: Served) -> None:
        subject, token = await served.key()
        method, request = "/netallion.access.v1.FallbackService/RefuseUnknownPath", "api/v2/scans"
        answer = await served.call(method, fallback_service_pb2.RefuseUnknownPathRequest(path=request), token)
        await self.by_credential(served, subject, answer, CODE.NOT_FOUND, "UNKNOWN_PATH")

    @pytest.mark.parametrize("credential", ["none", "bad", "good"])
    async def test_an_unknown_method(self, served: Served, credential: str) -> None:
        subject, token = await served.key()
        address = served.address()
        given = {"none": None, "bad": token[:-1], "good": token}[credential]
        answer = await served.call(SCAN + "GetScan", GET, given, address=address, method_as="/no.such.Service/Method")
        assert_refused(answer, CODE.UNIMPLEMENTED, "UNKNOWN_METHOD")
        assert await served.used(subject if credential == "good" else f"addr:{address}") == 1
        assert await served.used(f"addr:{address}" if credential == "good" else subject) == 0

    async def test_an_unknown_method_leaves_no_trace_of_its_name(self, served: Served) -> None:
        await served.call(SCAN + "GetScan", GET, method_as="/made.up.Service/ByAStranger")
        assert not any("ByAStranger" in line for line in served.lines)


async def test_a_method_for_strangers_ignores_a_bad_credential_and_takes_a_good_one(served: Served) -> None:
    method, request = "/netallion.access.v1.FallbackService/RefuseUnknownPath", fallback_service_pb2
    subject, token = await served.key()
    address = served.address()
    for given, charged in ((token[:-1], f"addr:{address}"), (token, subject)):
        before = await served.used(charged)
        answer = await served.call(method, request.RefuseUnknownPathRequest(path="x"), given, address=address)
        assert_refused(answer, CODE.NOT_FOUND, "UNKNOWN_PATH")
        assert await served.used(charged) == before + 1


async def test_an_error_that_nobody_foresaw_says_nothing_and_is_logged(served: Served) -> None:
    async def explode(_: object) -> scan_pb2.Scan:
        raise KeyError("a text that must not be told")

    served.scans.answer = explode
    subject, token = await served.key()
    answer = await served.call(SCAN + "GetScan", GET, token, extra=[("x-request-id", "request-of-this-test")])
    assert_refused(answer, CODE.INTERNAL, "INTERNAL")
    assert answer.message == "an internal error occurred; request id request-of-this-test"
    assert not any("must not be told" in str(value) for value in answer.headers.values())
    [line] = [line for line in served.lines.events("internal error") if line["request_id"] == "request-of-this-test"]
    assert "KeyError" in line["exception"]
    assert await served.used(subject) == 1


async def test_a_plan_that_nobody_knows_is_an_internal_error_without_text(served: Served) -> None:
    caller = await served.house.caller()
    async with served.house.resources.database.service_write() as session:
        query = update(Organization).where(Organization.id == caller.tenant.organization_id).values(plan="gold")
        await session.execute(query)
    _, token = await served.house.key(caller)
    answer = await served.call(SCAN + "GetScan", GET, token)
    assert (answer.code, answer.reason) == (CODE.INTERNAL, "INTERNAL")
    assert "gold" not in answer.message


async def test_a_locked_database_is_unavailable(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_LOCK_WAIT_MS", 50)
    await served.house.resources.database.engine.dispose()  # connections that wait for so long only
    subject, token = await served.key()
    file = served.house.settings.database_url.removeprefix("sqlite+aiosqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = await served.call(AUTH + "CreateApiKey", NEW_KEY, token)
        # reading goes on
        assert (await served.call(AUTH + "ListApiKeys", api_key_pb2.ListApiKeysRequest(), token)).code is CODE.OK
        other.execute("ROLLBACK")
    assert_refused(answer, CODE.UNAVAILABLE, "STORAGE_UNAVAILABLE")
    assert answer.detail(error_details_pb2.RetryInfo).retry_delay.seconds == 1
    assert "locked" not in answer.message
    assert await served.used(subject) == 2
    answer = await served.call(AUTH + "CreateApiKey", NEW_KEY, token)
    assert answer.code is CODE.OK
    served.house.keep(answer.responses[0].key)
    monkeypatch.undo()
    await served.house.resources.database.engine.dispose()
