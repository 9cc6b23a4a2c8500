"""What time does to codes, tokens and secrets of OAuth: on each database, with the instants moved in the tables."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select, update

from server.auth.credentials import OAUTH_REFRESH_PREFIX
from server.errors import Conflict, InvalidArgument, PermissionDenied, Unauthenticated
from server.oauth import retention
from server.oauth.authorization import Authorization, AuthorizationRequest
from server.oauth.clients import NewClient
from server.oauth.errors import InvalidGrant
from server.oauth.tables import (
    OAuthAccessToken,
    OAuthClient,
    OAuthClientSecret,
    OAuthCode,
    OAuthGrant,
    OAuthRefreshToken,
)
from server.storage.base import now
from tests.support.house import PUBLIC_URL
from tests.support.oauth import CALLBACK

if TYPE_CHECKING:
    from server.oauth.tokens import Issued
    from tests.support.house import House, Person

SCOPES = ["scan:read", "incidents:read"]


class App:
    """A client of a person's organization, and what it does."""

    def __init__(self, house: House, person: Person, client: OAuthClient, secret: str) -> None:
        self.house = house
        self.person = person
        self.client = client
        self.secret = secret

    async def code(self) -> str:
        """Return a code that the person gave it."""
        resources = self.house.resources
        authorization = Authorization(resources.database, resources.authenticator._hashes, PUBLIC_URL)
        request = AuthorizationRequest(self.client, {"redirect_uri": CALLBACK}, CALLBACK, SCOPES, "")
        location = (await authorization.approve(request, self.person.principal)).location
        code = location.partition("code=")[2].partition("&")[0]
        self.house.keep(code)
        return code

    async def exchange(self, code: str) -> Issued:
        """Return the tokens of a code."""
        return await self._issue(grant_type="authorization_code", code=code, redirect_uri=CALLBACK)

    async def refresh(self, token: str) -> Issued:
        """Return the next tokens."""
        return await self._issue(grant_type="refresh_token", refresh_token=token)

    async def _issue(self, **parameters: str) -> Issued:
        issued = await self.house.resources.oauth.token.issue(self.client, parameters)
        self.house.keep(issued.access_token, issued.refresh_token)
        return issued

    async def set(self, table: type[Any], token: str, **values: object) -> None:
        """Change the row of a token."""
        digest = self.house.resources.authenticator._hashes.of(token)
        async with self.house.resources.database.service_write() as session:
            await session.execute(update(table).where(table.hash == digest).values(**values))

    async def grants(self) -> int:
        """Return how many grants it has."""
        query = select(func.count()).select_from(OAuthGrant).where(OAuthGrant.client_id == self.client.id)
        async with self.house.resources.database.service_read() as session:
            return (await session.scalars(query)).one()


async def app_of(house: House, **changes: Any) -> App:
    person = await house.person()
    wanted = NewClient(**({"name": "App", "redirect_uris": [CALLBACK], "scopes": SCOPES} | changes))
    client, secret = await house.resources.oauth.clients.create(person.principal, wanted)
    house.keep(secret or "unused")
    return App(house, person, client, secret or "")


async def test_a_code_is_good_for_a_minute(house: House) -> None:
    app = await app_of(house)
    late, timely = await app.code(), await app.code()
    await app.set(OAuthCode, late, expires_at=now())
    await app.set(OAuthCode, timely, expires_at=now() + timedelta(seconds=5))
    with pytest.raises(InvalidGrant):
        await app.exchange(late)
    assert (await app.exchange(timely)).refresh_token
    async with house.resources.database.service_read() as session:
        row = (await session.scalars(select(OAuthCode).where(OAuthCode.used_at.is_(None)))).first()
    assert row is not None
    fresh = await app.code()
    async with house.resources.database.service_read() as session:
        made = await session.get_one(OAuthCode, house.resources.authenticator._hashes.of(fresh))
    assert made.expires_at - made.created_at == timedelta(seconds=60)


async def test_a_used_code_ends_the_grant_also_when_it_has_expired(house: House) -> None:
    app = await app_of(house)
    code = await app.code()
    issued = await app.exchange(code)
    await app.set(OAuthCode, code, expires_at=now() - timedelta(days=1))
    with pytest.raises(InvalidGrant):
        await app.exchange(code)
    assert await app.grants() == 0
    with pytest.raises(Unauthenticated):
        await house.who(issued.access_token)


async def test_an_access_token_is_good_for_an_hour(house: House) -> None:
    app = await app_of(house)
    issued = await app.exchange(await app.code())
    principal = await house.who(issued.access_token)
    assert (principal.kind, principal.client_id, principal.role) == ("oauth", app.client.id, "")
    async with house.resources.database.service_read() as session:
        row = await session.get_one(OAuthAccessToken, house.resources.authenticator._hashes.of(issued.access_token))
    assert row.expires_at - row.created_at == timedelta(seconds=3600)
    await app.set(OAuthAccessToken, issued.access_token, expires_at=now() - timedelta(seconds=1))
    house.forget_cached()
    with pytest.raises(Unauthenticated):
        await house.who(issued.access_token)


async def test_a_token_stays_in_its_world(house: House) -> None:
    app = await app_of(house, environment="test")
    issued = await app.exchange(await app.code())
    assert (await house.who(issued.access_token)).tenant.environment == "test"
    assert (await house.who(issued.access_token, "test")).tenant.environment == "test"
    with pytest.raises(PermissionDenied):
        await house.who(issued.access_token, "live")


