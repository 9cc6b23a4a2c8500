"""Several real workers at one large scan: its progress, and what is left of it when they are canceled, killed, stopped.

On both databases, each with two workspaces for all tests: one of 20,000 small files and one of 5,000.
"""

from __future__ import annotations

import asyncio
import shutil
import time
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, func, select

from server.scan.queue import ScanQueue
from server.scan.scans import cancel_scan
from server.scan.tables import Finding, Scan
from server.scan.words import CANCELED, COMPLETED, RUNNING
from server.storage.database import Database
from tests.support.deadly import deadly_worker
from tests.support.detection import github_token
from tests.support.scanning import MASTER_KEY, Bench, new_tenant
from tests.support.workers import stop

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping

    from server.scan.scans import ScanView
    from tests.support.postgres import Postgres
    from tests.support.valkey import Valkey
    from tests.support.workers import Workers

FILES = 20_000
FEWER = 5_000
TOKENS_EVERY = 100
SECONDS = 100.0
LINES = "".join(f"value_{number} = compute(previous_{number})\n" for number in range(20))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of each kind for all tests here."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("fleet") / "fleet.db"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite+aiosqlite:///{path}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        name = server.create_database("migrated")
        yield server.url(name)
        server.drop_database(name)


class Filled:
    """The bench of the workspaces' owner, and their ids by their sizes."""

    def __init__(self, bench: Bench, workspaces: Mapping[int, str]) -> None:
        self.bench = bench
        self.workspaces = workspaces


def path(number: int) -> str:
    return f"{number // 100:03}/{number:05}.py"


def content(number: int) -> str:
    return f"{LINES}key = '{github_token(number)}'\n" if number % TOKENS_EVERY == 0 else f"{LINES}{number}\n"


@pytest.fixture(scope="module")
def filled_once(database_url: str) -> tuple[Bench, Mapping[int, str]]:
    async def fill() -> tuple[Bench, Mapping[int, str]]:
        bench = await Bench.make(Database(database_url))
        workspaces = {files: await bench.workspace() for files in (FILES, FEWER)}
        for files, workspace_id in workspaces.items():
            for start in range(0, files, 1000):
                await bench.put(workspace_id, {path(number): content(number) for number in range(start, start + 1000)})
        await bench.database.close()
        return bench, workspaces

    return asyncio.run(fill())


@pytest.fixture
async def filled(database: Database, filled_once: tuple[Bench, Mapping[int, str]]) -> AsyncIterator[Filled]:
    """The workspaces, and no scan."""
    made, workspaces = filled_once
    yield Filled(Bench(database, made.keys, made.tenant), workspaces)
    async with database.service_write() as session:
        await session.execute(delete(Scan))


@pytest.fixture
async def queue(valkey: Valkey) -> AsyncIterator[ScanQueue]:
    opened = ScanQueue(valkey.url)
    yield opened
    await opened.close()


async def start(filled: Filled, queue: ScanQueue, files: int) -> str:
    scan_id = await filled.bench.queue(filled.workspaces[files])
    await queue.enqueue(scan_id)
    return scan_id


def beyond(scanned: int) -> Callable[[ScanView], bool]:
    return lambda view: view.scan.documents_scanned > scanned


async def ended_well(filled: Filled, scan_id: str, files: int) -> None:
    """Wait until a scan has ended, and check that it missed nothing and found nothing twice."""
    bench = filled.bench
    view = await bench.until(scan_id, lambda view: view.finished, SECONDS)
    scan = view.scan
    assert (scan.status, scan.documents_total, scan.documents_scanned, view.skipped) == (COMPLETED, files, files, ())
    found = Counter(row.path for row in await bench.findings(scan_id))
    assert set(found) == {path(number) for number in range(0, files, TOKENS_EVERY)}
    assert set(found.values()) == {1}
    assert scan.findings_count == len(found)
    assert [chunk for chunk in await bench.chunks() if chunk.scan_id == scan_id] == []


async def test_two_workers_share_a_scan_and_its_progress_is_steady(
    filled: Filled, workers: Workers, queue: ScanQueue
) -> None:
    workers.start_many(2, log_level="debug")
    began = time.monotonic()
    scan_id = await start(filled, queue, FILES)
    samples = [await filled.bench.get(scan_id)]
    while not samples[-1].finished:
        assert time.monotonic() - began < SECONDS, samples[-1].state
        await asyncio.sleep(0.02)
        samples.append(await filled.bench.get(scan_id))
    print(f"{FILES} files by two workers: {time.monotonic() - began:.1f} s")  # noqa: T201 -- for who looks
    await ended_well(filled, scan_id, FILES)
    scanned = [view.scan.documents_scanned for view in samples]
    assert scanned == sorted(scanned)
    assert len(set(scanned)) > 20
    assert max(after - before for before, after in pairwise(scanned)) < FILES / 4
    totals = [view.scan.documents_total for view in samples]
    assert set(totals) <= {0, FILES}
    assert totals == sorted(totals)
    assert all(view.scan.documents_scanned <= view.scan.documents_total for view in samples)
    for number in range(2):
        read = workers.log(number).read_text(encoding="utf-8").count('"outcome":"read"')
        assert read > FILES / 500 / 8, "one worker did it alone"


