"""Starts parts in order, starts again whichever dies, and ends all of them in time.

A part's whole session is killed before it is started again, so nothing runs twice. The first restart is immediate; a
part that keeps dying young waits longer each time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.supervisor import sessions
from server.supervisor.files import make_private_directory
from server.supervisor.guard import Guard
from server.supervisor.process import Child, NotReadyError, Part, rotate_in_use

if TYPE_CHECKING:
    from pathlib import Path

Announce = Callable[[str], None]
Layer = Sequence[Part]
"""Parts that start together, and end together."""

PROBE_SECONDS = 0.05
PROBE_LIMIT_SECONDS = 2.0
KILLED_SECONDS = 0.3
"""How long a killed process may take to go; one that waits for a broken disk cannot be ended by anyone."""

DRAIN_SHARE = 0.75
"""How much of its time of grace a part may drain before it is asked to end."""

QUIET_DEATHS = 12
"""Of a part that keeps dying, every so many deaths are announced after the first few: about one a minute."""


class StartError(Exception):
    """The installation cannot run here; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Timings:
    """How patient a supervisor is."""

    delays: tuple[float, ...] = (0, 0.5, 1, 2, 4, 5)
    """Seconds before the first, second, … restart of a part that dies young; the last one repeats."""

    stable_seconds: float = 5
    """A part that lived as long as this dies for the first time again."""

    stop_seconds: float = 4.3
    """When everything that has not ended by itself is killed, so that all is over within 5 s also on a busy machine."""

    round_seconds: float = 5
    """How often logs are cut and adopted processes reaped."""


