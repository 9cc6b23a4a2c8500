"""Real worker processes with a real Valkey, on both databases: messages, and life without them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from server.incident.tables import Incident
from server.scan.queue import ScanQueue
from server.scan.tables import Document, Finding, Scan, Workspace
from server.scan.words import COMPLETED
from server.scan.workspaces import delete_workspace
from tests.support.detection import github_token
from tests.support.scanning import Bench
from tests.support.workers import Workers, stop

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from server.scan.scans import ScanView
    from server.storage.database import Database
    from tests.support.valkey import Valkey


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
    workspace_id = await bench.workspace({"a": "x"})
    finished = (await bench.scan(workspace_id)).scan  # before there is a worker that could take a part of it
    process = workers.start(sweep_seconds="60")
    for scan_id in ("scan_nowhere", finished.id, finished.id):
        await queue.enqueue(scan_id)
    scan_id = await bench.queue(workspace_id)
    await queue.enqueue(scan_id)
    await bench.until(scan_id, done)
    assert (await bench.get(finished.id)).scan.completed_at == finished.completed_at
    assert process.poll() is None


async def test_a_worker_stops_also_without_valkey(workers: Workers, valkey: Valkey) -> None:
    stop(workers.start())
    process = workers.start()
    valkey.pause()
    stop(process)
    valkey.resume()
    process = workers.start()
    valkey.kill()
    stop(process)


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
    workers.start_many(2, worker_threads="3")
    for scan_id in scans:
        view = await bench.until(scan_id, done)
        assert (view.scan.status, view.scan.findings_count) == (COMPLETED, 1)
    assert await bench.chunks() == []


async def test_what_is_left_of_a_deleted_workspace_is_removed_soon(bench: Bench, workers: Workers) -> None:
    kept, deleted = [await bench.workspace({"a": f"key = {github_token(n)}"}) for n in range(2)]
    for workspace_id in (kept, deleted):
        await bench.scan(workspace_id)
    await delete_workspace(bench.database, bench.tenant, deleted)
    workers.start()
    async with asyncio.timeout(10), bench.database.service_read() as session:
        while await session.scalar(select(func.count()).select_from(Workspace)) == 2:
            await session.rollback()
            await asyncio.sleep(0.05)
        for table in (Document, Scan, Finding, Incident):
            assert await session.scalar(select(func.count()).select_from(table)) == 1
