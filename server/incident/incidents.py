"""Incidents: list and read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from server.errors import NotFound
from server.incident.tables import Incident, Occurrence
from server.storage.pages import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.principal import Tenant
    from server.storage.database import Database

LATEST_OCCURRENCES: Final = 100


async def page_of_incidents(
    database: Database,
    tenant: Tenant,
    size: int,
    before: str,
    *,
    workspace_id: str = "",
    status: str = "",
    severity: str = "",
    category: str = "",
) -> tuple[Sequence[Incident], str]:
    """Return a page of incidents, newest first, and the cursor of the next. An empty filter lets all through."""
    query = select(Incident).order_by(Incident.id.desc()).limit(size + 1)
    if before:
        query = query.where(Incident.id < before)
    for column, word in (
        (Incident.workspace_id, workspace_id),
        (Incident.status, status),
        (Incident.severity, severity),
        (Incident.category, category),
    ):
        if word:
            query = query.where(column == word)
    async with database.read(tenant) as session:
        rows = (await session.scalars(query)).all()
    return cut(rows, size, lambda row: row.id)


async def get_incident(database: Database, tenant: Tenant, incident_id: str) -> tuple[Incident, Sequence[Occurrence]]:
    """Return an incident and the 100 places where it was seen last. Raises NotFound."""
    latest = (
        select(Occurrence)
        .where(Occurrence.incident_id == incident_id)
        .order_by(Occurrence.last_seen_at.desc(), Occurrence.path, Occurrence.line, Occurrence.column)
        .limit(LATEST_OCCURRENCES)
    )
    async with database.read(tenant) as session:
        incident = await session.scalar(select(Incident).where(Incident.id == incident_id))
        if incident is None:
            raise NotFound("incident", incident_id)
        return incident, (await session.scalars(latest)).all()
