"""Findings of a scan: list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from server.scan.scans import find_scan
from server.scan.tables import Finding
from server.storage.pages import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.principal import Tenant
    from server.storage.database import Database


async def page_of_findings(
    database: Database,
    tenant: Tenant,
    scan_id: str,
    size: int,
    after: str,
    *,
    severity: str = "",
    category: str = "",
    suppressed: bool = False,
) -> tuple[Sequence[Finding], str]:
    """Return a page of findings in the order they were found, and the cursor of the next. Raises NotFound.

    `suppressed`: those that are suppressed; else the others.
    """
    query = (
        select(Finding)
        .where(Finding.scan_id == scan_id, Finding.suppressed == suppressed)
        .order_by(Finding.id)
        .limit(size + 1)
    )
    if after:
        query = query.where(Finding.id > after)
    if severity:
        query = query.where(Finding.severity == severity)
    if category:
        query = query.where(Finding.category == category)
    async with database.read(tenant) as session:
        await find_scan(session, scan_id)
        rows = (await session.scalars(query)).all()
    return cut(rows, size, lambda row: row.id)
