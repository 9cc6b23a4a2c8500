"""Several server processes behind one Envoy: one that ends, breaks or drains is not noticed by callers."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import httpx
import pytest
from grpc_health.v1 import health_pb2

from server.settings import Settings
from tests.support.edge import OWNER, running_edge
from tests.support.envoy import free_port, running_envoy

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.edge import Edge

PATIENCE = 20.0
NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING
SERVING = health_pb2.HealthCheckResponse.SERVING


async def call(edge: Edge, times: int = 1) -> None:
    """Call; every call must succeed."""
    async with edge.client(OWNER) as client:
        for _ in range(times):
            answer = await client.get("/api/v1/auth/me")
            assert answer.status_code == 200, answer.text
            answer = await client.post("/api/v1/scans", json={"workspace_id": "ws_1"})
            assert answer.status_code == 200, answer.text


async def call_for_ever(edge: Edge) -> None:
    """Call over a new connection each time."""
    while True:
        await call(edge)


async def until(done: Callable[[], bool], edge: Edge) -> None:
    """Call until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline
        await call(edge)


async def test_calls_go_to_all_servers() -> None:
    async with running_edge(servers=2) as edge:
        first, second = edge.servers
        await until(lambda: len(first.seen) > 5 and len(second.seen) > 5, edge)


async def test_a_server_that_ends_is_not_noticed() -> None:
    """Its connections are refused before a health check finds out: such a call is tried on the other server."""
    async with running_edge(servers=2) as edge:
        first, second = edge.servers
        await until(lambda: bool(first.seen and second.seen), edge)
        await first.server.stop(0)
        first.seen.clear()
        await call(edge, times=30)
        assert not first.seen


async def test_a_server_that_was_never_there_is_not_noticed() -> None:
    async with running_edge() as edge:
        targets = [edge.servers[0].target, f"127.0.0.1:{free_port()}"]
        with running_envoy(Settings(edge_secret="the-edge-proves-itself"), targets) as envoy:
            async with httpx.AsyncClient(base_url=envoy.url, headers={"authorization": f"Bearer {OWNER}"}) as client:
                for _ in range(20):
                    assert (await client.get("/api/v1/auth/me")).status_code == 200
                    assert (await client.post("/api/v1/scans", json={"workspace_id": "ws_1"})).status_code == 200


async def test_a_server_that_drains_gets_no_new_calls() -> None:
    async with running_edge(servers=2) as edge:
        first, second = edge.servers
        await until(lambda: bool(first.seen and second.seen), edge)
        await first.serving(NOT_SERVING)

        async def quiet() -> bool:
            first.seen.clear()
            await call(edge, times=10)
            return not first.seen

        async with asyncio.timeout(PATIENCE):
            while not await quiet():
                await asyncio.sleep(0.1)
        await first.serving(SERVING)
        await until(lambda: bool(first.seen), edge)


async def test_if_no_server_seems_healthy_they_are_tried_all_the_same() -> None:
    async with running_edge() as edge:
        await edge.servers[0].serving(NOT_SERVING)
        stats = httpx.AsyncHTTPTransport(uds=str(edge.envoy.admin))
        async with httpx.AsyncClient(transport=stats, base_url="http://admin") as admin, asyncio.timeout(PATIENCE):
            while "membership_healthy: 0" not in (await admin.get("/stats?filter=cluster.servers.membership")).text:
                await asyncio.sleep(0.1)
        await call(edge, times=3)


async def test_envoy_finishes_what_is_under_way_when_it_drains() -> None:
    async with AsyncExitStack() as stack:
        edge = await stack.enter_async_context(running_edge())
        client = await stack.enter_async_context(edge.client(OWNER))
        transport = httpx.AsyncHTTPTransport(uds=str(edge.envoy.admin))
        admin = await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://admin"))
        under_way = asyncio.create_task(client.get("/api/v1/scans/brief"))
        async with asyncio.timeout(PATIENCE):
            while not edge.seen:
                await asyncio.sleep(0.01)
            await admin.post("/drain_listeners")
            with pytest.raises(httpx.ConnectError):
                await call_for_ever(edge)
        assert (await under_way).status_code == 200
