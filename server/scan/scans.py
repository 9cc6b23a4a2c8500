"""Scans: queue, list, read, cancel, follow. What a worker does with them is in `runner.py`."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from server.errors import Conflict, NotFound, Unavailable
from server.identifiers import new_id
from server.scan.tables import FREE, Scan, ScanDocument
from server.scan.words import ACTIVE, CANCELED, FINISHED, FULL, QUEUED
from server.scan.workspaces import find_workspace, is_there
from server.storage.base import now
from server.storage.pages import cut

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from server.principal import Tenant
    from server.storage.database import Database

SKIPPED_SHOWN: Final = 1000
"""How many skipped documents the answer with one scan names."""

SKIPPED_SHOWN_IN_LISTS: Final = 10
"""The same for each scan of a list: 200 of them must fit into one answer."""

POLL_SECONDS: Final = 0.3


@dataclass(frozen=True, slots=True)
class ScanView:
    """A scan, and (path, reason) of the first documents that it could not read."""

    scan: Scan
    skipped: Sequence[tuple[str, str]] = ()

    @property
    def finished(self) -> bool:
        """Return whether it will never change again."""
        return self.scan.status in FINISHED

    @property
    def state(self) -> tuple[object, ...]:
        """Return what a follower wants to hear of when it changes."""
        scan = self.scan
        progress = (scan.documents_total, scan.documents_scanned, scan.documents_skipped)
        return (scan.status, scan.started_at, *progress, *scan.severity_counts.values())


async def create_scan(database: Database, tenant: Tenant, workspace_id: str, scope: str, triggered_by: str) -> ScanView:
    """Queue a scan and return it. Raises NotFound."""
    scan = Scan(
        id=new_id("scan"),
        workspace_id=workspace_id,
        scope=scope or FULL,
        status=QUEUED,
        triggered_by=triggered_by,
        created_at=now(),
    )
    async with database.write(tenant) as session:
        await find_workspace(session, workspace_id, locked=True)
        session.add(scan)
    return ScanView(scan)


async def find_scan(session: AsyncSession, scan_id: str, *, locked: bool = False) -> Scan:
    """Return a scan; `locked`: hold off its workers and other callers. Raises NotFound."""
    query = select(Scan).where(Scan.id == scan_id, is_there(Scan.workspace_id))
    # Not against those who only refer to it: findings that are being written.
    scan = await session.scalar(query.with_for_update(key_share=True) if locked else query)
    if scan is None:
        raise NotFound("scan", scan_id)
    return scan


async def get_scan(database: Database, tenant: Tenant, scan_id: str) -> ScanView:
    """Return a scan with the first 1,000 documents it could not read. Raises NotFound."""
    async with database.read(tenant) as session:
        return await _view(session, await find_scan(session, scan_id))


async def page_of_scans(
    database: Database, tenant: Tenant, size: int, before: str, *, workspace_id: str = "", status: str = ""
) -> tuple[Sequence[ScanView], str]:
    """Return a page of scans, newest first, and the cursor of the next. An empty filter lets all through."""
    query = select(Scan).where(is_there(Scan.workspace_id)).order_by(Scan.id.desc()).limit(size + 1)
    if before:
        query = query.where(Scan.id < before)
    if workspace_id:
        query = query.where(Scan.workspace_id == workspace_id)
    if status:
        query = query.where(Scan.status == status)
    async with database.read(tenant) as session:
        scans, cursor = cut((await session.scalars(query)).all(), size, lambda row: row.id)
        skipped = await _first_skipped(session, [scan.id for scan in scans if scan.documents_skipped])
    return [ScanView(scan, skipped[scan.id]) for scan in scans], cursor


async def cancel_scan(database: Database, tenant: Tenant, scan_id: str) -> ScanView:
    """Stop a scan: nothing is written for it any more. Its workers notice at their next commit or heartbeat.

    Raises NotFound, or Conflict SCAN_FINISHED.
    """
    async with database.write(tenant) as session:
        scan = await find_scan(session, scan_id, locked=True)
        if scan.status in ACTIVE:
            scan.status, scan.completed_at = CANCELED, now()
            scan.lease_owner, scan.lease_expires_at = "", FREE
        elif scan.status != CANCELED:
            raise Conflict("SCAN_FINISHED", f"the scan is {scan.status} already")
        return await _view(session, scan)


async def watch_scan(
    database: Database, tenant: Tenant, scan_id: str, closing: asyncio.Event
) -> AsyncIterator[ScanView]:
    """Yield a scan now and whenever it has changed, until it is finished.

    Nothing is held between two looks. Raises NotFound, also if it is deleted meanwhile, or Unavailable when `closing`
    is set.
    """
    seen: tuple[object, ...] = ()
    while True:
        view = await get_scan(database, tenant, scan_id)
        if view.state != seen:
            seen = view.state
            yield view
        if view.finished:
            return
        try:
            await asyncio.wait_for(closing.wait(), POLL_SECONDS)
        except TimeoutError:
            continue
        raise Unavailable("SHUTTING_DOWN", "the server is shutting down; follow the scan again")


async def _view(session: AsyncSession, scan: Scan) -> ScanView:
    if not scan.documents_skipped:
        return ScanView(scan)
    query = (
        select(ScanDocument.path, ScanDocument.reason)
        .where(ScanDocument.scan_id == scan.id)
        .order_by(ScanDocument.path)
        .limit(SKIPPED_SHOWN)
    )
    return ScanView(scan, [(path, reason) for path, reason in await session.execute(query)])


async def _first_skipped(session: AsyncSession, scan_ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Return the first few skipped documents of each of the scans."""
    skipped: dict[str, list[tuple[str, str]]] = defaultdict(list)
    if not scan_ids:
        return skipped
    place = func.row_number().over(partition_by=ScanDocument.scan_id, order_by=ScanDocument.path).label("place")
    ranked = (
        select(ScanDocument.scan_id, ScanDocument.path, ScanDocument.reason, place)
        .where(ScanDocument.scan_id.in_(scan_ids))
        .subquery()
    )
    query = select(ranked).where(ranked.c.place <= SKIPPED_SHOWN_IN_LISTS).order_by(ranked.c.scan_id, ranked.c.path)
    for scan_id, path, reason, _ in await session.execute(query):
        skipped[scan_id].append((path, reason))
    return skipped
