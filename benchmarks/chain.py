"""The chain alone, in this process: what each concern adds to a call, in microseconds of CPU.

    python -m benchmarks.chain [--rounds 7] [--calls 4000]

The chain is built of the first concern, of the first two, and so on, each around the same handler; what a concern costs
is what its chain costs more than the one before. 64 calls are in flight, over a real Valkey, with a valid API key. What
grpc does for the chain (sending the headers ahead of the answer) is not in these numbers; grpc_calls.py has it.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import time
from typing import TYPE_CHECKING, Any

import grpc
import uvloop
from netallion.scan.v1 import scan_pb2

from benchmarks.echo_server import METHOD
from benchmarks.installation import installation
from benchmarks.report import Outcome, Row, middle, parser, publish, spread
from server.contract.policies import policies_of
from server.contract.routes import query_names_of
from server.contract.services import SERVICES
from server.interceptors import HttpForm
from server.interceptors.address import FORWARDED
from server.interceptors.authentication import Authentication
from server.interceptors.chain import Chain
from server.interceptors.error_mapper import ErrorMapper
from server.interceptors.limits import AnonymousLimit, PlanLimit
from server.interceptors.observation import Observation
from server.interceptors.request_id import RequestId
from server.interceptors.scope import Scope
from server.interceptors.validation import Validation
from server.limits.limiter import Limiter
from server.logs import configure_logs
from server.resources import open_resources

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable, Iterable

    from server.interceptors.concern import Concern
    from server.settings import Settings

    Answer = Callable[[Any, Any], Awaitable[Any]]

IN_FLIGHT = 64
MICRO = 1_000_000


class _Context:
    """Stands where grpc's context does, with the metadata of a call by way of the edge."""

    def __init__(self, token: str) -> None:
        self._metadata = (
            ("authorization", f"Bearer {token}"),
            ("user-agent", "benchmark"),
            (FORWARDED, "203.0.113.7"),
        )

    def invocation_metadata(self) -> tuple[tuple[str, str], ...]:
        return self._metadata

    def peer(self) -> str:
        return "ipv4:127.0.0.1:40000"

    async def send_initial_metadata(self, _headers: Iterable[tuple[str, str]]) -> None:
        pass


async def _echo(request: Any, _context: Any) -> Any:
    await asyncio.sleep(0)  # so that calls take turns behind every chain, and not only behind one that asks Valkey
    return scan_pb2.Scan(id=request.id)


async def _answers(settings: Settings, authenticator: Any, limiter: Limiter) -> list[tuple[str, Answer]]:
    """Return the bare handler, then the handler behind one concern, behind two, and so on."""
    concerns: list[Concern] = [
        RequestId(),
        Observation(),
        ErrorMapper(),
        AnonymousLimit(limiter, settings),
        Authentication(authenticator, HttpForm().authenticate),
        Scope(),
        PlanLimit(limiter, settings),
        Validation(query_names_of(SERVICES)),
    ]
    policies, details = policies_of(SERVICES), _details()
    handler = grpc.unary_unary_rpc_method_handler(_echo)
    found: list[tuple[str, Answer]] = [("the handler alone", _echo)]
    for count in range(len(concerns) + 1):
        chain = Chain(concerns[:count], policies)
        wrapped: Any = await chain.intercept_service(_continuation(handler), details)
        found.append((concerns[count - 1].name if count else "the wrapper", wrapped.unary_unary))
    return found


def _details() -> Any:
    class Details:
        method = METHOD
        invocation_metadata = ()

    return Details()


def _continuation(handler: Any) -> Any:
    async def find(_details: Any) -> Any:
        return handler

    return find


async def _cpu(answer: Answer, context: _Context, calls: int) -> float:
    """Return this process's CPU for a call, in microseconds."""
    request = scan_pb2.GetScanRequest(id="scan_01J00000000000000000000000")
    loop = asyncio.get_running_loop()

    async def one() -> None:
        await answer(request, context)

    async def caller() -> None:
        for _ in range(calls // IN_FLIGHT):
            await loop.create_task(one())  # grpc too gives each call a task, and so a context, of its own

    began = time.process_time()
    await asyncio.gather(*(caller() for _ in range(IN_FLIGHT)))
    return (time.process_time() - began) / (calls // IN_FLIGHT * IN_FLIGHT) * MICRO


async def _measure(settings: Settings, token: str, rounds: int, calls: int) -> list[tuple[str, list[float]]]:
    async with open_resources(settings) as resources:
        limiter = Limiter(settings.redis_url)
        await limiter.start()
        answers = await _answers(settings, resources.authenticator, limiter)
        context, found = _Context(token), [(name, list[float]()) for name, _ in answers]
        for turn in range(rounds + 1):
            for (_, answer), (_, times) in zip(answers, found, strict=True):
                gc.collect()
                cost = await _cpu(answer, context, calls)
                if turn:  # the first only warms up
                    times.append(cost)
        await limiter.close()
    return found


def measure(arguments: argparse.Namespace) -> list[Outcome]:
    """Measure each concern."""
    with installation() as made:
        settings = made.settings
        keep, log = os.dup(1), os.open(made.folder / "chain.log", os.O_WRONLY | os.O_CREAT)
        sys.stdout.flush()
        os.dup2(log, 1)  # the log lines are written to a file, as a server's are
        try:
            configure_logs(settings)
            found = uvloop.run(_measure(settings, made.token, arguments.rounds, arguments.calls))
        finally:
            sys.stdout.flush()
            os.dup2(keep, 1)
    rows, before = [], [0.0] * arguments.rounds
    for name, times in found:
        added = [now - then for now, then in zip(times, before, strict=True)]
        rows.append(Row(name, (f"{middle(added):.1f}", spread(added), f"{middle(times):.1f}")))
        before = times
    return [
        Outcome(
            "The chain alone, by concern",
            ("µs CPU added", "from, to", "µs CPU so far"),
            rows,
            note="In-process, without grpc; the limiter's time is this process's, not Valkey's.",
        )
    ]


def options() -> argparse.ArgumentParser:
    """Return what can be chosen."""
    return parser(__doc__, calls=4_000, rounds=7)


if __name__ == "__main__":
    publish(*measure(options().parse_args()))
