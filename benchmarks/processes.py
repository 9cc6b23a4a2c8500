"""More processes, and bad neighbours: two server processes against one, and a storm of logins beside normal calls.

    python -m benchmarks.processes [--rounds 3] [--seconds 2] [--database postgresql]

Normal calls are GetWorkspace over REST by an API key. The storm is 16 connections that send wrong passwords for an
address each time anew, which cost a server as much as right ones.
"""

from __future__ import annotations

import asyncio
import subprocess
from typing import TYPE_CHECKING

from benchmarks.installation import free_port, installation
from benchmarks.load import require, wrk
from benchmarks.report import Goal, Outcome, Row, middle, parser, publish, spread
from benchmarks.rest import PATH, fill
from tests.support.envoy import running_envoy

if TYPE_CHECKING:
    import argparse

    from benchmarks.load import Load

SLOWER = 2.0
_STORM = """
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
local seed = 0
request = function()
  seed = seed + 1
  wrk.headers["x-forwarded-for"] = string.format("10.%d.%d.%d", seed % 250, seed / 250 % 250, seed / 62500 % 250)
  return wrk.format(nil, nil, nil, string.format('{"email": "u%d@example.com", "password": "not the password"}', seed))
end
"""


def measure(arguments: argparse.Namespace) -> list[Outcome]:
    """Measure one process, two, and one with a storm beside, in turn."""
    require("wrk")
    loads: dict[str, list[Load]] = {"one process": [], "two processes": [], "calm": [], "storm": []}
    with installation(arguments.database) as made:
        path = f"{PATH}/{asyncio.run(fill(made))}"
        storm = made.folder / "storm.lua"
        storm.write_text(_STORM, encoding="ascii")
        ports = [free_port(), free_port()]
        # Two hops are trusted, so that each login of the storm comes from an address of its own.
        servers = [
            made.start("server", "serve", port=port, listen=f"127.0.0.1:{port}", trusted_hops="2") for port in ports
        ]
        targets, headers = [f"127.0.0.1:{port}" for port in ports], {"authorization": f"Bearer {made.token}"}
        with running_envoy(made.settings, targets[:1]) as one, running_envoy(made.settings, targets) as two:
            alone = [servers[0].pid, one.process.pid]
            both = [*(server.pid for server in servers), two.process.pid]
            for turn in range(arguments.rounds + 1):
                met = {
                    "one process": wrk(f"{one.url}{path}", headers, alone, seconds=arguments.seconds),
                    "two processes": wrk(f"{two.url}{path}", headers, both, seconds=arguments.seconds),
                    "calm": wrk(f"{one.url}{path}", headers, alone, seconds=arguments.seconds, connections=4),
                }
                command = ("wrk", "-t1", "-c16", f"-d{arguments.seconds + 2}s", "-s", str(storm))
                with subprocess.Popen(  # noqa: S603 -- a command of ours
                    (*command, f"{one.url}/api/v1/auth/login"), stdout=subprocess.DEVNULL
                ) as logins:
                    met["storm"] = wrk(f"{one.url}{path}", headers, alone, seconds=arguments.seconds, connections=4)
                    logins.wait()
                if turn:  # the first only warms up
                    for name, load in met.items():
                        loads[name].append(load)
        wrong = sum(
            log.read_text(encoding="utf-8").count("UNAUTHENTICATED") for log in made.folder.glob("server-*.log")
        )
    if not wrong:
        raise RuntimeError("no login of the storm was looked at")
    rate = wrong / (arguments.rounds + 1) / (arguments.seconds + 2)
    names = {"calm": "4 connections, calm", "storm": "4 connections, beside a login storm"}
    rows = [_row(names.get(name, name), each) for name, each in loads.items()]
    scale = [b.calls_per_second / a.calls_per_second for a, b in _pairs(loads, "one process", "two processes")]
    rows.append(Row("two / one", (f"{middle(scale):.2f}", spread(scale, ".2f"), "", "")))
    p50 = middle([b.p50_ms / a.p50_ms for a, b in _pairs(loads, "calm", "storm")])
    p99 = middle([b.p99_ms / a.p99_ms for a, b in _pairs(loads, "calm", "storm")])
    return [
        Outcome(
            f"Two processes against one, and a login storm ({arguments.database})",
            ("calls/s", "from, to", "p50, ms", "p99, ms"),
            rows,
            (
                Goal("p50 beside a login storm / calm", p50, SLOWER, at_most=True),
                Goal("p99 beside a login storm / calm", p99, SLOWER, at_most=True),
            ),
            f"{rate:.0f} wrong logins were refused each second of a "
            "storm. The generators, Envoy, the database and both processes share the processors: with two of those, "
            "two processes cannot be twice as fast.",
        )
    ]


def _pairs(loads: dict[str, list[Load]], one: str, other: str) -> list[tuple[Load, Load]]:
    return list(zip(loads[one], loads[other], strict=True))


def _row(name: str, loads: list[Load]) -> Row:
    rates = [load.calls_per_second for load in loads]
    p50, p99 = middle([load.p50_ms for load in loads]), middle([load.p99_ms for load in loads])
    return Row(name, (f"{middle(rates):,.0f}", spread(rates, ",.0f"), f"{p50:.1f}", f"{p99:.1f}"))


def options() -> argparse.ArgumentParser:
    """Return what can be chosen."""
    return parser(__doc__, rounds=3, seconds=2, database="postgresql")


if __name__ == "__main__":
    publish(*measure(options().parse_args()))
