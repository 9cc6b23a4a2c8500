"""The refresh token grant (RFC 6749, section 6) with rotation by `server.auth.rotation` (RFC 9700, 4.14.2).

The successor is derived, so parallel refreshes get the same one, for 30 s and until it has been used. A later use of
the old token ends the whole grant. A client may ask for fewer scopes for the access token; the refresh token keeps all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from server.auth.credentials import OAUTH_REFRESH_PREFIX, is_well_formed
from server.auth.rotation import Use, judge, successor_of
from server.oauth.code_grant import scopes_now
from server.oauth.errors import InvalidGrant
from server.oauth.forms import required
from server.oauth.scopes import requested
from server.oauth.tables import OAuthGrant, OAuthRefreshToken
from server.oauth.tokens import Issued, hold_client, of_tenant
from server.storage.base import now

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.auth.credentials import CredentialHash
    from server.auth.revocation import RevocationChannel
    from server.oauth.forms import Parameters
    from server.oauth.tables import OAuthClient
    from server.oauth.tokens import Tokens
    from server.storage.database import Database


def _refused() -> InvalidGrant:
    return InvalidGrant("the refresh token is not valid, has expired, or was used before")


class RefreshGrant:
    """Exchanges refresh tokens."""

    def __init__(
        self,
        *,
        database: Database,
        hashes: CredentialHash,
        tokens: Tokens,
        successor_key: bytes,
        revocations: RevocationChannel,
    ) -> None:
        self._database = database
        self._hashes = hashes
        self._tokens = tokens
        self._successor_key = successor_key
        self._revocations = revocations

    async def issue(self, client: OAuthClient, parameters: Parameters) -> Issued:
        """Return the next tokens. Raises InvalidRequest, InvalidScope or InvalidGrant; a replay ends the grant."""
        token = required(parameters, "refresh_token")
        if not is_well_formed(token, OAUTH_REFRESH_PREFIX):
            raise _refused()
        async with self._database.write(of_tenant(client)) as session:
            grant, row = await self._locked(session, client, self._hashes.of(token))
            if row.expires_at <= now():
                raise _refused()
            successor = successor_of(token, row.nonce, self._successor_key, OAUTH_REFRESH_PREFIX)
            use = await self._use(session, row, successor)
            if use is Use.REPLAY:
                await session.delete(grant)
            else:
                issued = await self._issue(session, grant, row, successor, parameters)
        if use is Use.REPLAY:
            await self._revocations.revoke(grant.id)
            raise _refused()
        return issued

    async def _locked(
        self, session: AsyncSession, client: OAuthClient, digest: bytes
    ) -> tuple[OAuthGrant, OAuthRefreshToken]:
        """Return the token with its grant: all locked, in the order client, grant, token. Raises InvalidGrant."""
        await hold_client(session, client.id)
        of_token = (
            select(OAuthGrant)
            .join(OAuthRefreshToken, OAuthRefreshToken.grant_id == OAuthGrant.id)
            .where(OAuthRefreshToken.hash == digest, OAuthGrant.client_id == client.id)
            .with_for_update(of=OAuthGrant)
        )
        grant = (await session.scalars(of_token)).one_or_none()
        row = await session.get(OAuthRefreshToken, digest, with_for_update=True) if grant else None
        if grant is None or row is None:
            raise _refused()
        return grant, row

    async def _use(self, session: AsyncSession, row: OAuthRefreshToken, successor: str) -> Use:
        following = None if row.used_at is None else await session.get(OAuthRefreshToken, self._hashes.of(successor))
        return judge(row.used_at, following.used_at if following else None, now())

    async def _issue(
        self, session: AsyncSession, grant: OAuthGrant, row: OAuthRefreshToken, successor: str, parameters: Parameters
    ) -> Issued:
        wanted = requested(parameters.get("scope", ""), grant.scopes)
        scopes = await scopes_now(session, grant, wanted)
        grant.last_used_at = now()
        if row.used_at is None:
            row.used_at = now()
            self._tokens.add_refresh(session, successor, grant_id=grant.id, family=row.family)
        access = self._tokens.add_access(session, grant.client_id, scopes, grant_id=grant.id, family=row.family)
        return Issued(access, successor, scopes)
