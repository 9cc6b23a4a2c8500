"""The only door from scans to incidents: findings come in, and incidents with the places of each come of them.

Two scans of one workspace may report at once: they take turns, by a lock on the workspace's name that lasts as long as
the transaction, so that neither waits for the other in a circle and no place is counted twice. On SQLite there is one
writer anyway.

What people decided is never lost: a sighting changes the status only as `lifecycle.py` says, and an incident whose
fingerprint was made by the version before is given the new one and stays the incident that it was.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from sqlalchemy import func, select

from server.identifiers import new_id
from server.incident.lifecycle import after, expires, regresses
from server.incident.tables import BY_RANK, HiddenWorkspace, Incident, IncidentEvent, Occurrence
from server.incident.words import ACTION_EXPIRED, ACTION_OPENED, ACTION_REGRESSED, IGNORED, OPEN
from server.storage.base import now
from server.storage.batches import delete_in_batches
from server.storage.tenancy import upsert

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from server.principal import Tenant
    from server.storage.database import Database

_ROWS: Final = 500
"""Values of one IN: both databases bound the number of its parameters to some 32,000."""

_Place = tuple[str, str, int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SeenFinding:
    """What an incident is made of: a thing (its fingerprint) at a place.

    `document_path`: the document that the place is in, which is an archive if `path` is another.
    `earlier_fingerprint`: that of the version before, "" if there is none.
    """

    fingerprint: str
    category: str
    rule_id: str
    title: str
    severity: str
    path: str
    document_path: str
    line: int
    column: int
    earlier_fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a scan says of some documents: all that it found in them, and which of them it has read whole.

    `suppressed`: what it found as well and is not to be told of. It makes no incident, and its places count as gone.
    """

    workspace_id: str
    scan_id: str
    began_at: datetime
    findings: Sequence[SeenFinding]
    read_paths: Sequence[str] = ()
    suppressed: Sequence[SeenFinding] = ()


async def record(session: AsyncSession, report: Report) -> Mapping[str, str]:
    """Make or update the incidents of what was found, in the caller's transaction; return each fingerprint's incident.

    Places in documents that were read whole, and where nothing was found any more, are marked as gone, and so are
    those of what is suppressed.
    """
    await take_turn(session, report.workspace_id)
    await _adopt(session, report)
    incidents = await _incidents(session, report)
    places: dict[_Place, SeenFinding] = {}
    for finding in report.findings:
        place = (incidents[finding.fingerprint].id, finding.path, finding.line, finding.column)
        if place not in places or _rank(finding.severity) > _rank(places[place].severity):
            places[place] = finding
    await _see(session, report, places)
    left = await _leave(session, report.workspace_id, report.read_paths, kept=places)
    left |= await _leave_suppressed(session, report, kept=places)
    touched = {incident.id: incident for incident in incidents.values()}
    await _recount(session, touched, left - touched.keys())
    return {fingerprint: incident.id for fingerprint, incident in incidents.items()}


async def leave(session: AsyncSession, workspace_id: str, paths: Sequence[str]) -> None:
    """Mark all places in documents that are no more as gone, in the caller's transaction."""
    await take_turn(session, workspace_id)
    await _recount(session, {}, await _leave(session, workspace_id, paths, kept=()))


async def expire(database: Database) -> None:
    """Open incidents whose time of being ignored is over, whoever's they are; 500 at most a call."""
    at = now()
    due = select(Incident).where(Incident.status == IGNORED, Incident.ignored_until <= at).limit(_ROWS)
    async with database.service_read() as session:
        if await session.scalar(due.limit(1)) is None:
            return
    async with database.service_write() as session:
        for incident in await session.scalars(due.with_for_update(skip_locked=True)):
            _open_again(session, incident, ACTION_EXPIRED, "", at)


async def hide_incidents(session: AsyncSession, workspace_id: str) -> None:
    """Hide the incidents of a workspace that is being deleted, in the caller's transaction."""
    await upsert(session, HiddenWorkspace, [{"workspace_id": workspace_id}], key=("workspace_id",))


