"""Counts of calls: kept per credential, environment and day, and not lost to a database that is away for a while."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from server.auth import activity as module
from server.auth.activity import Activity
from server.auth.tables import UsageDay
from server.contract.vocabulary import LIVE, TEST
from server.errors import PermissionDenied, Unauthenticated, Unavailable
from server.principal import Tenant
from server.storage.database import Database
from tests.support.house import open_house, settings_for

if TYPE_CHECKING:
    from server.principal import Principal
    from tests.support.house import House
    from tests.support.valkey import Valkey


async def counted(database: Database, organization_id: str) -> dict[tuple[str, str], int]:
    """Return the calls of today, by credential and environment."""
    async with database.service_read() as session:
        rows = (await session.scalars(select(UsageDay).where(UsageDay.organization_id == organization_id))).all()
    assert all(row.day == datetime.now(UTC).date() for row in rows)
    return {(row.credential_id, row.environment): row.calls for row in rows}


async def test_calls_are_counted_by_credential_and_environment(house: House) -> None:
    person = await house.person()
    view, token = await house.key(person.principal)
    for _ in range(3):
        await house.who(token)
    for environment in ("", TEST, TEST):
        await house.who(person.tokens.access, environment)
    await house.resources.activity.flush()
    await house.who(token)
    await house.resources.activity.flush()
    await house.resources.activity.flush()
    session_id = person.principal.credential_id
    assert await counted(house.resources.database, person.user.organization_id) == {
        (view.key.id, LIVE): 4,
        (session_id, LIVE): 2,
        (session_id, TEST): 2,
    }


async def test_who_is_refused_is_not_counted(house: House) -> None:
    owner = await house.caller()
    view, token = await house.key(owner)
    with pytest.raises(PermissionDenied):
        await house.who(token, TEST)
    await house.resources.api_keys.revoke(owner.tenant, view.key.id)
    with pytest.raises(Unauthenticated):
        await house.who(token)
    await house.resources.activity.flush()
    assert await counted(house.resources.database, owner.tenant.organization_id) == {}


async def test_two_processes_add_up(house: House) -> None:
    owner = await house.caller()
    principal = owner
    activities = [Activity(house.resources.database) for _ in range(4)]
    for activity in activities:
        for _ in range(5):
            activity.used(principal)
    await asyncio.gather(*(activity.close() for activity in activities))
    assert await counted(house.resources.database, owner.tenant.organization_id) == {(owner.credential_id, LIVE): 20}


@pytest.mark.parametrize("error", [Unavailable("STORAGE_UNAVAILABLE"), RuntimeError("something new")], ids=repr)
async def test_counts_wait_for_the_database(
    sqlite_house: House, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = await sqlite_house.caller()
    database = sqlite_house.resources.database
    monkeypatch.setattr(module, "FLUSH_SECONDS", 0.01)
    activity = Activity(database)
    failed = asyncio.Event()

    def away(_: Database) -> None:
        failed.set()
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Database, "service_write", away)
        activity.used(owner)
        activity.start()
        await asyncio.wait_for(failed.wait(), 10)
        activity.used(owner)
    deadline = time.monotonic() + 10
    while await counted(database, owner.tenant.organization_id) != {(owner.credential_id, LIVE): 2}:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)
    await activity.close()


async def test_closing_writes_what_is_left_and_survives_a_database_that_is_gone(
    sqlite_url: str, valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_for(sqlite_url, valkey.url)
    principal: Principal
    async with open_house(settings) as house:
        principal = await house.caller()
        house.resources.activity.used(principal)
    async with open_house(settings) as house:
        usage = await counted(house.resources.database, principal.tenant.organization_id)
        assert usage == {(principal.credential_id, LIVE): 1}
        house.resources.activity.used(principal)

        def gone(_: Database) -> None:
            raise Unavailable("STORAGE_UNAVAILABLE")

        monkeypatch.setattr(Database, "service_write", gone)


async def test_a_credential_of_another_organization_has_a_count_of_its_own(house: House) -> None:
    one, other = await house.caller(), await house.caller()
    house.resources.activity.used(one)
    await house.resources.activity.flush()
    assert await counted(house.resources.database, other.tenant.organization_id) == {}
    async with house.resources.database.read(Tenant(other.tenant.organization_id, LIVE)) as session:
        assert (await session.scalars(select(UsageDay))).all() == []
