"""REST: Envoy and a server process of ours against FastAPI and uvicorn with the same work, by wrk.

    python -m benchmarks.rest [--rounds 3] [--seconds 2] [--database postgresql]

Both serve the same rows of the same database, with the same Valkey, and share the same processors with wrk. Rates are
of 64 connections, the three requests and the two servers in turn; CPU is that of all processes of a side (of ours with
Envoy), without database and Valkey.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from benchmarks.installation import free_port, installation
from benchmarks.load import require, wrk
from benchmarks.report import Goal, Outcome, Row, middle, parser, publish, spread
from server.scan.workspaces import create_workspace
from server.storage.database import Database
from tests.support.envoy import running_envoy

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from benchmarks.installation import Installation
    from benchmarks.load import Load

WANTED = 1.5
ROWS = 100
PATH = "/api/v1/workspaces"
_POST = """
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.body = '{"name": "made by a benchmark"}'
"""


async def fill(made: Installation) -> str:
    """Make workspaces; return the id of one."""
    database = Database(made.database_url)
    for number in range(ROWS):
        last = await create_workspace(database, made.tenant, f"Workspace {number}")
    await database.close()
    return last.id


def measure(arguments: argparse.Namespace) -> list[Outcome]:
    """Measure three requests on both, in turn."""
    require("wrk")
    with installation(arguments.database) as made:
        workspace_id = asyncio.run(fill(made))
        post = made.folder / "post.lua"
        post.write_text(_POST, encoding="ascii")
        requests: dict[str, tuple[str, Path | None]] = {
            "get": (f"{PATH}/{workspace_id}", None),
            "list of 20": (f"{PATH}?page_size=20", None),
            "create": (PATH, post),
        }
        own, peer = free_port(), free_port()
        server = made.start("server", "serve", port=own, listen=f"127.0.0.1:{own}")
        fastapi = made.start("benchmarks.fastapi_server", f"{peer}", made.tenant.organization_id, made.token, port=peer)
        headers = {"authorization": f"Bearer {made.token}"}
        loads: dict[tuple[str, str], list[Load]] = {}
        with running_envoy(made.settings, [f"127.0.0.1:{own}"]) as envoy:
            sides = {
                "ours": (envoy.url, [server.pid, envoy.process.pid]),
                "FastAPI": (f"http://127.0.0.1:{peer}", [fastapi.pid]),
            }
            for turn in range(arguments.rounds + 1):
                for name, (path, script) in requests.items():
                    for side, (url, pids) in sides.items():
                        load = wrk(f"{url}{path}", headers, pids, seconds=arguments.seconds, script=script)
                        if turn:  # the first only warms up
                            loads.setdefault((name, side), []).append(load)
    rows, goals = [], []
    for name in requests:
        ours, peers = loads[name, "ours"], loads[name, "FastAPI"]
        ratios = [a.calls_per_second / b.calls_per_second for a, b in zip(ours, peers, strict=True)]
        rows += [_row(f"{name}: ours", ours), _row(f"{name}: FastAPI", peers)]
        rows.append(Row(f"{name}: ratio", (f"{middle(ratios):.2f}", spread(ratios, ".2f"), "", "", "")))
        goals.append(Goal(f"{name}, ours / FastAPI", middle(ratios), WANTED))
    return [
        Outcome(
            f"REST: Envoy and ours against FastAPI and uvicorn ({arguments.database})",
            ("calls/s", "from, to", "µs CPU a call", "p50, ms", "p99, ms"),
            rows,
            goals,
            "One server process on each side. Ours has Envoy and exact sliding windows besides; FastAPI has neither.",
        )
    ]


def _row(name: str, loads: list[Load]) -> Row:
    rates = [load.calls_per_second for load in loads]
    costs, p50, p99 = zip(*((load.cpu_us, load.p50_ms, load.p99_ms) for load in loads), strict=True)
    cells = (f"{middle(rates):,.0f}", spread(rates, ",.0f"), *(f"{middle(each):.0f}" for each in (costs, p50, p99)))
    return Row(name, cells)


def options() -> argparse.ArgumentParser:
    """Return what can be chosen."""
    return parser(__doc__, rounds=3, seconds=2, database="postgresql")


if __name__ == "__main__":
    publish(*measure(options().parse_args()))
