"""Follows a scan to its end: by the service's stream of it, and by asking when that breaks."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from server.client.errors import ClientError

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.client.api import Api, Scan

FIRST_WAIT, LONGEST_WAIT = 0.5, 4.0
"""Seconds between two questions: a long scan shall not use up its own key's calls."""

GROWTH = 1.5


def follow(api: Api, scan_id: str, tell: Callable[[Scan], None], sleep: Callable[[float], None]) -> Scan:
    """Return the scan when it is completed, failed or canceled; `tell` gets its states on the way.

    Raises ClientError if the service can no longer be asked.
    """
    with suppress(ClientError):  # whatever broke the stream: if it matters, the question below meets it again
        for scan in api.watch(scan_id):
            tell(scan)
            if scan.is_final:
                return scan
    wait = FIRST_WAIT
    while True:
        scan = api.scan(scan_id)
        tell(scan)
        if scan.is_final:
            return scan
        sleep(wait)
        wait = min(wait * GROWTH, LONGEST_WAIT)
