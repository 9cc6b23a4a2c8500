"""Token revocation (RFC 7009): a client gives up a token of its own.

An access token ends alone. A refresh token takes along all tokens that came of the same code (section 2.1); what the
user consented to stays remembered. What is no token of this client's is answered as if it had been revoked (section
2.2), also if it is another client's: else the answer would tell that it exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.auth.credentials import OAUTH_ACCESS_PREFIX, OAUTH_REFRESH_PREFIX, is_well_formed
from server.oauth.forms import required
from server.oauth.tables import OAuthAccessToken, OAuthGrant, OAuthRefreshToken
from server.oauth.tokens import delete_family, hold_client, of_tenant

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.auth.credentials import CredentialHash
    from server.auth.revocation import RevocationChannel
    from server.oauth.forms import Parameters
    from server.oauth.tables import OAuthClient
    from server.storage.database import Database


class Revocation:
    """Revokes tokens. Their form tells the two kinds apart, so the hint is not needed (section 2.1)."""

    def __init__(self, database: Database, hashes: CredentialHash, revocations: RevocationChannel) -> None:
        self._database = database
        self._hashes = hashes
        self._revocations = revocations

    async def revoke(self, client: OAuthClient, parameters: Parameters) -> None:
        """End a token. Raises InvalidRequest."""
        token = required(parameters, "token")
        revoke = (
            self._revoke_access
            if is_well_formed(token, OAUTH_ACCESS_PREFIX)
            else self._revoke_refresh
            if is_well_formed(token, OAUTH_REFRESH_PREFIX)
            else None
        )
        if revoke is None:
            return
        async with self._database.write(of_tenant(client)) as session:
            await hold_client(session, client.id)
            credential_id = await revoke(session, client, self._hashes.of(token))
        if credential_id:
            await self._revocations.revoke(credential_id)

    async def _revoke_access(self, session: AsyncSession, client: OAuthClient, digest: bytes) -> str:
        row = await session.get(OAuthAccessToken, digest)
        if row is None or row.client_id != client.id:
            return ""
        await session.delete(row)
        return row.grant_id or client.id

    async def _revoke_refresh(self, session: AsyncSession, client: OAuthClient, digest: bytes) -> str:
        row = await session.get(OAuthRefreshToken, digest)
        grant = await session.get(OAuthGrant, row.grant_id, with_for_update=True) if row else None
        if row is None or grant is None or grant.client_id != client.id:
            return ""
        await delete_family(session, row.family)
        return grant.id
