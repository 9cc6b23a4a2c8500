"""Workers that a document kills, each started again when it dies, as the supervisor does.

They are forked from one process that has nothing but the code loaded, so that a death costs little time.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from server.detection.model import Examination
from server.scan.runner import Runner
from server.settings import Settings
from server.storage.database import Database
from server.storage.keys import Keys

if TYPE_CHECKING:
    from server.detection.model import DocumentBytes

SECONDS = 60.0


class Deadly:
    """An examiner that finds nothing, and kills its process at one path."""

    def __init__(self, path: str) -> None:
        self.path = path

    def examine(self, document: DocumentBytes, _fingerprint_key: bytes) -> Examination:
        if document.path == self.path:
            os.kill(os.getpid(), signal.SIGKILL)
        return Examination((), None)


def deadly_worker(database_url: str, master_key: bytes, path: str, *, processes: int) -> int:
    """Let so many workers work until nothing is left to do, and return how often they died."""
    command = (sys.executable, "-m", __name__, database_url, master_key.hex(), path, str(processes))
    done = subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return int(done.stdout.split()[-1])


async def _work(database_url: str, master_key: bytes, path: str) -> None:
    database = Database(database_url)
    settings = Settings(scan_lease_seconds=0.5)
    runner = Runner(database, await Keys.load(database, master_key), Deadly(path), "one", settings)
    while True:
        await runner.work()
        if not await _left(database):
            break
        await asyncio.sleep(0.1)
    await runner.stop(0)
    await database.close()


async def _left(database: Database) -> bool:
    from sqlalchemy import select  # noqa: PLC0415

    from server.scan.tables import ScanChunk  # noqa: PLC0415

    async with database.service_read() as session:
        return await session.scalar(select(ScanChunk.scan_id).limit(1)) is not None


def _fork(database_url: str, master_key: bytes, path: str) -> int:
    child = os.fork()
    if child == 0:
        asyncio.run(_work(database_url, master_key, path))
        os._exit(0)
    return child


def _supervise(database_url: str, master_key: bytes, path: str, processes: int) -> int:
    living, deaths = {_fork(database_url, master_key, path) for _ in range(processes)}, 0
    while living:
        child, status = os.wait()
        living.discard(child)
        if os.WIFSIGNALED(status):
            deaths += 1
            living.add(_fork(database_url, master_key, path))
    return deaths


if __name__ == "__main__":
    print(_supervise(sys.argv[1], bytes.fromhex(sys.argv[2]), sys.argv[3], int(sys.argv[4])))  # noqa: T201