async def test_after_a_cancel_nothing_is_written_any_more(filled: Filled, workers: Workers, queue: ScanQueue) -> None:
    workers.start_many(2)
    canceled: dict[str, tuple[object, ...]] = {}

    def interrupted() -> bool:
        """Return whether a worker had a chunk in its hands and noticed: one between two chunks has nothing to lose."""
        return any('"lost"' in workers.log(number).read_text(encoding="utf-8") for number in range(2))

    while not interrupted():
        assert len(canceled) < 10, "no cancel ever met a worker at work"
        scan_id = await start(filled, queue, FILES)
        canceled[scan_id] = await cancel_in_the_middle(filled.bench, scan_id)
    for process in workers.processes:
        stop(process)
    for scan_id, at_once in canceled.items():
        assert await written(filled.bench, scan_id) == at_once


async def cancel_in_the_middle(bench: Bench, scan_id: str) -> tuple[object, ...]:
    """Cancel a scan that is worked on, wait until its chunks are swept up; return what was written by the cancel."""
    await bench.until(scan_id, beyond(2000), SECONDS)
    canceled = (await cancel_scan(bench.database, bench.tenant, scan_id)).scan
    assert canceled.status == CANCELED
    assert canceled.documents_scanned < FILES
    at_once = await written(bench, scan_id)
    assert at_once == (CANCELED, canceled.documents_scanned, canceled.findings_count, canceled.findings_count)
    async with asyncio.timeout(SECONDS):
        while await bench.chunks():
            await asyncio.sleep(0.05)
    return at_once


async def written(bench: Bench, scan_id: str) -> tuple[object, ...]:
    """Return what the database says of a scan: its status, its counts, and how many findings it has."""
    async with bench.database.service_read() as session:
        scan = await session.get_one(Scan, scan_id)
        found = await session.scalar(select(func.count()).select_from(Finding).where(Finding.scan_id == scan_id))
    return (scan.status, scan.documents_scanned, scan.findings_count, found)


async def test_a_killed_workers_chunks_are_taken_by_the_others(
    filled: Filled, workers: Workers, queue: ScanQueue
) -> None:
    bench = filled.bench
    victim, _ = workers.start_many(2)
    scan_id = await start(filled, queue, FEWER)
    await bench.until(scan_id, beyond(1000), SECONDS)
    victim.kill()
    victim.wait()
    held = await bench.holders()
    assert (await bench.get(scan_id)).scan.status == RUNNING
    async with asyncio.timeout(10):
        while held & await bench.holders():
            await asyncio.sleep(0.05)
    await ended_well(filled, scan_id, FEWER)


async def test_when_all_workers_are_killed_the_next_one_goes_on(
    filled: Filled, workers: Workers, queue: ScanQueue
) -> None:
    bench = filled.bench
    victims = workers.start_many(2, scan_lease_seconds="2")
    scan_id = await start(filled, queue, FEWER)
    await bench.until(scan_id, beyond(1000), SECONDS)
    for victim in victims:
        victim.kill()
    for victim in victims:
        victim.wait()
    left = await bench.get(scan_id)
    held = await bench.holders()
    assert held
    workers.start(scan_lease_seconds="2")
    async with asyncio.timeout(10):
        while held & await bench.holders():
            await asyncio.sleep(0.05)
    await ended_well(filled, scan_id, FEWER)
    assert (await bench.get(scan_id)).scan.started_at == left.scan.started_at


async def test_stopped_workers_give_their_chunks_back_at_once(
    filled: Filled, workers: Workers, queue: ScanQueue
) -> None:
    bench = filled.bench
    both = workers.start_many(2, scan_lease_seconds="300")
    scan_id = await start(filled, queue, FEWER)
    await bench.until(scan_id, beyond(0), SECONDS)
    await asyncio.gather(*[asyncio.to_thread(stop, process) for process in both])
    left = (await bench.get(scan_id)).scan
    assert left.status == RUNNING
    assert await bench.holders() == set()
    assert {chunk.attempt for chunk in await bench.chunks()} == {0}
    one, _ = workers.start_many(2, scan_lease_seconds="300")
    await bench.until(scan_id, beyond(left.documents_scanned), SECONDS)
    await asyncio.to_thread(stop, one)
    await ended_well(filled, scan_id, FEWER)


async def test_a_small_scan_of_another_tenant_does_not_wait_for_a_large_one(
    filled: Filled, workers: Workers, queue: ScanQueue
) -> None:
    workers.start(worker_threads="1")
    large = await start(filled, queue, FILES)
    await filled.bench.until(large, beyond(0), SECONDS)
    tenant = await new_tenant(filled.bench.database, filled.bench.keys)
    other = Bench(filled.bench.database, filled.bench.keys, tenant)
    small = await other.queue(await other.workspace({f"{number}": "x" for number in range(50)}))
    await queue.enqueue(small)
    view = await other.until(small, lambda view: view.finished, SECONDS)
    assert (view.scan.status, view.scan.documents_scanned) == (COMPLETED, 50)
    left = (await filled.bench.get(large)).scan
    assert left.status == RUNNING
    assert left.documents_scanned < FILES / 2


async def test_a_document_that_kills_its_worker_is_skipped_and_all_others_are_read(
    filled: Filled, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.scan.plan.CHUNK_DOCUMENTS", 20)
    bench = filled.bench
    scan_id = await bench.queue(await bench.workspace({f"{number:03}": "x" for number in range(100)}))
    await bench.plan(scan_id)
    deaths = await asyncio.to_thread(deadly_worker, database_url, MASTER_KEY, "037", processes=2)
    view = await bench.get(scan_id)
    assert (view.scan.status, view.scan.documents_scanned) == (COMPLETED, 99)
    assert list(view.skipped) == [("037", "detector_failed")]
    assert deaths >= 5
