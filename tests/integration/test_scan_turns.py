"""Whose turn it is: organizations and scans take turns, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from server.principal import Tenant
from server.scan.lease import give_back
from server.scan.scans import cancel_scan
from server.scan.tables import ScanChunk
from server.scan.turns import CAREFUL_ATTEMPT, Turn, next_turn
from tests.support.examiners import Gate, planted
from tests.support.scanning import Bench, new_tenant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.storage.database import Database


@pytest.fixture
async def bench(database: Database, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setattr("server.scan.plan.CHUNK_DOCUMENTS", 1)
    return await Bench.make(database)


async def stranger(bench: Bench) -> Bench:
    """Return the bench of another organization on the same database."""
    return Bench(bench.database, bench.keys, await new_tenant(bench.database, bench.keys))


async def turn(bench: Bench, served: Mapping[str, float] | None = None) -> str:
    """Return the scan whose turn it is."""
    found = await next_turn(bench.database, served or {})
    return found.scan_id if found else ""


async def test_the_organization_that_the_least_is_done_for_comes_first(bench: Bench) -> None:
    other = await stranger(bench)
    assert await turn(bench) == ""
    large = await bench.queue(await bench.workspace(planted(3)))
    assert await turn(bench) == large
    await bench.plan(large)
    small = await other.queue(await other.workspace(planted(2)))
    assert await turn(bench) == large  # nothing is done for either, and it is older
    held = await bench.chunk_lease(large)
    assert held is not None
    assert await turn(bench) == small
    assert await other.plan_lease(small) is not None
    assert await turn(bench) == large  # one piece for each; the small scan's plan is being made
    await give_back(bench.database, held)
    mine, theirs = bench.tenant.organization_id, other.tenant.organization_id
    assert await turn(bench, {mine: 2.0, theirs: 1.0}) == large


async def test_when_the_same_is_done_for_all_the_one_served_longest_ago_comes_first(bench: Bench) -> None:
    other = await stranger(bench)
    first, second = [await one.queue(await one.workspace()) for one in (bench, other)]
    mine, theirs = bench.tenant.organization_id, other.tenant.organization_id
    assert await turn(bench) == first
    assert await turn(bench, {mine: 1.0}) == second
    assert await turn(bench, {mine: 1.0, theirs: 2.0}) == first


async def test_within_an_organization_the_scan_that_the_least_is_done_of_comes_first(bench: Bench) -> None:
    sandbox = Bench(bench.database, bench.keys, Tenant(bench.tenant.organization_id, "test"))
    large = await bench.queue(await bench.workspace(planted(3)))
    await bench.plan(large)
    small = await sandbox.queue(await sandbox.workspace())
    newest = await bench.queue(await bench.workspace())
    assert await turn(bench) == large
    assert await bench.chunk_lease(large) is not None
    assert await turn(bench) == small
    assert await sandbox.plan_lease(small) is not None
    assert await turn(bench) == newest
    assert await bench.plan_lease(newest) is not None
    assert await turn(bench) == large


async def test_what_needs_care_comes_last_of_its_scan_and_is_marked(bench: Bench) -> None:
    scan_id = await bench.queue(await bench.workspace(planted(2)))
    await bench.plan(scan_id)
    async with bench.database.write(bench.tenant) as session:
        await session.execute(update(ScanChunk).where(ScanChunk.first == 0).values(attempt=CAREFUL_ATTEMPT - 1))
    assert await next_turn(bench.database, {}) == Turn(scan_id, bench.tenant, plan=False)
    ordinary = await bench.chunk_lease(scan_id)
    assert ordinary is not None
    assert ordinary.first == 1
    assert await next_turn(bench.database, {}) == Turn(scan_id, bench.tenant, plan=False, careful=True)
    assert await bench.chunk_lease(scan_id) is None
    careful = await bench.chunk_lease(scan_id, careful=True)
    assert careful is not None
    assert (careful.first, careful.attempt) == (0, CAREFUL_ATTEMPT)
    assert await next_turn(bench.database, {}) is None


async def test_a_canceled_scan_has_no_turn(bench: Bench) -> None:
    planned, queued = [await bench.queue(await bench.workspace(planted(1))) for _ in range(2)]
    await bench.plan(planned)
    for scan_id in (planned, queued):
        await cancel_scan(bench.database, bench.tenant, scan_id)
        assert await bench.chunk_lease(scan_id) is None
        assert await bench.plan_lease(scan_id) is None
    assert await turn(bench) == ""


async def test_a_worker_with_one_slot_serves_organizations_in_turn(bench: Bench) -> None:
    other = await stranger(bench)
    for number, one in enumerate((bench, other, other)):
        await one.queue(await one.workspace({f"{number}/{document}": "x" for document in range(4)}))
    gate = Gate()
    runner = bench.runner(gate, worker_threads=1)
    await runner.work()
    await runner.stop(0)
    owners = ["mine" if path.startswith("0") else "theirs" for path in gate.seen]
    assert owners[:8] in (["mine", "theirs"] * 4, ["theirs", "mine"] * 4)
    assert owners[8:] == ["theirs"] * 4
