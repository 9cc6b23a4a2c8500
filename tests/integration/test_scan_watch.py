"""Following a scan, on both databases."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from server.errors import Unavailable
from server.scan.scans import cancel_scan, watch_scan
from server.scan.words import CANCELED, COMPLETED, QUEUED
from tests.support.examiners import Gate, SlowGate, planted
from tests.support.scanning import Bench

if TYPE_CHECKING:
    from server.scan.scans import ScanView
    from server.storage.database import Database


@pytest.fixture
async def bench(database: Database) -> Bench:
    return await Bench.make(database)


async def collect(bench: Bench, scan_id: str, closing: asyncio.Event) -> list[ScanView]:
    return [view async for view in watch_scan(bench.database, bench.tenant, scan_id, closing)]


async def test_a_follower_sees_the_scan_now_and_at_every_change_until_its_end(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(4))
    scan_id = await bench.queue(workspace_id)
    following = asyncio.create_task(collect(bench, scan_id, asyncio.Event()))
    await asyncio.sleep(0.1)
    runner = bench.runner(SlowGate(Gate()))
    await runner.work()
    await runner.stop(0)
    async with asyncio.timeout(5):
        views = await following
    assert [view.scan.status for view in views][0 :: len(views) - 1] == [QUEUED, COMPLETED]
    scanned = [view.scan.documents_scanned for view in views]
    assert scanned == sorted(scanned)
    assert len({view.state for view in views}) == len(views) > 3
    assert [view.scan.status for view in await collect(bench, scan_id, asyncio.Event())] == [COMPLETED]


async def test_a_follower_is_told_that_the_server_is_closing(bench: Bench) -> None:
    scan_id = await bench.queue(await bench.workspace())
    closing = asyncio.Event()
    following = asyncio.create_task(collect(bench, scan_id, closing))
    await asyncio.sleep(0.1)
    closing.set()
    async with asyncio.timeout(1):
        with pytest.raises(Unavailable):
            await following


async def test_followers_hold_no_connection(bench: Bench) -> None:
    scan_id = await bench.queue(await bench.workspace())
    following = [asyncio.create_task(collect(bench, scan_id, asyncio.Event())) for _ in range(50)]
    await asyncio.sleep(0.1)
    async with asyncio.timeout(10):
        for _ in range(20):
            await bench.get(scan_id)
        await cancel_scan(bench.database, bench.tenant, scan_id)
        assert {views[-1].scan.status for views in await asyncio.gather(*following)} == {CANCELED}
