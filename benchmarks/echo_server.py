"""One gRPC server process to measure: the same echo of GetScan, bare, with headers, or behind the real chain.

    python -m benchmarks.echo_server bare|headers|full ADDRESS

All on uvloop and with the server's own options. `headers` sends what the chain sends ahead of the answer, and does
nothing else: what only that costs. `full` reads its settings from the environment, as a server does.
"""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from contextlib import AsyncExitStack
from typing import Any

import grpc.aio
import uvloop
from netallion.scan.v1 import scan_pb2
from netallion.scan.v1.scan_service_pb2_grpc import ScanServiceServicer, add_ScanServiceServicer_to_server

from server.app import OPTIONS
from server.contract.policies import policies_of
from server.contract.routes import query_names_of
from server.contract.services import SERVICES
from server.interceptors import build_chain
from server.limits.limiter import Limiter
from server.limits.plans import PLANS
from server.logs import configure_logs
from server.resources import open_resources
from server.settings import Settings

METHOD = "/netallion.scan.v1.ScanService/GetScan"


HEADERS = (
    ("x-request-id", "01J00000000000000000000000"),
    ("x-ratelimit-limit", "1000000000"),
    ("x-ratelimit-remaining", "999999999"),
    ("x-ratelimit-reset", "1800000000"),
    ("ratelimit-policy", PLANS["benchmark"].policy),
    ("ratelimit", '"minute";r=999999999;t=60, "second";r=999999999;t=1, "day";r=999999999;t=40000'),
)


class Echo(ScanServiceServicer):
    """Answers GetScan with the id that it was asked for."""

    async def GetScan(self, request: Any, _context: Any) -> scan_pb2.Scan:  # noqa: N802 -- the contract's name
        """Answer."""
        return scan_pb2.Scan(id=request.id)


class EchoWithHeaders(ScanServiceServicer):
    """The same, after sending headers."""

    async def GetScan(self, request: Any, context: Any) -> scan_pb2.Scan:  # noqa: N802 -- the contract's name
        """Answer."""
        await context.send_initial_metadata(HEADERS)
        return scan_pb2.Scan(id=request.id)


async def serve(kind: str, address: str) -> None:
    """Serve until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with AsyncExitStack() as stack:
        interceptors = []
        if kind == "full":
            settings = Settings()
            configure_logs(settings)
            resources = await stack.enter_async_context(open_resources(settings))
            resources.activity.start()
            limiter = Limiter(settings.redis_url)
            await limiter.start()
            stack.push_async_callback(limiter.close)
            interceptors = [
                build_chain(policies_of(SERVICES), query_names_of(SERVICES), resources.authenticator, limiter, settings)
            ]
        server = grpc.aio.server(interceptors=interceptors, options=OPTIONS)
        echo = EchoWithHeaders if kind == "headers" else Echo
        add_ScanServiceServicer_to_server(echo(), server)  # type: ignore[abstract]  # no other method is called
        server.add_insecure_port(address)
        await server.start()
        gc.collect()
        gc.freeze()  # as the server does
        await stop.wait()
        await server.stop(0)


if __name__ == "__main__":
    uvloop.run(serve(*sys.argv[1:]))
