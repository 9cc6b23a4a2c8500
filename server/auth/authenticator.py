"""From a bearer token to a principal, as the database says it, at most `CACHE_SECONDS` ago.

The cache is the whole story of revocation: an entry is dropped at once when the revocation channel names it, and is
never trusted for longer than `CACHE_SECONDS`, so a revoked credential is refused everywhere within a second, also
while the channel is away. It costs one indexed look-up per credential, process and `CACHE_SECONDS`. Calls that miss at
the same time share one look-up.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from server.addresses import network
from server.auth.credentials import API_KEY_PREFIXES, is_well_formed
from server.auth.tables import ApiKey, ApiKeySecret, Organization, Session, User
from server.contract.vocabulary import LIVE
from server.errors import PermissionDenied, Unauthenticated
from server.principal import Principal, Tenant, granted, scopes_of_role
from server.storage.base import now

if TYPE_CHECKING:
    from datetime import datetime

    from server.auth.activity import Activity
    from server.auth.credentials import CredentialHash
    from server.auth.signing import AccessTokens
    from server.storage.database import Database

CACHE_SECONDS = 0.8
_MOST_CACHED = 20_000


@dataclass(frozen=True, slots=True)
class _Entry:
    principal: Principal
    loaded: float  # time.monotonic() before the look-up began
    ends: float  # Unix seconds


class Authenticator:
    """Knows who a token stands for. Never keeps a token, only its keyed hash."""

    def __init__(
        self, database: Database, hashes: CredentialHash, access_tokens: AccessTokens, activity: Activity
    ) -> None:
        self._database = database
        self._hashes = hashes
        self._access_tokens = access_tokens
        self._activity = activity
        self._entries: dict[bytes, _Entry] = {}
        self._by_id: dict[str, set[bytes]] = {}
        self._under_way: dict[bytes, asyncio.Future[_Entry]] = {}

    async def authenticate(self, token: str, environment: str) -> Principal:
        """Return who holds the token. `environment`: what a session's call asks to act in; "" for what it is.

        Raises Unauthenticated, the same for every kind of bad token, or PermissionDenied if an API key is asked to act
        in the world that it is not of.
        """
        digest = self._hashes.of(token)
        entry = self._entries.get(digest)
        if entry is None or time.monotonic() - entry.loaded > CACHE_SECONDS:
            entry = await self._shared(digest, token)
        if entry.ends <= time.time():
            raise (
                Unauthenticated
                if entry.principal.kind == "api_key"
                else Unauthenticated("TOKEN_EXPIRED", "the access token has expired; refresh it")
            )
        principal = entry.principal
        if environment and environment != principal.tenant.environment:
            if principal.kind == "api_key":
                raise PermissionDenied("ENVIRONMENT_MISMATCH", "the key is of the other environment")
            principal = replace(principal, tenant=Tenant(principal.tenant.organization_id, environment))
        self._activity.used(principal)
        return principal

    def forget(self, changed_id: str) -> None:
        """Drop what is cached of a credential, a user or an organization."""
        for digest in self._by_id.pop(changed_id, ()):
            self._entries.pop(digest, None)

    async def _shared(self, digest: bytes, token: str) -> _Entry:
        """Look a token up, once for all who ask at the same time."""
        waiting = self._under_way.get(digest)
        if waiting is None:
            waiting = asyncio.ensure_future(self._load(digest, token))
            self._under_way[digest] = waiting
            waiting.add_done_callback(lambda _: self._under_way.pop(digest, None))
        return await asyncio.shield(waiting)

    async def _load(self, digest: bytes, token: str) -> _Entry:
        began = time.monotonic()
        load = self._load_api_key if token.startswith(tuple(API_KEY_PREFIXES.values())) else self._load_session
        principal, ends = await load(digest, token)
        entry = _Entry(principal, began, ends)
        if len(self._entries) >= _MOST_CACHED:
            self._entries.clear()
            self._by_id.clear()
        self._entries[digest] = entry
        for each in (principal.credential_id, principal.user_id, principal.tenant.organization_id):
            if each:
                self._by_id.setdefault(each, set()).add(digest)
        return entry

    async def _load_api_key(self, digest: bytes, token: str) -> tuple[Principal, float]:
        if not any(is_well_formed(token, prefix) for prefix in API_KEY_PREFIXES.values()):
            raise Unauthenticated
        query = (
            select(ApiKey, ApiKeySecret, Organization.plan)
            .join(ApiKeySecret, ApiKeySecret.api_key_id == ApiKey.id)
            .join(Organization, Organization.id == ApiKey.organization_id)
            .where(ApiKeySecret.hash == digest, ApiKey.revoked_at.is_(None))
        )
        async with self._database.service_read() as session:
            found = (await session.execute(query)).one_or_none()
        if found is None:
            raise Unauthenticated
        key, secret, plan = found
        ends = _earliest(key.expires_at, secret.expires_at)
        if ends <= now().timestamp():
            raise Unauthenticated
        principal = Principal(
            kind="api_key",
            credential_id=key.id,
            tenant=Tenant(key.organization_id, key.environment),
            scopes=granted(key.scopes),
            plan=plan,
            name=key.name,
            allowed_networks=tuple(network(each) for each in key.allowed_ips),
        )
        return principal, ends

    async def _load_session(self, _digest: bytes, token: str) -> tuple[Principal, float]:
        claims = await self._access_tokens.verify(token)
        query = (
            select(User, Organization.plan)
            .join(Session, Session.user_id == User.id)
            .join(Organization, Organization.id == User.organization_id)
            .where(
                Session.id == claims.session_id,
                User.id == claims.user_id,
                Session.organization_id == claims.organization_id,
                Session.revoked_at.is_(None),
                Session.expires_at > now(),
            )
        )
        async with self._database.service_read() as session:
            found = (await session.execute(query)).one_or_none()
        if found is None:
            raise Unauthenticated
        user, plan = found
        principal = Principal(
            kind="session",
            credential_id=claims.session_id,
            tenant=Tenant(claims.organization_id, LIVE),
            scopes=scopes_of_role(user.role),
            plan=plan,
            user_id=user.id,
            role=user.role,
        )
        return principal, float(claims.expires_at)


def _earliest(*instants: datetime | None) -> float:
    return min((each.timestamp() for each in instants if each is not None), default=float("inf"))
