"""The engine of a process, loaded once; and for a server, which is to serve meanwhile, loaded in a thread.

All of `server.detection` is imported when it is needed, and so by that thread: it takes a good part of a second.
"""

from __future__ import annotations

import asyncio
import fcntl
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import structlog

from server.errors import Unavailable
from server.scan.words import DETECTOR_FAILED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from server.detection.engine import Engine
    from server.detection.model import Match, Rule
    from server.scan.examination import Examiner

log = structlog.get_logger(__name__)

WAIT_SECONDS: Final = 20.0
"""How long a call waits for the engine: compiling the rules takes four seconds, the first time on a machine."""


def open_engine(home: Path, time_limit: float, names_model: str = "") -> Engine:
    """Return an engine with its cache in `home`; `time_limit` is in seconds for each document.

    `names_model` is the setting of that name.

    Processes take turns, so that one compiles what the others then find in the cache.
    """
    from server.detection.engine import Engine  # noqa: PLC0415 -- see above

    cache = home / "cache"
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (cache / "detection.lock").open("wb") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return Engine(cache / "detection", time_limit=time_limit, names_model=names_model)


@dataclass(frozen=True, slots=True)
class LoadedEngine:
    """An engine with what callers ask of it. `rules` are by id."""

    engine: Examiner
    version: str
    rules: Sequence[Rule]

    def examine(self, path: str, media_type: str, content: bytes, key: bytes) -> tuple[Sequence[Match], str]:
        """Return what is in a document, and why that is not all, "" if it is. Raises nothing. For a thread."""
        from server.detection.model import DocumentBytes  # noqa: PLC0415 -- see above

        try:
            found = self.engine.examine(DocumentBytes(path, media_type, content), key)
        except BaseException as error:  # noqa: BLE001 -- also a native library's panic; its text may hold a secret
            log.error("detector failed", error=type(error).__name__)  # noqa: TRY400
            return (), DETECTOR_FAILED
        return found.matches, found.skipped or ""


def load_engine(home: Path, time_limit: float, names_model: str = "") -> LoadedEngine:
    """Return an engine as of `open_engine`, with its version and rules."""
    engine = open_engine(home, time_limit, names_model)
    return LoadedEngine(engine, engine.version, sorted(engine.rules(), key=lambda rule: rule.rule_id))


class Detectors:
    """The engine of a server process. Lives in one event loop."""

    def __init__(self, load: Callable[[], LoadedEngine], *, wait_seconds: float = WAIT_SECONDS) -> None:
        """`load` makes the engine; it is called in a thread, and again by the next call if it fails."""
        self._load = load
        self._wait_seconds = wait_seconds
        self._loaded: LoadedEngine | None = None
        self._loading: asyncio.Future[LoadedEngine] | None = None

    def start(self) -> None:
        """Begin to load, unless that is under way."""
        if self._loading is None:
            loop = asyncio.get_running_loop()
            self._loading = loop.create_future()
            self._loading.add_done_callback(self._keep)
            # Nobody waits for it when the process ends, as one would for a pool's thread.
            threading.Thread(target=self._run, args=(loop, self._loading), name="load-engine", daemon=True).start()

    async def get(self) -> LoadedEngine:
        """Return the engine, waiting for it if need be. Raises Unavailable if that takes long, or if it fails."""
        if self._loaded is not None:
            return self._loaded
        self.start()
        assert self._loading is not None  # noqa: S101 -- by start
        try:
            return await asyncio.wait_for(asyncio.shield(self._loading), self._wait_seconds)
        except TimeoutError:
            raise Unavailable("DETECTORS_LOADING", "the detectors are being loaded; try again") from None
        except Exception as error:
            raise Unavailable("DETECTORS_UNAVAILABLE") from error

    def _run(self, loop: asyncio.AbstractEventLoop, loading: asyncio.Future[LoadedEngine]) -> None:
        settle: Callable[[Any], None]
        try:
            outcome: Any = self._load()
            settle = loading.set_result
        except Exception as error:  # noqa: BLE001 -- told to whoever asks for the engine
            outcome, settle = error, loading.set_exception
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, outcome)

    def _keep(self, loading: asyncio.Future[LoadedEngine]) -> None:
        error = loading.exception()
        if error is None:
            self._loaded = loading.result()
        else:
            log.error("the detectors cannot be loaded", exc_info=error)
            self._loading = None
