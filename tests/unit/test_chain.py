"""The order of the chain, what it makes of errors, and what each policy lets through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import grpc
import pytest
from google.rpc import error_details_pb2

import server.interceptors
from server.contract import policies
from server.contract.policies import Policy
from server.contract.vocabulary import LIVE, TEST
from server.errors import (
    MOST_VIOLATIONS,
    AlreadyExists,
    Conflict,
    DomainError,
    InvalidArgument,
    NotFound,
    PermissionDenied,
    RateLimited,
    Unauthenticated,
    Unavailable,
    Unimplemented,
    Violation,
)
from server.interceptors import ORDER, Chain, build_chain
from server.interceptors.authentication import bearer_token
from server.interceptors.concern import Concern
from server.interceptors.error_mapper import ErrorMapper, internal_error, to_status
from server.interceptors.scope import Scope
from server.principal import Principal, Tenant, granted
from server.settings import Settings

if TYPE_CHECKING:
    from netallion.access.v1 import policy_pb2

    from server.interceptors.call import Call

ANYTHING: Any = None


def test_the_order_is_that_of_the_design() -> None:
    assert [concern.name for concern in ORDER] == [
        "request_id",
        "observation",
        "error_mapper",
        "anonymous_limit",
        "authentication",
        "scope",
        "plan_limit",
        "validation",
    ]
    chain = build_chain({}, {}, ANYTHING, ANYTHING, Settings())
    assert chain.order == tuple(concern.name for concern in ORDER)


def test_another_order_is_not_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.interceptors, "ORDER", (*ORDER[1:], ORDER[0]))
    with pytest.raises(AssertionError):
        build_chain({}, {}, ANYTHING, ANYTHING, Settings())


def test_every_concern_of_the_chain_is_one() -> None:
    assert all(issubclass(concern, Concern) for concern in ORDER)
    assert len({concern.name for concern in ORDER}) == len(ORDER)


ERRORS = [
    (InvalidArgument([Violation("name", "is required")]), 3, "INVALID_REQUEST"),
    (Unauthenticated(), 16, "INVALID_CREDENTIAL"),
    (PermissionDenied("SCOPE_REQUIRED", "no"), 7, "SCOPE_REQUIRED"),
    (NotFound("api_key", "key_1"), 5, "API_KEY_NOT_FOUND"),
    (AlreadyExists("USER_EXISTS", "no"), 6, "USER_EXISTS"),
    (Conflict("LAST_OWNER", "no"), 10, "LAST_OWNER"),
    (RateLimited("RATE_LIMITED", "slow down", retry_after=7, subject="key_1"), 8, "RATE_LIMITED"),
    (Unavailable("STORAGE_UNAVAILABLE"), 14, "STORAGE_UNAVAILABLE"),
    (Unimplemented(), 12, "UNKNOWN_METHOD"),
    (internal_error("01J"), 13, "INTERNAL"),
]


@pytest.mark.parametrize(("error", "code", "reason"), ERRORS)
def test_to_status(error: DomainError, code: int, reason: str) -> None:
    status = to_status(error)
    assert (status.code, status.message) == (code, error.message)
    info = error_details_pb2.ErrorInfo()
    assert status.details[0].Unpack(info)
    assert (info.reason, info.domain) == (reason, "netallion.ai")
    assert all(any_.type_url.startswith("type.googleapis.com/google.rpc.") for any_ in status.details)


def test_every_kind_of_error_is_in_the_table() -> None:
    kinds = {type(error) for error, _, _ in ERRORS}
    ours = {kind for kind in DomainError.__subclasses__() if kind.__module__ == "server.errors"}
    assert kinds == {*ours, DomainError}
    assert len({kind.code for kind in kinds}) == len(kinds)


def test_details_of_a_bad_request_name_the_fields() -> None:
    error = InvalidArgument([Violation("a.b", "is wrong"), Violation("", "so is all")])
    detail = error_details_pb2.BadRequest()
    to_status(error).details[1].Unpack(detail)
    assert [(v.field, v.description) for v in detail.field_violations] == [("a.b", "is wrong"), ("", "so is all")]
    assert error.message == "a.b: is wrong"
    assert InvalidArgument([Violation("", "is wrong")]).message == "is wrong"


def test_details_fit_into_headers() -> None:
    error = InvalidArgument([Violation(f"scopes[{index}]", "must be one of a, b, c, d") for index in range(1000)])
    detail = error_details_pb2.BadRequest()
    to_status(error).details[1].Unpack(detail)
    assert len(detail.field_violations) == MOST_VIOLATIONS
    assert to_status(error).ByteSize() < 4096


def test_details_of_a_rate_limit_say_when_to_come_back() -> None:
    status = to_status(RateLimited("RATE_LIMITED", "slow down", retry_after=7, subject="key_1"))
    retry, quota = error_details_pb2.RetryInfo(), error_details_pb2.QuotaFailure()
    assert status.details[1].Unpack(retry)
    assert retry.retry_delay.seconds == 7
    assert status.details[2].Unpack(quota)
    assert quota.violations[0].subject == "key_1"


def test_details_of_not_found_name_the_resource() -> None:
    status = to_status(NotFound("api_key", "key_1"))
    resource = error_details_pb2.ResourceInfo()
    assert status.details[1].Unpack(resource)
    assert (resource.resource_type, resource.resource_name) == ("api_key", "key_1")
    assert status.message == "there is no such api key"


def test_an_internal_error_says_nothing_but_the_request() -> None:
    assert internal_error("01J").message == "an internal error occurred; request id 01J"
    assert internal_error("01J").code is grpc.StatusCode.INTERNAL


@pytest.mark.parametrize(
    ("header", "token"),
    [("Bearer abc", "abc"), ("bearer abc", "abc"), ("BEARER  abc ", "abc"), (" Bearer abc", "abc")],
)
def test_bearer_token(header: str, token: str) -> None:
    assert bearer_token(header) == token


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("", "CREDENTIAL_REQUIRED"),
        ("Bearer", "INVALID_CREDENTIAL"),
        ("Bearer ", "INVALID_CREDENTIAL"),
        ("Basic dXNlcjpwYXNz", "INVALID_CREDENTIAL"),
        ("cpf_live_secret", "INVALID_CREDENTIAL"),
        ("Bearercpf_live_secret", "INVALID_CREDENTIAL"),
    ],
)
def test_what_is_no_bearer_token_is_refused_without_its_text(header: str, reason: str) -> None:
    with pytest.raises(Unauthenticated) as caught:
        bearer_token(header)
    assert caught.value.reason == reason
    assert "cpf_" not in str(caught.value)
    assert "dXNl" not in str(caught.value)


class _Call:
    code = reason = ""
    method = "/x/Y"
    request_id = "01J"
    verdict = None

    def __init__(self, policy: Policy, principal: Principal | None) -> None:
        self.headers: list[tuple[str, str]] = []
        self.policy = policy
        self.principal = principal


def _policy(caller: policy_pb2.Caller.ValueType, scope: str = "", *, live_only: bool = False) -> Policy:
    return Policy(caller, scope, 1, policies.READ, "", live_only=live_only)


def _principal(*scopes: str, user: str = "", environment: str = LIVE) -> Principal:
    return Principal(
        kind="session" if user else "api_key",
        credential_id="key_1",
        tenant=Tenant("org_1", environment),
        scopes=granted(scopes),
        plan="starter",
        user_id=user,
    )


def _reason(policy: Policy, principal: Principal | None) -> str:
    call: Call = _Call(policy, principal)  # type: ignore[assignment]
    try:
        Scope().enter(call)
    except DomainError as error:
        return error.reason
    return ""


@pytest.mark.parametrize(
    ("policy", "principal", "reason"),
    [
        (_policy(policies.ANONYMOUS), None, ""),
        (_policy(policies.ANYONE), None, ""),
        (_policy(policies.ANYONE), _principal("scan:read"), ""),
        (_policy(policies.CREDENTIAL), _principal("scan:read"), ""),
        (_policy(policies.CREDENTIAL), None, "INVALID_CREDENTIAL"),
        (_policy(policies.USER), None, "INVALID_CREDENTIAL"),
        (_policy(policies.SCOPE, "scan:read"), None, "INVALID_CREDENTIAL"),
        (_policy(policies.SCOPE, "scan:read"), _principal("scan:read"), ""),
        (_policy(policies.SCOPE, "scan:read"), _principal("admin"), ""),
        (_policy(policies.SCOPE, "scan:read"), _principal("scan:write"), "SCOPE_REQUIRED"),
        (_policy(policies.SCOPE, "admin"), _principal("scan:read", "scan:write", "incidents:read"), "SCOPE_REQUIRED"),
        (_policy(policies.USER), _principal("admin"), "USER_REQUIRED"),
        (_policy(policies.USER), _principal("scan:read", user="usr_1"), ""),
        (_policy(policies.SCOPE, "admin", live_only=True), _principal("admin"), ""),
        (_policy(policies.SCOPE, "admin", live_only=True), _principal("admin", environment=TEST), "LIVE_REQUIRED"),
        (_policy(policies.SCOPE, "admin", live_only=True), _principal("scan:read", environment=TEST), "SCOPE_REQUIRED"),
    ],
)
def test_scope(policy: Policy, principal: Principal | None, reason: str) -> None:
    assert _reason(policy, principal) == reason


class _Broken(Concern):
    name = "broken"

    async def fail(self, call: Call, error: BaseException) -> BaseException:  # noqa: ARG002 -- the moment's signature
        raise RuntimeError("a text that must not be told")


@pytest.mark.parametrize("concerns", [(_Broken(),), (ErrorMapper(), _Broken()), (_Broken(), ErrorMapper())])
async def test_a_concern_that_breaks_is_an_internal_error_without_text(concerns: tuple[Concern, ...]) -> None:
    call: Call = _Call(_policy(policies.ANYONE), None)  # type: ignore[assignment]
    error = await Chain(concerns, {})._answer_to(call, NotFound("scan", "scan_1"))
    assert (error.code, error.reason) == (grpc.StatusCode.INTERNAL, "INTERNAL")
    assert error.message == "an internal error occurred; request id 01J"
    assert (call.code, call.reason) == ("INTERNAL", "INTERNAL")
