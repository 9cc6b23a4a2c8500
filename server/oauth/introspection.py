"""Token introspection (RFC 7662): whether a token is valid now, and what it allows.

A client that authenticates may ask, and is told of its own tokens only; all else is ``{"active": false}`` (section
2.2), so that nobody learns of a token that is not theirs (section 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.auth.credentials import OAUTH_ACCESS_PREFIX, OAUTH_REFRESH_PREFIX, is_well_formed
from server.auth.standing import role_of
from server.oauth.errors import InvalidClient
from server.oauth.forms import required
from server.oauth.tables import OAuthAccessToken, OAuthGrant, OAuthRefreshToken
from server.oauth.tokens import narrowed, of_tenant
from server.principal import scopes_of_role
from server.storage.base import now

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from server.auth.credentials import CredentialHash
    from server.oauth.forms import Parameters
    from server.oauth.tables import OAuthClient
    from server.storage.database import Database

    Answer = dict[str, Any]

_INACTIVE: Answer = {"active": False}


class Introspection:
    """Looks at tokens."""

    def __init__(self, database: Database, hashes: CredentialHash, issuer: str) -> None:
        self._database = database
        self._hashes = hashes
        self._issuer = issuer

    async def describe(self, client: OAuthClient, parameters: Parameters) -> Answer:
        """Return what a token is. Raises InvalidRequest, or InvalidClient for a public client."""
        if not client.confidential:
            raise InvalidClient
        token = required(parameters, "token")
        async with self._database.read(of_tenant(client)) as session:
            if is_well_formed(token, OAUTH_ACCESS_PREFIX):
                return await self._access(session, client, self._hashes.of(token))
            if is_well_formed(token, OAUTH_REFRESH_PREFIX):
                return await self._refresh(session, client, self._hashes.of(token))
        return _INACTIVE

    async def _access(self, session: AsyncSession, client: OAuthClient, digest: bytes) -> Answer:
        row = await session.get(OAuthAccessToken, digest)
        if row is None or row.client_id != client.id or row.expires_at <= now():
            return _INACTIVE
        grant = await session.get(OAuthGrant, row.grant_id) if row.grant_id else None
        if row.grant_id and grant is None:
            return _INACTIVE
        answer = await self._active(session, client, grant, row.scopes)
        return answer | _times(row.created_at, row.expires_at) | {"token_type": "Bearer"}

    async def _refresh(self, session: AsyncSession, client: OAuthClient, digest: bytes) -> Answer:
        row = await session.get(OAuthRefreshToken, digest)
        grant = await session.get(OAuthGrant, row.grant_id) if row else None
        if row is None or grant is None or grant.client_id != client.id:
            return _INACTIVE
        if row.used_at is not None or row.expires_at <= now():
            return _INACTIVE
        answer = await self._active(session, client, grant, grant.scopes)
        return answer | _times(row.created_at, row.expires_at)

    async def _active(
        self, session: AsyncSession, client: OAuthClient, grant: OAuthGrant | None, scopes: list[str]
    ) -> Answer:
        if grant is not None:
            scopes = narrowed(scopes, scopes_of_role(await role_of(session, grant.user_id) or ""))
        return {
            "active": True,
            "scope": " ".join(scopes),
            "client_id": client.id,
            "sub": grant.user_id if grant else client.id,
            "iss": self._issuer,
        }


def _times(issued_at: datetime, expires_at: datetime) -> Answer:
    return {"iat": int(issued_at.timestamp()), "exp": int(expires_at.timestamp())}
