"""Scans that are canceled, change hands or are left behind, by runners in this process, on both databases."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from server.errors import Conflict
from server.scan.examination import Outcome
from server.scan.lease import LeaseLost, beat, fail, give_back
from server.scan.messages import scan_message
from server.scan.pending import next_batch
from server.scan.plan import plan_page
from server.scan.results import commit
from server.scan.scans import cancel_scan
from server.scan.tables import FREE, ScanChunk
from server.scan.turns import MIXED
from server.scan.words import CANCELED, COMPLETED, INCREMENTAL, RUNNING
from server.scan.work import LAST_ATTEMPT
from tests.support.examiners import Alone, Gate, Slow, SlowGate, planted
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
    await runner.work()
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
    running = asyncio.create_task(runner.work())
    await asyncio.to_thread(gate.reached.wait, 30)
    assert (await cancel_scan(bench.database, bench.tenant, scan_id)).scan.status == CANCELED
    async with asyncio.timeout(15):  # while the document is still being examined
        await running
    gate.opened.set()
    await runner.stop(0)
    view = await bench.get(scan_id)
    assert (view.scan.status, view.scan.lease_owner) == (CANCELED, "")
    assert view.scan.findings_count == len(await bench.findings(scan_id))


async def test_a_plan_and_a_chunk_are_given_to_one_and_only_one(bench: Bench) -> None:
    scan_id = await bench.queue(await bench.workspace(planted(1)))
    plans = await asyncio.gather(*[bench.plan_lease(scan_id) for _ in range(8)])
    (plan,) = [lease for lease in plans if lease is not None]
    assert await plan_page(bench.database, plan)
    chunks = await asyncio.gather(*[bench.chunk_lease(scan_id) for _ in range(8)])
    assert sum(lease is not None for lease in chunks) == 1
    assert await bench.plan_lease(scan_id) is None
    assert await bench.plan_lease("scan_nowhere") is None
    assert await bench.chunk_lease("scan_nowhere") is None


async def test_who_has_lost_the_lease_writes_nothing_more(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(3))
    gate = Gate("0001.txt")
    scan_id = await bench.queue(workspace_id)
    slow = bench.runner(gate)
    running = asyncio.create_task(slow.work())
    await asyncio.to_thread(gate.reached.wait, 30)
    async with bench.database.service_write() as session:  # as if it had been silent
        await session.execute(update(ScanChunk).values(lease_expires_at=FREE))
    other = bench.runner()
    await other.work()
    gate.opened.set()
    await running
    for runner in (slow, other):
        await runner.stop(0)
    view = await bench.get(scan_id)
    assert (view.scan.status, view.scan.documents_scanned, view.scan.findings_count) == (COMPLETED, 3, 3)
    assert len(await bench.findings(scan_id)) == 3


async def test_an_old_lease_is_worth_nothing(bench: Bench) -> None:
    scan_id = await bench.queue(await bench.workspace(planted(3)))
    old_plan = await bench.plan_lease(scan_id, 0.01)
    await asyncio.sleep(0.05)
    await bench.plan(scan_id)
    old = await bench.chunk_lease(scan_id, 0.01)
    await asyncio.sleep(0.05)
    new = await bench.chunk_lease(scan_id)
    assert old_plan is not None
    assert old is not None
    assert new is not None
    assert (old.attempt, new.attempt) == (1, 2)
    outcomes = [Outcome(document) for document in await next_batch(bench.database, old, 10)]
    assert len(outcomes) == 3
    for attempt in (
        plan_page(bench.database, old_plan),
        beat(bench.database, old_plan),
        commit(bench.database, old, outcomes[:1]),
        commit(bench.database, old, outcomes),
        fail(bench.database, old, "late"),
        give_back(bench.database, old),
        beat(bench.database, old),
    ):
        with pytest.raises(LeaseLost):
            await attempt
    await commit(bench.database, new, outcomes[:1])
    # A commit whose answer was lost is not made twice.
    twice = replace(new, done=0, documents=[[outcome.document.id, outcome.document.path] for outcome in outcomes])
    with pytest.raises(LeaseLost):
        await commit(bench.database, twice, outcomes[:1])
    assert (await bench.get(scan_id)).scan.documents_scanned == 1
    await commit(bench.database, new, outcomes[1:])
    view = await bench.get(scan_id)
    assert (view.scan.status, view.scan.documents_scanned, new.completed) == (COMPLETED, 3, True)


async def test_a_silent_workers_lease_is_lengthened_and_a_cancel_ends_it(bench: Bench) -> None:
    scan_id = await bench.queue(await bench.workspace(planted(1)))
    await bench.plan(scan_id)
    lease = await bench.chunk_lease(scan_id, 0.5)
    assert lease is not None
    for _ in range(8):
        await asyncio.sleep(0.1)
        await beat(bench.database, lease)
        assert await bench.chunk_lease(scan_id) is None
    await cancel_scan(bench.database, bench.tenant, scan_id)
    with pytest.raises(LeaseLost):
        await beat(bench.database, lease)
    (document,) = await next_batch(bench.database, lease, 1)
    with pytest.raises(LeaseLost):
        await commit(bench.database, lease, [Outcome(document)])
    assert (await bench.get(scan_id)).scan.documents_scanned == 0


async def test_a_scan_goes_on_where_another_worker_left_it(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(6))
    gate = Gate("0003.txt")
    scan_id = await bench.queue(workspace_id)
    # one document in each group: the gate holds up the fourth when three are committed
    first = bench.runner(SlowGate(gate))
    running = asyncio.create_task(first.work())
    await bench.until(scan_id, lambda view: view.scan.documents_scanned == 3)
    stopping = asyncio.create_task(first.stop(0))
    await running
    gate.opened.set()
    await stopping
    left = await bench.get(scan_id)
    assert (left.scan.status, left.scan.documents_scanned) == (RUNNING, 3)
    (chunk,) = await bench.chunks()
    assert (chunk.done, chunk.attempt, chunk.lease_owner, chunk.lease_expires_at) == (3, 0, "", FREE)
    second_gate = Gate()
    second = bench.runner(second_gate)
    await second.work()
    await second.stop(0)
    assert second_gate.seen == ["0003.txt", "0004.txt", "0005.txt"]
    view = await bench.get(scan_id)
    assert (view.scan.status, view.scan.documents_scanned) == (COMPLETED, 6)
    places = Counter((row.path, row.line, row.fingerprint) for row in await bench.findings(scan_id))
    assert len(places) == 6
    assert set(places.values()) == {1}
    assert view.scan.started_at == left.scan.started_at


async def test_a_plan_that_was_interrupted_is_finished_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.scan.plan.PAGE_DOCUMENTS", 4)
    monkeypatch.setattr("server.scan.plan.CHUNK_DOCUMENTS", 3)
    scan_id = await bench.queue(await bench.workspace(planted(9)))
    first = await bench.plan_lease(scan_id, 0.05)
    assert first is not None
    assert not await plan_page(bench.database, first)
    view = await bench.get(scan_id)
    assert (view.scan.status, view.scan.planned, view.scan.documents_total) == (RUNNING, False, 9)
    chunk = await bench.chunk_lease(scan_id)  # which is there to be taken already
    assert chunk is not None
    assert [path for _, path in chunk.documents] == ["0000.txt", "0001.txt", "0002.txt"]
    await asyncio.sleep(0.1)
    await bench.plan(scan_id)
    with pytest.raises(LeaseLost):
        await plan_page(bench.database, first)
    chunks = await bench.chunks()
    assert [(row.first, row.size) for row in chunks] == [(0, 3), (3, 1), (4, 3), (7, 1), (8, 1)]
    assert [path for row in chunks for _, path in row.documents] == sorted(planted(9))
    view = await bench.get(scan_id)
    assert (view.scan.planned, view.scan.documents_total) == (True, 9)


async def test_chunks_are_bounded_in_bytes(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.scan.plan.CHUNK_BYTES", 10)
    monkeypatch.setattr("server.scan.pending.BATCH_BYTES", 10)
    workspace_id = await bench.workspace({"a": "x" * 4, "b": "x" * 6, "c": "x", "d": "x" * 30, "e": "x"})
    await bench.plan(await bench.queue(workspace_id))
    chunks = await bench.chunks()
    assert [[path for _, path in chunk.documents] for chunk in chunks] == [["a", "b"], ["c"], ["d"], ["e"]]
    await bench.put(workspace_id, {"a": "x" * 5})
    lease = await bench.chunk_lease(chunks[0].scan_id)
    assert lease is not None
    assert [document.path for document in await next_batch(bench.database, lease, 10)] == ["a"]


async def test_a_document_that_kills_its_worker_again_and_again_is_skipped(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.scan.plan.CHUNK_DOCUMENTS", 3)
    scan_id = await bench.queue(await bench.workspace(planted(9)))
    await bench.plan(scan_id)
    async with bench.database.write(bench.tenant) as session:
        await session.execute(update(ScanChunk).where(ScanChunk.first == 3).values(attempt=LAST_ATTEMPT))
    alone = Alone("0004.txt", "0005.txt")
    runner = bench.runner(alone, worker_threads=3)
    await runner.work()
    await runner.stop(0)
    view = await bench.get(scan_id)
    assert (view.scan.status, skipped(view)) == (COMPLETED, {"0003.txt": "detector_failed"})
    assert sorted(alone.seen) == [path for path in sorted(planted(9)) if path != "0003.txt"]
    assert alone.seen[-2:] == ["0004.txt", "0005.txt"]  # what needs care comes last, and with nothing beside it
    assert alone.beside == set()


async def test_as_many_pieces_as_there_are_slots_and_none_after_the_stop(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(1))
    waiting = [await bench.queue(workspace_id) for _ in range(5)]
    gate = Gate("0000.txt")
    runner = bench.runner(gate, worker_threads=2)
    working = asyncio.create_task(runner.work())
    while len(gate.seen) < 2:
        await asyncio.sleep(0.02)
    held = [chunk for chunk in await bench.chunks() if chunk.lease_owner]
    assert len(held) == 2
    gate.opened.set()
    await working
    assert {(await bench.get(scan_id)).scan.status for scan_id in waiting} == {COMPLETED}
    assert len(gate.seen) == 5
    await runner.stop(0)
    scan_id = await bench.queue(workspace_id)
    await runner.work()
    assert (await bench.get(scan_id)).scan.started_at is None


async def test_what_workers_of_two_versions_have_read_is_read_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.scan.plan.CHUNK_DOCUMENTS", 1)
    workspace_id = await bench.workspace(planted(2))
    assert (await bench.scan(workspace_id, engine_version="one")).scan.engine_version == "one"
    for version, expected in (("one", 0), ("two", 2), ("two", 0)):
        view = await bench.scan(workspace_id, INCREMENTAL, engine_version=version)
        assert view.scan.documents_total == expected
    scan_id = await bench.queue(workspace_id)
    await bench.plan(scan_id)
    for version in ("two", "three"):
        lease = await bench.chunk_lease(scan_id, engine_version=version)
        assert lease is not None
        await commit(bench.database, lease, [Outcome(row) for row in await next_batch(bench.database, lease, 10)])
    view = await bench.get(scan_id)
    assert (view.scan.status, view.scan.engine_version) == (COMPLETED, MIXED)
    for version in ("two", "three"):
        again = await bench.queue(workspace_id, INCREMENTAL)
        lease_again = await bench.plan_lease(again, engine_version=version)
        assert lease_again is not None
        assert await plan_page(bench.database, lease_again)
        assert (await bench.get(again)).scan.documents_total == 2


async def test_two_scans_of_one_workspace_at_once_agree(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(40))
    both = [await bench.queue(workspace_id) for _ in range(2)]
    runners = [bench.runner(Slow()) for _ in both]
    await asyncio.gather(*[runner.work() for runner in runners])
    for runner, scan_id in zip(runners, both, strict=True):
        await runner.stop(0)
        view = await bench.get(scan_id)
        assert (view.scan.status, view.scan.findings_count) == (COMPLETED, 40)
    incidents = [{row.incident_id for row in await bench.findings(scan_id)} for scan_id in both]
    assert incidents[0] == incidents[1]
    assert len(incidents[0]) == 40
