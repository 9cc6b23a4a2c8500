"""Real worker processes with a real Valkey, on both databases: killed, stopped, without Valkey, without a message."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from server.scan.queue import ScanQueue
from server.scan.scans import cancel_scan
from server.scan.tables import Scan
from server.scan.words import CANCELED, COMPLETED, RUNNING
from tests.support.detection import github_token
from tests.support.scanning import Bench
from tests.support.valkey import Valkey, running_valkey
from tests.support.workers import Workers, stop

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from server.scan.scans import ScanView
    from server.storage.database import Database


@pytest.fixture(scope="session")
def rules_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled rules for all workers of a run."""
    return tmp_path_factory.mktemp("worker-home")


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    with running_valkey(tmp_path / "valkey") as server:
        yield server


@pytest.fixture
def workers(tmp_path: Path, rules_cache: Path, database_url: str, valkey: Valkey) -> Iterator[Workers]:
    made = Workers(tmp_path, rules_cache, database_url, valkey.url)
    yield made
    made.end()


@pytest.fixture
async def queue(valkey: Valkey) -> AsyncIterator[ScanQueue]:
    opened = ScanQueue(valkey.url)
    yield opened
    await opened.close()


@pytest.fixture
async def bench(database: Database) -> Bench:
    return await Bench.make(database)


def done(view: ScanView) -> bool:
    return view.finished


async def large_workspace(bench: Bench, count: int = 1200) -> str:
    """Return a workspace that takes a worker a few seconds: every fourth document has a token, all have some bulk."""
    workspace_id = await bench.workspace()
    bulk = "".join(f"value_{number} = compute(previous_{number}, {number})\n" for number in range(2500))
    for start in range(0, count, 100):
        documents: dict[str, str | bytes] = {
            f"{number:05}.py": f"{bulk}key = '{github_token(number)}'\n" if number % 4 == 0 else f"{bulk}{number}"
            for number in range(start, start + 100)
        }
        await bench.put(workspace_id, documents)
    return workspace_id


def got_beyond(scanned: int) -> Callable[[ScanView], bool]:
    return lambda view: view.scan.documents_scanned > scanned


started = got_beyond(0)


async def test_a_message_wakes_a_worker_before_any_sweep(bench: Bench, workers: Workers, queue: ScanQueue) -> None:
    workers.start(sweep_seconds="60")
    scan_id = await bench.queue(await bench.workspace({"a": f"key = {github_token()}"}))
    await queue.enqueue(scan_id)
    view = await bench.until(scan_id, done)
    assert (view.scan.status, view.scan.findings_count) == (COMPLETED, 1)


async def test_a_sweep_finds_a_scan_whose_message_was_lost(bench: Bench, workers: Workers) -> None:
    workers.start()
    scan_id = await bench.queue(await bench.workspace({"a": "x"}))
    assert (await bench.until(scan_id, done)).scan.status == COMPLETED


async def test_messages_of_scans_that_are_gone_or_done_do_no_harm(
    bench: Bench, workers: Workers, queue: ScanQueue
) -> None:
    process = workers.start(sweep_seconds="60")
    workspace_id = await bench.workspace({"a": "x"})
    finished = (await bench.scan(workspace_id)).scan
    for scan_id in ("scan_nowhere", finished.id, finished.id):
        await queue.enqueue(scan_id)
    scan_id = await bench.queue(workspace_id)
    await queue.enqueue(scan_id)
    await bench.until(scan_id, done)
    assert (await bench.get(finished.id)).scan.completed_at == finished.completed_at
    assert process.poll() is None


async def test_a_killed_workers_scan_is_taken_over_within_ten_seconds_and_each_finding_is_there_once(
    bench: Bench, workers: Workers, queue: ScanQueue
) -> None:
    both = [workers.start(), workers.start()]
    scan_id = await bench.queue(await large_workspace(bench))
    await queue.enqueue(scan_id)
    await bench.until(scan_id, started)
    victim = both[b"scan taken" in workers.log(1).read_bytes()]
    victim.kill()
    victim.wait()
    killed = time.monotonic()
    left = await bench.get(scan_id)
    assert left.scan.status == RUNNING, "the workspace is too small for this test"
    await bench.until(scan_id, lambda view: view.scan.lease_owner != left.scan.lease_owner)
    assert time.monotonic() - killed < 10
    view = await bench.until(scan_id, done)
    scan = view.scan
    assert (scan.status, scan.documents_total, scan.documents_scanned) == (COMPLETED, 1200, 1200)
    assert scan.started_at == left.scan.started_at
    found = Counter((row.path, row.line, row.rule_id) for row in await bench.findings(scan_id))
    assert {path for path, _, _ in found} == {f"{number:05}.py" for number in range(0, 1200, 4)}
    assert set(found.values()) == {1}
    assert scan.findings_count == len(found)


