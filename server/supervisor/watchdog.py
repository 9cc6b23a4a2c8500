"""A small process that outlives a killed supervisor by a moment, to end what it leaves behind.

Linux kills each part when the supervisor dies, but not what the part has started; macOS kills nothing. The supervisor
writes a line ``+PID`` for each session it begins and ``-PID`` for each that ended. End of file means that the
supervisor is gone, and that every session still named is to be killed.
"""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

from server.supervisor.sessions import kill_session

if TYPE_CHECKING:
    from collections.abc import Iterable


def remaining(lines: Iterable[str]) -> set[int]:
    """Return the sessions that were begun and not ended when the lines come to their end."""
    sessions: set[int] = set()
    for line in lines:
        leader = int(line[1:])
        if line.startswith("+"):
            sessions.add(leader)
        else:
            sessions.discard(leader)
    return sessions


def main() -> None:
    """Wait for the supervisor's end, then end its sessions."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    for leader in remaining(sys.stdin):
        kill_session(leader)


if __name__ == "__main__":
    main()
