"""Pages of scans by the number of rows and by depth, on both databases; and authentication, cached and not.

    python -m benchmarks.lists [--rounds 40] [--rows 1000000]

A page of 20 scans, first and last, as the service reads it, out of 1,000 scans and out of a million of the same tenant;
and how long a look-up of an API key takes, out of the cache and out of the database. Times are of the wall: the
statement, its rows and the way there and back.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, text

from benchmarks.installation import installation
from benchmarks.report import Goal, Outcome, Row, middle, parser, publish, spread
from server.resources import open_resources
from server.scan.scans import page_of_scans
from server.scan.tables import Scan
from server.scan.workspaces import create_workspace
from server.storage.database import Database

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable

    from benchmarks.installation import Installation

SMALL = 1_000
PAGE = 20
FLAT = 1.2
AT_ONCE = 2_000
MILLI = 1e3


async def _fill(database: Database, made: Installation, workspace_id: str, first: int, rows: int) -> None:
    """Make scans number `first` to `rows`; their ids sort by number."""
    tenant = made.tenant
    for start in range(first, rows, AT_ONCE):
        values = [
            {
                "id": f"scan_{number:026}",
                "organization_id": tenant.organization_id,
                "environment": tenant.environment,
                "workspace_id": workspace_id,
                "scope": "full",
                "status": "completed",
                "triggered_by": made.key_id,
            }
            for number in range(start, min(start + AT_ONCE, rows))
        ]
        async with database.service_write() as session:
            await session.execute(insert(Scan), values)
    async with database.engine.connect() as connection:
        await connection.execute(text("ANALYZE"))
        await connection.commit()


async def _timed(rounds: int, *calls: Callable[[], Awaitable[Any]]) -> list[list[float]]:
    """Return the milliseconds of each call, each round all in turn."""
    times: list[list[float]] = [[] for _ in calls]
    for turn in range(rounds + 3):
        for call, each in zip(calls, times, strict=True):
            began = time.perf_counter()
            await call()
            if turn >= 3:  # noqa: PLR2004 -- the first ones only warm up
                each.append((time.perf_counter() - began) * MILLI)
    return times


async def _pages(made: Installation, kind: str, arguments: argparse.Namespace) -> tuple[list[Row], list[Goal]]:
    """Measure pages at both sizes, in two databases of the same kind."""
    rows: list[Row] = []
    database = Database(made.database_url)
    workspace = await create_workspace(database, made.tenant, "Many scans")
    found: dict[str, list[float]] = {}
    done = 0
    for size in (SMALL, arguments.rows):
        await _fill(database, made, workspace.id, done, size)
        done = size

        async def page(before: str) -> None:
            scans, _ = await page_of_scans(database, made.tenant, PAGE, before)
            if len(scans) != PAGE:
                raise RuntimeError(f"a page of {len(scans)} scans")

        async def first() -> None:
            await page("")

        async def last() -> None:
            await page(f"scan_{PAGE:026}")

        for name, times in zip(("first", "last"), await _timed(arguments.rounds, first, last), strict=True):
            found[f"{size:,} scans, {name} page"] = times
            rows.append(_row(f"{kind}, {size:,} scans, {name} page", times))
    await database.close()
    base, *others = (middle(times) for times in found.values())
    return rows, [Goal(f"{kind}: slowest page / first of {SMALL:,} scans", max(others) / base, FLAT, at_most=True)]


async def _authentication(made: Installation, kind: str, rounds: int) -> list[Row]:
    async with open_resources(made.settings) as resources:
        authenticator = resources.authenticator

        async def miss() -> None:
            authenticator.forget(made.key_id)
            await authenticator.authenticate(made.token, "")

        async def hit() -> None:
            await authenticator.authenticate(made.token, "")

        misses, hits = await _timed(rounds, miss, hit)
    return [_row(f"{kind}, API key, not cached", misses), _row(f"{kind}, API key, cached", hits)]


def _row(name: str, times: list[float]) -> Row:
    return Row(name, (f"{middle(times):.3f}", spread(times, ".3f")))


def measure(arguments: argparse.Namespace) -> list[Outcome]:
    """Measure on both databases."""
    rows: list[Row] = []
    goals: list[Goal] = []
    for kind in ("sqlite", "postgresql"):
        with installation(kind) as made:
            pages, flat = asyncio.run(_pages(made, kind, arguments))
            rows += [*pages, *asyncio.run(_authentication(made, kind, arguments.rounds))]
            goals += flat
    return [
        Outcome(
            "Pages of scans, and authentication, one at a time",
            ("ms", "from, to"),
            rows,
            goals,
            "The size grows in one database, so its sizes are measured one after the other, the pages in turn.",
        )
    ]


def options() -> argparse.ArgumentParser:
    """Return what can be chosen."""
    return parser(__doc__, rounds=40, rows=1_000_000)


if __name__ == "__main__":
    publish(*measure(options().parse_args()))
