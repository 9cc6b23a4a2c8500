"""Access and refresh tokens: making them, and what an access token stands for (RFC 6749, sections 1.4 and 1.5).

Both are opaque. An access token is good for an hour, a refresh token for 30 days from when it was made; each use of one
makes the next (`refresh_grant.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from server.auth.authenticator import Granted
from server.auth.credentials import OAUTH_ACCESS_PREFIX, new_token
from server.auth.rotation import new_nonce
from server.contract.vocabulary import SCOPES
from server.oauth.errors import InvalidClient
from server.oauth.tables import OAuthAccessToken, OAuthClient, OAuthGrant, OAuthRefreshToken
from server.principal import Tenant, granted
from server.storage.base import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from server.auth.credentials import CredentialHash

ACCESS_SECONDS = 3600
REFRESH_LIFETIME = timedelta(days=30)


@dataclass(frozen=True, slots=True, repr=False)
class Issued:
    """The answer of the token endpoint, in plain; `refresh_token` is "" if there is none."""

    access_token: str
    refresh_token: str
    scopes: Sequence[str]


def narrowed(scopes: Iterable[str], held: Iterable[str]) -> list[str]:
    """Return the scopes as they are if the holder has them all, else what remains of them; in the contract's order."""
    wanted, allowed = frozenset(scopes), granted(held)
    left = wanted if granted(wanted) <= allowed else granted(wanted) & allowed
    return [scope for scope in SCOPES if scope in left]


def of_tenant(client: OAuthClient) -> Tenant:
    """Return whose data a client's tokens see."""
    return Tenant(client.organization_id, client.environment)


class Tokens:
    """Writes tokens, by their keyed hash."""

    def __init__(self, hashes: CredentialHash) -> None:
        self._hashes = hashes

    def add_access(
        self, session: AsyncSession, client_id: str, scopes: Sequence[str], *, grant_id: str | None, family: str
    ) -> str:
        """Make an access token and return it."""
        token, at = new_token(OAUTH_ACCESS_PREFIX), now()
        session.add(
            OAuthAccessToken(
                hash=self._hashes.of(token),
                client_id=client_id,
                grant_id=grant_id,
                family=family,
                scopes=list(scopes),
                created_at=at,
                expires_at=at + timedelta(seconds=ACCESS_SECONDS),
            )
        )
        return token

    def add_refresh(self, session: AsyncSession, token: str, *, grant_id: str, family: str) -> None:
        """Write a refresh token."""
        at = now()
        session.add(
            OAuthRefreshToken(
                hash=self._hashes.of(token),
                grant_id=grant_id,
                family=family,
                nonce=new_nonce(),
                created_at=at,
                expires_at=at + REFRESH_LIFETIME,
            )
        )


async def hold_client(session: AsyncSession, client_id: str) -> None:
    """Keep a client from being deleted before the transaction ends. Raises InvalidClient if it has been.

    Whoever locks a client and its grants locks the client first, so that none waits for the other.
    """
    query = select(OAuthClient.id).where(OAuthClient.id == client_id).with_for_update(read=True, key_share=True)
    if (await session.scalars(query)).one_or_none() is None:
        raise InvalidClient


async def find_access(session: AsyncSession, digest: bytes) -> Granted | None:
    """Return what the access token with this hash stands for, as the authenticator wants it; None if there is none."""
    query = (
        select(OAuthAccessToken, OAuthClient, OAuthGrant.user_id)
        .join(OAuthClient, OAuthClient.id == OAuthAccessToken.client_id)
        .outerjoin(OAuthGrant, OAuthGrant.id == OAuthAccessToken.grant_id)
        .where(OAuthAccessToken.hash == digest)
    )
    found = (await session.execute(query)).one_or_none()
    if found is None:
        return None
    token, client, user_id = found
    return Granted(
        credential_id=token.grant_id or client.id,
        client_id=client.id,
        tenant=of_tenant(client),
        scopes=granted(token.scopes) & granted(client.scopes),
        name=client.name,
        user_id=user_id or "",
        ends=token.expires_at.timestamp(),
    )


async def delete_family(session: AsyncSession, family: str) -> None:
    """Delete all tokens that came of one code."""
    for table in (OAuthAccessToken, OAuthRefreshToken):
        statement = delete(table).where(table.family == family)
        await session.execute(statement, execution_options={"synchronize_session": False})
