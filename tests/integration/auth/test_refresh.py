"""Refresh tokens: one successor for all who ask at once, 30 seconds of grace, and a replay that ends the session."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from server.auth import sessions
from server.auth.credentials import REFRESH_PREFIX, is_well_formed, new_token
from server.auth.rotation import GRACE
from server.auth.tables import RefreshToken, Session
from server.errors import Unauthenticated
from server.storage.base import now
from tests.support.house import settings_for

if TYPE_CHECKING:
    from tests.support.house import House, Person


class Clock:
    """The clock of the sessions, which a test moves."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        """Return the instant that the sessions see."""
        return now() + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(sessions, "now", moved.now)
    return moved


async def refused(house: House, token: str) -> None:
    """Assert that a refresh token is refused, and in the one way."""
    with pytest.raises(Unauthenticated) as caught:
        await house.refresh(token)
    assert caught.value.reason == "INVALID_REFRESH_TOKEN"


async def ended(house: House, person: Person) -> bool:
    """Return whether a person's session has ended."""
    async with house.resources.database.read(person.tenant) as session:
        row = await session.get_one(Session, person.principal.credential_id)
    return row.revoked_at is not None


async def test_a_refresh_gives_the_next_pair_of_the_same_session(house: House) -> None:
    person = await house.person()
    tokens = await house.refresh(person.tokens.refresh)
    assert is_well_formed(tokens.refresh, REFRESH_PREFIX)
    assert tokens.refresh != person.tokens.refresh
    assert tokens.access != person.tokens.access
    principal = await house.who(tokens.access)
    assert principal.credential_id == person.principal.credential_id
    # the access token before is good until its own end
    assert (await house.who(person.tokens.access)).credential_id == principal.credential_id
    third = await house.refresh(tokens.refresh)
    assert len({person.tokens.refresh, tokens.refresh, third.refresh}) == 3


async def test_twenty_refreshes_at_once_get_one_successor(house: House) -> None:
    person = await house.person()
    pairs = await asyncio.gather(*(house.refresh(person.tokens.refresh) for _ in range(20)))
    assert len({pair.refresh for pair in pairs}) == 1
    assert len({pair.access for pair in pairs}) == 20
    async with house.resources.database.read(person.tenant) as session:
        assert await session.scalar(select(func.count()).select_from(RefreshToken)) == 2
    assert not await ended(house, person)
    await house.refresh(pairs[0].refresh)


async def test_the_used_token_answers_for_30_seconds(house: House, clock: Clock) -> None:
    person = await house.person()
    tokens = await house.refresh(person.tokens.refresh)
    clock.ahead = GRACE - timedelta(seconds=2)
    assert (await house.refresh(person.tokens.refresh)).refresh == tokens.refresh
    clock.ahead = GRACE + timedelta(seconds=2)
    await refused(house, person.tokens.refresh)
    assert await ended(house, person)
    await refused(house, tokens.refresh)
    with pytest.raises(Unauthenticated):
        await house.who(tokens.access)


async def test_once_the_successor_was_used_the_token_before_is_a_replay(house: House) -> None:
    person = await house.person()
    second = await house.refresh(person.tokens.refresh)
    third = await house.refresh(second.refresh)
    await refused(house, person.tokens.refresh)
    assert await ended(house, person)
    for token in (second.refresh, third.refresh):
        await refused(house, token)
    for access in (person.tokens.access, second.access, third.access):
        with pytest.raises(Unauthenticated):
            await house.who(access)


async def test_an_unused_token_waits_as_long_as_the_session_lives(house: House, clock: Clock) -> None:
    person = await house.person()
    clock.ahead = timedelta(days=6, hours=23)
    tokens = await house.refresh(person.tokens.refresh)
    clock.ahead = timedelta(days=7, seconds=1)
    await refused(house, tokens.refresh)


async def test_a_refresh_after_seven_days_is_refused(house: House, clock: Clock) -> None:
    person = await house.person()
    clock.ahead = timedelta(days=7)
    await refused(house, person.tokens.refresh)


async def test_a_refresh_does_not_prolong_the_session(house: House, clock: Clock) -> None:
    person = await house.person()
    tokens = person.tokens
    for day in range(1, 7):
        clock.ahead = timedelta(days=day)
        tokens = await house.refresh(tokens.refresh)
    clock.ahead = timedelta(days=7)
    await refused(house, tokens.refresh)


async def test_a_logout_refuses_both_tokens(house: House) -> None:
    person = await house.person()
    await house.resources.sessions.end(person.principal, person.principal.credential_id)
    await refused(house, person.tokens.refresh)
    with pytest.raises(Unauthenticated):
        await house.who(person.tokens.access)


async def test_a_replay_ends_one_session_and_no_other(house: House) -> None:
    person = await house.person()
    other = await house.login(person.user.email)
    second = await house.refresh(person.tokens.refresh)
    await house.refresh(second.refresh)
    await refused(house, person.tokens.refresh)
    await house.who(other.access)
    await house.refresh(other.refresh)


async def test_what_is_no_refresh_token_is_refused_alike(house: House) -> None:
    person = await house.person()
    _, key = await house.key(person.principal)
    for token in (new_token(REFRESH_PREFIX), "cpf_rt_", "", "x" * 200, key, person.tokens.access, "\0"):
        await refused(house, token)


async def test_a_refresh_token_opens_nothing_by_itself(house: House) -> None:
    person = await house.person()
    with pytest.raises(Unauthenticated):
        await house.who(person.tokens.refresh)


async def test_the_new_access_token_has_the_users_present_role(house: House) -> None:
    owner = await house.person()
    person = await house.person("viewer", owner.user.organization_id)
    await house.resources.users.change_role(owner.principal, person.user.id, "member")
    tokens = await house.refresh(person.tokens.refresh)
    assert (await house.who(tokens.access)).role == "member"


async def test_the_successor_needs_the_servers_key(house: House) -> None:
    # whoever reads the database alone, nonces and all, cannot make the next token
    person = await house.person()
    tokens = await house.refresh(person.tokens.refresh)
    async with house.resources.database.read(person.tenant) as session:
        rows = (await session.scalars(select(RefreshToken))).all()
    kept = b"".join(row.hash + row.nonce for row in rows)
    for token in (person.tokens.refresh, tokens.refresh):
        assert token.encode() not in kept
    assert settings_for("sqlite+aiosqlite://", "unix://x").master_key.get_secret_value() not in repr(rows)
