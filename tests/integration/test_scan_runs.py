"""What scans read, find and could not read, by a runner in this process, on both databases."""

from __future__ import annotations

import asyncio
import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, update

from server.detection import fingerprint as fingerprints
from server.errors import Conflict, NotFound
from server.principal import Tenant
from server.scan.documents import delete_document
from server.scan.findings import page_of_findings
from server.scan.messages import scan_message
from server.scan.scans import cancel_scan, page_of_scans, watch_scan
from server.scan.tables import DocumentContent
from server.scan.words import COMPLETED, FAILED, INCREMENTAL
from server.scan.work import FAILURE
from server.storage.keys import DataKey, Keys
from tests.support.detection import github_token
from tests.support.examiners import Broken, CutOff, Gate, Nul, planted
from tests.support.scanning import MASTER_KEY, Bench, new_tenant

if TYPE_CHECKING:
    from server.scan.scans import ScanView
    from server.storage.database import Database


@pytest.fixture
async def bench(database: Database) -> Bench:
    return await Bench.make(database)


def skipped(view: ScanView) -> dict[str, str]:
    return dict(view.skipped)


async def test_a_full_scan_finds_what_was_planted_and_where(bench: Bench) -> None:
    workspace_id = await bench.workspace({**planted(3), "clean.txt": "nothing\n", "empty": b"", "binary": bytes(100)})
    view = await bench.scan(workspace_id)
    scan = view.scan
    assert (scan.status, scan.documents_total, scan.documents_scanned, scan.documents_skipped) == (COMPLETED, 6, 6, 0)
    assert scan.severity_counts == {"critical": 3, "high": 0, "medium": 0, "low": 0}
    assert scan.started_at is not None
    assert scan.completed_at is not None
    assert scan.created_at <= scan.started_at <= scan.completed_at
    message = scan_message(view)
    assert message.coverage.complete
    assert message.findings_count == 3
    assert message.duration_ms == int((scan.completed_at - scan.started_at).total_seconds() * 1000)
    found = await bench.findings(scan.id)
    assert [(row.path, row.line, row.column, row.category) for row in found] == [
        (f"000{number}.txt", 2, 9, "secret") for number in range(3)
    ]
    assert not any(github_token(number) in row.excerpt for number, row in enumerate(found))
    assert {row.incident_id[:4] for row in found} == {"inc_"}


async def test_an_empty_workspace_is_scanned_completely(bench: Bench) -> None:
    view = await bench.scan(await bench.workspace())
    assert scan_message(view).coverage.complete
    assert view.scan.documents_total == 0


async def test_findings_are_filtered_and_paged(bench: Bench) -> None:
    documents = planted(4) | {"a.yaml": "x: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.bad"}
    view = await bench.scan(await bench.workspace(documents))

    async def ids(size: int, **filters: Any) -> list[str]:
        found: list[str] = []
        after = ""
        while True:
            rows, after = await page_of_findings(bench.database, bench.tenant, view.scan.id, size, after, **filters)
            found += [row.id for row in rows]
            if not after:
                return found

    everything = await bench.findings(view.scan.id)
    assert await ids(1) == await ids(3) == [row.id for row in everything]
    critical = [row.id for row in everything if row.severity == "critical"]
    assert await ids(2, severity="critical") == critical
    assert await ids(2, severity="critical", category="secret") == critical
    assert await ids(2, category="pii") == []


async def test_another_tenants_scan_is_not_found(bench: Bench) -> None:
    view = await bench.scan(await bench.workspace(planted(1)))
    scan_id = view.scan.id
    sandbox = Tenant(bench.tenant.organization_id, "test")
    for other in (sandbox, await new_tenant(bench.database, bench.keys)):
        stranger = Bench(bench.database, bench.keys, other)
        for attempt in (
            stranger.get(scan_id),
            stranger.findings(scan_id),
            cancel_scan(bench.database, other, scan_id),
            anext(watch_scan(bench.database, other, scan_id, asyncio.Event())),
        ):
            with pytest.raises(NotFound):
                await attempt
        assert (await page_of_scans(bench.database, other, 10, ""))[0] == []


