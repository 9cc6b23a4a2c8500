"""Running scans in a worker: as many pieces of them at once as there are slots, whose turn it is (`turns.py`).

             ┌──────────────── a piece has ended, a message, a plan that got on, a second over
             v
    free slots? ─> next turn ─> take ─> work on it in a task (`work.py`)

The database says what there is to do, and every worker looks there by itself; messages only make it look at once.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import structlog

from server.errors import Unavailable
from server.scan import metrics
from server.scan.examination import make_threads
from server.scan.lease import ChunkLease
from server.scan.turns import CAREFUL_ATTEMPT, next_turn, take
from server.scan.work import PLANNED, READ, Work

if TYPE_CHECKING:
    from server.scan.examination import Examiner
    from server.scan.lease import AnyLease
    from server.settings import Settings
    from server.storage.database import Database
    from server.storage.keys import Keys

log = structlog.get_logger(__name__)

GRACE_SECONDS: Final = 2.0
"""How much longer than its detectors a document may take."""

AGAIN_SECONDS: Final = 0.02
"""How long to wait before looking again when another worker was faster."""

REMEMBERED: Final = 10_000
"""Of so many organizations it is remembered when they were served."""


class Runner:
    """Works on pieces of scans, up to `worker_threads` at once. Lives in one event loop."""

    def __init__(
        self, database: Database, keys: Keys, examiner: Examiner, engine_version: str, settings: Settings
    ) -> None:
        self._database = database
        self._engine_version = engine_version
        self._lease_seconds = settings.scan_lease_seconds
        self._sweep_seconds = settings.sweep_seconds
        self._slots = settings.worker_threads
        self._threads = make_threads(settings.worker_threads)
        document_seconds = settings.document_timeout_seconds + GRACE_SECONDS
        self._work = Work(database, keys, examiner, self._threads, document_seconds)
        self._pieces: set[asyncio.Task[None]] = set()
        self._alone = False
        self._served: dict[str, float] = {}
        self._woken = asyncio.Event()
        self._filling = asyncio.Lock()

    async def run(self) -> None:
        """Work until `stop`. Raises nothing."""
        while not self._work.stopping.is_set():
            await self._fill()
            await self._rest()

    async def work(self) -> None:
        """Work until nothing is left that this worker could take. Raises nothing."""
        await self._fill()
        while self._pieces:
            await self._rest()
            await self._fill()

    async def wake(self, _scan_id: str = "") -> None:
        """Look for work at once, whatever scan the message was about."""
        self._woken.set()

    async def stop(self, seconds: float) -> None:
        """Take no more, and give back what runs: at the next document, or at once after `seconds`."""
        self._work.stopping.set()
        self._woken.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds + 1), self._filling:
                pass
        if self._pieces:
            await asyncio.wait(self._pieces, timeout=seconds)
        self._work.abandoning.set()
        if self._pieces:
            await asyncio.wait(self._pieces, timeout=1)
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _fill(self) -> None:
        """Take pieces until there is no free slot, or nothing to take."""
        self._woken.clear()
        async with self._filling:
            try:
                while len(self._pieces) < self._slots and not self._alone and not self._work.stopping.is_set():
                    if not await self._take():
                        return
            except Unavailable as error:
                log.warning("nothing taken", exc_info=error.__cause__)
            except Exception:
                log.exception("nothing taken")

    async def _take(self) -> bool:
        """Take a piece and begin to work on it, or see that another has; return whether to look for another one."""
        turn = await next_turn(self._database, self._served)
        if turn is None or (turn.careful and self._pieces):
            return False  # what needs care waits until the slots are empty, and nothing else is begun before
        lease = await take(self._database, turn, self._lease_seconds, self._engine_version)
        if lease is None:
            await asyncio.sleep(AGAIN_SECONDS)
            return True
        self._remember(lease)
        piece = asyncio.create_task(self._do(lease))
        self._pieces.add(piece)
        piece.add_done_callback(self._ended)
        return True

    def _remember(self, lease: AnyLease) -> None:
        organization_id = lease.tenant.organization_id
        self._served.pop(organization_id, None)
        self._served[organization_id] = time.monotonic()
        if len(self._served) > REMEMBERED:
            del self._served[next(iter(self._served))]
        self._alone = isinstance(lease, ChunkLease) and lease.attempt >= CAREFUL_ATTEMPT

    def _ended(self, piece: asyncio.Task[None]) -> None:
        self._pieces.discard(piece)
        if not self._pieces:
            self._alone = False
        self._woken.set()

    async def _rest(self) -> None:
        """Wait until there may be something to do."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), self._sweep_seconds)

    async def _do(self, lease: AnyLease) -> None:
        began = time.monotonic()
        where: dict[str, str | int] = {"scan_id": lease.scan_id}
        if isinstance(lease, ChunkLease):
            where |= {"chunk": lease.first, "attempt": lease.attempt}
        log.debug("piece taken", **where)
        with metrics.PIECES_RUNNING.track_inprogress():
            outcome = await self._work.do(lease, self._woken.set)
        seconds = time.monotonic() - began
        metrics.PIECES.labels(outcome).inc()
        metrics.SECONDS.observe(seconds)
        level = logging.DEBUG if outcome in (PLANNED, READ) else logging.INFO
        log.log(level, "piece left", outcome=outcome, seconds=round(seconds, 3), **where)