class Supervisor:
    """Layers of parts: each starts when the one before it is ready, and they end in the opposite order."""

    def __init__(
        self,
        layers: Sequence[Layer],
        *,
        run_directory: Path,
        log_directory: Path,
        announce: Announce,
        timings: Timings | None = None,
        subreaper: bool = False,
    ) -> None:
        """Take what to run; nothing starts yet.

        Args:
            layers: In the order of their start.
            run_directory: Gets a pid file for each part.
            log_directory: Gets a log for each part.
            announce: Gets one line for whatever a person at the terminal should know.
            subreaper: Whether this process is one (prctl(2)) and has no other children: it ends what it adopts.
            timings: How patient to be.
        """
        self._layers = layers
        self._run = make_private_directory(run_directory)
        self._logs = make_private_directory(log_directory)
        self._announce = announce
        self._timings = timings or Timings()
        self._subreaper = subreaper
        self._children: dict[str, Child] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._guard = Guard(self._logs / "watchdog.log")
        for leftover in self._run.glob("*.pid"):  # of a supervisor that was killed
            leftover.unlink()

    async def start(self) -> None:
        """Start every layer; return when all parts are ready. Raises StartError, with the end of a log."""
        self._task(self._guard.keep())
        self._task(self._make_rounds())
        for layer in self._layers:
            starts = [asyncio.ensure_future(self._start(part)) for part in layer]
            try:
                await asyncio.gather(*starts)
            finally:
                for start in starts:
                    start.cancel()
                await asyncio.gather(*starts, return_exceptions=True)

    async def stop(self) -> None:
        """End everything, last layer first; return when nothing is left."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timings.stop_seconds):
                for layer in reversed(self._layers):
                    children = (self._children.get(part.name) for part in layer)
                    await asyncio.gather(*(self._end(child) for child in children if child))
        for child in self._children.values():
            child.kill()
        with suppress(TimeoutError):
            async with asyncio.timeout(KILLED_SECONDS):
                await asyncio.gather(*(child.ended() for child in self._children.values()))
        self._end_orphans()
        self._guard.close()

    def _task(self, coroutine: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _spawn(self, part: Part) -> Child:
        child = Child(part, self._run, self._logs / f"{part.name}.log", self._guard.ended)
        self._children[part.name] = child
        self._guard.began(child.pid)
        return child

    async def _start(self, part: Part) -> None:
        """Start a part for the first time: it must become ready, or the whole start fails."""
        try:
            child = self._spawn(part)
        except OSError as error:
            message = f"{part.name} could not be started: {error.strerror}"
            raise StartError(message) from error
        problem = await self._wait_ready(child)
        if problem:
            message = f"{part.name} {problem}. The end of {child.log}:\n{child.log_tail()}"
            raise StartError(message)
        if not part.once:
            self._task(self._keep(child))

    async def _keep(self, child: Child) -> None:
        """Start a part again whenever it dies."""
        part, deaths = child.part, 0
        while True:
            await child.ended()
            self._end_orphans()
            deaths = 1 if child.lifetime > self._timings.stable_seconds else deaths + 1
            child = await self._start_again(child, deaths)
            problem = await self._wait_ready(child)
            if problem and child.exit_code is None:
                self._announce(f"{part.name} {problem}; killing it. Its log: {child.log}")
                child.kill()
            elif deaths > 1 and not problem:
                self._announce(f"{part.name} runs again, as process {child.pid}")

    async def _start_again(self, dead: Child, deaths: int) -> Child:
        """Return the successor of a part that has died so many times in a row."""
        name, delays = dead.part.name, self._timings.delays
        news = f"{name} {dead.how_it_ended()}"
        while True:
            delay = delays[min(deaths, len(delays)) - 1]
            if 1 < deaths <= len(delays) or deaths % QUIET_DEATHS == 0:
                self._announce(f"{news}, {deaths} times in a row; next start in {delay:g} s. Its log: {dead.log}")
            await asyncio.sleep(delay)
            try:
                child = self._spawn(dead.part)
            except OSError as error:  # no memory, no room on the disk: it may pass
                news, deaths = f"{name} could not be started: {error.strerror}", deaths + 1
                continue
            if deaths == 1:
                self._announce(f"{news}; started again as process {child.pid}")
            return child

    async def _wait_ready(self, child: Child) -> str:
        """Return nothing when the child is ready, else why it is not."""
        end = asyncio.ensure_future(child.ended())
        ready = asyncio.ensure_future(child.ended() if child.part.once else _ready(child.part))
        try:
            await asyncio.wait((end, ready), timeout=child.part.ready_seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            end.cancel()
            ready.cancel()
            await asyncio.gather(end, ready, return_exceptions=True)
        if child.exit_code is not None:
            return "" if child.part.once and child.exit_code == 0 else child.how_it_ended()
        if ready.cancelled():
            return f"was not ready after {child.part.ready_seconds:g} s"
        error = ready.exception()
        return f"could not be asked whether it is ready: {error}" if error else ""

    async def _end(self, child: Child) -> None:
        """Ask a child to end, and kill it if it takes too long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(child.part.grace_seconds):
                if child.part.drain and child.exit_code is None:
                    with suppress(OSError, NotReadyError):
                        async with asyncio.timeout(child.part.grace_seconds * DRAIN_SHARE):
                            await child.part.drain()
                child.signal(child.part.stop_signal)
                await child.ended()
        child.kill()
        await child.ended()

    async def _make_rounds(self) -> None:
        while True:
            await asyncio.sleep(self._timings.round_seconds)
            for log in self._logs.glob("*.log"):
                try:
                    rotate_in_use(log)
                except OSError as error:
                    self._announce(f"{log} could not be cut: {error.strerror}")
            if self._subreaper:
                for orphan in sessions.adopted(self._own()):
                    if orphan.state in sessions.GONE:
                        sessions.reap(orphan.pid)

    def _end_orphans(self) -> None:
        if self._subreaper:
            living = {child.pid for child in self._children.values() if child.exit_code is None}
            sessions.end_orphans(self._own(), living)

    def _own(self) -> set[int]:
        return {*(child.pid for child in self._children.values()), *self._guard.pids()}


async def _ready(part: Part) -> None:
    """Return when the part's probe finds it ready."""
    while True:
        with suppress(NotReadyError, OSError):
            async with asyncio.timeout(PROBE_LIMIT_SECONDS):
                return await part.ready()
        await asyncio.sleep(PROBE_SECONDS)
