"""Scans that are canceled, change hands or are left behind, by runners in this process, on both databases."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update

from server.errors import Conflict
from server.scan.lease import LeaseLost, finish, hold, take
from server.scan.messages import scan_message
from server.scan.plan import plan
from server.scan.runner import LAST_ATTEMPT
from server.scan.scans import cancel_scan
from server.scan.tables import Scan, ScanDocument
from server.scan.words import CANCELED, COMPLETED, RUNNING
from server.storage.base import now
from tests.support.examiners import Gate, Slow, SlowGate, planted
from tests.support.scanning import Bench

if TYPE_CHECKING:
    from server.scan.scans import ScanView
    from server.storage.database import Database


@pytest.fixture
async def bench(database: Database) -> Bench:
    return await Bench.make(database)


def skipped(view: ScanView) -> dict[str, str]:
    return dict(view.skipped)


async def test_a_queued_scan_is_canceled_at_once_and_never_runs(bench: Bench) -> None:
    scan_id = await bench.queue(await bench.workspace(planted(1)))
    canceled = await cancel_scan(bench.database, bench.tenant, scan_id)
    assert canceled.scan.status == CANCELED
    assert scan_message(canceled).duration_ms == 0
    again = await cancel_scan(bench.database, bench.tenant, scan_id)
    assert again.scan.completed_at == canceled.scan.completed_at
    runner = bench.runner()
    await runner.run(scan_id)
    await runner.stop(0)
    assert (await bench.get(scan_id)).scan.started_at is None
    done = await bench.scan(await bench.workspace())
    with pytest.raises(Conflict) as refused:
        await cancel_scan(bench.database, bench.tenant, done.scan.id)
    assert refused.value.reason == "SCAN_FINISHED"


async def test_a_running_scan_is_canceled_in_the_middle_of_a_document(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(3))
    gate = Gate("0001.txt")
    scan_id = await bench.queue(workspace_id)
    runner = bench.runner(gate, worker_threads=1)
    running = asyncio.create_task(runner.run(scan_id))
    await asyncio.to_thread(gate.reached.wait, 30)
    assert (await cancel_scan(bench.database, bench.tenant, scan_id)).scan.status == CANCELED
    async with asyncio.timeout(15):  # while the document is still being examined
        await running
    gate.opened.set()
    await runner.stop(0)
    view = await bench.get(scan_id)
    assert (view.scan.status, view.scan.lease_owner) == (CANCELED, "")
    assert view.scan.findings_count == len(await bench.findings(scan_id))


async def test_a_lease_is_given_to_one_and_only_one(bench: Bench) -> None:
    scan_id = await bench.queue(await bench.workspace())
    leases = await asyncio.gather(*[take(bench.database, scan_id, 30, "one") for _ in range(8)])
    assert sum(lease is not None for lease in leases) == 1
    assert await take(bench.database, "scan_nowhere", 30, "one") is None


async def test_who_has_lost_the_lease_writes_nothing_more(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(3))
    gate = Gate("0001.txt")
    scan_id = await bench.queue(workspace_id)
    slow = bench.runner(gate)
    running = asyncio.create_task(slow.run(scan_id))
    await asyncio.to_thread(gate.reached.wait, 30)
    async with bench.database.service_write() as session:  # as if it had been silent
        await session.execute(update(Scan).values(lease_expires_at=now() - timedelta(seconds=1)))
    other = bench.runner()
    await other.run(scan_id)
    gate.opened.set()
    await running
    for runner in (slow, other):
        await runner.stop(0)
    view = await bench.get(scan_id)
    assert (view.scan.status, view.scan.documents_scanned, view.scan.findings_count) == (COMPLETED, 3, 3)
    assert len(await bench.findings(scan_id)) == 3


async def test_an_old_lease_is_worth_nothing(bench: Bench) -> None:
    scan_id = await bench.queue(await bench.workspace())
    old = await take(bench.database, scan_id, 0.01, "one")
    await asyncio.sleep(0.05)
    new = await take(bench.database, scan_id, 30, "two")
    assert old is not None
    assert new is not None
    assert (new.attempt, new.engine_version) == (2, "one")
    with pytest.raises(LeaseLost):
        await finish(bench.database, old, COMPLETED)
    async with bench.database.write(bench.tenant) as session:
        await hold(session, new)
    assert (await bench.get(scan_id)).scan.status == RUNNING


async def test_a_scan_goes_on_where_another_worker_left_it(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(6))
    gate = Gate("0003.txt")
    scan_id = await bench.queue(workspace_id)
    # one document in each group: the gate holds up the fourth when three are committed
    first = bench.runner(SlowGate(gate))
    running = asyncio.create_task(first.run(scan_id))
    await bench.until(scan_id, lambda view: view.scan.documents_scanned == 3)
    stopping = asyncio.create_task(first.stop(0))
    await running
    gate.opened.set()
    await stopping
    left = await bench.get(scan_id)
    assert (left.scan.status, left.scan.documents_scanned, left.scan.attempt) == (RUNNING, 3, 0)
    second_gate = Gate()
    second = bench.runner(second_gate)
    await asyncio.gather(*await second.sweep())
    await second.stop(0)
    assert second_gate.seen == ["0003.txt", "0004.txt", "0005.txt"]
    view = await bench.get(scan_id)
    assert (view.scan.status, view.scan.documents_scanned) == (COMPLETED, 6)
    places = Counter((row.path, row.line, row.fingerprint) for row in await bench.findings(scan_id))
    assert len(places) == 6
    assert set(places.values()) == {1}
    assert view.scan.started_at == left.scan.started_at


async def test_a_plan_that_was_interrupted_is_finished_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.scan.plan._ROWS", 2)
    workspace_id = await bench.workspace(planted(5))
    scan_id = await bench.queue(workspace_id)
    lease = await take(bench.database, scan_id, 30, "one")
    assert lease is not None
    await plan(bench.database, lease)
    async with bench.database.write(bench.tenant) as session:
        await session.execute(update(Scan).values(planned=False, documents_total=0))
    await plan(bench.database, lease)
    async with bench.database.read(bench.tenant) as session:
        assert await session.scalar(select(func.count()).select_from(ScanDocument)) == 5
    assert (await bench.get(scan_id)).scan.documents_total == 5


async def test_a_document_that_kills_its_worker_again_and_again_is_skipped(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(3))
    scan_id = await bench.queue(workspace_id)
    lease = await take(bench.database, scan_id, 30, "one")
    assert lease is not None
    await plan(bench.database, lease)
    async with bench.database.write(bench.tenant) as session:
        past = now() - timedelta(seconds=1)
        await session.execute(update(Scan).values(attempt=LAST_ATTEMPT, lease_expires_at=past))
    gate = Gate()
    runner = bench.runner(gate)
    await runner.run(scan_id)
    await runner.stop(0)
    view = await bench.get(scan_id)
    assert (view.scan.status, skipped(view)) == (COMPLETED, {"0000.txt": "detector_failed"})
    assert gate.seen == ["0001.txt", "0002.txt"]


async def test_a_sweep_takes_what_nobody_has_up_to_the_free_slots(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(1))
    waiting = [await bench.queue(workspace_id) for _ in range(3)]
    runner = bench.runner(worker_threads=2)
    tasks = await runner.sweep()
    assert len(tasks) == 2
    await asyncio.gather(*tasks)
    await asyncio.gather(*await runner.sweep())
    assert await runner.sweep() == []
    assert {(await bench.get(scan_id)).scan.status for scan_id in waiting} == {COMPLETED}
    await runner.stop(0)
    await bench.queue(workspace_id)
    assert len(await runner.sweep()) == 0  # it is stopped


async def test_two_scans_of_one_workspace_at_once_agree(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(40))
    both = [await bench.queue(workspace_id) for _ in range(2)]
    runners = [bench.runner(Slow()) for _ in both]
    await asyncio.gather(*[runner.run(scan_id) for runner, scan_id in zip(runners, both, strict=True)])
    for runner, scan_id in zip(runners, both, strict=True):
        await runner.stop(0)
        view = await bench.get(scan_id)
        assert (view.scan.status, view.scan.findings_count) == (COMPLETED, 40)
    incidents = [{row.incident_id for row in await bench.findings(scan_id)} for scan_id in both]
    assert incidents[0] == incidents[1]
    assert len(incidents[0]) == 40
