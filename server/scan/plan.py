"""What a scan has to read: the workspace's documents when it starts, by path, written down in chunks.

Each page of documents is read first and written in a small transaction of its own, and its chunks can be worked on from
then on, while the rest is still being planned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from server.scan.lease import complete, holding
from server.scan.tables import FREE, Document, Scan, ScanChunk
from server.scan.words import COMPLETED, INCREMENTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement

    from server.scan.lease import PlanLease
    from server.storage.database import Database

CHUNK_DOCUMENTS: Final = 500
CHUNK_BYTES: Final = 8 * 1024 * 1024
PAGE_DOCUMENTS: Final = 1000

_Planned = tuple[str, str, int]
"""Id, path and size of a document."""


async def plan_page(database: Database, lease: PlanLease) -> bool:
    """Write down some more of what the scan has to read; return whether that was all. Raises LeaseLost or Unavailable.

    A scan that has nothing left to read is completed by it.
    """
    page, total = await _read(database, lease)
    more = len(page) == PAGE_DOCUMENTS
    through, count = (page[-1][1] if page else lease.through), lease.count + len(page)
    # Until all is planned the total is what was counted at the start.
    total = max(total, count) if more else count
    changes = {"planned_through": through, "documents_planned": count, "documents_total": total, "planned": not more}
    if not more:
        changes |= {"lease_owner": "", "lease_expires_at": FREE}
    async with holding(database, lease, **changes) as session:
        session.add_all(_chunks(lease, page))
        await session.flush()
        completed = not more and await complete(session, lease)
    lease.through, lease.count, lease.total, lease.completed = through, count, total, completed
    return not more


async def _read(database: Database, lease: PlanLease) -> tuple[Sequence[_Planned], int]:
    """Return the next documents by path, and how many there are in all as far as is known."""
    conditions = _to_read(lease)
    query = (
        select(Document.id, Document.path, Document.size)
        .where(*conditions, Document.path > lease.through)
        .order_by(Document.path)
        .limit(PAGE_DOCUMENTS)
    )
    async with database.read(lease.tenant) as session:
        page = [(document_id, path, size) for document_id, path, size in await session.execute(query)]
        total = lease.total
        if not total and len(page) == PAGE_DOCUMENTS:
            total = await session.scalar(select(func.count()).select_from(Document).where(*conditions)) or 0
    return page, total


def _to_read(lease: PlanLease) -> list[ColumnElement[bool]]:
    conditions = [Document.workspace_id == lease.workspace_id]
    if lease.scope == INCREMENTAL:
        read = select(Scan.id).where(
            Scan.id == Document.scanned_by,
            Scan.status == COMPLETED,
            Scan.engine_version == lease.engine_version,
        )
        conditions.append(~read.exists())
    return conditions


def _chunks(lease: PlanLease, page: Iterable[_Planned]) -> Iterator[ScanChunk]:
    first = lease.count
    for part in cut(page):
        documents = [[document_id, path] for document_id, path, _ in part]
        yield ScanChunk(scan_id=lease.scan_id, first=first, size=len(part), documents=documents)
        first += len(part)


def cut(page: Iterable[_Planned]) -> Iterator[Sequence[_Planned]]:
    """Cut documents into chunks: bounded in number and in bytes, but for a document that is larger by itself."""
    part: list[_Planned] = []
    size = 0
    for document in page:
        if part and (len(part) == CHUNK_DOCUMENTS or size + document[2] > CHUNK_BYTES):
            yield part
            part, size = [], 0
        part.append(document)
        size += document[2]
    if part:
        yield part
