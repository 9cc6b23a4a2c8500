"""Whose turn it is: the piece of work that a worker with a free slot takes next.

Organizations take turns, so that a large scan of one does not hold up the small ones of others: the one that the fewest
pieces are worked on for comes first, and of those the one that this worker has served least lately. Within an
organization it is the scan that the fewest pieces are worked on of, and of those the oldest. Every free slot asks anew,
so a scan that comes in waits for one piece to end, which is a second's work, and not for a scan.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import case, func, literal, select, update
from ulid import ULID

from server.principal import Tenant
from server.scan.lease import ChunkLease, PlanLease, changed, until
from server.scan.tables import Scan, ScanChunk
from server.scan.words import ACTIVE, QUEUED, RUNNING
from server.storage.base import now

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select, Update
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.scan.lease import AnyLease
    from server.storage.database import Database

CAREFUL_ATTEMPT: Final = 3
"""From this take without any progress, a chunk is worked on alone: perhaps one of its documents kills the worker."""

MIXED: Final = "mixed"
"""The engine version of a scan that workers of several versions have read for: an incremental scan reads it again."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A scan with work to take. `careful`: all that is left of it is chunks that must be worked on alone."""

    scan_id: str
    tenant: Tenant
    plan: bool
    careful: bool = False


async def next_turn(database: Database, served: Mapping[str, float]) -> Turn | None:
    """Return whose turn it is, None if there is nothing to do. Raises Unavailable.

    `served`: when this worker has taken something of an organization last, by the organization's id.
    """
    at = now()
    of_organization, of_scan = Counter[str](), Counter[str]()
    turns: list[Turn] = []
    async with database.service_read() as session:
        for organization_id, scan_id, count in await session.execute(_chunks_in_work(at)):
            of_organization[organization_id] += count
            of_scan[scan_id] += count
        for scan_id, organization_id, environment, planned, expires_at, ordinary, any_chunk in await session.execute(
            _running(at)
        ):
            tenant = Tenant(organization_id, environment)
            if not planned and expires_at <= at:
                turns.append(Turn(scan_id, tenant, plan=True))
            elif any_chunk:
                turns.append(Turn(scan_id, tenant, plan=False, careful=not ordinary))
            if not planned and expires_at > at:
                of_organization[organization_id] += 1
                of_scan[scan_id] += 1
        turns += [
            Turn(scan_id, Tenant(organization_id, environment), plan=True)
            for organization_id, environment, scan_id in await session.execute(_OLDEST_QUEUED)
        ]

    def order(turn: Turn) -> tuple[int, float, int, str]:
        organization_id = turn.tenant.organization_id
        return (
            of_organization[organization_id],
            served.get(organization_id, 0.0),
            of_scan[turn.scan_id],
            turn.scan_id,
        )

    return min(turns, key=order, default=None)


async def take(database: Database, turn: Turn, seconds: float, engine_version: str) -> AnyLease | None:
    """Take a piece of the scan; None if another was faster. Raises Unavailable."""
    async with database.write(turn.tenant) as session:
        if turn.plan:
            return await _take_plan(session, turn, seconds, engine_version)
        return await _take_chunk(session, turn, seconds, engine_version)


async def _take_plan(session: AsyncSession, turn: Turn, seconds: float, engine_version: str) -> PlanLease | None:
    owner, at = str(ULID()), now()
    values = {
        "status": RUNNING,
        "lease_owner": owner,
        "lease_expires_at": until(seconds),
        "started_at": func.coalesce(Scan.started_at, at),
    }
    if not await changed(session, _update_scan(turn, Scan.lease_expires_at <= at, ~Scan.planned).values(values)):
        return None
    scan = await session.get_one(Scan, turn.scan_id)
    return PlanLease(
        scan_id=scan.id,
        tenant=turn.tenant,
        workspace_id=scan.workspace_id,
        began_at=scan.created_at,
        owner=owner,
        seconds=seconds,
        scope=scan.scope,
        engine_version=engine_version,
        through=scan.planned_through,
        count=scan.documents_planned,
        total=scan.documents_total,
    )


async def _take_chunk(session: AsyncSession, turn: Turn, seconds: float, engine_version: str) -> ChunkLease | None:
    free = select(ScanChunk).where(ScanChunk.scan_id == turn.scan_id, ScanChunk.lease_expires_at <= now())
    if not turn.careful:
        free = free.where(_ordinary())
    chunk = await session.scalar(free.order_by(ScanChunk.first).limit(1).with_for_update(skip_locked=True))
    scan = await session.scalar(select(Scan).where(Scan.id == turn.scan_id, Scan.status == RUNNING))
    if chunk is None or scan is None:
        return None
    chunk.lease_owner, chunk.lease_expires_at = str(ULID()), until(seconds)
    chunk.attempt += 1
    await session.flush()
    if scan.engine_version != engine_version:
        first = Scan.engine_version.in_(("", engine_version))
        version = case((first, literal(engine_version)), else_=literal(MIXED))
        await changed(session, _update_scan(turn).values(engine_version=version))
    return ChunkLease(
        scan_id=scan.id,
        tenant=turn.tenant,
        workspace_id=scan.workspace_id,
        began_at=scan.created_at,
        owner=chunk.lease_owner,
        seconds=seconds,
        first=chunk.first,
        attempt=chunk.attempt,
        done=chunk.done,
        documents=chunk.documents[chunk.done :],
    )


def _update_scan(turn: Turn, *conditions: ColumnElement[bool]) -> Update:
    return update(Scan).where(Scan.id == turn.scan_id, Scan.status.in_(ACTIVE), *conditions)


def _ordinary() -> ColumnElement[bool]:
    """Return the condition of chunks that may be worked on beside others."""
    return ScanChunk.attempt < CAREFUL_ATTEMPT - 1


def _chunks_in_work(at: datetime) -> Select[str, str, int]:
    return (
        select(ScanChunk.organization_id, ScanChunk.scan_id, func.count())
        .where(ScanChunk.lease_expires_at > at)
        .group_by(ScanChunk.organization_id, ScanChunk.scan_id)
    )


def _running(at: datetime) -> Select[str, str, str, bool, datetime, bool, bool]:
    """Return the running scans, with whether there is a free chunk of ordinary kind, and of any kind."""
    free = select(ScanChunk.first).where(ScanChunk.scan_id == Scan.id, ScanChunk.lease_expires_at <= at)
    return select(
        Scan.id,
        Scan.organization_id,
        Scan.environment,
        Scan.planned,
        Scan.lease_expires_at,
        free.where(_ordinary()).exists(),
        free.exists(),
    ).where(Scan.status == RUNNING)


_OLDEST_QUEUED = (
    select(Scan.organization_id, Scan.environment, func.min(Scan.id))
    .where(Scan.status == QUEUED)
    .group_by(Scan.organization_id, Scan.environment)
)
