"""What a scan has to read: the workspace's documents when it starts, written down once, in small transactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from server.scan.lease import hold
from server.scan.tables import PENDING, Document, Scan, ScanDocument
from server.scan.words import COMPLETED, INCREMENTAL
from server.storage.tenancy import upsert

if TYPE_CHECKING:
    from sqlalchemy import Select

    from server.scan.lease import Lease
    from server.storage.database import Database

_ROWS: Final = 1000


async def plan(database: Database, lease: Lease) -> None:
    """Write down what the scan has to read. Goes on where an earlier try ended. Raises LeaseLost or Unavailable."""
    after, more = "", True
    while more:
        async with database.write(lease.tenant) as session:
            await hold(session, lease, attempt=0)
            found = (await session.execute(_documents(lease).where(Document.id > after))).all()
            rows = [
                {"scan_id": lease.scan_id, "document_id": document_id, "path": path, "state": PENDING, "reason": ""}
                for document_id, path in found
            ]
            await upsert(session, ScanDocument, rows, key=("scan_id", "document_id"))
            more = len(found) == _ROWS
            if more:
                after = found[-1][0]
            else:
                mine = select(func.count()).select_from(ScanDocument).where(ScanDocument.scan_id == lease.scan_id)
                await hold(session, lease, planned=True, documents_total=await session.scalar(mine))


def _documents(lease: Lease) -> Select[str, str]:
    query = (
        select(Document.id, Document.path)
        .where(Document.workspace_id == lease.workspace_id)
        .order_by(Document.id)
        .limit(_ROWS)
    )
    if lease.scope == INCREMENTAL:
        read = select(Scan.id).where(
            Scan.id == Document.scanned_by,
            Scan.status == COMPLETED,
            Scan.engine_version == lease.engine_version,
        )
        query = query.where(~read.exists())
    return query
