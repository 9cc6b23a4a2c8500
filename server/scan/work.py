"""Working on one piece of a scan until it is done, lost or given back.

    planning   page ─> page ─> … ─> planned
    a chunk    next batch ─> examine in a thread ─> commit ─> … ─> read

Beside it a heartbeat lengthens the lease, and ends the work when the lease is lost, be it to a cancel. While the
database is away the work is tried again; if it stays away until the lease has run out, the work ends, and another
worker goes on from the last commit.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar

import structlog

from server.errors import Unavailable
from server.scan.examination import Group, OrganizationKeys, Outcome
from server.scan.lease import LeaseLost, PlanLease, beat, fail, give_back
from server.scan.pending import next_batch, read_ignore_file
from server.scan.plan import CHUNK_DOCUMENTS, plan_page
from server.scan.results import commit
from server.scan.turns import CAREFUL_ATTEMPT
from server.scan.words import COMPLETED, DETECTOR_FAILED, FAILED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from concurrent.futures import Executor

    from server.scan.examination import Examiner
    from server.scan.lease import AnyLease, ChunkLease, Lease
    from server.storage.database import Database
    from server.storage.keys import Keys

log = structlog.get_logger(__name__)

BEAT_SECONDS: Final = 1.0
"""A heartbeat comes at least this often: it is also how a canceled scan stops while a document takes long."""

LAST_ATTEMPT: Final = 5
"""After this take without any progress, the document at hand is skipped."""

RETRY_SECONDS: Final = 0.25

FAILURE: Final = "an internal error ended the scan; start another one"

PLANNED: Final = "planned"
READ: Final = "read"
GIVEN_BACK: Final = "given_back"
LOST: Final = "lost"
STORAGE_AWAY: Final = "storage_away"

T = TypeVar("T")


class Work:
    """How this process works on pieces: any number at once. `stopping`, then `abandoning` end all that runs."""

    def __init__(
        self, database: Database, keys: Keys, examiner: Examiner, threads: Executor, document_seconds: float
    ) -> None:
        """`document_seconds`: how long a document may take before it is given up."""
        self._database = database
        self._keys = keys
        self._examiner = examiner
        self._threads = threads
        self._document_seconds = document_seconds
        self.stopping = asyncio.Event()
        self.abandoning = asyncio.Event()

    async def do(self, lease: AnyLease, on_progress: Callable[[], None]) -> str:
        """Work on a piece; return how that ended, in a word. `on_progress`: is called when there is more to take."""
        doing = self._plan(lease, on_progress) if isinstance(lease, PlanLease) else self._read(lease)
        work = asyncio.create_task(doing)
        keep = asyncio.create_task(self._keep(lease))
        abandoned = asyncio.create_task(self.abandoning.wait())
        try:
            await asyncio.wait({work, keep, abandoned}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
            work.cancel()
            await asyncio.wait({work})
            if keep.done():
                return keep.result()
            await give_back(self._database, lease)
        except LeaseLost:
            return LOST
        except Unavailable:
            return STORAGE_AWAY
        except Exception:
            log.exception("scan failed", scan_id=lease.scan_id)
            return await self._fail(lease)
        finally:
            for task in (work, keep, abandoned):
                task.cancel()
            await asyncio.gather(work, keep, abandoned, return_exceptions=True)
        return GIVEN_BACK

    async def _fail(self, lease: Lease) -> str:
        try:
            await fail(self._database, lease, FAILURE)
        except LeaseLost:
            return LOST
        except Unavailable:
            return STORAGE_AWAY
        return FAILED

    async def _keep(self, lease: Lease) -> str:
        """Hold the lease; return how it ended: it was lost, or the database did not answer until it had run out."""
        while lease.left > 0:
            await asyncio.sleep(min(BEAT_SECONDS, lease.seconds / 3))
            try:
                await beat(self._database, lease)
            except LeaseLost:
                return LOST
            except Unavailable:
                log.warning("heartbeat failed", scan_id=lease.scan_id)
        return STORAGE_AWAY

    async def _plan(self, lease: PlanLease, on_progress: Callable[[], None]) -> str:
        while not self.stopping.is_set():
            planned = await self._insist(lambda: plan_page(self._database, lease))
            on_progress()
            if planned:
                return COMPLETED if lease.completed else PLANNED
        await give_back(self._database, lease)
        return GIVEN_BACK

    async def _read(self, lease: ChunkLease) -> str:
        keys = await self._insist(lambda: self._organization_keys(lease))
        ignore_file = await self._insist(lambda: read_ignore_file(self._database, lease, keys.data))
        most = 1 if lease.attempt >= CAREFUL_ATTEMPT else CHUNK_DOCUMENTS
        if lease.attempt > LAST_ATTEMPT:
            (document,) = await self._insist(lambda: next_batch(self._database, lease, 1))
            log.error("document skipped: it ended its worker again and again", document_id=document.id)
            await self._commit(lease, [Outcome(document, skipped=DETECTOR_FAILED)])
        while lease.documents and not self.stopping.is_set():
            rest = await self._insist(lambda: next_batch(self._database, lease, most))
            while rest and not self.stopping.is_set():
                outcomes = await self._examine(Group(self._examiner, keys, rest, ignore_file))
                await self._commit(lease, outcomes)
                rest = rest[len(outcomes) :]
        if not lease.documents:
            return COMPLETED if lease.completed else READ
        await give_back(self._database, lease)
        return GIVEN_BACK

    async def _commit(self, lease: ChunkLease, outcomes: Sequence[Outcome]) -> None:
        await self._insist(lambda: commit(self._database, lease, outcomes))

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

    async def _insist(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Do something in the database, again and again while it is away or others are before us: `_keep` ends it."""
        while True:
            try:
                return await attempt()
            except Unavailable as error:
                log.warning("storage away; trying again", exc_info=error.__cause__)
                await asyncio.sleep(RETRY_SECONDS)

    async def _organization_keys(self, lease: Lease) -> OrganizationKeys:
        organization_id = lease.tenant.organization_id
        async with self._database.read(lease.tenant) as session:
            return OrganizationKeys(
                lease.tenant,
                await self._keys.data_key(session, organization_id),
                await self._keys.fingerprint_key(session, organization_id),
            )
