"""What is left of a chunk, with its bytes: bounded, also if documents have grown since they were planned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from server.scan.tables import Document, DocumentContent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.scan.lease import ChunkLease
    from server.storage.database import Database

BATCH_BYTES: Final = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PendingDocument:
    """A document to read. `sealed` is None if it was deleted meanwhile."""

    id: str
    path: str
    media_type: str = ""
    digest: str = ""
    sealed: bytes | None = field(default=None, repr=False)


async def next_batch(database: Database, lease: ChunkLease, most: int) -> Sequence[PendingDocument]:
    """Return the next documents of a chunk, at least one if any is left; together 8 MiB at most, or one document."""
    left = lease.documents[:most]
    sizes = select(Document.id, Document.size).where(Document.id.in_([document_id for document_id, _ in left]))
    async with database.read(lease.tenant) as session:
        size_of = {row[0]: row[1] for row in await session.execute(sizes)}
        chosen, size = 0, 0
        for document_id, _ in left:
            size += size_of.get(document_id, 0)
            if chosen and size > BATCH_BYTES:
                break
            chosen += 1
        stored = (
            select(Document.id, Document.media_type, Document.digest, DocumentContent.sealed)
            .join(DocumentContent, DocumentContent.document_id == Document.id)
            .where(Document.id.in_([document_id for document_id, _ in left[:chosen]]))
        )
        found = {row[0]: row for row in await session.execute(stored)}
    return [
        PendingDocument(document_id, path, *found[document_id][1:])
        if document_id in found
        else PendingDocument(document_id, path)
        for document_id, path in left[:chosen]
    ]
