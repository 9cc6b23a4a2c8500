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
from server.auth.credentials import API_KEY_PREFIXES, OAUTH_ACCESS_PREFIX, is_well_formed
from server.auth.standing import plan_of, role_of
from server.auth.tables import ApiKey, ApiKeySecret, Organization, Session, User
from server.contract.vocabulary import LIVE
from server.errors import PermissionDenied, Unauthenticated
from server.limits.plans import overrides
from server.principal import Principal, Tenant, granted, scopes_of_role
from server.storage.base import now

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from server.auth.activity import Activity
    from server.auth.credentials import CredentialHash
    from server.auth.signing import AccessTokens
    from server.storage.database import Database

    FindGranted = Callable[[AsyncSession, bytes], Awaitable["Granted | None"]]

CACHE_SECONDS = 0.8
_MOST_CACHED = 20_000


@dataclass(frozen=True, slots=True)
class Granted:
    """What an OAuth access token stands for, before it is asked what its user may do. `user_id` "": the client itself.

    `ends`: Unix seconds.
    """

    credential_id: str
    client_id: str
    tenant: Tenant
    scopes: frozenset[str]
    name: str
    user_id: str
    ends: float


@dataclass(frozen=True, slots=True)
class _Entry:
    principal: Principal
    loaded: float  # time.monotonic() before the look-up began
    ends: float  # Unix seconds


class Authenticator:
    """Knows who a token stands for. Never keeps a token, only its keyed hash."""

    def __init__(
        self,
        database: Database,
        hashes: CredentialHash,
        access_tokens: AccessTokens,
        activity: Activity,
        find_granted: FindGranted,
    ) -> None:
        """`find_granted`: finds an OAuth access token by its hash."""
        self._database = database
        self._hashes = hashes
        self._access_tokens = access_tokens
        self._activity = activity
        self._find_granted = find_granted
        self._entries: dict[bytes, _Entry] = {}
        self._by_id: dict[str, set[bytes]] = {}
        self._under_way: dict[bytes, asyncio.Future[_Entry]] = {}

    async def authenticate(self, token: str, environment: str) -> Principal:
        """Return who holds the token. `environment`: what a session's call asks to act in; "" for what it is.

        Raises Unauthenticated, the same for every kind of bad token, or PermissionDenied if a credential that is of one
        world is asked to act in the other.
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
            if principal.kind != "session":
                raise PermissionDenied("ENVIRONMENT_MISMATCH", "the credential is of the other environment")
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
        principal, ends = await self._loader(token)(digest, token)
        entry = _Entry(principal, began, ends)
        if len(self._entries) >= _MOST_CACHED:
            self._entries.clear()
            self._by_id.clear()
        self._entries[digest] = entry
        ids = (principal.credential_id, principal.user_id, principal.client_id, principal.tenant.organization_id)
        for each in filter(None, ids):
            self._by_id.setdefault(each, set()).add(digest)
        return entry

    def _loader(self, token: str) -> Callable[[bytes, str], Awaitable[tuple[Principal, float]]]:
        if token.startswith(tuple(API_KEY_PREFIXES.values())):
            return self._load_api_key
        return self._load_granted if token.startswith(OAUTH_ACCESS_PREFIX) else self._load_session

    async def _load_granted(self, digest: bytes, token: str) -> tuple[Principal, float]:
        if not is_well_formed(token, OAUTH_ACCESS_PREFIX):
            raise Unauthenticated
        async with self._database.service_read() as session:
            found = await self._find_granted(session, digest)
            role = await role_of(session, found.user_id) if found and found.user_id else None
            plan = await plan_of(session, found.tenant.organization_id) if found else None
        if found is None or plan is None or (found.user_id and role is None):
            raise Unauthenticated
        principal = Principal(
            kind="oauth",
            credential_id=found.credential_id,
            tenant=found.tenant,
            scopes=found.scopes & scopes_of_role(role) if role else found.scopes,
            plan=plan,
            user_id=found.user_id,
            name=found.name,
            client_id=found.client_id,
        )
        return principal, found.ends

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
            limits=overrides(key.limits),
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
