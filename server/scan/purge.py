"""What is left of deleted workspaces and of scans that were ended early: removed by the workers, soon and gently.

Nobody sees any of it any more. Several workers may do this at once: each removes what the others do not.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from sqlalchemy import select

from server.incident.intake import forget_workspace
from server.principal import Tenant
from server.scan.documents import delete_some_documents
from server.scan.tables import FREE, Document, Finding, Scan, ScanChunk, ScanDocument, Workspace
from server.scan.words import FINISHED
from server.storage.batches import delete_in_batches

if TYPE_CHECKING:
    from server.storage.database import Database


async def purge(database: Database) -> None:
    """Remove what is left of whatever was deleted or ended early, in small transactions. Raises Unavailable."""
    deleted = select(Workspace.organization_id, Workspace.environment, Workspace.id).where(
        Workspace.deleted_at > FREE  # any time: what SQLite finds by the index
    )
    ended = select(Scan.id).where(Scan.status.in_(FINISHED), Scan.id.in_(select(ScanChunk.scan_id)))
    async with database.service_read() as session:
        workspaces = (await session.execute(deleted)).all()
        scans = (await session.scalars(ended)).all()
    for scan_id in scans:
        await delete_in_batches(database, None, ScanChunk, ScanChunk.scan_id == scan_id)
    for organization_id, environment, workspace_id in workspaces:
        await purge_workspace(database, Tenant(organization_id, environment), workspace_id)


async def purge_workspace(database: Database, tenant: Tenant, workspace_id: str) -> None:
    """Remove all that a deleted workspace held, and then itself. May be repeated."""
    scans = Scan.workspace_id == workspace_id
    of_scans = select(Scan.id).where(scans)
    await forget_workspace(database, tenant, workspace_id)
    await delete_in_batches(database, tenant, ScanChunk, ScanChunk.scan_id.in_(of_scans))
    await delete_in_batches(database, tenant, Finding, Finding.scan_id.in_(of_scans))
    await delete_in_batches(database, tenant, ScanDocument, ScanDocument.scan_id.in_(of_scans))
    await delete_in_batches(database, tenant, Scan, scans)
    await _delete_documents(database, tenant, workspace_id)
    await delete_in_batches(database, tenant, Workspace, Workspace.id == workspace_id)


async def _delete_documents(database: Database, tenant: Tenant, workspace_id: str) -> None:
    deleted = 1
    while deleted:
        began = time.monotonic()
        async with database.write(tenant) as session:
            deleted = await delete_some_documents(session, Document.workspace_id == workspace_id)
        await asyncio.sleep(time.monotonic() - began)
