"""Leases: who may work on a piece of a scan, and until when. A piece is its planning, or one of its chunks.

    free ──take──> held by me ──hold, hold, …──> done
                   └── silent for `lease_seconds`, or given back ──take──> held by another

A lease is a name (`lease_owner`), new at every take, and a time; it lies in the piece's own row. Every transaction for
a piece begins with `holding`, an UPDATE that asks for the name and locks the row: whoever has lost the piece writes
nothing more, however late it wakes up. What it asks for also says how far the piece has got, so a commit whose answer
was lost cannot be made twice. The times are the workers' own clocks; if those differ, a piece may change hands early,
and the names still keep it right.

Locks are taken in one order, that nobody waits in a circle: chunk, turn at the workspace's incidents, documents, scan.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import CursorResult, select, update

from server.scan.tables import FREE, Scan, ScanChunk
from server.scan.words import COMPLETED, FAILED, RUNNING
from server.storage.base import now

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from sqlalchemy import Select, Update
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.principal import Tenant
    from server.storage.database import Database

EXTENSIONS: Final = 3
"""A lease is lengthened when this part of it is over, unless a commit has done so."""


class LeaseLost(Exception):
    """The piece is no longer ours: its scan was canceled, deleted or has failed, or another worker has it."""


@dataclass(slots=True, kw_only=True)
class Lease(ABC):
    """One worker's hold on a piece of a scan.

    `began_at`: when the scan was asked for. `held_at`: when the lease was lengthened last, by the monotonic clock.
    `completed`: with this piece the scan was completed.
    """

    scan_id: str
    tenant: Tenant
    workspace_id: str
    began_at: datetime
    owner: str
    seconds: float
    held_at: float = field(default_factory=time.monotonic)
    completed: bool = False

    @property
    def left(self) -> float:
        """Return for how many seconds it will last."""
        return self.held_at + self.seconds - time.monotonic()

    @abstractmethod
    def row(self) -> Update:
        """Return an UPDATE of the piece's row, if it is still held."""

    @abstractmethod
    def sight(self) -> Select[Any]:
        """Return a query with a row in its answer if the piece is still held, of a scan that still runs."""


@dataclass(slots=True, kw_only=True)
class PlanLease(Lease):
    """A hold on the planning of a scan. `through` and `count`: how far that has got; `total`: of how many, if known."""

    scope: str
    engine_version: str
    through: str
    count: int
    total: int

    def row(self) -> Update:
        """Return an UPDATE of the scan, if it is ours to plan from where we are."""
        return update(Scan).where(Scan.planned_through == self.through, *self._mine())

    def sight(self) -> Select[Any]:
        """Return a query for the scan, if it is ours to plan."""
        return select(Scan.id).where(*self._mine())

    def _mine(self) -> tuple[Any, ...]:
        return (Scan.id == self.scan_id, Scan.lease_owner == self.owner, Scan.status == RUNNING)


@dataclass(slots=True, kw_only=True)
class ChunkLease(Lease):
    """A hold on a chunk. `documents`: id and path of those of it that are yet to be read; `done`: how many are."""

    first: int
    attempt: int
    done: int
    documents: list[list[str]]

    def row(self) -> Update:
        """Return an UPDATE of the chunk, if it is ours to read from where we are."""
        return update(ScanChunk).where(ScanChunk.done == self.done, *self._mine())

    def sight(self) -> Select[Any]:
        """Return a query for the chunk, if it is ours and its scan runs."""
        running = select(Scan.id).where(Scan.id == self.scan_id, Scan.status == RUNNING)
        return select(ScanChunk.first).where(*self._mine(), running.exists())

    def _mine(self) -> tuple[Any, ...]:
        return (ScanChunk.scan_id == self.scan_id, ScanChunk.first == self.first, ScanChunk.lease_owner == self.owner)


AnyLease: TypeAlias = PlanLease | ChunkLease


def until(seconds: float) -> datetime:
    """Return when a lease runs out that is taken now."""
    return now() + timedelta(seconds=seconds)


@asynccontextmanager
async def holding(database: Database, lease: Lease, **changes: Any) -> AsyncIterator[AsyncSession]:
    """Begin a transaction that lengthens the lease and changes the piece's row. Raises LeaseLost or Unavailable."""
    at = time.monotonic()
    async with database.write(lease.tenant) as session:
        await require_change(session, lease, lease.row().values(lease_expires_at=until(lease.seconds)).values(changes))
        yield session
    lease.held_at = at


async def beat(database: Database, lease: Lease) -> None:
    """See that the piece is still held, and lengthen the lease if it is time. Raises LeaseLost or Unavailable."""
    if lease.left < lease.seconds * (1 - 1 / EXTENSIONS):
        async with holding(database, lease):
            pass
        return
    # Reading needs no turn at SQLite's one writer; and a cancel shows in the scan, not in its chunks.
    async with database.read(lease.tenant) as session:
        if (await session.execute(lease.sight())).first() is None:
            raise LeaseLost(lease.scan_id)


async def give_back(database: Database, lease: Lease) -> None:
    """Let another worker take the piece at once; it is not the piece's fault. Raises LeaseLost or Unavailable."""
    released: dict[str, Any] = {"lease_owner": "", "lease_expires_at": FREE}
    if isinstance(lease, ChunkLease):
        released["attempt"] = 0
    async with holding(database, lease, **released):
        pass


async def fail(database: Database, lease: Lease, error: str) -> None:
    """End the whole scan, with a public reason. Raises LeaseLost or Unavailable."""
    async with holding(database, lease) as session:
        ended = {"status": FAILED, "completed_at": now(), "error": error, "lease_owner": ""}
        await change_scan(session, lease, **ended)


async def change_scan(session: AsyncSession, lease: Lease, **changes: Any) -> None:
    """Change the scan that a piece is of, at the end of a transaction. Raises LeaseLost if it does not run any more."""
    running = update(Scan).where(Scan.id == lease.scan_id, Scan.status == RUNNING)
    await require_change(session, lease, running.values(changes))


async def complete(session: AsyncSession, lease: Lease) -> bool:
    """Complete the scan if nothing of it is left; return whether it was so.

    The caller has changed the scan before in the same transaction, and so has it locked: of several that end the last
    pieces at once, exactly one comes last, and sees that the others are gone.
    """
    chunks = select(ScanChunk.first).where(ScanChunk.scan_id == lease.scan_id)
    ended = (
        update(Scan)
        .where(Scan.id == lease.scan_id, Scan.status == RUNNING, Scan.planned, ~chunks.exists())
        .values(status=COMPLETED, completed_at=now())
    )
    return await changed(session, ended)


async def require_change(session: AsyncSession, lease: Lease, statement: Update) -> None:
    """Execute an UPDATE that must change a row. Raises LeaseLost."""
    if not await changed(session, statement):
        raise LeaseLost(lease.scan_id)


async def changed(session: AsyncSession, statement: Update) -> bool:
    """Execute an UPDATE, and return whether it changed a row."""
    result = await session.execute(statement.execution_options(synchronize_session=False))
    return isinstance(result, CursorResult) and result.rowcount > 0