async def forget_workspace(database: Database, tenant: Tenant, workspace_id: str) -> None:
    """Remove the incidents of a workspace that was hidden, in transactions of its own."""
    of_workspace = select(Incident.id).where(Incident.workspace_id == workspace_id)
    await delete_in_batches(database, tenant, Occurrence, Occurrence.workspace_id == workspace_id)
    await delete_in_batches(database, tenant, IncidentEvent, IncidentEvent.incident_id.in_(of_workspace))
    await delete_in_batches(database, tenant, Incident, Incident.workspace_id == workspace_id)
    await delete_in_batches(database, tenant, HiddenWorkspace, HiddenWorkspace.workspace_id == workspace_id)


async def take_turn(session: AsyncSession, workspace_id: str) -> None:
    """Hold off all others that change a workspace's incidents or what they were found in, to the transaction's end."""
    connection = await session.connection()
    if connection.dialect.name == "postgresql":
        name = int.from_bytes(hashlib.sha256(workspace_id.encode()).digest()[:8], "big", signed=True)
        await connection.execute(select(func.pg_advisory_xact_lock(name)))


async def _adopt(session: AsyncSession, report: Report) -> None:
    """Give incidents of the earlier fingerprint version the new fingerprint, unless there is one of that already."""
    newer = {f.earlier_fingerprint: f.fingerprint for f in report.findings if f.earlier_fingerprint}
    mine = Incident.workspace_id == report.workspace_id
    for some in _chunks(sorted(newer)):
        wanted = {newer[earlier] for earlier in some}
        taken = set(await session.scalars(select(Incident.fingerprint).where(mine, Incident.fingerprint.in_(wanted))))
        query = select(Incident).where(mine, Incident.fingerprint.in_(some))
        for incident in await session.scalars(query.with_for_update()):
            if newer[incident.fingerprint] not in taken:
                incident.fingerprint = newer[incident.fingerprint]
    await session.flush()


async def _incidents(session: AsyncSession, report: Report) -> dict[str, Incident]:
    """Return the incidents of the fingerprints, made where missing, seen now and locked."""
    at = now()
    by_fingerprint = {finding.fingerprint: finding for finding in reversed(report.findings)}
    rows = [
        {
            "id": new_id("inc"),
            "workspace_id": report.workspace_id,
            "fingerprint": fingerprint,
            "status": OPEN,
            "severity_rank": _rank(finding.severity),
            "category": finding.category,
            "rule_id": finding.rule_id,
            "title": finding.title,
            "occurrences_count": 0,
            "first_seen_at": at,
            "last_seen_at": at,
            "assignee": "",
            "resolution": "",
            "status_changed_at": at,
            "ignored_until": None,
            "regressed": False,
        }
        for fingerprint, finding in sorted(by_fingerprint.items())
    ]
    made = {row["id"] for row in rows}
    incidents: dict[str, Incident] = {}
    await upsert(session, Incident, rows, key=("workspace_id", "fingerprint"), update=("last_seen_at",))
    for some in _chunks(sorted(by_fingerprint)):
        query = (
            select(Incident)
            .where(Incident.workspace_id == report.workspace_id, Incident.fingerprint.in_(some))
            .execution_options(populate_existing=True)
        )
        incidents |= {incident.fingerprint: incident for incident in await session.scalars(query)}
    for incident in incidents.values():
        if incident.id in made:
            session.add(_event(incident, ACTION_OPENED, report.scan_id, at))
        elif regresses(incident.status, incident.status_changed_at, report.began_at):
            _open_again(session, incident, ACTION_REGRESSED, report.scan_id, at)
        elif expires(incident.status, incident.ignored_until, at):
            _open_again(session, incident, ACTION_EXPIRED, "", at)
    return incidents


def _open_again(session: AsyncSession, incident: Incident, action: str, actor: str, at: datetime) -> None:
    incident.status = after(action, incident.status)
    incident.status_changed_at, incident.resolution, incident.ignored_until = at, "", None
    incident.regressed = incident.regressed or action == ACTION_REGRESSED
    session.add(_event(incident, action, actor, at))


