"""One log line and one count for each call: what was called, by which credential, how it ended, how long it took."""

from __future__ import annotations

import time
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


class Observation(Concern):
    """Logs and counts. Health checks and the edge's own checks (cost 0) are counted and not logged."""

    name = "observation"

    def leave(self, call: Call) -> None:
        """Write the line and the count."""
        seconds = time.perf_counter() - call.started
        CALLS.labels(call.method, call.code).inc()
        SECONDS.labels(call.method).observe(seconds)
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