async def test_an_incremental_scan_reads_what_changed_since_the_last_completed_one(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(4))
    first = await bench.scan(workspace_id, INCREMENTAL)
    assert first.scan.documents_total == 4  # there was none before
    await bench.put(workspace_id, {"0001.txt": "changed", "new.txt": f"key = {github_token(9)}"})
    await bench.put(workspace_id, {"0002.txt": planted(4)["0002.txt"]})  # the same bytes again
    await delete_document(bench.database, bench.tenant, workspace_id, "0003.txt")
    gate = Gate()
    second = await bench.scan(workspace_id, INCREMENTAL, examiner=gate)
    assert sorted(gate.seen) == ["0001.txt", "new.txt"]
    assert (second.scan.documents_total, second.scan.findings_count) == (2, 1)
    assert scan_message(second).coverage.complete
    assert (await bench.scan(workspace_id, INCREMENTAL)).scan.documents_total == 0


async def test_a_new_engine_reads_everything_again(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(2))
    await bench.scan(workspace_id, engine_version="one")
    assert (await bench.scan(workspace_id, INCREMENTAL, engine_version="two")).scan.documents_total == 2
    assert (await bench.scan(workspace_id, INCREMENTAL, engine_version="two")).scan.documents_total == 0


async def test_what_was_not_read_or_not_in_a_completed_scan_is_read_again(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(3))
    await bench.scan(workspace_id, examiner=Broken(ValueError(), "0001.txt"))
    again = Gate()
    await bench.scan(workspace_id, INCREMENTAL, examiner=again)
    assert again.seen == ["0001.txt"]

    gate = Gate("0002.txt")
    scan_id = await bench.queue(workspace_id)
    runner = bench.runner(gate)
    running = asyncio.create_task(runner.work())
    await asyncio.to_thread(gate.reached.wait, 30)
    await cancel_scan(bench.database, bench.tenant, scan_id)
    gate.opened.set()
    await running
    await runner.stop(0)
    assert (await bench.scan(workspace_id, INCREMENTAL)).scan.documents_total == 0


async def test_bytes_that_change_while_they_are_read_are_read_again(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(2))
    gate = Gate("0001.txt")
    scan_id = await bench.queue(workspace_id)
    runner = bench.runner(gate)
    running = asyncio.create_task(runner.work())
    await asyncio.to_thread(gate.reached.wait, 30)
    await bench.put(workspace_id, {"0001.txt": "other"})
    gate.opened.set()
    await running
    await runner.stop(0)
    assert (await bench.get(scan_id)).scan.status == COMPLETED
    again = Gate()
    await bench.scan(workspace_id, INCREMENTAL, examiner=again)
    assert again.seen == ["0001.txt"]


async def test_what_cannot_be_read_is_named_and_never_clean(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(5))
    moved = await bench.document(workspace_id, "0000.txt")
    async with bench.database.write(bench.tenant) as session:
        other = await bench.document(workspace_id, "0001.txt")
        sealed = (await session.get_one(DocumentContent, other.id)).sealed
        await session.execute(
            update(DocumentContent).where(DocumentContent.document_id == moved.id).values(sealed=sealed)
        )
        cut = update(DocumentContent).where(DocumentContent.document_id == other.id).values(sealed=b"short")
        await session.execute(cut)
    view = await bench.scan(workspace_id, examiner=Broken(RuntimeError("with a secret in it"), "0002.txt"))
    assert skipped(view) == {"0000.txt": "unreadable", "0001.txt": "unreadable", "0002.txt": "detector_failed"}
    message = scan_message(view)
    assert view.scan.status == COMPLETED
    assert not message.coverage.complete
    assert (message.coverage.documents_scanned, message.coverage.documents_skipped) == (2, 3)
    assert message.findings_count == 2


async def test_a_document_that_is_deleted_before_its_turn_is_named(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(3))
    scan_id = await bench.queue(workspace_id)
    await bench.plan(scan_id)
    await delete_document(bench.database, bench.tenant, workspace_id, "0001.txt")
    runner = bench.runner()
    await runner.work()
    await runner.stop(0)
    view = await bench.get(scan_id)
    assert (view.scan.status, skipped(view)) == (COMPLETED, {"0001.txt": "deleted"})


