"""Every list is found by an index, in the order it is shown in, whatever its filters: SQLite says how it searches."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from server.incident.incidents import Filters, get_incident, page_of_incidents
from server.scan.documents import page_of_documents
from server.scan.findings import page_of_findings
from server.scan.purge import purge
from server.scan.scans import get_scan, page_of_scans
from server.scan.words import FULL, INCREMENTAL
from server.scan.workspaces import page_of_workspaces
from server.storage.base import now
from tests.support.examiners import Broken, planted
from tests.support.scanning import Bench

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from server.storage.database import Database

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Queries:
    """The queries that were made, and how SQLite would search for each."""

    def __init__(self, database: Database, url: str) -> None:
        self._path = url.removeprefix("sqlite+aiosqlite:///")
        self._made: list[tuple[str, Any]] = []
        event.listen(database.engine.sync_engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            self._made.append((statement, parameters))

    def slow_steps(self) -> list[tuple[str, str]]:
        """Return (query, step) of each step that reads a whole table or sorts, and begin anew."""
        assert self._made
        made, self._made = self._made, []
        with closing(sqlite3.connect(self._path)) as connection:
            return [
                (statement, step)
                for statement, parameters in made
                for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
                if step.startswith("SCAN ") or "TEMP B-TREE" in step
            ]


@pytest.fixture
async def bench(database: Database) -> Bench:
    made = await Bench.make(database)
    workspace_id = await made.workspace(planted(4))
    await made.scan(workspace_id, examiner=Broken(ValueError(), "0000.txt"))
    return made


def filters(**words: Sequence[str]) -> Iterator[dict[str, str]]:
    for values in product(*(("", *choices) for choices in words.values())):
        yield dict(zip(words, values, strict=True))


async def test_pages_of_all_lists(bench: Bench, database_url: str) -> None:
    scan = (await page_of_scans(bench.database, bench.tenant, 1, ""))[0][0].scan
    incident = (await page_of_incidents(bench.database, bench.tenant, 1, "", Filters()))[0][0]
    queries = Queries(bench.database, database_url)
    for cursor in ("", "x"):
        for chosen in filters(name=["Test"]):
            await page_of_workspaces(bench.database, bench.tenant, 50, cursor, **chosen)
        for chosen in filters(workspace_id=[scan.workspace_id], status=["queued"]):
            await page_of_scans(bench.database, bench.tenant, 50, cursor, **chosen)
        for chosen in filters(severity=["high"], category=["secret"]):
            await page_of_findings(bench.database, bench.tenant, scan.id, 50, cursor, **chosen)
        for chosen in filters(
            workspace_id=[scan.workspace_id], status=["open"], severity=["high"], category=["secret"]
        ):
            await page_of_incidents(bench.database, bench.tenant, 50, cursor, Filters(**chosen))
        await page_of_documents(bench.database, bench.tenant, scan.workspace_id, 50, cursor)
    for order, cursor in (("severity", "1/x"), ("last_seen", f"{now().isoformat()}/x")):
        for before in ("", cursor):
            await page_of_incidents(bench.database, bench.tenant, 50, before, Filters(), order=order)
    assert len((await get_scan(bench.database, bench.tenant, scan.id)).skipped) == 1
    # The few skipped documents of a page of scans are ranked in memory.
    assert [step for query, step in queries.slow_steps() if "row_number" not in query] == []
    await get_incident(bench.database, bench.tenant, incident.id)
    # Only the places that were seen at one instant are put in order.
    assert "USE TEMP B-TREE FOR ORDER BY" not in {step for _, step in queries.slow_steps()}


async def test_what_workers_ask_all_the_time(bench: Bench, database_url: str) -> None:
    workspace_id = await bench.workspace(planted(2))
    for scope in (FULL, INCREMENTAL):
        await bench.queue(workspace_id, scope)
    runner = bench.runner()
    queries = Queries(bench.database, database_url)
    await runner.work()
    await runner.stop(0)
    await purge(bench.database)
    # The few chunks that are being worked on are counted, and those that are left of scans that were ended.
    steps = {step for query, step in queries.slow_steps() if "count(*)" not in query}
    assert steps == set()
