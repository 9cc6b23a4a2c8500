"""Scans by real worker processes: documents a second, with one worker and with several, on both databases.

    python -m benchmarks.scans [--files 20000] [--workers 1 2] [--databases sqlite postgresql] [--threads 2]

Every file is about 1 KiB, and one of twenty holds a token. All scans are of one workspace, one after the other; a
first, small one lets the workers load their rules.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from rich.console import Console
from rich.table import Table

from server.scan.queue import ScanQueue
from server.storage.database import Database
from server.storage.migrate import upgrade_url
from tests.support.detection import github_token
from tests.support.postgres import running_postgres
from tests.support.scanning import Bench
from tests.support.valkey import running_valkey
from tests.support.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 600.0
TOKENS_EVERY = 20
console = Console()


def content(number: int) -> str:
    """Return a small source file."""
    lines = [f"value_{number}_{line} = compute(previous_{line}, {number * line})" for line in range(20)]
    if number % TOKENS_EVERY == 0:
        lines.append(f"key = '{github_token(number)}'")
    return "\n".join(lines) + "\n"


async def fill(bench: Bench, files: int) -> str:
    """Return a workspace with so many files."""
    workspace_id = await bench.workspace()
    for start in range(0, files, 500):
        numbers = range(start, min(files, start + 500))
        await bench.put(workspace_id, {f"src/{number // 100:05}/{number:07}.py": content(number) for number in numbers})
    return workspace_id


async def measure(bench: Bench, queue: ScanQueue, workspace_id: str) -> tuple[float, float, float]:
    """Run a scan; return its seconds until something is read and until its end, and the slowest look at it."""
    began, slowest, first = time.monotonic(), 0.0, 0.0
    scan_id = await bench.queue(workspace_id)
    await queue.enqueue(scan_id)
    while time.monotonic() - began < SECONDS:
        asked = time.monotonic()
        view = await bench.get(scan_id)
        slowest = max(slowest, time.monotonic() - asked)
        if not first and view.scan.documents_scanned:
            first = time.monotonic() - began
        if view.finished:
            assert view.scan.status == "completed", view.scan.error  # noqa: S101 -- else there is nothing to measure
            return first, time.monotonic() - began, slowest
        await asyncio.sleep(0.05)
    raise TimeoutError(scan_id)


def cpu_seconds(workers: Workers) -> float:
    """Return the CPU time that the workers have used."""
    times = [psutil.Process(process.pid).cpu_times() for process in workers.processes]
    return sum(one.user + one.system for one in times)


async def on(url: str, folder: Path, arguments: argparse.Namespace, table: Table) -> None:
    """Measure on one database."""
    await upgrade_url(url)
    database = Database(url)
    bench = await Bench.make(database)
    small, large = await fill(bench, 100), await fill(bench, arguments.files)
    for count in arguments.workers:
        with running_valkey(folder / f"valkey-{count}") as valkey:
            workers = Workers(folder, folder / "cache", url, valkey.url)
            queue = ScanQueue(valkey.url)
            try:
                for _ in range(count):
                    workers.start(worker_threads=str(arguments.threads))
                for _ in range(2):
                    await measure(bench, queue, small)
                for _ in range(arguments.rounds):
                    before = cpu_seconds(workers)
                    first, seconds, slowest = await measure(bench, queue, large)
                    rate, cpu = arguments.files / seconds, cpu_seconds(workers) - before
                    numbers = (f"{seconds:.1f}", f"{rate:.0f}", f"{cpu:.1f}", f"{first:.2f}", f"{slowest:.3f}")
                    table.add_row(url.partition("+")[0], f"{count}", *numbers)
            finally:
                workers.end()
                await queue.close()
    await database.close()


@contextmanager
def database_url(kind: str, folder: Path) -> Iterator[str]:
    """Run a database for the length of a with statement."""
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{folder / 'netallion.db'}"
        return
    with running_postgres() as server:
        yield server.url(server.create_database())


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    arguments = parser.parse_args()
    table = Table(
        "database", "workers", "seconds", "documents/s", "CPU of workers, s", "first after, s", "slowest read, s"
    )
    for kind in arguments.databases:
        with tempfile.TemporaryDirectory(prefix="scans-") as name, database_url(kind, Path(name)) as url:
            asyncio.run(on(url, Path(name), arguments, table))
    console.print(table)


if __name__ == "__main__":
    main()
