"""A user's sessions: listed, ended one by one, and nobody else's business."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from server.auth import authenticator, retention
from server.auth.tables import ApiKeySecret, LoginFailure, RefreshToken, Session
from server.contract.vocabulary import TEST
from server.errors import NotFound, Unauthenticated
from server.storage.base import now

if TYPE_CHECKING:
    from tests.support.house import House


async def test_the_list_is_the_users_own_newest_first_and_in_pages(house: House) -> None:
    person = await house.person()
    colleague = await house.person("admin", person.user.organization_id)
    made = [person.principal.credential_id]
    others = [await house.login(person.user.email) for _ in range(3)]
    made += [(await house.who(tokens.access)).credential_id for tokens in others]
    seen: list[str] = []
    cursor = ""
    while True:
        rows, cursor = await house.resources.sessions.of_user(person.principal, 3, cursor)
        seen += [row.id for row in rows]
        if not cursor:
            break
    assert seen == made[::-1]
    assert colleague.principal.credential_id not in seen


async def test_the_list_is_the_same_from_the_sandbox(house: House) -> None:
    person = await house.person()
    acting = await house.who(person.tokens.access, TEST)
    rows, _ = await house.resources.sessions.of_user(acting, 50, "")
    assert [row.id for row in rows] == [person.principal.credential_id]


async def test_ended_and_expired_sessions_are_not_listed(house: House) -> None:
    person = await house.person()
    for number in range(2):
        ended = await house.who((await house.login(person.user.email)).access)
        if number:
            await house.resources.sessions.end(person.principal, ended.credential_id)
        else:
            async with house.resources.database.write(person.tenant) as session:
                await session.execute(update(Session).where(Session.id == ended.credential_id).values(expires_at=now()))
    rows, _ = await house.resources.sessions.of_user(person.principal, 50, "")
    assert [row.id for row in rows] == [person.principal.credential_id]


async def test_one_session_is_ended_and_the_others_live(house: House) -> None:
    person = await house.person()
    other = await house.login(person.user.email)
    other_id = (await house.who(other.access)).credential_id
    await house.resources.sessions.end(person.principal, other_id)
    with pytest.raises(Unauthenticated):
        await house.who(other.access)
    await house.who(person.tokens.access)
    await house.resources.sessions.end(person.principal, other_id)  # again: nothing changes
    rows, _ = await house.resources.sessions.of_user(person.principal, 50, "")
    assert [row.id for row in rows] == [person.principal.credential_id]


async def test_nobody_ends_the_session_of_another(house: House) -> None:
    person, stranger = await house.person(), await house.person()
    colleague = await house.person("owner", person.user.organization_id)
    _, key = await house.key(person.principal)
    for caller in (stranger.principal, colleague.principal, await house.who(key)):
        with pytest.raises(NotFound):
            await house.resources.sessions.end(caller, person.principal.credential_id)
    with pytest.raises(NotFound):
        await house.resources.sessions.end(person.principal, "ses_of_nobody")
    await house.who(person.tokens.access)


async def test_a_session_past_its_end_is_refused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    person = await house.person()
    house.forget_cached()
    later = now() + timedelta(days=7)
    monkeypatch.setattr(authenticator, "now", lambda: later)
    with pytest.raises(Unauthenticated):
        await house.who(person.tokens.access)


async def test_retention_forgets_what_ended_long_ago_and_nothing_else(house: House) -> None:
    person = await house.person()
    old = await house.who((await house.login(person.user.email)).access)
    async with house.resources.database.write(person.tenant) as session:
        await session.execute(
            update(Session).where(Session.id == old.credential_id).values(revoked_at=now() - timedelta(days=31))
        )
    view, _ = await house.key(person.principal)
    await house.resources.api_keys.rotate(person.tenant, view.key.id, timedelta(hours=1))
    async with house.resources.database.write(person.tenant) as session:
        await session.execute(
            update(ApiKeySecret).where(ApiKeySecret.superseded_at.is_not(None)).values(expires_at=now())
        )
    with pytest.raises(Unauthenticated):
        await house.login("forgotten@example.com", "wrong")
    async with house.resources.database.service_write() as session:
        await session.execute(update(LoginFailure).values(updated_at=now() - timedelta(days=2)))
    await retention.apply(house.resources.database, house.settings)
    async with house.resources.database.read(person.tenant) as session:
        assert (await session.scalars(select(Session.id))).all() == [person.principal.credential_id]
        assert set(await session.scalars(select(RefreshToken.session_id))) == {person.principal.credential_id}
        assert len((await session.scalars(select(ApiKeySecret))).all()) == 1
    async with house.resources.database.service_read() as session:
        assert (await session.scalars(select(LoginFailure))).all() == []
    await house.who(person.tokens.access)
