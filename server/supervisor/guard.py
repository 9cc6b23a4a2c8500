"""Keeps a watchdog alive beside the supervisor, and tells it which sessions there are."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAUSE_SECONDS = 1.0
CLOSE_SECONDS = 0.2


class Guard:
    """The watchdog's process, started anew when it ends."""

    def __init__(self, log: Path) -> None:
        """Start nothing yet; `keep` does."""
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._sessions: set[int] = set()

    async def keep(self) -> None:
        """Start the watchdog, and start it again whenever it ends."""
        while True:
            if not self._process or self._process.poll() is not None:
                with suppress(OSError):  # no room for it now
                    self._start()
            await asyncio.sleep(PAUSE_SECONDS)

    def began(self, leader: int) -> None:
        """Say that a session has begun."""
        self._sessions.add(leader)
        self._tell(f"+{leader}\n")

    def ended(self, leader: int) -> None:
        """Say that a session is over: its number may be another's soon."""
        self._sessions.discard(leader)
        self._tell(f"-{leader}\n")

    def pids(self) -> set[int]:
        """Return the watchdog's process id."""
        return {self._process.pid} if self._process else set()

    def close(self) -> None:
        """End the watchdog, without anything for it to do."""
        for leader in tuple(self._sessions):
            self.ended(leader)
        process = self._process
        if process and process.stdin:
            with suppress(OSError):
                process.stdin.close()
            try:
                process.wait(CLOSE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self) -> None:
        if self._process and self._process.stdin:
            self._process.stdin.close()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                (sys.executable, "-P", "-m", "server.supervisor.watchdog"),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                bufsize=0,
                start_new_session=True,
                env={},
            )
        if self._process.stdin:
            os.set_blocking(self._process.stdin.fileno(), False)
        for leader in self._sessions:
            self._tell(f"+{leader}\n")

    def _tell(self, line: str) -> None:
        """Write a line; a watchdog that has ended is told everything when it is started again."""
        if self._process and self._process.stdin:
            with suppress(OSError, ValueError):
                self._process.stdin.write(line.encode())
