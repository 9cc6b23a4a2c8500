"""What one process revokes, another refuses: at once by the channel, and within a second without it."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import redis.asyncio

from server.auth import authenticator
from server.auth.revocation import CHANNEL, RevocationChannel
from server.errors import Unauthenticated
from tests.support.house import ADDRESS, PASSWORD, House, open_house, plant_signing_key, settings_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tests.support.house import Person
    from tests.support.valkey import Valkey

SECOND = 1.0
_committed: ContextVar[list[float]] = ContextVar("committed")
PATIENCE_SECONDS = 20.0


@asynccontextmanager
async def two_processes(url: str, valkey: Valkey) -> AsyncIterator[tuple[House, House]]:
    """Open two processes on one database and one Valkey, which hear each other."""
    await plant_signing_key(url)
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(open_house(settings_for(url, valkey.url)))
        two = await stack.enter_async_context(open_house(settings_for(url, valkey.url)))
        await _subscribed(valkey, 2)
        yield one, two


async def _subscribed(valkey: Valkey, count: int) -> None:
    client = redis.asyncio.Redis.from_url(valkey.url)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while dict(await client.pubsub_numsub(CHANNEL))[CHANNEL.encode()] < count:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)
    await client.aclose()


async def refuses(house: House, token: str) -> bool:
    """Return whether a process refuses a token."""
    try:
        await house.who(token)
    except Unauthenticated:
        return True
    return False


async def until_refused(house: House, token: str) -> None:
    """Wait until a process refuses a token."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not await refuses(house, token):
        assert time.monotonic() < deadline, "it is still trusted"
        await asyncio.sleep(0.01)


async def test_by_the_channel_another_process_refuses_although_it_has_cached(
    sqlite_url: str, own_valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authenticator, "CACHE_SECONDS", 3600.0)  # so that only the channel can tell
    async with two_processes(sqlite_url, own_valkey) as (one, two):
        for token, revoke in await _revocable(one):
            await two.who(token)
            await revoke()
            await until_refused(two, token)


async def test_by_the_channel_a_changed_role_and_plan_reach_another_process(
    sqlite_url: str, own_valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authenticator, "CACHE_SECONDS", 3600.0)
    async with two_processes(sqlite_url, own_valkey) as (one, two):
        owner = await one.person()
        person = await one.person("member", owner.user.organization_id)
        assert (await two.who(person.tokens.access)).role == "member"
        await one.resources.users.change_role(owner.principal, person.user.id, "viewer")
        await one.resources.organizations.set_plan(owner.user.organization_id, "enterprise")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            principal = await two.who(person.tokens.access)
            if (principal.role, principal.plan) == ("viewer", "enterprise"):
                break
            assert time.monotonic() < deadline
            await asyncio.sleep(0.01)


async def _revocable(house: House) -> list[tuple[str, Callable[[], Awaitable[object]]]]:
    """Return credentials of every kind, each with what makes it worthless."""
    owner = await house.person()

    async def colleague() -> Person:
        return await house.person("admin", owner.user.organization_id)

    view, key = await house.key(owner.principal)
    rotated, secret = await house.key(owner.principal)
    logs_out, removed, changes, replays = [await colleague() for _ in range(4)]
    other = await house.login(changes.user.email)
    second = await house.refresh(replays.tokens.refresh)
    await house.refresh(second.refresh)
    resources = house.resources

    async def replay() -> None:
        with pytest.raises(Unauthenticated):
            await house.refresh(replays.tokens.refresh)

    return [
        (key, lambda: resources.api_keys.revoke(owner.tenant, view.key.id)),
        (secret, lambda: resources.api_keys.rotate(owner.tenant, rotated.key.id, timedelta())),
        (logs_out.tokens.access, lambda: resources.sessions.end(logs_out.principal, logs_out.principal.credential_id)),
        (removed.tokens.access, lambda: resources.users.remove(owner.principal, removed.user.id)),
        (
            other.access,
            lambda: resources.sessions.change_password(changes.principal, PASSWORD, "another passphrase", ADDRESS),
        ),
        (replays.tokens.access, replay),
    ]


@pytest.mark.parametrize("away", ["killed", "frozen"])
async def test_without_the_channel_another_process_refuses_within_a_second(
    shared_url: str, own_valkey: Valkey, away: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two_processes(shared_url, own_valkey) as (one, two):
        revocable = await _revocable(one)
        if away == "killed":
            own_valkey.kill()
        else:
            own_valkey.pause()
        original = RevocationChannel.revoke

        async def revoke(channel: RevocationChannel, *ids: str) -> None:
            _committed.get().append(time.monotonic())  # what calls this has just committed
            await original(channel, *ids)

        monkeypatch.setattr(RevocationChannel, "revoke", revoke)

        async def check(token: str, change: Callable[[], Awaitable[object]]) -> None:
            committed: list[float] = []
            _committed.set(committed)
            await two.who(token)
            changing = asyncio.ensure_future(change())
            refused = False
            while not committed or time.monotonic() < committed[0] + SECOND:
                refused = await refuses(two, token)  # to be asked all the time must not keep it alive
                await asyncio.sleep(0.01)
            assert refused or await refuses(two, token), "it is trusted for longer than a second"
            await asyncio.wait_for(changing, PATIENCE_SECONDS)

        await asyncio.gather(*(check(token, change) for token, change in revocable))


async def test_the_channel_works_again_when_its_server_is_back(
    sqlite_url: str, own_valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authenticator, "CACHE_SECONDS", 3600.0)
    async with two_processes(sqlite_url, own_valkey) as (one, two):
        owner = await one.person()
        view, token = await one.key(owner.principal)
        await two.who(token)
        own_valkey.kill()
        await asyncio.sleep(0.05)
        own_valkey.start()
        await _subscribed(own_valkey, 2)
        await one.resources.api_keys.revoke(owner.tenant, view.key.id)
        await until_refused(two, token)


async def test_a_stranger_on_the_channel_does_no_harm(
    sqlite_url: str, own_valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authenticator, "CACHE_SECONDS", 3600.0)
    async with two_processes(sqlite_url, own_valkey) as (one, two):
        client = redis.asyncio.Redis.from_url(own_valkey.url)
        for message in (b"", b"\xff\xfe", b"x" * 100_000, b"org_of_nobody"):
            await client.publish(CHANNEL, message)
        await client.aclose()
        owner = await one.person()
        view, token = await one.key(owner.principal)
        await two.who(token)
        await one.resources.api_keys.revoke(owner.tenant, view.key.id)
        await until_refused(two, token)


async def test_a_process_starts_and_works_without_the_channel(sqlite_url: str) -> None:
    async with open_house(settings_for(sqlite_url, "redis://127.0.0.1:1/0")) as house:
        person = await house.person()
        await house.resources.sessions.end(person.principal, person.principal.credential_id)
        assert await refuses(house, person.tokens.access)
