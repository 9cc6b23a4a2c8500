"""Limits as a caller meets them: refused calls cost nothing, and whoever waits as told is admitted."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import grpc
import pytest
from google.rpc import error_details_pb2
from netallion.auth.v1 import session_pb2
from netallion.scan.v1 import scan_pb2
from prometheus_client import REGISTRY
from pydantic import SecretStr

from server import operations
from server.auth.usage import Usage
from server.contract.vocabulary import SCAN_READ, TEST
from server.errors import NotFound
from server.oauth.grants import client_names
from tests.support.served import AUTH, SCAN, serve

if TYPE_CHECKING:
    from tests.support.served import Answer, Served

CODE = grpc.StatusCode
GET = scan_pb2.GetScanRequest(id="scan_1")
ME = session_pb2.GetCallerRequest()


def assert_limited(answer: Answer, subject: str, retry_after: int) -> None:
    """Assert a refusal for too many calls."""
    assert (answer.code, answer.reason) == (CODE.RESOURCE_EXHAUSTED, "RATE_LIMITED")
    assert answer.trailing["retry-after"] == str(retry_after)
    assert answer.detail(error_details_pb2.RetryInfo).retry_delay.seconds == retry_after
    [violation] = answer.detail(error_details_pb2.QuotaFailure).violations
    assert violation.subject == subject
    assert len(set(answer.names)) == len(answer.names)


async def exhaust(served: Served, token: str | None, address: str) -> None:
    """Make the twenty calls that a second of the Starter plan admits."""
    answers = await asyncio.gather(*(served.call(AUTH + "GetCaller", ME, token, address=address) for _ in range(20)))
    assert {answer.code for answer in answers} == {CODE.OK if token else CODE.UNAUTHENTICATED}


async def test_a_key_over_its_burst_is_refused_and_that_costs_nothing(served: Served) -> None:
    view, token = await served.house.key(await served.house.caller())
    address = served.address()
    await exhaust(served, token, address)
    for _ in range(3):
        answer = await served.call(AUTH + "GetCaller", ME, token, address=address)
        assert_limited(answer, view.key.id, 1)
        assert answer.trailing["x-ratelimit-limit"] == "20"  # the window that refuses
        assert answer.trailing["x-ratelimit-remaining"] == "0"
        assert answer.trailing["x-ratelimit-reset"] == str(served.clock[0] + 1)
    assert await served.used(view.key.id) == 20
    assert await served.used(f"addr:{address}") == 0
    served.clock[0] += 1  # as it was told to wait
    assert (await served.call(AUTH + "GetCaller", ME, token, address=address)).code is CODE.OK


async def test_a_key_over_its_minute_waits_until_it_is_admitted(served: Served) -> None:
    view, token = await served.house.key(await served.house.caller())
    for _ in range(5):
        await exhaust(served, token, served.address())
        served.clock[0] += 2
    answer = await served.call(AUTH + "GetCaller", ME, token)
    assert_limited(answer, view.key.id, 50)
    assert answer.trailing["x-ratelimit-limit"] == "100"
    served.clock[0] += 49
    assert_limited(await served.call(AUTH + "GetCaller", ME, token), view.key.id, 1)
    served.clock[0] += 1
    assert (await served.call(AUTH + "GetCaller", ME, token)).code is CODE.OK


async def test_strangers_are_limited_by_address(served: Served) -> None:
    address = served.address()
    await exhaust(served, None, address)
    assert_limited(await served.call(AUTH + "GetCaller", ME, None, address=address), f"addr:{address}", 1)
    login = session_pb2.LoginRequest(email="x@example.com", password="x")
    assert_limited(await served.call(AUTH + "Login", login, address=address), f"addr:{address}", 1)
    assert await served.used(f"addr:{address}") == 20
    # another address, and a credential from the same one
    assert (await served.call(AUTH + "GetCaller", ME, None)).code is CODE.UNAUTHENTICATED
    _, token = await served.house.key(await served.house.caller())
    assert (await served.call(AUTH + "GetCaller", ME, token, address=address)).code is CODE.OK


async def test_guessing_keys_is_limited_by_address(served: Served) -> None:
    address = served.address()
    for _ in range(20):
        answer = await served.call(AUTH + "GetCaller", ME, "cpf_live_a_guess", address=address)
        assert answer.code is CODE.UNAUTHENTICATED
    answer = await served.call(AUTH + "GetCaller", ME, "cpf_live_a_guess", address=address)
    assert_limited(answer, f"addr:{address}", 1)


async def test_forbidden_calls_are_limited_too(served: Served) -> None:
    view, token = await served.house.key(await served.house.caller(), [SCAN_READ])
    request = scan_pb2.CreateScanRequest(workspace_id="ws_1", scope="full")
    for _ in range(20):
        assert (await served.call(SCAN + "CreateScan", request, token)).code is CODE.PERMISSION_DENIED
    assert_limited(await served.call(SCAN + "CreateScan", request, token), view.key.id, 1)


async def test_two_keys_of_one_organization_have_windows_of_their_own(served: Served) -> None:
    caller = await served.house.caller()
    _, live = await served.house.key(caller)
    _, test = await served.house.key(caller, environment=TEST)
    await exhaust(served, live, served.address())
    assert (await served.call(AUTH + "GetCaller", ME, test)).code is CODE.OK


async def test_a_rotated_key_keeps_its_windows(served: Served) -> None:
    caller = await served.house.caller()
    view, token = await served.house.key(caller)
    await exhaust(served, token, served.address())
    _, fresh = await served.house.resources.api_keys.rotate(caller.tenant, view.key.id, timedelta(days=1))
    served.house.keep(fresh)
    assert_limited(await served.call(AUTH + "GetCaller", ME, fresh), view.key.id, 1)


async def test_a_refresh_resets_nothing(served: Served) -> None:
    person = await served.house.person()
    await exhaust(served, person.tokens.access, served.address())
    tokens = await served.house.refresh(person.tokens.refresh)
    answer = await served.call(AUTH + "GetCaller", ME, tokens.access)
    assert_limited(answer, person.principal.credential_id, 1)


async def test_another_plan_acts_at_once(served: Served) -> None:
    caller = await served.house.caller()
    _, token = await served.house.key(caller)
    await exhaust(served, token, served.address())
    await served.house.resources.organizations.set_plan(caller.tenant.organization_id, "professional")
    answer = await served.call(AUTH + "GetCaller", ME, token)
    assert answer.code is CODE.OK
    assert answer.initial["x-ratelimit-limit"] == "500"
    assert answer.responses[0].plan == "professional"


async def test_limits_of_a_keys_own_act_at_once_and_leave_others_alone(served: Served) -> None:
    caller = await served.house.caller()
    view, token = await served.house.key(caller)
    _, other = await served.house.key(caller)
    await exhaust(served, token, served.address())
    resources = served.house.resources
    limits = await operations.set_limits(resources, view.key.id, None, 25, None)
    assert limits == {"minute": 100, "second": 25, "day": 10_000}
    for _ in range(5):
        assert (await served.call(AUTH + "GetCaller", ME, token)).code is CODE.OK
    answer = await served.call(AUTH + "GetCaller", ME, token)
    assert_limited(answer, view.key.id, 1)
    assert answer.trailing["x-ratelimit-limit"] == "25"
    usage = await Usage(resources.database, served.limiter, client_names).page(caller, "api_key", 50, "")
    assert {use.credential_id: use.windows[1].limit for use in usage[0].credentials}[view.key.id] == 25
    assert await operations.set_limits(resources, view.key.id, 7, None, 0) == {"minute": 7, "second": 25, "day": 0}
    answer = await served.call(AUTH + "GetCaller", ME, token)
    assert_limited(answer, view.key.id, 60)
    assert '"day"' not in answer.trailing["ratelimit-policy"]
    assert (await served.call(AUTH + "GetCaller", ME, other)).initial["x-ratelimit-limit"] == "100"
    assert await operations.reset_limits(resources, view.key.id) == {"minute": 100, "second": 20, "day": 10_000}
    assert (await served.call(AUTH + "GetCaller", ME, token)).trailing["x-ratelimit-limit"] == "20"


async def test_limits_of_no_key_and_limits_that_cannot_be(served: Served) -> None:
    caller = await served.house.caller()
    view, _ = await served.house.key(caller)
    resources = served.house.resources
    with pytest.raises(NotFound):
        await operations.set_limits(resources, "key_of_nobody", 1, None, None)
    with pytest.raises(ValueError, match="window"):
        await operations.set_limits(resources, view.key.id, 2**31, None, None)
    assert (await operations.reset_limits(resources, view.key.id))["minute"] == 100
    await resources.api_keys.revoke(caller.tenant, view.key.id)
    with pytest.raises(NotFound):
        await operations.reset_limits(resources, view.key.id)


async def test_in_shadow_mode_everything_passes_and_what_would_be_refused_is_counted(served: Served) -> None:
    def counted() -> float:
        labels = {"window": "second", "outcome": "shadow"}
        return REGISTRY.get_sample_value("netallion_limit_refusals_total", labels) or 0.0

    async with serve(served.house, served.lines, limits_shadow=True) as shadowed:
        shadowed.clock[0] = served.clock[0]
        view, token = await served.house.key(await served.house.caller())
        await exhaust(shadowed, token, served.address())
        before = counted()
        for number in range(1, 4):
            answer = await shadowed.call(AUTH + "GetCaller", ME, token)
            assert answer.code is CODE.OK
            assert answer.initial["x-ratelimit-remaining"] == "0"
            assert "retry-after" not in answer.headers
            assert counted() == before + number
        assert await shadowed.used(view.key.id) == 20
        address = served.address()
        await exhaust(shadowed, None, address)
        answer = await shadowed.call(AUTH + "GetCaller", ME, None, address=address)
        assert answer.code is CODE.UNAUTHENTICATED


@pytest.mark.parametrize("secret", ["right", "wrong", "none"])
async def test_only_the_edge_says_where_a_call_comes_from(served: Served, secret: str) -> None:
    async with serve(served.house, served.lines, edge_secret=SecretStr("the edge's own secret")) as guarded:
        guarded.clock[0] = served.clock[0]
        address = served.address()
        given = {"right": "the edge's own secret", "wrong": "a guess", "none": ""}[secret]
        extra = [("x-netallion-edge", given)] if given else []
        answer = await guarded.call(AUTH + "GetCaller", ME, None, address=address, extra=extra)
        assert answer.code is CODE.UNAUTHENTICATED
        assert await guarded.used(f"addr:{address}") == (1 if secret == "right" else 0)
        line = await served.line(answer.trailing["x-request-id"])
        assert line["address"] == (address if secret == "right" else "127.0.0.1")


async def test_a_client_cannot_choose_its_address(served: Served) -> None:
    address = served.address()
    for number in range(21):
        answer = await served.call(AUTH + "GetCaller", ME, None, address=f"10.9.8.{number}, {address}")
    assert_limited(answer, f"addr:{address}", 1)


async def test_lines_of_one_header_are_one_list(served: Served) -> None:
    # a proxy may add a line of its own instead of going on in the client's
    proxied = served.address()
    answer = await served.call(
        AUTH + "GetCaller", ME, None, address="10.9.8.7", extra=[("x-forwarded-for", f"10.9.8.6, {proxied}")]
    )
    assert answer.code is CODE.UNAUTHENTICATED
    assert await served.used(f"addr:{proxied}") == 1


async def test_two_credentials_are_none(served: Served) -> None:
    _, one = await served.key()
    _, two = await served.key()
    answer = await served.call(AUTH + "GetCaller", ME, one, extra=[("authorization", f"Bearer {two}")])
    assert (answer.code, answer.reason) == (CODE.UNAUTHENTICATED, "INVALID_CREDENTIAL")
