"""One log line and one count for each call: what was called, by which credential, how it ended, how long it took."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING

import structlog
from prometheus_client import Counter, Histogram

from server.interceptors.concern import Concern

if TYPE_CHECKING:
    from server.interceptors.call import Call

log = structlog.get_logger("call")

CALLS = Counter("netallion_calls_total", "Calls by method and status.", ["method", "code"])
SECONDS = Histogram(
    "netallion_call_seconds",
    "Seconds from the arrival of a call to the end of its answer.",
    ["method"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


@cache
def _counters(method: str, code: str) -> tuple[Counter, Histogram]:
    """Return what counts the calls of a method that end so; there are as many as methods and codes."""
    return CALLS.labels(method, code), SECONDS.labels(method)


class Observation(Concern):
    """Logs and counts. Health checks and the edge's own checks (cost 0) are counted and not logged."""

    name = "observation"

    def leave(self, call: Call) -> None:
        """Write the line and the count."""
        seconds = time.perf_counter() - call.started
        calls, observed = _counters(call.method, call.code)
        calls.inc()
        observed.observe(seconds)
        if call.policy.cost:
            log.info(
                "call",
                method=call.method,
                code=call.code,
                reason=call.reason,
                credential=call.principal.credential_id if call.principal else "",
                address=call.address,
                milliseconds=round(seconds * 1000, 2),
            )
