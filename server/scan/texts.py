"""Looking into one text at once: the guard before a call of a model. Nothing is stored.

Detectors take no orders while they work, so there are as many texts at a time as threads; a call that finds no thread
free within a second is told to come back. A text that takes too long is answered with what is known, which is nothing,
and keeps its thread until the detectors return.
"""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from server.errors import Unavailable
from server.scan import metrics
from server.scan.media_types import guess_media_type
from server.scan.words import TIMEOUT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.detection.model import Match
    from server.principal import Tenant
    from server.scan.engine import Detectors, LoadedEngine
    from server.storage.database import Database
    from server.storage.keys import Keys

DEFAULT_PATH: Final = "prompt.txt"
DETECTOR_SECONDS: Final = 1.8
"""How long the detectors may take: the engine's own limit, at which it tells what it has found so far."""

ANSWER_SECONDS: Final = 2.0
"""How long a caller waits for them: a detector may see late that its time is over."""

WAIT_SECONDS: Final = 1.0
MOST_WAITING: Final = 64
_THREADS: Final = max(2, min(4, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and what it would be called as a document; "" if the caller does not say."""

    content: str = field(repr=False)
    path: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class TextResult:
    """What is in a text. `incomplete`: why that is not all, "" if it is."""

    matches: Sequence[Match]
    incomplete: str
    engine_version: str


class TextScanner:
    """Looks into texts, some at a time. Close it when done."""

    def __init__(
        self,
        database: Database,
        keys: Keys,
        detectors: Detectors,
        *,
        threads: int = _THREADS,
        wait_seconds: float = WAIT_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        """`wait_seconds`: for a free thread; `answer_seconds`: for the detectors."""
        self._database = database
        self._keys = keys
        self._detectors = detectors
        self._wait_seconds = wait_seconds
        self._answer_seconds = answer_seconds
        self._fingerprint_keys: dict[str, bytes] = {}
        self._threads = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="text")
        self._free = asyncio.Semaphore(threads)
        self._waiting = 0

    async def scan(self, tenant: Tenant, text: Text) -> TextResult:
        """Return what is in a text. Raises Unavailable if too many are looked into, or the engine is not there yet."""
        loaded = await self._detectors.get()
        key = await self._fingerprint_key(tenant)
        await self._take_thread()
        examining = asyncio.get_running_loop().run_in_executor(self._threads, _examine, loaded, text, key)
        examining.add_done_callback(lambda _: self._free.release())
        done, _ = await asyncio.wait({examining}, timeout=self._answer_seconds)
        matches, incomplete = examining.result() if done else ((), TIMEOUT)
        metrics.TEXTS.labels(incomplete or "complete").inc()
        return TextResult(matches, incomplete, loaded.version)

    def close(self) -> None:
        """End the threads: those at work when they are done."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _take_thread(self) -> None:
        if self._waiting >= MOST_WAITING:
            raise _busy()
        self._waiting += 1
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._free.acquire()
        except TimeoutError:
            raise _busy() from None
        finally:
            self._waiting -= 1

    async def _fingerprint_key(self, tenant: Tenant) -> bytes:
        """Return the key that scans use too; it never changes, so that it is asked for once."""
        organization_id = tenant.organization_id
        key = self._fingerprint_keys.get(organization_id)
        if key is None:
            async with self._database.read(tenant) as session:
                key = await self._keys.fingerprint_key(session, organization_id)
            self._fingerprint_keys[organization_id] = key
        return key


def _examine(loaded: LoadedEngine, text: Text, key: bytes) -> tuple[Sequence[Match], str]:
    path = text.path or DEFAULT_PATH
    return loaded.examine(path, text.media_type or guess_media_type(path), text.content.encode(), key)


def _busy() -> Unavailable:
    metrics.TEXTS.labels("busy").inc()
    return Unavailable("TEXT_SCANS_BUSY", "too many texts at once; try again")