async def test_a_worker_that_is_killed_again_and_again_still_gets_there(
    bench: Bench, workers: Workers, queue: ScanQueue
) -> None:
    workspace_id = await large_workspace(bench)
    scan_id = await bench.queue(workspace_id)
    await queue.enqueue(scan_id)
    scanned = 0
    for _ in range(2):
        victim = workers.start(scan_lease_seconds="1")
        scanned = (await bench.until(scan_id, got_beyond(scanned))).scan.documents_scanned
        victim.kill()
        victim.wait()
    workers.start(scan_lease_seconds="1")
    view = await bench.until(scan_id, done)
    assert (view.scan.status, view.scan.documents_scanned, view.skipped) == (COMPLETED, 1200, ())
    found = Counter((row.path, row.line, row.rule_id) for row in await bench.findings(scan_id))
    assert len(found) == view.scan.findings_count == 300
    assert set(found.values()) == {1}


async def test_a_worker_that_is_stopped_gives_its_scan_back(bench: Bench, workers: Workers, queue: ScanQueue) -> None:
    process = workers.start()
    scan_id = await bench.queue(await large_workspace(bench, 600))
    await queue.enqueue(scan_id)
    await bench.until(scan_id, started)
    await asyncio.to_thread(stop, process)
    left = (await bench.get(scan_id)).scan
    assert (left.status, left.lease_owner, left.lease_expires_at) == (RUNNING, "", None)
    workers.start()
    view = await bench.until(scan_id, done)
    assert (view.scan.status, view.scan.documents_scanned) == (COMPLETED, 600)
    assert len(await bench.findings(scan_id)) == view.scan.findings_count == 150


async def test_a_worker_stops_also_without_valkey(workers: Workers, valkey: Valkey) -> None:
    process = workers.start()
    stop(process)
    process = workers.start()
    valkey.kill()
    stop(process)


async def test_a_canceled_scan_is_left_by_its_worker(bench: Bench, workers: Workers, queue: ScanQueue) -> None:
    workers.start()
    scan_id = await bench.queue(await large_workspace(bench, 600))
    await queue.enqueue(scan_id)
    await bench.until(scan_id, started)
    canceled = await cancel_scan(bench.database, bench.tenant, scan_id)
    assert canceled.scan.status == CANCELED
    async with asyncio.timeout(10):
        while b'"lost"' not in workers.log(0).read_bytes():
            await asyncio.sleep(0.02)
    after = (await bench.get(scan_id)).scan
    assert (after.status, after.documents_scanned) == (CANCELED, canceled.scan.documents_scanned)
    assert len(await bench.findings(scan_id)) == after.findings_count


@pytest.mark.parametrize("silent", [False, True])
async def test_scans_go_on_without_valkey_and_with_it_again(
    bench: Bench, workers: Workers, queue: ScanQueue, valkey: Valkey, silent: bool
) -> None:
    process = workers.start()
    workspace_id = await bench.workspace({"a": "x"})
    if silent:
        valkey.pause()
    else:
        valkey.kill()
    scan_id = await bench.queue(workspace_id)
    async with asyncio.timeout(5):
        await queue.enqueue(scan_id)
    assert (await bench.until(scan_id, done)).scan.status == COMPLETED
    if silent:
        valkey.resume()
    else:
        valkey.start()
    scans = [await bench.queue(workspace_id) for _ in range(3)]
    for scan_id in scans:
        await queue.enqueue(scan_id)
    for scan_id in scans:
        assert (await bench.until(scan_id, done)).scan.status == COMPLETED
    assert process.poll() is None


async def test_many_scans_by_two_workers_are_each_done_once(bench: Bench, workers: Workers, queue: ScanQueue) -> None:
    workspaces = [await bench.workspace({"a": f"key = {github_token(n)}", "b": "x"}) for n in range(4)]
    scans = [await bench.queue(workspace_id) for workspace_id in workspaces * 8]
    await asyncio.gather(*[queue.enqueue(scan_id) for scan_id in scans])
    for _ in range(2):
        workers.start(worker_threads="3")
    for scan_id in scans:
        view = await bench.until(scan_id, done)
        assert (view.scan.status, view.scan.findings_count) == (COMPLETED, 1)
    async with bench.database.service_read() as session:
        assert set(await session.scalars(select(Scan.attempt))) == {0}
