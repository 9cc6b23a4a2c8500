"""What is forgotten after its time, and what stays, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update
from ulid import ULID

from server.incident.tables import Incident
from server.scan.purge import purge
from server.scan.retention import apply
from server.scan.scans import cancel_scan
from server.scan.tables import Document, DocumentContent, Finding, Scan, ScanChunk, ScanDocument
from server.scan.words import COMPLETED, RUNNING
from server.scan.workspaces import get_workspace
from server.settings import Settings
from server.storage.base import now
from tests.support.examiners import Broken, planted
from tests.support.scanning import Bench

if TYPE_CHECKING:
    from server.storage.base import Base
    from server.storage.database import Database

KEPT = Settings(retention_documents_days=0, retention_findings_days=0, retention_scans_days=0)


@pytest.fixture
async def bench(database: Database) -> Bench:
    return await Bench.make(database)


async def count(bench: Bench, *tables: type[Base]) -> list[int]:
    async with bench.database.service_read() as session:
        return [await session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def old_id(kind: str, days: int) -> str:
    return f"{kind}_{ULID.from_datetime(now() - timedelta(days=days))}"


async def age_scan(bench: Bench, scan_id: str, days: int, status: str = COMPLETED) -> str:
    """Make a scan as old as its new id says, with its findings."""
    new = old_id("scan", days)
    async with bench.database.service_write() as session:
        old = await session.get_one(Scan, scan_id)
        columns = {column.key: getattr(old, column.key) for column in Scan.__table__.columns}
        session.add(Scan(**(columns | {"id": new, "status": status})))
        await session.flush()
        findings = (await session.scalars(select(Finding).where(Finding.scan_id == scan_id))).all()
        for finding in findings:
            await session.execute(
                update(Finding).where(Finding.id == finding.id).values(id=old_id("fnd", days), scan_id=new)
            )
        await session.execute(update(ScanDocument).where(ScanDocument.scan_id == scan_id).values(scan_id=new))
    return new


async def test_nothing_is_forgotten_without_a_period(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(2))
    await age_scan(bench, (await bench.scan(workspace_id)).scan.id, 4000)
    before = await count(bench, Document, Scan, Finding)
    await apply(bench.database, KEPT)
    assert await count(bench, Document, Scan, Finding) == before


async def test_documents_go_after_their_last_change_and_are_counted(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.scan.documents.ROWS", 2)
    workspace_id, other = await bench.workspace(planted(7)), await bench.workspace(planted(1))
    old = now() - timedelta(days=31)
    async with bench.database.service_write() as session:
        await session.execute(update(Document).where(Document.path != "0003.txt").values(updated_at=old))
    await apply(bench.database, KEPT.replace(retention_documents_days=32))
    assert await count(bench, Document) == [8]
    await apply(bench.database, KEPT.replace(retention_documents_days=30))
    assert await count(bench, Document, DocumentContent) == [1, 1]
    assert (await get_workspace(bench.database, bench.tenant, workspace_id)).documents_count == 1
    assert (await get_workspace(bench.database, bench.tenant, other)).documents_count == 0


async def test_findings_go_before_their_scans_and_incidents_stay(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(2))
    recent, old = [(await bench.scan(workspace_id)).scan.id for _ in range(2)]
    old = await age_scan(bench, old, 10)
    await apply(bench.database, KEPT.replace(retention_findings_days=11))
    assert await count(bench, Finding) == [4]
    await apply(bench.database, KEPT.replace(retention_findings_days=9))
    assert await bench.findings(old) == []
    assert len(await bench.findings(recent)) == 2
    assert (await bench.get(old)).scan.findings_count == 2  # what it found is still known
    assert await count(bench, Incident) == [2]


async def test_finished_scans_go_with_what_they_found_and_active_ones_stay(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(2))
    broken = Broken(ValueError(), "0000.txt")
    recent, old, active = [(await bench.scan(workspace_id, examiner=broken)).scan.id for _ in range(3)]
    await age_scan(bench, old, 10)
    await age_scan(bench, active, 10, RUNNING)
    async with bench.database.service_write() as session:
        for scan_id in (old, active):
            await session.delete(await session.get_one(Scan, scan_id))
    assert await count(bench, Scan, ScanDocument) == [3, 3]
    await apply(bench.database, KEPT.replace(retention_scans_days=9))
    assert await count(bench, Scan, Finding, ScanDocument) == [2, 2, 2]
    assert len(await bench.findings(recent)) == 1


async def test_what_a_canceled_scan_had_yet_to_read_is_forgotten(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.scan.plan.CHUNK_DOCUMENTS", 2)
    workspace_id = await bench.workspace(planted(6))
    view = await bench.scan(workspace_id, examiner=Broken(ValueError(), "0000.txt"))
    canceled, running = [await bench.queue(workspace_id) for _ in range(2)]
    for scan_id in (canceled, running):
        await bench.plan(scan_id)
    await purge(bench.database)
    assert await count(bench, ScanChunk) == [6]
    await cancel_scan(bench.database, bench.tenant, canceled)
    await purge(bench.database)
    assert {chunk.scan_id for chunk in await bench.chunks()} == {running}
    assert await count(bench, ScanChunk, ScanDocument) == [3, 1]
    assert len((await bench.get(view.scan.id)).skipped) == 1
