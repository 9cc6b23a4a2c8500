"""Grants: what users have consented to. Listed and withdrawn by the user; withdrawing ends every token of the grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from server.errors import NotFound
from server.identifiers import new_id
from server.oauth.tables import OAuthClient, OAuthGrant
from server.storage.pages import cut

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from server.auth.revocation import RevocationChannel
    from server.principal import Principal
    from server.storage.database import Database

    GrantView = tuple[OAuthGrant, str]


class Grants:
    """The commands on a user's grants."""

    def __init__(self, database: Database, revocations: RevocationChannel) -> None:
        self._database = database
        self._revocations = revocations

    async def page(self, caller: Principal, size: int, before: str) -> tuple[Sequence[GrantView], str]:
        """Return a page of the caller's grants, each with its client's name, newest first, and the next cursor."""
        query = (
            select(OAuthGrant, OAuthClient.name)
            .join(OAuthClient, OAuthClient.id == OAuthGrant.client_id)
            .where(OAuthGrant.user_id == caller.user_id)
            .order_by(OAuthGrant.id.desc())
            .limit(size + 1)
        )
        if before:
            query = query.where(OAuthGrant.id < before)
        async with self._database.read(caller.tenant) as session:
            rows = [(grant, name) for grant, name in (await session.execute(query)).all()]
        return cut(rows, size, lambda row: row[0].id)

    async def withdraw(self, caller: Principal, grant_id: str) -> None:
        """End one of the caller's grants. Raises NotFound."""
        async with self._database.write(caller.tenant) as session:
            grant = await session.get(OAuthGrant, grant_id, with_for_update=True)
            if grant is None or grant.user_id != caller.user_id:
                raise NotFound("grant", grant_id)
            await session.delete(grant)
        await self._revocations.revoke(grant_id)


async def consented(session: AsyncSession, client: OAuthClient, user_id: str, scopes: list[str]) -> OAuthGrant | None:
    """Return the grant that a user has given a client for just these scopes, locked; None if there is none."""
    query = (
        select(OAuthGrant)
        .where(OAuthGrant.client_id == client.id, OAuthGrant.user_id == user_id)
        .order_by(OAuthGrant.id)
        .with_for_update()
    )
    rows = (await session.scalars(query)).all()
    return next((row for row in rows if row.scopes == scopes), None)


async def consent(session: AsyncSession, client: OAuthClient, user_id: str, scopes: list[str]) -> OAuthGrant:
    """Return the grant for these scopes, making it if the user has not given it before."""
    found = await consented(session, client, user_id, scopes)
    if found is not None:
        return found
    grant = OAuthGrant(
        id=new_id("gra"), client_id=client.id, user_id=user_id, scopes=scopes, environment=client.environment
    )
    session.add(grant)
    await session.flush()
    return grant


async def client_names(session: AsyncSession, ids: Collection[str]) -> Mapping[str, str]:
    """Return the names of clients by the ids of grants to them and by their own, of those that are there."""
    of_grants = (
        select(OAuthGrant.id, OAuthClient.name)
        .join(OAuthClient, OAuthClient.id == OAuthGrant.client_id)
        .where(OAuthGrant.id.in_(ids))
    )
    of_clients = select(OAuthClient.id, OAuthClient.name).where(OAuthClient.id.in_(ids))
    return {row[0]: row[1] for query in (of_grants, of_clients) for row in await session.execute(query)}
