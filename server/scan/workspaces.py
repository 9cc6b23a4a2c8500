"""Workspaces: make, list, read, rename, delete.

Deleting marks the workspace, which hides it with all it holds and stops its scans at once, however much that is; the
workers remove what is left of it (`purge.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from server.errors import NotFound
from server.identifiers import new_id
from server.incident.intake import hide_incidents
from server.scan.tables import FREE, Scan, Workspace
from server.scan.words import ACTIVE, CANCELED
from server.storage.base import now
from server.storage.pages import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlalchemy.orm import InstrumentedAttribute

    from server.principal import Tenant
    from server.storage.database import Database


async def create_workspace(database: Database, tenant: Tenant, name: str) -> Workspace:
    """Make a workspace and return it."""
    at = now()
    workspace = Workspace(id=new_id("ws"), name=name, documents_count=0, created_at=at, updated_at=at)
    async with database.write(tenant) as session:
        session.add(workspace)
    return workspace


async def page_of_workspaces(
    database: Database, tenant: Tenant, size: int, before: str, *, name: str = ""
) -> tuple[Sequence[Workspace], str]:
    """Return a page of workspaces, newest first, and the cursor of the next."""
    query = select(Workspace).where(Workspace.deleted_at.is_(None)).order_by(Workspace.id.desc()).limit(size + 1)
    if before:
        query = query.where(Workspace.id < before)
    if name:
        query = query.where(Workspace.name == name)
    async with database.read(tenant) as session:
        rows = (await session.scalars(query)).all()
    return cut(rows, size, lambda row: row.id)


async def find_workspace(session: AsyncSession, workspace_id: str, *, locked: bool = False) -> Workspace:
    """Return a workspace; `locked`: hold off other writers of the workspace and its documents. Raises NotFound."""
    query = select(Workspace).where(Workspace.id == workspace_id, Workspace.deleted_at.is_(None))
    workspace = await session.scalar(query.with_for_update() if locked else query)
    if workspace is None:
        raise NotFound("workspace", workspace_id)
    return workspace


def is_there(workspace_id: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Return the condition of rows whose workspace is not deleted."""
    return select(Workspace.id).where(Workspace.id == workspace_id, Workspace.deleted_at.is_(None)).exists()


async def get_workspace(database: Database, tenant: Tenant, workspace_id: str) -> Workspace:
    """Return a workspace. Raises NotFound."""
    async with database.read(tenant) as session:
        return await find_workspace(session, workspace_id)


async def rename_workspace(database: Database, tenant: Tenant, workspace_id: str, name: str) -> Workspace:
    """Give a workspace another name. Raises NotFound."""
    async with database.write(tenant) as session:
        workspace = await find_workspace(session, workspace_id, locked=True)
        if workspace.name != name:
            workspace.name, workspace.updated_at = name, now()
    return workspace


async def delete_workspace(database: Database, tenant: Tenant, workspace_id: str) -> None:
    """Delete a workspace with all it holds: from now on nobody sees any of it. Raises NotFound."""
    at = now()
    async with database.write(tenant) as session:
        workspace = await find_workspace(session, workspace_id, locked=True)
        workspace.deleted_at = at
        await hide_incidents(session, workspace_id)
        await session.execute(
            update(Scan)
            .where(Scan.workspace_id == workspace_id, Scan.status.in_(ACTIVE))
            .values(status=CANCELED, completed_at=at, lease_owner="", lease_expires_at=FREE)
            .execution_options(synchronize_session=False)
        )
