"""What credentials have called: whose calls a caller sees, on which days, in pages; and the windows as they stand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from sqlalchemy import insert

from server.auth.tables import UsageDay
from server.auth.usage import DAYS, Usage
from server.contract.vocabulary import LIVE, SCAN_READ, TEST
from server.limits.limiter import Limiter
from server.limits.plans import PLANS
from server.oauth.grants import client_names
from server.storage.base import now

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from server.principal import Principal
    from tests.support.house import House
    from tests.support.valkey import Valkey


@pytest_asyncio.fixture(loop_scope="session")
async def limiter(valkey: Valkey) -> AsyncIterator[Limiter]:
    opened = Limiter(valkey.url)
    await opened.start()
    yield opened
    await opened.close()


@pytest.fixture
def usage(house: House, limiter: Limiter) -> Usage:
    return Usage(house.resources.database, limiter, client_names)


async def called(
    house: House, credential: str, caller: Principal, calls: int, *, ago: int = 0, world: str = LIVE
) -> None:
    row = {
        "credential_id": credential,
        "organization_id": caller.tenant.organization_id,
        "environment": world,
        "day": now().date() - timedelta(days=ago),
        "calls": calls,
    }
    async with house.resources.database.service_write() as session:
        await session.execute(insert(UsageDay), [row])


async def test_an_administrator_sees_the_days_of_every_credential(house: House, usage: Usage) -> None:
    owner, other = await house.person(), await house.person()
    view, _ = await house.key(owner.principal)
    quiet, _ = await house.key(owner.principal)
    revoked, _ = await house.key(owner.principal)
    await house.resources.api_keys.revoke(owner.tenant, revoked.key.id)
    foreign, _ = await house.key(other.principal)
    session_id = owner.principal.credential_id
    await called(house, view.key.id, owner.principal, 3)
    await called(house, view.key.id, owner.principal, 4, world=TEST)
    await called(house, view.key.id, owner.principal, 5, ago=29)
    await called(house, view.key.id, owner.principal, 1000, ago=30)
    await called(house, session_id, owner.principal, 7, ago=1)
    await called(house, foreign.key.id, other.principal, 1000)
    page, cursor = await usage.page(owner.principal, "", 50, "")
    assert cursor == ""
    assert page.plan == PLANS[owner.principal.plan]
    assert (len(page.days), page.days[-1], page.days[0]) == (DAYS, now().date(), now().date() - timedelta(days=29))
    assert (page.calls[-1], page.calls[-2], page.calls[0], sum(page.calls)) == (7, 7, 5, 19)
    found = {use.credential_id: use for use in page.credentials}
    assert set(found) == {view.key.id, quiet.key.id, session_id}
    assert (found[view.key.id].name, found[view.key.id].kind) == (view.key.name, "api_key")
    assert (found[view.key.id].calls[-1], found[view.key.id].calls[0]) == (7, 5)
    assert sum(found[quiet.key.id].calls) == 0
    assert (found[session_id].name, found[session_id].kind) == (owner.user.email, "session")


async def test_from_the_sandbox_only_the_sandbox_is_seen(house: House, usage: Usage) -> None:
    owner = await house.person()
    live, _ = await house.key(owner.principal)
    await called(house, live.key.id, owner.principal, 3)
    await called(house, owner.principal.credential_id, owner.principal, 2, world=TEST)
    page, _ = await usage.page(await house.who(owner.tokens.access, TEST), "", 50, "")
    assert [use.credential_id for use in page.credentials] == [owner.principal.credential_id]
    assert sum(page.calls) == 2


async def test_without_the_scope_admin_a_caller_sees_itself(house: House, usage: Usage) -> None:
    owner = await house.person()
    view, token = await house.key(owner.principal, scopes=[SCAN_READ])
    await called(house, view.key.id, owner.principal, 3)
    await called(house, owner.principal.credential_id, owner.principal, 9)
    caller = await house.who(token)
    page, cursor = await usage.page(caller, "", 50, "")
    assert ([use.credential_id for use in page.credentials], cursor) == ([view.key.id], "")
    assert sum(page.calls) == 3
    nobody, _ = await usage.page(caller, "session", 50, "")
    assert nobody.credentials == []


async def test_pages_hold_every_credential_once_and_kinds_are_told_apart(house: House, usage: Usage) -> None:
    owner = await house.person()
    keys = [(await house.key(owner.principal))[0].key.id for _ in range(5)]
    await called(house, keys[0], owner.principal, 1)
    await called(house, owner.principal.credential_id, owner.principal, 1)
    seen: list[str] = []
    cursor = ""
    while True:
        page, cursor = await usage.page(owner.principal, "", 2, cursor)
        seen += [use.credential_id for use in page.credentials]
        if not cursor:
            break
    assert seen == [owner.principal.credential_id, *sorted(keys, reverse=True)]
    of_kind, _ = await usage.page(owner.principal, "api_key", 50, "")
    assert [use.credential_id for use in of_kind.credentials] == sorted(keys, reverse=True)


async def test_the_windows_are_those_of_now_and_looking_costs_nothing(
    house: House, usage: Usage, limiter: Limiter
) -> None:
    owner = await house.person()
    view, _ = await house.key(owner.principal)
    plan = PLANS[owner.principal.plan]
    for _ in range(3):
        await limiter.charge(view.key.id, plan)
    for _ in range(2):
        page, _ = await usage.page(owner.principal, "api_key", 50, "")
        (use,) = page.credentials
        minute = use.windows[0]
        assert (minute.name, minute.limit, minute.remaining) == ("minute", plan.minute.capacity, minute.limit - 3)
        assert 0 < minute.reset <= 60
