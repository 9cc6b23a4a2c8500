"""A part, which says what to run, and a child, which is a running one."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.supervisor import sessions
from server.supervisor.files import write_private
from server.supervisor.launch import __file__ as launcher

if TYPE_CHECKING:
    from pathlib import Path

LOG_BYTES = 16 * 1024 * 1024
"""A log that has grown beyond this is moved aside; one older log is kept."""

Probe = Callable[[], Awaitable[None]]
"""Looks once whether a part is ready, and raises `NotReadyError` or OSError (TimeoutError is one) if it is not."""


class NotReadyError(Exception):
    """A part answers, but says that it is not ready."""


async def at_once() -> None:
    """Be ready as soon as the process runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What to run, and how to treat it."""

    name: str
    """Names its pid file and its log."""

    command: tuple[str, ...]
    """The path of a program and its arguments."""

    environment: Mapping[str, str] = field(repr=False)
    """All of its environment; it holds secrets."""

    ready: Probe = at_once
    ready_seconds: float = 30.0
    drain: Probe | None = None
    """Awaited before the stop signal, within the same time of grace."""

    stop_signal: signal.Signals = signal.SIGTERM
    grace_seconds: float = 2.5
    """How long it may take to end when asked to, before it is killed."""

    once: bool = False
    """Whether it is a step of the start: ready when it has exited with 0, and never started again."""


class Child:
    """A running part: the leader of a session of its own, with a pid file and a log."""

    def __init__(self, part: Part, run_directory: Path, log: Path, on_end: Callable[[int], None]) -> None:
        """Start it. Raises OSError if the machine has no room for it.

        Args:
            part: What to run.
            run_directory: Where its pid file lies while it runs.
            log: What it writes its output to.
            on_end: Gets the pid when the session has ended, while the number still cannot be another's.
        """
        self.part = part
        self.log = log
        self.exit_code: int | None = None
        self._on_end = on_end
        self._pid_file = run_directory / f"{part.name}.pid"
        self._ended = asyncio.Event()
        rotate(log)
        with log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603 - commands are made by parts.py, without a shell
                # -I -S: the launcher needs nothing installed, and starts in half the time
                (sys.executable, "-I", "-S", launcher, str(os.getpid()), *part.command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(part.environment),
                start_new_session=True,
            )
        self.pid = self._process.pid
        self._loop = asyncio.get_running_loop()
        self.started = self._loop.time()
        threading.Thread(target=self._watch, name=f"watch-{part.name}", daemon=True).start()
        try:
            if not part.once:
                write_private(self._pid_file, f"{self.pid}\n")
        except OSError:
            self.kill()
            raise

    def _watch(self) -> None:
        """Wait in a thread for the end: no signal handler, and the same on every platform."""
        if hasattr(os, "waitid"):
            # It is left unreaped: its pid names the session, and must not become another's before we have ended that.
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        else:  # macOS before Python 3.13
            self._process.wait()
        with suppress(RuntimeError):  # the loop is closed: the supervisor has gone
            self._loop.call_soon_threadsafe(self._bury)

    def _bury(self) -> None:
        """End what the part left behind, then forget it."""
        sessions.kill_session(self.pid)
        self._pid_file.unlink(missing_ok=True)
        self._on_end(self.pid)
        self.exit_code = self._process.wait()
        self._ended.set()

    async def ended(self) -> None:
        """Return when it and all of its session are gone; `exit_code` is set then."""
        await self._ended.wait()

    @property
    def lifetime(self) -> float:
        """Seconds since the start."""
        return self._loop.time() - self.started

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process alone; none if it has ended."""
        if self.exit_code is None:
            sessions.send(self.pid, number)  # Popen's own method would reap it

    def kill(self) -> None:
        """Kill all of its session."""
        if self.exit_code is None:
            sessions.kill_session(self.pid)

    def how_it_ended(self) -> str:
        """Return it in words: ``was killed by SIGKILL`` or ``exited with 1``."""
        code = self.exit_code if self.exit_code is not None else 0
        if code >= 0:
            return f"exited with {code}"
        try:
            return f"was killed by {signal.Signals(-code).name}"
        except ValueError:
            return f"was killed by signal {-code}"

    def log_tail(self, lines: int = 15) -> str:
        """Return the last lines of its log, indented."""
        try:
            with self.log.open("rb") as file:
                file.seek(max(0, self.log.stat().st_size - 8192))
                text = file.read().decode(errors="replace")
        except OSError:
            return ""
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


def rotate(log: Path) -> None:
    """Move a log that has grown too large aside while nobody writes it."""
    if _too_large(log):
        log.replace(log.with_name(f"{log.name}.1"))


def rotate_in_use(log: Path) -> None:
    """Copy a log that has grown too large and empty it: its writer appends, so it goes on from the start.

    Lines written between the copy and the cut are lost.
    """
    if _too_large(log):
        shutil.copyfile(log, log.with_name(f"{log.name}.1"))
        os.truncate(log, 0)


def _too_large(log: Path) -> bool:
    try:
        return log.stat().st_size > LOG_BYTES
    except FileNotFoundError:
        return False
