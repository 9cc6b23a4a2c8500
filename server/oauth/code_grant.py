"""The authorization code grant, second half: a code becomes tokens (RFC 6749, sections 4.1.3 and 4.1.4).

A code is good for 60 s and once. A second use ends the grant that it made, with all its tokens (section 4.1.2; RFC
9700, section 4.5): it has leaked, and who came first is not known.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from server.auth.credentials import OAUTH_CODE_PREFIX, OAUTH_REFRESH_PREFIX, is_well_formed, new_token
from server.auth.standing import role_of
from server.oauth import pkce
from server.oauth.clients import REFRESH_TOKEN
from server.oauth.errors import InvalidGrant
from server.oauth.forms import required
from server.oauth.tables import OAuthCode, OAuthGrant
from server.oauth.tokens import Issued, hold_client, narrowed, of_tenant
from server.principal import scopes_of_role
from server.storage.base import now

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.auth.credentials import CredentialHash
    from server.auth.revocation import RevocationChannel
    from server.oauth.forms import Parameters
    from server.oauth.tables import OAuthClient
    from server.oauth.tokens import Tokens
    from server.storage.database import Database

CODE_LIFETIME = timedelta(seconds=60)


def _refused() -> InvalidGrant:
    return InvalidGrant("the code is not valid, has expired, or was used before")


async def scopes_now(session: AsyncSession, grant: OAuthGrant, wanted: list[str]) -> list[str]:
    """Return what is left of the wanted scopes under the user's role of today. Raises InvalidGrant if nothing is."""
    left = narrowed(wanted, scopes_of_role(await role_of(session, grant.user_id) or ""))
    if not left:
        raise InvalidGrant("the user may do nothing of this any more")
    return left


class CodeGrant:
    """Exchanges codes."""

    def __init__(
        self, database: Database, hashes: CredentialHash, tokens: Tokens, revocations: RevocationChannel
    ) -> None:
        self._database = database
        self._hashes = hashes
        self._tokens = tokens
        self._revocations = revocations

    async def issue(self, client: OAuthClient, parameters: Parameters) -> Issued:
        """Return the tokens of a code. Raises InvalidRequest or InvalidGrant."""
        code = required(parameters, "code")
        if not is_well_formed(code, OAUTH_CODE_PREFIX):
            raise _refused()
        async with self._database.write(of_tenant(client)) as session:
            grant, row = await self._locked(session, client, self._hashes.of(code))
            replayed = row.used_at is not None
            if replayed:
                await session.delete(grant)
            else:
                _verify(row, parameters)
                issued = await self._issue(session, client, grant, row)
        if replayed:
            await self._revocations.revoke(grant.id)
            raise _refused()
        return issued

    async def _locked(self, session: AsyncSession, client: OAuthClient, digest: bytes) -> tuple[OAuthGrant, OAuthCode]:
        """Return the code with its grant: all locked, in the order client, grant, code. Raises InvalidGrant."""
        await hold_client(session, client.id)
        of_code = (
            select(OAuthGrant)
            .join(OAuthCode, OAuthCode.grant_id == OAuthGrant.id)
            .where(OAuthCode.hash == digest, OAuthGrant.client_id == client.id)
            .with_for_update(of=OAuthGrant)
        )
        grant = (await session.scalars(of_code)).one_or_none()
        row = await session.get(OAuthCode, digest, with_for_update=True) if grant else None
        if grant is None or row is None:
            raise _refused()
        return grant, row

    async def _issue(self, session: AsyncSession, client: OAuthClient, grant: OAuthGrant, row: OAuthCode) -> Issued:
        scopes = await scopes_now(session, grant, grant.scopes)
        row.used_at = grant.last_used_at = now()
        refresh = ""
        if REFRESH_TOKEN in client.grant_types:
            refresh = new_token(OAUTH_REFRESH_PREFIX)
            self._tokens.add_refresh(session, refresh, grant_id=grant.id, family=row.family)
        access = self._tokens.add_access(session, client.id, scopes, grant_id=grant.id, family=row.family)
        return Issued(access, refresh, scopes)


def _verify(row: OAuthCode, parameters: Parameters) -> None:
    """Raise InvalidGrant unless the token request fits the authorization request that the code came of."""
    if row.expires_at <= now():
        raise _refused()
    given = parameters.get("redirect_uri", "")
    if given != row.redirect_uri and (given or row.redirect_uri_given):
        raise InvalidGrant("redirect_uri is not that of the authorization request")
    pkce.verify(row.code_challenge, parameters.get("code_verifier", ""))