async def test_a_document_that_takes_too_long_is_named_and_the_rest_is_read(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(3))
    gate = Gate("0001.txt")
    scan_id = await bench.queue(workspace_id)
    runner = bench.runner(gate, document_timeout_seconds=0.1)
    await runner.work()
    gate.opened.set()
    await runner.stop(0)
    view = await bench.get(scan_id)
    assert (view.scan.status, skipped(view)) == (COMPLETED, {"0001.txt": "timeout"})
    assert (view.scan.documents_scanned, view.scan.findings_count) == (2, 2)


async def test_what_was_found_before_a_detector_gave_up_is_kept(bench: Bench) -> None:
    view = await bench.scan(await bench.workspace(planted(1)), examiner=CutOff())
    assert skipped(view) == {"0000.txt": "too_many_matches"}
    assert view.scan.findings_count == 1


async def test_text_that_a_database_does_not_take_is_shown_without_its_nul(bench: Bench) -> None:
    view = await bench.scan(await bench.workspace(planted(1)), examiner=Nul())
    (found,) = await bench.findings(view.scan.id)
    assert (view.scan.status, len(found.excerpt)) == (COMPLETED, 200)
    assert found.excerpt.startswith("a\ufffdba")


async def test_a_panic_of_a_detector_costs_its_document_only(bench: Bench) -> None:
    class Panic(BaseException):
        pass

    view = await bench.scan(await bench.workspace(planted(2)), examiner=Broken(Panic(), "0000.txt"))
    assert (view.scan.status, skipped(view)) == (COMPLETED, {"0000.txt": "detector_failed"})


async def test_what_nobody_foresaw_fails_the_scan_with_a_public_reason(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(1))
    async with bench.database.service_write() as session:
        await session.execute(delete(DataKey))
    bench.keys = await Keys.load(bench.database, MASTER_KEY)
    view = await bench.scan(workspace_id)
    assert (view.scan.status, view.scan.error) == (FAILED, FAILURE)
    assert view.scan.completed_at is not None
    with pytest.raises(Conflict, match="failed"):
        await cancel_scan(bench.database, bench.tenant, view.scan.id)


async def test_lists_name_the_first_few_skipped_documents(bench: Bench) -> None:
    workspace_id = await bench.workspace({f"{number:02}": "x" for number in range(15)})
    broken = Broken(ValueError(), *(f"{number:02}" for number in range(15)))
    view = await bench.scan(workspace_id, examiner=broken)
    assert len(view.skipped) == 15
    await bench.scan(await bench.workspace())
    listed, _ = await page_of_scans(bench.database, bench.tenant, 10, "")
    assert [len(entry.skipped) for entry in listed] == [0, 10]
    assert list(listed[1].skipped) == [(f"{number:02}", "detector_failed") for number in range(10)]


async def test_a_finding_in_an_archive_names_the_file_in_it(bench: Bench) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("config/app.env", f"\nTOKEN={github_token(77)}\n")
    workspace_id = await bench.workspace({"backup.zip": packed.getvalue()})
    view = await bench.scan(workspace_id)
    (finding,) = await bench.findings(view.scan.id)
    assert (finding.path, finding.line) == ("backup.zip!/config/app.env", 2)


async def test_a_new_fingerprint_version_keeps_the_incidents_of_a_workspace(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_id = await bench.workspace({"a": f"key = {github_token(5)}"})
    (before,) = await bench.findings((await bench.scan(workspace_id)).scan.id)
    monkeypatch.setattr(fingerprints, "EARLIER", fingerprints.CURRENT)
    monkeypatch.setattr(fingerprints, "CURRENT", fingerprints.Version("v2", bytes.upper))
    (after,) = await bench.findings((await bench.scan(workspace_id)).scan.id)
    assert (before.fingerprint[:3], after.fingerprint[:3]) == ("v1:", "v2:")
    assert after.incident_id == before.incident_id