def _event(incident: Incident, action: str, actor: str, at: datetime) -> IncidentEvent:
    return IncidentEvent(
        id=new_id("evt"),
        incident_id=incident.id,
        organization_id=incident.organization_id,
        environment=incident.environment,
        occurred_at=at,
        action=action,
        actor=actor,
        text="",
    )


async def _see(session: AsyncSession, report: Report, places: Mapping[_Place, SeenFinding]) -> None:
    at = now()
    rows = [
        {
            "incident_id": incident_id,
            "workspace_id": report.workspace_id,
            "path": path,
            "line": line,
            "column": column,
            "document_path": finding.document_path,
            "severity_rank": _rank(finding.severity),
            "scan_id": report.scan_id,
            "first_seen_at": at,
            "last_seen_at": at,
            "gone_at": None,
        }
        for (incident_id, path, line, column), finding in sorted(places.items(), key=lambda item: item[0])
    ]
    await upsert(
        session,
        Occurrence,
        rows,
        key=("incident_id", "path", "line", "column"),
        update=("document_path", "severity_rank", "scan_id", "last_seen_at", "gone_at"),
    )


async def _leave(session: AsyncSession, workspace_id: str, paths: Sequence[str], *, kept: Iterable[_Place]) -> set[str]:
    """Mark the places in these documents as gone, but for those kept; return the ids of their incidents."""
    at, keep, left = now(), set(kept), set[str]()
    for some in _chunks(sorted(set(paths))):
        query = select(Occurrence).where(
            Occurrence.workspace_id == workspace_id, Occurrence.document_path.in_(some), Occurrence.gone_at.is_(None)
        )
        for row in await session.scalars(query):
            if (row.incident_id, row.path, row.line, row.column) not in keep:
                row.gone_at = at
                left.add(row.incident_id)
    await session.flush()
    return left


async def _leave_suppressed(session: AsyncSession, report: Report, *, kept: Iterable[_Place]) -> set[str]:
    """Mark the places of suppressed findings as gone in documents that were not read whole; return their incidents."""
    at, keep, left, whole = now(), set(kept), set[str](), set(report.read_paths)
    places = {(f.fingerprint, f.path, f.line, f.column) for f in report.suppressed if f.document_path not in whole}
    for some in _chunks(sorted({fingerprint for fingerprint, *_ in places})):
        query = (
            select(Occurrence, Incident.fingerprint)
            .join(Incident, Incident.id == Occurrence.incident_id)
            .where(
                Incident.workspace_id == report.workspace_id,
                Incident.fingerprint.in_(some),
                Occurrence.gone_at.is_(None),
            )
        )
        for row, fingerprint in await session.execute(query):
            place = (row.path, row.line, row.column)
            if (fingerprint, *place) in places and (row.incident_id, *place) not in keep:
                row.gone_at = at
                left.add(row.incident_id)
    await session.flush()
    return left


async def _recount(session: AsyncSession, touched: Mapping[str, Incident], others: Iterable[str]) -> None:
    """Count the places of incidents that are not gone, and take the worst severity of them; all gone keeps it."""
    incidents = dict(touched)
    for some in _chunks(sorted(others)):
        query = select(Incident).where(Incident.id.in_(some)).order_by(Incident.fingerprint)
        incidents |= {incident.id: incident for incident in await session.scalars(query.with_for_update())}
    counted: dict[str, tuple[int, int]] = {}
    for some in _chunks(sorted(incidents)):
        counts = (
            select(Occurrence.incident_id, func.count(), func.max(Occurrence.severity_rank))
            .where(Occurrence.incident_id.in_(some), Occurrence.gone_at.is_(None))
            .group_by(Occurrence.incident_id)
        )
        counted |= {row[0]: (row[1], row[2]) for row in await session.execute(counts)}
    for incident in incidents.values():
        count, rank = counted.get(incident.id, (0, incident.severity_rank))
        incident.occurrences_count, incident.severity_rank = count, rank
    await session.flush()


def _rank(severity: str) -> int:
    return BY_RANK.index(severity)


def _chunks(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS))
