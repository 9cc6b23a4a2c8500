"""The lease on a scan: who may work on it, and until when.

    queued ──take──> running, mine ──hold …──> finish (completed, failed)
                     └── silent for `lease_seconds`, or given back ──take──> running, another's

A lease is a name (`lease_owner`), new at every take, and a time. Every transaction for the scan begins with `hold`,
an UPDATE that asks for the name and locks the row: whoever has lost the scan, by a cancel or to another worker, writes
nothing more, however late it wakes up. The times are the workers' own clocks; if those differ, a scan may change hands
early, and the names still keep it right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import CursorResult, and_, func, or_, select, update
from ulid import ULID

from server.principal import Tenant
from server.scan.tables import Scan
from server.scan.words import QUEUED, RUNNING
from server.storage.base import now

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.storage.database import Database


class LeaseLost(Exception):
    """The scan is no longer ours: it was canceled or deleted, or another worker has it."""


@dataclass(frozen=True, slots=True)
class Lease:
    """One run of a scan by one worker. `attempt`: which run it is since the scan last got on, from 1."""

    scan_id: str
    tenant: Tenant
    owner: str
    seconds: float
    workspace_id: str
    scope: str
    planned: bool
    attempt: int
    engine_version: str
    began_at: datetime

    @property
    def expires_at(self) -> datetime:
        """Return until when it lasts if it is held now."""
        return now() + timedelta(seconds=self.seconds)


def free(at: datetime) -> ColumnElement[bool]:
    """Return the condition of scans that a worker may take."""
    return or_(
        Scan.status == QUEUED,
        and_(Scan.status == RUNNING, or_(Scan.lease_expires_at.is_(None), Scan.lease_expires_at < at)),
    )


async def take(database: Database, scan_id: str, seconds: float, engine_version: str) -> Lease | None:
    """Take a scan; None if there is nothing to take: it is another's, finished or gone."""
    # Most messages that come late are for scans that somebody has: no need to write then.
    query = select(Scan.organization_id, Scan.environment).where(Scan.id == scan_id, free(now()))
    async with database.service_read() as session:
        row = (await session.execute(query)).first()
    if row is None:
        return None
    tenant, owner, at = Tenant(*row), str(ULID()), now()
    statement = (
        update(Scan)
        .where(Scan.id == scan_id, free(at))
        .values(
            status=RUNNING,
            lease_owner=owner,
            lease_expires_at=at + timedelta(seconds=seconds),
            started_at=func.coalesce(Scan.started_at, at),
            attempt=Scan.attempt + 1,
        )
    )
    async with database.write(tenant) as session:
        if not await _changed(session, statement):
            return None
        scan = await session.get_one(Scan, scan_id)
        # What it has read already was read by the engine it began with.
        scan.engine_version = scan.engine_version or engine_version
    return Lease(
        scan_id=scan_id,
        tenant=tenant,
        owner=owner,
        seconds=seconds,
        workspace_id=scan.workspace_id,
        scope=scan.scope,
        planned=scan.planned,
        attempt=scan.attempt,
        engine_version=scan.engine_version,
        began_at=scan.created_at,
    )


async def hold(session: AsyncSession, lease: Lease, **changes: Any) -> None:
    """Lengthen the lease and change the scan, as the first thing in a transaction. Raises LeaseLost."""
    statement = (
        update(Scan)
        .where(Scan.id == lease.scan_id, Scan.lease_owner == lease.owner, Scan.status == RUNNING)
        .values({"lease_expires_at": lease.expires_at, **changes})
    )
    if not await _changed(session, statement):
        raise LeaseLost(lease.scan_id)


async def beat(database: Database, lease: Lease) -> None:
    """Lengthen the lease. Raises LeaseLost or Unavailable."""
    async with database.write(lease.tenant) as session:
        await hold(session, lease)


async def give_back(database: Database, lease: Lease) -> None:
    """Let another worker take the scan at once; it is not the scan's fault. Raises LeaseLost or Unavailable."""
    async with database.write(lease.tenant) as session:
        await hold(session, lease, lease_owner="", lease_expires_at=None, attempt=0)


async def finish(database: Database, lease: Lease, status: str, error: str = "") -> None:
    """End the scan. Raises LeaseLost or Unavailable."""
    async with database.write(lease.tenant) as session:
        ended = {"status": status, "completed_at": now(), "error": error}
        await hold(session, lease, lease_owner="", lease_expires_at=None, **ended)


async def _changed(session: AsyncSession, statement: Any) -> bool:
    result = await session.execute(statement.execution_options(synchronize_session=False))
    return isinstance(result, CursorResult) and result.rowcount > 0
