"""Organizations: read and rename one's own; and what only the operator does, make one and set its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.auth.tables import Organization
from server.errors import NotFound
from server.identifiers import new_id

if TYPE_CHECKING:
    from server.auth.revocation import RevocationChannel
    from server.principal import Tenant
    from server.storage.database import Database
    from server.storage.keys import Keys


class Organizations:
    """The commands on organizations. A tenant reaches its own only, by the id that it is bound to."""

    def __init__(self, database: Database, keys: Keys, revocations: RevocationChannel) -> None:
        self._database = database
        self._keys = keys
        self._revocations = revocations

    async def get(self, tenant: Tenant) -> Organization:
        """Return the tenant's organization."""
        async with self._database.read(tenant) as session:
            return await session.get_one(Organization, tenant.organization_id)

    async def rename(self, tenant: Tenant, name: str) -> Organization:
        """Give the tenant's organization another name."""
        async with self._database.write(tenant) as session:
            organization = await session.get_one(Organization, tenant.organization_id)
            organization.name = name
        return organization

    async def create(self, name: str, plan: str) -> Organization:
        """Make an organization with its data key. For the operator."""
        organization = Organization(id=new_id("org"), name=name, plan=plan)
        async with self._database.service_write() as session:
            session.add(organization)
            session.add(self._keys.new_data_key(organization.id))
        return organization

    async def set_plan(self, organization_id: str, plan: str) -> Organization:
        """Put an organization on another plan, within a second everywhere. For the operator. Raises NotFound."""
        async with self._database.service_write() as session:
            organization = await session.get(Organization, organization_id)
            if organization is None:
                raise NotFound("organization", organization_id)
            organization.plan = plan
        await self._revocations.revoke(organization_id)
        return organization
