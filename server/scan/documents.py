"""Documents of a workspace: store, list, delete.

Writers of one workspace take turns at its row, which also holds the number of its documents. The bytes are sealed for
the organization, the environment and the document's id: a row that is copied elsewhere does not open.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from ulid import ULID

from server.errors import NotFound
from server.incident.intake import leave, take_turn
from server.scan.media_types import guess_media_type
from server.scan.tables import Document, DocumentContent
from server.scan.workspaces import find_workspace
from server.storage.base import now
from server.storage.batches import ROWS, delete_rows
from server.storage.keys import seal
from server.storage.pages import cut
from server.storage.tenancy import upsert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.principal import Tenant
    from server.storage.database import Database
    from server.storage.keys import Keys

DELETED_BYTES: Final = 32 * 1024 * 1024
"""Documents are deleted together up to so many bytes: the larger they are, the longer it takes."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to store; `media_type` is guessed if empty."""

    path: str
    media_type: str
    content: bytes = field(repr=False)


async def put_documents(
    database: Database, keys: Keys, tenant: Tenant, workspace_id: str, documents: Sequence[NewDocument]
) -> list[Document]:
    """Store documents, all or none, and return them in their order; each path is there once. Raises NotFound.

    A document whose bytes are the stored ones keeps its `updated_at`, and an incremental scan leaves it out.
    """
    digests = await asyncio.to_thread(_digests, documents)
    async with database.write(tenant) as session:
        workspace = await find_workspace(session, workspace_id, locked=True)
        # A scan that has read what is stored now must not mark as read what comes in its place.
        await take_turn(session, workspace_id)
        stored = await _stored(session, workspace_id, [document.path for document in documents])
        changed: list[tuple[Document, bytes]] = []
        for new, digest in zip(documents, digests, strict=True):
            row = stored.get(new.path)
            if row is None:
                row = stored[new.path] = Document(id=str(ULID()), workspace_id=workspace_id, path=new.path, digest="")
                session.add(row)
                workspace.documents_count += 1
            row.media_type = new.media_type or guess_media_type(new.path)
            if row.digest != digest:
                row.digest, row.size, row.scanned_by, row.updated_at = digest, len(new.content), "", now()
                changed.append((row, new.content))
        await session.flush()
        await _store_contents(session, keys, tenant, changed)
    return [stored[document.path] for document in documents]


async def _stored(session: AsyncSession, workspace_id: str, paths: Iterable[str]) -> dict[str, Document]:
    query = select(Document).where(Document.workspace_id == workspace_id, Document.path.in_(paths))
    return {row.path: row for row in await session.scalars(query)}


async def _store_contents(
    session: AsyncSession, keys: Keys, tenant: Tenant, changed: Sequence[tuple[Document, bytes]]
) -> None:
    key = await keys.data_key(session, tenant.organization_id)

    def sealed() -> list[dict[str, object]]:
        return [
            {
                "document_id": row.id,
                "sealed": seal(key, content, tenant.organization_id, tenant.environment, row.id),
            }
            for row, content in changed
        ]

    rows = await asyncio.to_thread(sealed)
    await upsert(session, DocumentContent, rows, key=("document_id",), update=("sealed",))


def _digests(documents: Sequence[NewDocument]) -> list[str]:
    return [f"sha256:{hashlib.sha256(document.content).hexdigest()}" for document in documents]


async def page_of_documents(
    database: Database, tenant: Tenant, workspace_id: str, size: int, after: str
) -> tuple[Sequence[Document], str]:
    """Return a page of documents by path, and the cursor of the next. Raises NotFound."""
    query = select(Document).where(Document.workspace_id == workspace_id).order_by(Document.path).limit(size + 1)
    if after:
        query = query.where(Document.path > after)
    async with database.read(tenant) as session:
        await find_workspace(session, workspace_id)
        rows = (await session.scalars(query)).all()
    return cut(rows, size, lambda row: row.path)


async def delete_document(database: Database, tenant: Tenant, workspace_id: str, path: str) -> None:
    """Delete the document at a path. Raises NotFound."""
    async with database.write(tenant) as session:
        workspace = await find_workspace(session, workspace_id, locked=True)
        # First, since it waits for the scans' turn: they change documents in theirs.
        await leave(session, workspace_id, [path])
        if not await delete_rows(session, Document, Document.workspace_id == workspace_id, Document.path == path):
            raise NotFound("document", path)
        workspace.documents_count -= 1


async def delete_some_documents(session: AsyncSession, *conditions: ColumnElement[bool]) -> int:
    """Delete some of the documents that meet the conditions, as many as one transaction bears; return how many."""
    some = select(Document.id, Document.size).where(*conditions).limit(ROWS).with_for_update(skip_locked=True)
    ids: list[str] = []
    total = 0
    for document_id, size in await session.execute(some):
        total += size
        if ids and total > DELETED_BYTES:
            break
        ids.append(document_id)
    return await delete_rows(session, Document, Document.id.in_(ids)) if ids else 0
