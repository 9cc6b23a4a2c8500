"""OAuth clients: make, list, read, delete, give a new secret. Each belongs to an organization and to one of its worlds.

Only users of the client's own organization can let it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netallion.auth.v1 import oauth_client_pb2
from sqlalchemy import select

from server.auth.credentials import OAUTH_SECRET_PREFIX, new_token
from server.contract.vocabulary import words
from server.errors import Conflict, InvalidArgument, NotFound, PermissionDenied, Violation
from server.identifiers import new_id
from server.oauth.redirects import fault_of
from server.oauth.tables import OAuthClient, OAuthClientSecret
from server.principal import granted
from server.storage.base import now
from server.storage.pages import cut

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from sqlalchemy.ext.asyncio import AsyncSession

    from server.auth.credentials import CredentialHash
    from server.auth.revocation import RevocationChannel
    from server.principal import Principal, Tenant
    from server.storage.database import Database

AUTHORIZATION_CODE, REFRESH_TOKEN, CLIENT_CREDENTIALS = GRANT_TYPES = words(oauth_client_pb2.GrantType)


@dataclass(frozen=True, slots=True)
class NewClient:
    """What a client shall be. `environment` "" is the caller's own; no `grant_types` are all that its kind may have."""

    name: str
    redirect_uris: Sequence[str]
    scopes: Sequence[str]
    environment: str = ""
    grant_types: Sequence[str] = ()
    confidential: bool = True


class Clients:
    """The commands on clients."""

    def __init__(self, database: Database, hashes: CredentialHash, revocations: RevocationChannel) -> None:
        self._database = database
        self._hashes = hashes
        self._revocations = revocations

    async def create(self, caller: Principal, wanted: NewClient) -> tuple[OAuthClient, str | None]:
        """Make a client and return it with its secret, None for a public one.

        Raises InvalidArgument, or PermissionDenied SCOPE_EXCEEDED or LIVE_REQUIRED.
        """
        environment = wanted.environment or caller.tenant.environment
        if not granted(wanted.scopes) <= caller.scopes:
            raise PermissionDenied("SCOPE_EXCEEDED", "a client cannot be given more than its maker holds")
        if environment not in caller.tenant.credential_environments:
            raise PermissionDenied("LIVE_REQUIRED", "the sandbox makes clients for the sandbox only")
        grant_types = _grant_types(wanted)
        client = OAuthClient(
            id=new_id("cli"),
            name=wanted.name,
            redirect_uris=list(wanted.redirect_uris),
            scopes=list(wanted.scopes),
            grant_types=grant_types,
            environment=environment,
            confidential=wanted.confidential,
            created_by=caller.actor,
        )
        async with self._database.write(caller.tenant) as session:
            session.add(client)
            await session.flush()
            secret = self._add_secret(session, client.id) if client.confidential else None
        return client, secret

    def _add_secret(self, session: AsyncSession, client_id: str) -> str:
        secret = new_token(OAUTH_SECRET_PREFIX)
        session.add(OAuthClientSecret(hash=self._hashes.of(secret), client_id=client_id))
        return secret

    async def page(self, tenant: Tenant, size: int, before: str) -> tuple[Sequence[OAuthClient], str]:
        """Return a page of clients, newest first, and the cursor of the next."""
        query = select(OAuthClient).order_by(OAuthClient.id.desc()).limit(size + 1)
        if before:
            query = query.where(OAuthClient.id < before)
        async with self._database.read(tenant) as session:
            rows = (await session.scalars(query)).all()
        return cut(rows, size, lambda row: row.id)

    async def get(self, tenant: Tenant, client_id: str) -> OAuthClient:
        """Return a client. Raises NotFound."""
        async with self._database.read(tenant) as session:
            return _found(await session.get(OAuthClient, client_id), client_id)

    async def delete(self, tenant: Tenant, client_id: str) -> None:
        """Delete a client with its secrets, grants and tokens. Raises NotFound."""
        async with self._database.write(tenant) as session:
            client = _found(await session.get(OAuthClient, client_id, with_for_update=True), client_id)
            await session.delete(client)
        await self._revocations.revoke(client_id)

    async def rotate_secret(self, tenant: Tenant, client_id: str, overlap: timedelta) -> tuple[OAuthClient, str]:
        """Give a client a new secret and return it; the one before ends after `overlap`, older ones at once.

        Raises NotFound, or Conflict PUBLIC_CLIENT.
        """
        at = now()
        async with self._database.write(tenant) as session:
            client = _found(await session.get(OAuthClient, client_id, with_for_update=True), client_id)
            if not client.confidential:
                raise Conflict("PUBLIC_CLIENT", "a public client has no secret")
            of_client = select(OAuthClientSecret).where(OAuthClientSecret.client_id == client_id)
            for secret in (await session.scalars(of_client)).all():
                if secret.superseded_at is None and overlap:
                    secret.superseded_at, secret.expires_at = at, at + overlap
                else:
                    await session.delete(secret)
            return client, self._add_secret(session, client_id)


def _found(client: OAuthClient | None, client_id: str) -> OAuthClient:
    if client is None:
        raise NotFound("client", client_id)
    return client


def _grant_types(wanted: NewClient) -> list[str]:
    """Return how a client may get tokens. Raises InvalidArgument if what is wanted contradicts itself."""
    possible = [each for each in GRANT_TYPES if wanted.confidential or each != CLIENT_CREDENTIALS]
    chosen = [each for each in possible if not wanted.grant_types or each in wanted.grant_types]
    violations = [
        Violation(f"redirect_uris[{index}]", fault)
        for index, uri in enumerate(wanted.redirect_uris)
        if (fault := fault_of(uri, confidential=wanted.confidential))
    ]
    if set(wanted.grant_types) - set(possible):
        violations.append(Violation("grant_types", "a public client cannot have client_credentials"))
    if AUTHORIZATION_CODE in chosen and not wanted.redirect_uris:
        violations.append(Violation("redirect_uris", "there must be one for authorization_code"))
    if REFRESH_TOKEN in chosen and AUTHORIZATION_CODE not in chosen:
        violations.append(Violation("grant_types", "refresh_token comes with authorization_code only"))
    if violations:
        raise InvalidArgument(violations)
    return chosen
