"""What a scan has yet to read, a batch at a time: bounded in documents and in bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from server.scan.tables import PENDING, Document, DocumentContent, ScanDocument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.scan.lease import Lease
    from server.storage.database import Database

BATCH_DOCUMENTS: Final = 200
BATCH_BYTES: Final = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PendingDocument:
    """A document to read. `sealed` is None if it was deleted meanwhile."""

    id: str
    path: str
    media_type: str = ""
    digest: str = ""
    sealed: bytes | None = field(default=None, repr=False)


async def next_batch(database: Database, lease: Lease, *, most: int = BATCH_DOCUMENTS) -> Sequence[PendingDocument]:
    """Return the next documents by path, at least one if there are any; together 8 MiB at most, or one document."""
    listed = (
        select(ScanDocument.document_id, ScanDocument.path, Document.size)
        .outerjoin(Document, Document.id == ScanDocument.document_id)
        .where(ScanDocument.scan_id == lease.scan_id, ScanDocument.state == PENDING)
        .order_by(ScanDocument.path)
        .limit(most)
    )
    async with database.read(lease.tenant) as session:
        paths: dict[str, str] = {}
        size = 0
        for document_id, path, document_size in await session.execute(listed):
            size += document_size or 0
            if paths and size > BATCH_BYTES:
                break
            paths[document_id] = path
        stored = (
            select(Document.id, Document.media_type, Document.digest, DocumentContent.sealed)
            .join(DocumentContent, DocumentContent.document_id == Document.id)
            .where(Document.id.in_(paths))
        )
        found = {row[0]: row for row in await session.execute(stored)} if paths else {}
    return [
        PendingDocument(document_id, path, *found[document_id][1:])
        if document_id in found
        else PendingDocument(document_id, path)
        for document_id, path in paths.items()
    ]
