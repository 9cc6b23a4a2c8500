"""What is left of a chunk, with its bytes: bounded, also if documents have grown since they were planned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import structlog
from sqlalchemy import select

from server.scan.ignore_file import IgnoreFile
from server.scan.tables import Document, DocumentContent
from server.scan.words import IGNORE_PATH
from server.storage.keys import SealBroken, unseal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.scan.lease import ChunkLease, Lease
    from server.storage.database import Database

log = structlog.get_logger(__name__)

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


async def read_ignore_file(database: Database, lease: Lease, data_key: bytes) -> IgnoreFile:
    """Return the workspace's ignore file as it is now; one that suppresses nothing if there is none."""
    query = (
        select(Document.id, DocumentContent.sealed)
        .join(DocumentContent, DocumentContent.document_id == Document.id)
        .where(Document.workspace_id == lease.workspace_id, Document.path == IGNORE_PATH)
    )
    async with database.read(lease.tenant) as session:
        row = (await session.execute(query)).first()
    if row is None:
        return IgnoreFile()
    tenant = lease.tenant
    try:
        return IgnoreFile(unseal(data_key, row[1], tenant.organization_id, tenant.environment, row[0]))
    except SealBroken:  # the scan says so itself when it comes to this document
        log.error("ignore file unreadable", document_id=row[0])  # noqa: TRY400 -- there is no more to tell
        return IgnoreFile()
