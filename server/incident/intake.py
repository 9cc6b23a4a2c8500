"""The only door from scans to incidents: findings come in, and incidents with the places of each come of them.

Two scans of one workspace may report at once. Rows are taken in the order of their keys, and an incident's row is
locked before its occurrences are counted, so that neither waits for the other in a circle and no place is counted
twice. On SQLite there is one writer anyway.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from sqlalchemy import select

from server.contract.vocabulary import SEVERITIES
from server.identifiers import new_id
from server.incident.tables import Incident, Occurrence
from server.incident.words import OPEN
from server.storage.base import now
from server.storage.batches import delete_in_batches
from server.storage.tenancy import upsert

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from server.principal import Tenant
    from server.storage.database import Database

_ROWS: Final = 500
"""Values of one IN: both databases bound the number of its parameters to some 32,000."""

_Place = tuple[str, str, int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SeenFinding:
    """What an incident is made of: a thing (its fingerprint) at a place."""

    fingerprint: str
    category: str
    rule_id: str
    title: str
    severity: str
    path: str
    line: int
    column: int


async def record(
    session: AsyncSession, workspace_id: str, scan_id: str, findings: Sequence[SeenFinding]
) -> Mapping[str, str]:
    """Make or update the incidents of what was found, in the caller's transaction; return each fingerprint's incident.

    Call it once in a transaction: the order in which it takes rows holds within one call.
    """
    if not findings:
        return {}
    incidents = await _incidents(session, workspace_id, findings)
    places: dict[_Place, SeenFinding] = {}
    for finding in findings:
        place = (incidents[finding.fingerprint].id, finding.path, finding.line, finding.column)
        if place not in places or _is_worse(finding.severity, places[place].severity):
            places[place] = finding
    known = await _known_places(session, places)
    await _see(session, scan_id, places)
    fresh = Counter(place[0] for place in places if place not in known)
    lowered = {place[0] for place, severity in known.items() if _is_worse(severity, places[place].severity)}
    for incident in incidents.values():
        incident.occurrences_count += fresh[incident.id]
        if incident.id in lowered:
            incident.severity = await _worst(session, incident.id)
    for (incident_id, *_), finding in places.items():
        incident = incidents[finding.fingerprint]
        if incident_id not in lowered and _is_worse(finding.severity, incident.severity):
            incident.severity = finding.severity
    await session.flush()
    return {fingerprint: incident.id for fingerprint, incident in incidents.items()}


async def forget_workspace(database: Database, tenant: Tenant, workspace_id: str) -> None:
    """Remove the incidents of a workspace that was deleted, in transactions of its own."""
    of_workspace = select(Incident.id).where(Incident.workspace_id == workspace_id)
    await delete_in_batches(database, tenant, Occurrence.path, Occurrence.incident_id.in_(of_workspace))
    await delete_in_batches(database, tenant, Incident.id, Incident.workspace_id == workspace_id)


async def _incidents(session: AsyncSession, workspace_id: str, findings: Sequence[SeenFinding]) -> dict[str, Incident]:
    """Return the incidents of the fingerprints, made where missing, seen now and locked."""
    at = now()
    by_fingerprint = {finding.fingerprint: finding for finding in reversed(findings)}
    rows = [
        {
            "id": new_id("inc"),
            "workspace_id": workspace_id,
            "fingerprint": fingerprint,
            "status": OPEN,
            "severity": finding.severity,
            "category": finding.category,
            "rule_id": finding.rule_id,
            "title": finding.title,
            "occurrences_count": 0,
            "first_seen_at": at,
            "last_seen_at": at,
            "assignee": "",
            "resolution": "",
        }
        for fingerprint, finding in sorted(by_fingerprint.items())
    ]
    incidents: dict[str, Incident] = {}
    await upsert(session, Incident, rows, key=("workspace_id", "fingerprint"), update=("last_seen_at",))
    for some in _chunks(sorted(by_fingerprint)):
        query = select(Incident).where(Incident.workspace_id == workspace_id, Incident.fingerprint.in_(some))
        incidents |= {incident.fingerprint: incident for incident in await session.scalars(query)}
    return incidents


async def _known_places(session: AsyncSession, places: Iterable[_Place]) -> dict[_Place, str]:
    """Return the severity of each of the places that has an occurrence already."""
    wanted = set(places)
    known: dict[_Place, str] = {}
    for some in _chunks(sorted({(incident_id, path) for incident_id, path, _, _ in wanted})):
        query = select(
            Occurrence.incident_id, Occurrence.path, Occurrence.line, Occurrence.column, Occurrence.severity
        ).where(
            Occurrence.incident_id.in_({incident_id for incident_id, _ in some}),
            Occurrence.path.in_({path for _, path in some}),
        )
        for incident_id, path, line, column, severity in await session.execute(query):
            if (place := (incident_id, path, line, column)) in wanted:
                known[place] = severity
    return known


async def _see(session: AsyncSession, scan_id: str, places: Mapping[_Place, SeenFinding]) -> None:
    at = now()
    rows = [
        {
            "incident_id": incident_id,
            "path": path,
            "line": line,
            "column": column,
            "severity": finding.severity,
            "scan_id": scan_id,
            "first_seen_at": at,
            "last_seen_at": at,
        }
        for (incident_id, path, line, column), finding in sorted(places.items(), key=lambda item: item[0])
    ]
    await upsert(
        session,
        Occurrence,
        rows,
        key=("incident_id", "path", "line", "column"),
        update=("severity", "scan_id", "last_seen_at"),
    )


async def _worst(session: AsyncSession, incident_id: str) -> str:
    query = select(Occurrence.severity).where(Occurrence.incident_id == incident_id).distinct()
    return min(await session.scalars(query), key=SEVERITIES.index)


def _is_worse(severity: str, other: str) -> bool:
    return SEVERITIES.index(severity) < SEVERITIES.index(other)


def _chunks(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS))