async def test_refresh_tokens_slide_by_thirty_days(house: House) -> None:
    app = await app_of(house)
    issued = await app.exchange(await app.code())
    soon = now() + timedelta(minutes=1)
    await app.set(OAuthRefreshToken, issued.refresh_token, expires_at=soon)
    following = await app.refresh(issued.refresh_token)
    async with house.resources.database.service_read() as session:
        row = await session.get_one(
            OAuthRefreshToken, house.resources.authenticator._hashes.of(following.refresh_token)
        )
    assert row.expires_at > soon + timedelta(days=29)
    await app.set(OAuthRefreshToken, following.refresh_token, expires_at=now())
    with pytest.raises(InvalidGrant):
        await app.refresh(following.refresh_token)
    assert await app.grants() == 1, "what has expired is no replay"


async def test_the_old_refresh_token_answers_for_thirty_seconds(house: House) -> None:
    app = await app_of(house)
    first = await app.exchange(await app.code())
    second = await app.refresh(first.refresh_token)
    await app.set(OAuthRefreshToken, first.refresh_token, used_at=now() - timedelta(seconds=25))
    assert (await app.refresh(first.refresh_token)).refresh_token == second.refresh_token
    await app.set(OAuthRefreshToken, first.refresh_token, used_at=now() - timedelta(seconds=31))
    with pytest.raises(InvalidGrant):
        await app.refresh(first.refresh_token)
    assert await app.grants() == 0
    with pytest.raises(InvalidGrant):
        await app.refresh(second.refresh_token)


async def test_a_successor_says_nothing_of_the_key(house: House) -> None:
    """The next token has the form of any other, and only the server can tell it from the one before."""
    app = await app_of(house)
    first = await app.exchange(await app.code())
    second = await app.refresh(first.refresh_token)
    assert second.refresh_token.startswith(OAUTH_REFRESH_PREFIX)
    assert first.refresh_token[8:24] not in second.refresh_token


async def test_a_new_secret_overlaps_with_the_one_before(house: House) -> None:
    app = await app_of(house)
    clients, tenant = house.resources.oauth.clients, app.person.tenant
    _, second = await clients.rotate_secret(tenant, app.client.id, timedelta(days=1))
    house.keep(second)
    assert await is_secret(app, app.secret)
    assert await is_secret(app, second)
    await app.set(OAuthClientSecret, app.secret, expires_at=now())
    assert not await is_secret(app, app.secret)
    _, third = await clients.rotate_secret(tenant, app.client.id, timedelta())
    house.keep(third)
    assert [await is_secret(app, each) for each in (app.secret, second, third)] == [False, False, True]


async def is_secret(app: App, secret: str) -> bool:
    authentication = app.house.resources.oauth.client_authentication
    async with app.house.resources.database.service_read() as session:
        return await authentication._is_secret(session, app.client.id, secret)


async def test_a_public_client_has_no_secret_to_rotate(house: House) -> None:
    app = await app_of(house, confidential=False)
    assert app.secret == ""
    with pytest.raises(Conflict):
        await house.resources.oauth.clients.rotate_secret(app.person.tenant, app.client.id, timedelta())


@pytest.mark.parametrize(
    "wrong",
    [
        {"redirect_uris": []},
        {"redirect_uris": ["http://app.example.com/"]},
        {"redirect_uris": ["com.example.app:/cb"]},
        {"redirect_uris": [CALLBACK], "confidential": False, "grant_types": ["client_credentials"]},
        {"redirect_uris": [], "grant_types": ["refresh_token"]},
    ],
)
async def test_a_client_that_contradicts_itself_is_not_made(wrong: dict[str, Any], house: House) -> None:
    with pytest.raises(InvalidArgument):
        await app_of(house, **wrong)


async def test_a_client_gets_no_more_than_its_maker_holds(house: House) -> None:
    caller = await house.caller("member")
    wanted = NewClient("App", [CALLBACK], ["admin"])
    with pytest.raises(PermissionDenied) as refused:
        await house.resources.oauth.clients.create(caller, wanted)
    assert refused.value.reason == "SCOPE_EXCEEDED"


async def test_what_has_expired_is_forgotten(house: House) -> None:
    app = await app_of(house)
    code = await app.code()
    issued = await app.exchange(code)
    living = await app.exchange(await app.code())
    old = now() - timedelta(days=31)
    await app.set(OAuthCode, code, expires_at=old)
    await app.set(OAuthAccessToken, issued.access_token, expires_at=old)
    await app.set(OAuthRefreshToken, issued.refresh_token, expires_at=old)
    await app.set(OAuthClientSecret, app.secret, expires_at=old)
    await retention.apply(house.resources.database, house.settings)
    hashes = house.resources.authenticator._hashes
    gone = (
        (OAuthCode, code),
        (OAuthAccessToken, issued.access_token),
        (OAuthRefreshToken, issued.refresh_token),
        (OAuthClientSecret, app.secret),
    )
    async with house.resources.database.service_read() as session:
        for table, token in gone:
            assert await session.get(table, hashes.of(token)) is None
        assert await session.get(OAuthAccessToken, hashes.of(living.access_token)) is not None
        assert await session.get(OAuthRefreshToken, hashes.of(living.refresh_token)) is not None
    assert await app.grants() == 1
