"""API keys: make, list, read, revoke, rotate.

active ──rotate──> active, with two secrets until the overlap ends
active ──revoke──> revoked, for ever; no longer listed
active ──expires_at──> refused, still listed
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from server.auth.credentials import API_KEY_PREFIXES, new_token
from server.auth.tables import ApiKey, ApiKeySecret, Organization
from server.errors import NotFound, PermissionDenied
from server.identifiers import new_id
from server.limits.plans import PLANS, overridden, overrides
from server.principal import granted
from server.storage.base import now
from server.storage.pages import cut

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import Select
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.auth.credentials import CredentialHash
    from server.auth.revocation import RevocationChannel
    from server.limits.plans import Plan
    from server.principal import Principal, Tenant
    from server.storage.database import Database

_PREFIX_LENGTH = len("cpf_live_") + 4


@dataclass(frozen=True, slots=True)
class KeyView:
    """An API key with what may be shown of its newest secret."""

    key: ApiKey
    prefix: str
    last_four: str


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a key shall be."""

    name: str
    scopes: Sequence[str]
    environment: str
    expires_at: datetime | None = None
    allowed_ips: Sequence[str] = ()


class ApiKeys:
    """The commands on API keys."""

    def __init__(self, database: Database, hashes: CredentialHash, revocations: RevocationChannel) -> None:
        self._database = database
        self._hashes = hashes
        self._revocations = revocations

    async def create(self, caller: Principal, wanted: NewKey) -> tuple[KeyView, str]:
        """Make a key and return it with its secret. Raises PermissionDenied SCOPE_EXCEEDED or LIVE_REQUIRED."""
        if not granted(wanted.scopes) <= caller.scopes:
            raise PermissionDenied("SCOPE_EXCEEDED", "a key cannot be given more than its maker holds")
        if wanted.environment not in caller.tenant.credential_environments:
            raise PermissionDenied("LIVE_REQUIRED", "the sandbox makes keys for the sandbox only")
        return await self.issue(caller.tenant, wanted, caller.actor)

    async def issue(self, tenant: Tenant, wanted: NewKey, created_by: str) -> tuple[KeyView, str]:
        """Make a key, whoever asks, and return it with its secret."""
        key = ApiKey(
            id=new_id("key"),
            name=wanted.name,
            scopes=list(wanted.scopes),
            environment=wanted.environment,
            expires_at=wanted.expires_at,
            allowed_ips=list(wanted.allowed_ips),
            created_by=created_by,
        )
        async with self._database.write(tenant) as session:
            session.add(key)
            await session.flush()
            secret, token = self._add_secret(session, key)
        return KeyView(key, secret.prefix, secret.last_four), token

    def _add_secret(self, session: AsyncSession, key: ApiKey) -> tuple[ApiKeySecret, str]:
        token = new_token(API_KEY_PREFIXES[key.environment])
        secret = ApiKeySecret(
            hash=self._hashes.of(token), api_key_id=key.id, prefix=token[:_PREFIX_LENGTH], last_four=token[-4:]
        )
        session.add(secret)
        return secret, token

    async def page(self, tenant: Tenant, size: int, before: str) -> tuple[list[KeyView], str]:
        """Return a page of keys, newest first, and the cursor of the next."""
        query = _visible().order_by(ApiKey.id.desc()).limit(size + 1)
        if before:
            query = query.where(ApiKey.id < before)
        async with self._database.read(tenant) as session:
            rows = (await session.execute(query)).all()
        page, cursor = cut([KeyView(*row) for row in rows], size, lambda view: view.key.id)
        return list(page), cursor

    async def get(self, tenant: Tenant, key_id: str) -> KeyView:
        """Return a key. Raises NotFound."""
        async with self._database.read(tenant) as session:
            row = (await session.execute(_visible().where(ApiKey.id == key_id))).one_or_none()
        if row is None:
            raise NotFound("api_key", key_id)
        return KeyView(*row)

    async def revoke(self, tenant: Tenant, key_id: str) -> None:
        """Revoke a key with all its secrets. Raises NotFound."""
        async with self._database.write(tenant) as session:
            key = await _locked(session, key_id)
            key.revoked_at = now()
            await session.execute(delete(ApiKeySecret).where(ApiKeySecret.api_key_id == key_id))
        await self._revocations.revoke(key_id)

    async def set_limits(self, key_id: str, limits: Mapping[str, int | None]) -> Plan:
        """Set limits of a key instead of its plan's, within a second everywhere; None gives a window back to the plan.

        For the operator. Returns what the key may call now. Raises NotFound, or ValueError for what no window can hold.
        """
        async with self._database.service_write() as session:
            key = await session.get(ApiKey, key_id, with_for_update=True)
            if key is None or key.revoked_at is not None:
                raise NotFound("api_key", key_id)
            key.limits = {window: calls for window, calls in {**key.limits, **limits}.items() if calls is not None}
            organization = await session.get_one(Organization, key.organization_id)
            plan = overridden(PLANS[organization.plan], overrides(key.limits))
        await self._revocations.revoke(key_id)
        return plan

    async def rotate(self, tenant: Tenant, key_id: str, overlap: timedelta) -> tuple[KeyView, str]:
        """Give a key a new secret and return it; the one before ends after `overlap`, older ones at once.

        Raises NotFound.
        """
        at = now()
        async with self._database.write(tenant) as session:
            key = await _locked(session, key_id)
            secrets = (await session.scalars(select(ApiKeySecret).where(ApiKeySecret.api_key_id == key_id))).all()
            for secret in secrets:
                if secret.superseded_at is None and overlap:
                    secret.superseded_at, secret.expires_at = at, at + overlap
                else:
                    await session.delete(secret)
            secret, token = self._add_secret(session, key)
        await self._revocations.revoke(key_id)
        return KeyView(key, secret.prefix, secret.last_four), token


def _visible() -> Select[ApiKey, str, str]:
    return (
        select(ApiKey, ApiKeySecret.prefix, ApiKeySecret.last_four)
        .join(ApiKeySecret, ApiKeySecret.api_key_id == ApiKey.id)
        .where(ApiKey.revoked_at.is_(None), ApiKeySecret.superseded_at.is_(None))
    )


async def _locked(session: AsyncSession, key_id: str) -> ApiKey:
    key = await session.get(ApiKey, key_id, with_for_update=True)
    if key is None or key.revoked_at is not None:
        raise NotFound("api_key", key_id)
    return key
