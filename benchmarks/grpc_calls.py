"""The full call against the ceiling: h2load on a bare grpc.aio echo, and on the same one behind the real chain.

    python -m benchmarks.grpc_calls [--rounds 5] [--seconds 2]

The full call has a valid API key, its scope, three windows, headers, validation, a log line and metrics. 64 calls are
in flight over 4 connections; the servers are measured in turn. h2load does not look at grpc-status, so the windows
are asked afterwards whether all those calls were admitted.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from netallion.scan.v1 import scan_pb2

from benchmarks.echo_server import METHOD
from benchmarks.installation import free_port, installation
from benchmarks.load import h2load, require
from benchmarks.report import Goal, Outcome, Row, middle, parser, publish, spread
from server.limits.limiter import Limiter
from server.limits.plans import PLANS

if TYPE_CHECKING:
    import argparse

    from benchmarks.installation import Installation
    from benchmarks.load import Load

MESSAGE = scan_pb2.GetScanRequest(id="scan_01J00000000000000000000000").SerializeToString()
WANTED = 0.80
NAMES = {"bare": "bare grpc.aio echo", "headers": "echo that sends the headers", "full": "the full call"}


async def charged(made: Installation) -> int:
    """Return how many calls of the key were admitted today."""
    limiter, plan = Limiter(made.valkey.url), PLANS["benchmark"]
    await limiter.start()
    verdict = await limiter.charge(made.key_id, plan, 0)
    await limiter.close()
    return plan.capacities[2] - verdict.day_remaining


def measure(arguments: argparse.Namespace) -> list[Outcome]:
    """Measure the servers in turn."""
    require("h2load")
    with installation() as made:
        ports = {kind: free_port() for kind in NAMES}
        processes = {
            kind: made.start("benchmarks.echo_server", kind, f"127.0.0.1:{port}", port=port)
            for kind, port in ports.items()
        }
        metadata = {"authorization": f"Bearer {made.token}"}
        loads: dict[str, list[Load]] = {kind: [] for kind in ports}
        for turn in range(arguments.rounds + 1):
            for kind, port in ports.items():
                url, pids = f"http://127.0.0.1:{port}{METHOD}", [processes[kind].pid]
                load = h2load(url, MESSAGE, metadata, pids, made.folder, seconds=arguments.seconds)
                if turn:  # the first only warms up
                    loads[kind].append(load)
        answered = sum(load.calls_per_second for load in loads["full"]) * arguments.seconds
        admitted = asyncio.run(charged(made))
    if admitted < answered:
        raise RuntimeError(f"{answered:.0f} calls were answered, but only {admitted} admitted")
    rates, costs = _ratios(loads["full"], loads["bare"])
    rows = [_row(name, loads[kind]) for kind, name in NAMES.items()]
    for kind in ("headers", "full"):
        by_rate, by_cpu = _ratios(loads[kind], loads["bare"])
        cells = (f"{middle(by_rate):.2f}", spread(by_rate, ".2f"), f"{middle(by_cpu):.2f}", spread(by_cpu, ".2f"))
        rows.append(Row(f"{NAMES[kind]} / bare", cells))
    return [
        Outcome(
            "gRPC: the full call against the bare echo, one process",
            ("calls/s", "from, to", "µs CPU a call", "from, to"),
            rows,
            (
                Goal("full call / bare echo, calls/s", middle(rates), WANTED),
                Goal("the same by CPU", middle(costs), WANTED),
            ),
            "64 calls in flight. The ratio by CPU depends less on the load than that by rate, but it does (NOTES.md).",
        )
    ]


def _ratios(loads: list[Load], bare: list[Load]) -> tuple[list[float], list[float]]:
    """Return what each run reached of the bare one beside it, by calls a second and by CPU."""
    pairs = list(zip(loads, bare, strict=True))
    return [a.calls_per_second / b.calls_per_second for a, b in pairs], [b.cpu_us / a.cpu_us for a, b in pairs]


def _row(name: str, loads: list[Load]) -> Row:
    rates, costs = [load.calls_per_second for load in loads], [load.cpu_us for load in loads]
    return Row(name, (f"{middle(rates):,.0f}", spread(rates, ",.0f"), f"{middle(costs):.0f}", spread(costs, ".0f")))


def options() -> argparse.ArgumentParser:
    """Return what can be chosen."""
    return parser(__doc__, rounds=5, seconds=2)


if __name__ == "__main__":
    publish(*measure(options().parse_args()))
