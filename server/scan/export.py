"""A scan's findings as a SARIF log, read and sent in pieces: the worst first, and no more than are taken elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import orjson
from sqlalchemy import func, select

from server.contract.vocabulary import SEVERITIES
from server.scan.sarif import CLOSING, MOST_RESULTS, SarifRules, opening, result_of
from server.scan.scans import get_scan
from server.scan.tables import Finding

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from server.principal import Tenant
    from server.scan.engine import LoadedEngine
    from server.storage.database import Database

_ROWS: Final = 200
"""Findings of one piece: some 250 KB."""


async def sarif_pieces(
    database: Database, tenant: Tenant, scan_id: str, loaded: LoadedEngine, *, most: int = MOST_RESULTS
) -> AsyncIterator[bytes]:
    """Yield the pieces of a log with at most `most` results. Nothing is held between two pieces. Raises NotFound."""
    view = await get_scan(database, tenant, scan_id)
    rules = SarifRules(await _named_rules(database, tenant, scan_id), loaded.rules)
    yield opening(view, rules, most)
    told = 0
    async for rows in _pages(database, tenant, scan_id):
        results = [orjson.dumps(result_of(row, rules)) for row in rows[: most - told]]
        yield (b"," if told else b"") + b",".join(results)
        told += len(results)
        if told >= most:
            break
    yield CLOSING


async def _named_rules(database: Database, tenant: Tenant, scan_id: str) -> Sequence[tuple[str, str, str]]:
    """Return (rule id, worst severity, remediation) of each rule that the scan's findings name, by id."""
    query = (
        select(Finding.rule_id, Finding.severity, func.min(Finding.remediation))
        .where(Finding.scan_id == scan_id)
        .group_by(Finding.rule_id, Finding.severity)
    )
    async with database.read(tenant) as session:
        found = [(row[0], row[1], row[2]) for row in await session.execute(query)]
    worst_last = sorted(found, key=lambda rule: -SEVERITIES.index(rule[1]))
    return sorted({rule[0]: rule for rule in worst_last}.values())


async def _pages(database: Database, tenant: Tenant, scan_id: str) -> AsyncIterator[Sequence[Finding]]:
    """Yield the scan's findings, the worst first, in pages."""
    for severity in SEVERITIES:
        after = ""
        while True:
            query = (
                select(Finding)
                .where(Finding.scan_id == scan_id, Finding.severity == severity, Finding.id > after)
                .order_by(Finding.id)
                .limit(_ROWS)
            )
            async with database.read(tenant) as session:
                rows = (await session.scalars(query)).all()
            if rows:
                yield rows
            if len(rows) < _ROWS:
                break
            after = rows[-1].id
