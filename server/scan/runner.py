"""Running scans in a worker: take one, read what it has yet to read, write down what comes of it, a group at a time.

    take ─> plan ─┬─> next batch ─> examine in a thread ─> commit ─┐
                  └────────────────────<───────────────────────────┘  until nothing is left ─> completed

Beside it a heartbeat lengthens the lease, and ends the work when the lease is lost, be it to a cancel. With the
database away the work ends too, and the lease runs out: another worker goes on from the last commit.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

import structlog
from sqlalchemy import select

from server.errors import Unavailable
from server.scan import metrics
from server.scan.examination import Group, OrganizationKeys, Outcome, make_threads
from server.scan.lease import LeaseLost, beat, finish, free, give_back, take
from server.scan.pending import BATCH_DOCUMENTS, next_batch
from server.scan.plan import plan
from server.scan.results import commit
from server.scan.tables import Scan
from server.scan.words import COMPLETED, DETECTOR_FAILED, FAILED
from server.storage.base import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.scan.examination import Examiner
    from server.scan.lease import Lease
    from server.scan.pending import PendingDocument
    from server.settings import Settings
    from server.storage.database import Database
    from server.storage.keys import Keys

log = structlog.get_logger(__name__)

BEAT_SECONDS: Final = 1.0
"""A heartbeat comes at least this often: it is also how a canceled scan stops while a document takes long."""

CAREFUL_ATTEMPT: Final = 3
"""From this run without any progress, documents are examined one by one: perhaps one of them kills the worker."""

LAST_ATTEMPT: Final = 5
"""After this run without any progress, the document at hand is skipped."""

GRACE_SECONDS: Final = 2.0
"""How much longer than its detectors a document may take."""

FAILURE: Final = "an internal error ended the scan; start another one"


class Runner:
    """Runs scans, up to `worker_threads` at once. Lives in one event loop."""

    def __init__(
        self, database: Database, keys: Keys, examiner: Examiner, engine_version: str, settings: Settings
    ) -> None:
        self._database = database
        self._keys = keys
        self._examiner = examiner
        self._engine_version = engine_version
        self._lease_seconds = settings.scan_lease_seconds
        self._document_seconds = settings.document_timeout_seconds + GRACE_SECONDS
        self._threads = make_threads(settings.worker_threads)
        self._size = settings.worker_threads
        self._slots = asyncio.Semaphore(settings.worker_threads)
        self._runs: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._abandoning = asyncio.Event()

    async def run(self, scan_id: str) -> None:
        """Run a scan to its end, if it can be taken; wait for a free slot before. Raises nothing."""
        async with self._slots:
            if self._stopping.is_set():
                return
            try:
                lease = await take(self._database, scan_id, self._lease_seconds, self._engine_version)
            except Unavailable as error:
                log.warning("scan not taken", scan_id=scan_id, exc_info=error.__cause__)
                return
            if lease is None:
                return
            task = asyncio.create_task(self._run(lease))
            self._runs.add(task)
            try:
                await asyncio.wait({task})
            finally:
                self._runs.discard(task)

    async def sweep(self) -> Sequence[asyncio.Task[None]]:
        """Begin scans that nobody has, as many as there are free slots; return their tasks. Raises Unavailable.

        They are those whose worker has gone, then those whose message was lost or still waits for a busy worker.
        """
        slots = self._size - len(self._runs)
        if slots <= 0 or self._stopping.is_set():
            return ()
        query = select(Scan.id).where(free(now())).order_by(Scan.status.desc(), Scan.id).limit(slots)
        async with self._database.service_read() as session:
            waiting = (await session.scalars(query)).all()
        return [asyncio.create_task(self.run(scan_id)) for scan_id in waiting]

    async def stop(self, seconds: float) -> None:
        """Take no more, and give back what runs: at the next document, or at once after `seconds`."""
        self._stopping.set()
        if self._runs:
            await asyncio.wait(self._runs, timeout=seconds)
        self._abandoning.set()
        if self._runs:
            await asyncio.wait(self._runs, timeout=1)
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _run(self, lease: Lease) -> None:
        began = time.monotonic()
        log.info("scan taken", scan_id=lease.scan_id, attempt=lease.attempt)
        with metrics.RUNNING_SCANS.track_inprogress():
            outcome = await self._outcome(lease)
        seconds = time.monotonic() - began
        metrics.SCANS.labels(outcome).inc()
        metrics.SECONDS.observe(seconds)
        log.info("scan left", scan_id=lease.scan_id, outcome=outcome, seconds=round(seconds, 3))

    async def _outcome(self, lease: Lease) -> str:
        """Work on a scan until it is done, lost or given back; return which, in a word."""
        work = asyncio.create_task(self._work(lease))
        others = {asyncio.create_task(self._keep(lease)), asyncio.create_task(self._abandoned())}
        try:
            await asyncio.wait({work, *others}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
            work.cancel()
            await asyncio.wait({work})
            if self._abandoning.is_set():
                await give_back(self._database, lease)
                return "given_back"
        except LeaseLost:
            return "lost"
        except Unavailable as error:
            log.warning("scan left to another worker", scan_id=lease.scan_id, exc_info=error.__cause__)
            return "storage_away"
        except Exception:
            log.exception("scan failed", scan_id=lease.scan_id)
            return await self._fail(lease)
        finally:
            for task in (work, *others):
                task.cancel()
            await asyncio.gather(work, *others, return_exceptions=True)
        return "lost"

    async def _fail(self, lease: Lease) -> str:
        try:
            await finish(self._database, lease, FAILED, FAILURE)
        except LeaseLost:
            return "lost"
        except Unavailable:
            return "storage_away"
        return FAILED

    async def _keep(self, lease: Lease) -> None:
        """Hold the lease; return when it is lost, or has run out because the database does not answer."""
        held = time.monotonic()
        while time.monotonic() - held < lease.seconds:
            await asyncio.sleep(min(BEAT_SECONDS, lease.seconds / 3))
            try:
                began = time.monotonic()
                await beat(self._database, lease)
                held = began
            except LeaseLost:
                return
            except Unavailable:
                log.warning("heartbeat failed", scan_id=lease.scan_id)

    async def _abandoned(self) -> None:
        await self._abandoning.wait()

    async def _work(self, lease: Lease) -> str:
        if not lease.planned:
            await plan(self._database, lease)
        keys = await self._organization_keys(lease)
        most = 1 if lease.attempt >= CAREFUL_ATTEMPT else BATCH_DOCUMENTS
        if lease.attempt > LAST_ATTEMPT:
            for document in await next_batch(self._database, lease, most=1):
                log.error("document skipped: its scan ended the worker again and again", document_id=document.id)
                await commit(self._database, lease, [Outcome(document, skipped=DETECTOR_FAILED)])
        while not self._stopping.is_set():
            batch = await next_batch(self._database, lease, most=most)
            if not batch:
                await finish(self._database, lease, COMPLETED)
                return COMPLETED
            await self._read(lease, keys, batch)
        await give_back(self._database, lease)
        return "given_back"

    async def _read(self, lease: Lease, keys: OrganizationKeys, batch: Sequence[PendingDocument]) -> None:
        """Examine a batch and commit what comes of it, group by group."""
        rest = batch
        while rest and not self._stopping.is_set():
            outcomes = await self._examine(Group(self._examiner, keys, rest))
            await commit(self._database, lease, outcomes)
            rest = rest[len(outcomes) :]

    async def _examine(self, group: Group) -> Sequence[Outcome]:
        running = asyncio.get_running_loop().run_in_executor(self._threads, group.run)
        try:
            while True:
                done, _ = await asyncio.wait({running}, timeout=self._document_seconds / 4)
                if done:
                    running.result()
                    return group.end()
                if group.overdue(self._document_seconds):
                    return group.give_up()
        finally:
            group.end()

    async def _organization_keys(self, lease: Lease) -> OrganizationKeys:
        organization_id = lease.tenant.organization_id
        async with self._database.read(lease.tenant) as session:
            return OrganizationKeys(
                lease.tenant,
                await self._keys.data_key(session, organization_id),
                await self._keys.fingerprint_key(session, organization_id),
            )
