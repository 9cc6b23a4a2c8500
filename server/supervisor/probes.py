"""What it means that a part is ready: each probe asks it in its own protocol, once."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING

from server.supervisor.process import NotReadyError, Probe

if TYPE_CHECKING:
    from pathlib import Path

HOST = "127.0.0.1"
PAUSE_SECONDS = 0.05
UNDER_WAY = "http.edge.downstream_rq_active"
"""Envoy's gauge of the requests at its listener (`stat_prefix: edge` in envoy.yaml)."""


def lives(seconds: float) -> Probe:
    """Return a probe of a part that nobody connects to: it has not ended within so many seconds of its start."""

    async def probe() -> None:
        await asyncio.sleep(seconds)

    return probe


def valkey_answers(port: int, password: str) -> Probe:
    """Return a probe that is content when Valkey has loaded its data and answers a PING."""

    async def probe() -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        with closing(writer):
            writer.write(f"AUTH {password}\r\nPING\r\n".encode())
            answers = [await reader.readline(), await reader.readline()]
        if answers != [b"+OK\r\n", b"+PONG\r\n"]:
            raise NotReadyError(answers[-1].decode(errors="replace").strip())

    return probe


def server_serves(port: int) -> Probe:
    """Return a probe that is content when a server says SERVING in the gRPC health protocol."""
    # grpc takes 30 MB and a third of a second, so only a supervisor that starts a server imports it
    import grpc  # noqa: PLC0415
    from grpc_health.v1 import health_pb2, health_pb2_grpc  # noqa: PLC0415

    async def probe() -> None:
        options = [("grpc.enable_http_proxy", 0), ("grpc.use_local_subchannel_pool", 1)]
        async with grpc.aio.insecure_channel(f"{HOST}:{port}", options=options) as channel:
            try:
                answer = await health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=1)
            except grpc.aio.AioRpcError as error:
                raise NotReadyError(error.details()) from error
        if answer.status != health_pb2.HealthCheckResponse.SERVING:
            raise NotReadyError(health_pb2.HealthCheckResponse.ServingStatus.Name(answer.status))

    return probe


def edge_answers(port: int) -> Probe:
    """Return a probe that is content when a request through Envoy reaches a server: any answer but Envoy's own 503."""

    async def probe() -> None:
        status, _ = await http(port, "GET", "/healthz")
        if status >= 500:  # noqa: PLR2004 - RFC 9110, 15.6: server errors
            message = f"HTTP status {status}"
            raise NotReadyError(message)

    return probe


def edge_drains(admin: Path) -> Probe:
    """Return what makes Envoy finish: it accepts no more connections, and returns when no request is under way."""

    async def drain() -> None:
        await http(admin, "POST", "/drain_listeners")
        while True:
            _, counters = await http(admin, "GET", f"/stats?filter=^{UNDER_WAY}$")
            if counters.strip() in (b"", f"{UNDER_WAY}: 0".encode()):
                return
            await asyncio.sleep(PAUSE_SECONDS)

    return drain


async def http(address: int | Path, method: str, path: str) -> tuple[int, bytes]:
    """Return status and body of a small HTTP/1.1 request to a port of this machine or a Unix socket.

    Raises OSError, and NotReadyError for an answer in another protocol or none.
    """
    if isinstance(address, int):
        reader, writer = await asyncio.open_connection(HOST, address)
    else:
        reader, writer = await asyncio.open_unix_connection(address)
    with closing(writer):
        lines = (f"{method} {path} HTTP/1.1", f"Host: {HOST}", "Connection: close", "Content-Length: 0", "", "")
        writer.write("\r\n".join(lines).encode())
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    try:
        status = int(head.split(b" ", 2)[1])
    except (IndexError, ValueError) as error:
        message = "no answer in HTTP"
        raise NotReadyError(message) from error
    return status, _unchunked(body) if b"transfer-encoding: chunked" in head.lower() else body


def _unchunked(body: bytes) -> bytes:
    """Return what RFC 9112, 7.1, has cut into chunks."""
    whole = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        length = int(size, 16)
        whole, body = whole + body[:length], body[length + 2 :]
    return whole
