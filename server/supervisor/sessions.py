"""Sessions of processes: who belongs to one, and how to end it whole.

Each supervised part leads a session of its own (setsid(2)), so that its process id names everything it has started.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

PROC = Path("/proc")
ROUNDS = 100
"""How often a session is looked at again while its processes end."""

PAUSE_SECONDS = 0.002
GONE = frozenset("ZX")
"""States of proc(5) in which a process has ended and only waits to be reaped."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the process table, as proc(5) has it in /proc/PID/stat."""

    pid: int
    state: str
    parent: int
    session: int


def process_table() -> Iterator[Entry]:
    """Yield every process of the machine; none where there is no Linux /proc."""
    if not (PROC / "self" / "stat").exists():
        return
    for name in os.listdir(PROC):  # noqa: PTH208 - thousands of Path objects would be made for nothing
        if not name.isdigit():
            continue
        with suppress(OSError):  # it ended meanwhile
            # the command's name stands in brackets and may itself contain any of them
            fields = Path(f"/proc/{name}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            yield Entry(pid=int(name), state=fields[0], parent=int(fields[1]), session=int(fields[3]))


def send(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process; one that has ended already is no error."""
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def kill_session(leader: int) -> None:
    """Kill the leader of a session and everything in it, also process groups it made; return when they are gone.

    Where there is no /proc, the leader's own process group is all that can be found.
    """
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
    for _ in range(ROUNDS):
        living = [entry.pid for entry in process_table() if entry.session == leader and entry.state not in GONE]
        if not living:
            return
        for pid in living:
            send(pid, signal.SIGKILL)
        time.sleep(PAUSE_SECONDS)


def end_orphans(own: Collection[int], sessions: Collection[int]) -> None:
    """Kill and reap the processes that this one has adopted, except those in a session that still has its leader.

    Args:
        own: Children that this process started itself and waits for elsewhere.
        sessions: Leaders of sessions that live on.
    """
    for _ in range(ROUNDS):
        orphans = [entry for entry in adopted(own) if entry.session not in sessions]
        if not orphans:
            return
        for orphan in orphans:
            send(orphan.pid, signal.SIGKILL)
            reap(orphan.pid)
        time.sleep(PAUSE_SECONDS)


def adopted(own: Collection[int]) -> list[Entry]:
    """Return the children of this process that it did not start: those a subreaper was given."""
    this = os.getpid()
    return [entry for entry in process_table() if entry.parent == this and entry.pid not in own]


def reap(pid: int) -> None:
    """Take the exit status of a child that has ended, so that its entry goes from the process table."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
