"""Incidents: list, count, read, and what people do with them. The rule of it is in `lifecycle.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select, tuple_

from server.errors import NotFound
from server.identifiers import new_id
from server.incident.lifecycle import FIXED, after
from server.incident.tables import BY_RANK, HiddenWorkspace, Incident, IncidentEvent, Occurrence
from server.incident.words import (
    ACKNOWLEDGED,
    ACTION_ASSIGNED,
    ACTION_COMMENTED,
    ACTION_RESOLVED,
    LAST_SEEN,
    OPEN,
    SEVERITY,
)
from server.storage.base import now
from server.storage.pages import cut

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.principal import Principal, Tenant
    from server.storage.database import Database

LATEST: Final = 100
"""How many occurrences and timeline events a read shows."""

_VISIBLE = Incident.workspace_id.not_in(select(HiddenWorkspace.workspace_id))


@dataclass(frozen=True, slots=True)
class Filters:
    """Which incidents; an empty word lets all through."""

    workspace_id: str = ""
    status: str = ""
    severity: str = ""
    category: str = ""
    assignee: str = ""

    def words(self) -> tuple[str, ...]:
        """Return the filters, for what a page token is bound to."""
        return (self.workspace_id, self.status, self.severity, self.category, self.assignee)

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what an incident must meet."""
        pairs: tuple[tuple[Any, Any, str], ...] = (
            (Incident.workspace_id, self.workspace_id, self.workspace_id),
            (Incident.status, self.status, self.status),
            (Incident.severity_rank, BY_RANK.index(self.severity) if self.severity else 0, self.severity),
            (Incident.category, self.category, self.category),
            (Incident.assignee, self.assignee, self.assignee),
        )
        return [_VISIBLE, *(column == value for column, value, given in pairs if given)]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident with the places where it was seen last and what happened to it last."""

    incident: Incident
    occurrences: Sequence[Occurrence] = ()
    timeline: Sequence[IncidentEvent] = ()


async def page_of_incidents(
    database: Database, tenant: Tenant, size: int, before: str, filters: Filters, *, order: str = ""
) -> tuple[Sequence[Incident], str]:
    """Return a page of incidents in the order asked for (newest first if ""), and the cursor of the next."""
    query = select(Incident).where(*filters.conditions()).limit(size + 1)
    key, _, incident_id = before.rpartition("/")
    cursor: Callable[[Incident], str]
    if order == SEVERITY:
        query = query.order_by(Incident.severity_rank.desc(), Incident.id.desc())
        cursor = lambda row: f"{row.severity_rank}/{row.id}"  # noqa: E731 -- one of three
        if before:
            query = query.where(tuple_(Incident.severity_rank, Incident.id) < (int(key), incident_id))
    elif order == LAST_SEEN:
        query = query.order_by(Incident.last_seen_at.desc(), Incident.id.desc())
        cursor = lambda row: f"{row.last_seen_at.isoformat()}/{row.id}"  # noqa: E731
        if before:
            query = query.where(tuple_(Incident.last_seen_at, Incident.id) < (datetime.fromisoformat(key), incident_id))
    else:
        query = query.order_by(Incident.id.desc())
        cursor = lambda row: row.id  # noqa: E731
        if before:
            query = query.where(Incident.id < incident_id)
    async with database.read(tenant) as session:
        rows = (await session.scalars(query)).all()
    return cut(rows, size, cursor)


async def count_incidents(database: Database, tenant: Tenant, workspace_id: str) -> Mapping[str, int]:
    """Return how many incidents there are of each status, and of each severity those open or acknowledged."""
    query = (
        select(Incident.status, Incident.severity_rank, func.count())
        .where(*Filters(workspace_id=workspace_id).conditions())
        .group_by(Incident.status, Incident.severity_rank)
    )
    counts: dict[str, int] = {}
    async with database.read(tenant) as session:
        for status, rank, count in await session.execute(query):
            counts[status] = counts.get(status, 0) + count
            if status in (OPEN, ACKNOWLEDGED):
                counts[BY_RANK[rank]] = counts.get(BY_RANK[rank], 0) + count
    return counts


async def get_incident(database: Database, tenant: Tenant, incident_id: str) -> IncidentView:
    """Return an incident with its latest occurrences and events. Raises NotFound."""
    async with database.read(tenant) as session:
        return await _view(session, await _found(session, incident_id))


async def change_status(
    database: Database,
    caller: Principal,
    incident_id: str,
    action: str,
    note: str = "",
    *,
    reason: str = "",
    until: datetime | None = None,
) -> IncidentView:
    """Do to an incident what the life cycle allows. Raises NotFound or Conflict INCIDENT_STATUS.

    `reason` and `until` are those of ignoring. Doing again what has been done writes nothing, unless there is a note.
    """

    async def change(session: AsyncSession, incident: Incident) -> None:
        status = after(action, incident.status)
        resolution = FIXED if action == ACTION_RESOLVED else reason
        changed = (status, resolution, until) != (incident.status, incident.resolution, incident.ignored_until)
        if status != incident.status:
            incident.status_changed_at = now()
        incident.status, incident.resolution, incident.ignored_until = status, resolution, until
        if action == ACTION_RESOLVED:
            incident.regressed = False
        if changed or note:
            session.add(_event(incident_id, action, caller.actor, ": ".join(t for t in (reason, note) if t)))

    return await _changed(database, caller.tenant, incident_id, change)


async def assign(
    database: Database,
    caller: Principal,
    incident_id: str,
    assignee: str,
    require_user: Callable[[Tenant, str], Awaitable[object]],
) -> IncidentView:
    """Give an incident to a user, or to nobody (""). Raises NotFound, also by `require_user` if there is no such."""
    if assignee:
        await require_user(caller.tenant, assignee)

    async def change(session: AsyncSession, incident: Incident) -> None:
        if incident.assignee != assignee:
            incident.assignee = assignee
            session.add(_event(incident_id, ACTION_ASSIGNED, caller.actor, assignee))

    return await _changed(database, caller.tenant, incident_id, change)


async def comment(database: Database, caller: Principal, incident_id: str, text: str) -> IncidentView:
    """Say something about an incident. Raises NotFound."""

    async def change(session: AsyncSession, _incident: Incident) -> None:
        session.add(_event(incident_id, ACTION_COMMENTED, caller.actor, text))

    return await _changed(database, caller.tenant, incident_id, change)


async def _changed(
    database: Database,
    tenant: Tenant,
    incident_id: str,
    change: Callable[[AsyncSession, Incident], Awaitable[None]],
) -> IncidentView:
    async with database.write(tenant) as session:
        incident = await _found(session, incident_id, locked=True)
        await change(session, incident)
        await session.flush()
        return await _view(session, incident)


async def _found(session: AsyncSession, incident_id: str, *, locked: bool = False) -> Incident:
    query = select(Incident).where(Incident.id == incident_id, _VISIBLE)
    incident = await session.scalar(query.with_for_update() if locked else query)
    if incident is None:
        raise NotFound("incident", incident_id)
    return incident


async def _view(session: AsyncSession, incident: Incident) -> IncidentView:
    places = (
        select(Occurrence)
        .where(Occurrence.incident_id == incident.id)
        .order_by(Occurrence.last_seen_at.desc(), Occurrence.path, Occurrence.line, Occurrence.column)
        .limit(LATEST)
    )
    events = (
        select(IncidentEvent)
        .where(IncidentEvent.incident_id == incident.id)
        .order_by(IncidentEvent.id.desc())
        .limit(LATEST)
    )
    return IncidentView(incident, (await session.scalars(places)).all(), (await session.scalars(events)).all())


def _event(incident_id: str, action: str, actor: str, text: str) -> IncidentEvent:
    return IncidentEvent(id=new_id("evt"), incident_id=incident_id, action=action, actor=actor, text=text[:2000])
