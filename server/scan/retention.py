"""What the scan domain forgets after its time: documents, findings and finished scans.

Findings and scans go by their ids, which begin with the time they were made; so no index on that time is needed.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, select
from ulid import ULID

from server.errors import NotFound
from server.incident.intake import take_turn
from server.principal import Tenant
from server.scan.documents import delete_some_documents
from server.scan.tables import Document, Finding, Scan
from server.scan.words import FINISHED
from server.scan.workspaces import find_workspace
from server.storage.base import now
from server.storage.batches import delete_in_batches

if TYPE_CHECKING:
    from datetime import datetime

    from server.settings import Settings
    from server.storage.database import Database


async def apply(database: Database, settings: Settings) -> None:
    """Delete what is older than the settings say (0: keep for ever), in small transactions. May run twice at once."""
    if days := settings.retention_documents_days:
        await _forget_documents(database, now() - timedelta(days=days))
    if days := settings.retention_findings_days:
        await delete_in_batches(database, None, Finding, Finding.id < _first_id("fnd", days))
    if days := settings.retention_scans_days:
        old = and_(Scan.id < _first_id("scan", days), Scan.status.in_(FINISHED))
        await delete_in_batches(database, None, Finding, Finding.scan_id.in_(select(Scan.id).where(old)))
        await delete_in_batches(database, None, Scan, old)


def _first_id(kind: str, days: int) -> str:
    """Return an id that sorts before all that were made in the last `days` days."""
    at = (now() - timedelta(days=days)).replace(microsecond=0)
    return f"{kind}_{str(ULID.from_datetime(at))[:10]}"


async def _forget_documents(database: Database, before: datetime) -> None:
    """Delete the documents that nobody changed since, and count those that stay."""
    owner = (Document.organization_id, Document.environment, Document.workspace_id)
    query = select(*owner).where(Document.updated_at < before).distinct()
    async with database.service_read() as session:
        found = (await session.execute(query)).all()
    for organization_id, environment, workspace_id in found:
        with suppress(NotFound):  # deleted meanwhile, with all its documents
            await _forget_documents_of(database, Tenant(organization_id, environment), workspace_id, before)


async def _forget_documents_of(database: Database, tenant: Tenant, workspace_id: str, before: datetime) -> None:
    old = (Document.workspace_id == workspace_id, Document.updated_at < before)
    deleted = 1
    while deleted:
        async with database.write(tenant) as session:
            workspace = await find_workspace(session, workspace_id, locked=True)
            await take_turn(session, workspace_id)
            deleted = await delete_some_documents(session, *old)
            workspace.documents_count -= deleted
