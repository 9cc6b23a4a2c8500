"""The edge with servers behind it: a real Envoy, the real chain and limiter, services that note what reached them."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import grpc
import grpc.aio
import httpx
from google.protobuf import descriptor_pool
from google.protobuf.message_factory import GetMessageClass
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_health.v1.health import aio as aio_health  # type: ignore[attr-defined]  # missing in the stubs
from netallion.access.v1.fallback_service_pb2_grpc import add_FallbackServiceServicer_to_server
from netallion.scan.v1 import scan_pb2

from server.app import OPTIONS
from server.contract.policies import policies_of
from server.contract.routes import query_names_of
from server.contract.services import SERVICES
from server.edge.check import Check, add_check
from server.edge.fallback import FallbackService
from server.errors import Conflict, Unauthenticated, Unavailable
from server.interceptors import build_chain
from server.interceptors.call import current_call
from server.limits.limiter import Limiter
from server.principal import ALL_SCOPES, Principal, Tenant
from server.settings import Settings
from tests.support.envoy import running_envoy
from tests.support.valkey import running_valkey

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from google.protobuf.descriptor import MethodDescriptor

    from tests.support.envoy import Envoy

FALLBACK = "netallion.access.v1.FallbackService"

SECRET = "the-edge-proves-itself"

OWNER, READER, STARTER = "owner", "reader", "starter"
"""The credentials that are valid: all scopes and no limits, no scope to write, and the smallest plan."""

_ACCESS = {
    OWNER: (ALL_SCOPES, "benchmark"),
    READER: (frozenset({"scan:read"}), "benchmark"),
    STARTER: (ALL_SCOPES, "starter"),
}


class KnownCallers:
    """Stands where the authenticator does, and knows three tokens."""

    async def authenticate(self, token: str, environment: str) -> Principal:
        """Return whose token it is. Raises Unauthenticated."""
        if token not in _ACCESS:
            raise Unauthenticated
        scopes, plan = _ACCESS[token]
        tenant = Tenant("org_1", environment or "live")
        return Principal("session", f"ses_{token}", tenant, scopes, plan, user_id="usr_1", role="owner")


@dataclass
class Seen:
    """A call that reached its handler: its request, its metadata, and the client's address as the chain found it."""

    request: Any
    metadata: dict[str, str | bytes]
    address: str


@dataclass
class Server:
    """A server process's services, in this process, on a port of its own."""

    target: str
    server: grpc.aio.Server
    health: aio_health.HealthServicer
    seen: list[Seen] = field(default_factory=list)

    def note(self, request: Any) -> None:
        """Remember the current call."""
        call = current_call()
        self.seen.append(Seen(request, dict(call.context.invocation_metadata() or ()), call.address))

    async def serving(self, status: health_pb2.HealthCheckResponse.ServingStatus) -> None:
        """Say how the server is."""
        await self.health.set("", status)


_LARGE = 8 * 1024 * 1024
_PAUSES = {"brief": 1.0, "slow": 60.0}


async def _answer(request: Any) -> Any:
    """Answer GetScan as the id says; anything else with nothing."""
    if not isinstance(request, scan_pb2.GetScanRequest):
        return None
    if request.id == "conflict":
        raise Conflict("SCAN_FINISHED", "the scan has finished")
    if request.id == "away":
        raise Unavailable("DATABASE_AWAY")
    if request.id == "bug":
        raise ZeroDivisionError("the text of an exception")
    if request.id in _PAUSES:
        await asyncio.sleep(_PAUSES[request.id])
    return scan_pb2.Scan(id=request.id, error="x" * _LARGE if request.id == "large" else "")


def _handler(running: Server, method: MethodDescriptor) -> grpc.RpcMethodHandler[Any, Any]:
    """Return what serves one RPC: notes the call and answers; three times, if the answer is a stream."""
    response_class: Any = GetMessageClass(method.output_type)

    async def one(request: Any, _: Any) -> Any:
        running.note([part async for part in request] if method.client_streaming else request)
        return await _answer(request) or response_class()

    async def many(request: Any, _: Any) -> AsyncIterator[Any]:
        running.note(request)
        for count in range(3):
            yield scan_pb2.Scan(id=request.id, findings_count=count)

    make: Any = getattr(
        grpc,
        f"{'stream' if method.client_streaming else 'unary'}_{'stream' if method.server_streaming else 'unary'}"
        "_rpc_method_handler",
    )
    handler: grpc.RpcMethodHandler[Any, Any] = make(
        many if method.server_streaming else one,
        request_deserializer=GetMessageClass(method.input_type).FromString,
        response_serializer=response_class.SerializeToString,
    )
    return handler


def _add_services(running: Server) -> None:
    """Serve all our RPCs."""
    pool = descriptor_pool.Default()
    for name in SERVICES:
        if name != FALLBACK:
            methods = pool.FindServiceByName(name).methods
            handlers = {method.name: _handler(running, method) for method in methods}
            running.server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(name, handlers),))
    add_FallbackServiceServicer_to_server(FallbackService(), running.server)


@asynccontextmanager
async def running_server(limiter: Limiter, settings: Settings) -> AsyncIterator[Server]:
    """Run a server with the real chain in front of the services above."""
    callers: Any = KnownCallers()
    chain = build_chain(policies_of(SERVICES), query_names_of(SERVICES), callers, limiter, settings)
    server = grpc.aio.server(interceptors=(chain,), options=OPTIONS)
    port = server.add_insecure_port("127.0.0.1:0")
    running = Server(f"127.0.0.1:{port}", server, aio_health.HealthServicer())
    _add_services(running)
    add_check(server, Check(chain, callers, SERVICES, settings))
    health_pb2_grpc.add_HealthServicer_to_server(running.health, server)
    await running.serving(health_pb2.HealthCheckResponse.SERVING)
    await server.start()
    try:
        yield running
    finally:
        await server.stop(0)


@dataclass
class Edge:
    """An Envoy with one server or more behind it."""

    envoy: Envoy
    servers: list[Server]

    @property
    def seen(self) -> list[Seen]:
        """What reached a handler, on whichever server."""
        return [call for server in self.servers for call in server.seen]

    def client(self, credential: str = "", **headers: str) -> httpx.AsyncClient:
        """Return a REST client with a credential."""
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        if credential:
            fields["authorization"] = f"Bearer {credential}"
        return httpx.AsyncClient(base_url=self.envoy.url, headers=fields, timeout=30.0)

    def channel(self) -> grpc.aio.Channel:
        """Return a gRPC channel through Envoy."""
        return grpc.aio.insecure_channel(f"127.0.0.1:{self.envoy.port}", [("grpc.use_local_subchannel_pool", 1)])

    async def raw(self, request: bytes, *, until_closed: bool = False) -> tuple[int, dict[str, str], bytes]:
        """Send bytes as they are; return the status, headers and body of the answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.envoy.port)
        try:
            writer.write(request)
            async with asyncio.timeout(20):
                head = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
                headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:])}
                size = int(headers.get("content-length", 0))
                body = await (reader.read() if until_closed else reader.readexactly(size))
        finally:
            writer.close()
        return int(head[0].split()[1]), headers, body


@asynccontextmanager
async def running_edge(
    *,
    servers: int = 1,
    clock: Callable[[], float] | None = None,
    edit: Callable[[str], str] = str,
    **settings: Any,
) -> AsyncIterator[Edge]:
    """Run Valkey, servers and an Envoy in front of them.

    `clock` is the limiter's; `edit` changes Envoy's configuration; `settings` are those of the servers and of Envoy.
    """
    chosen = Settings(**{"edge_secret": SECRET, **settings})
    async with AsyncExitStack() as stack:
        directory = stack.enter_context(tempfile.TemporaryDirectory())
        valkey = stack.enter_context(running_valkey(Path(directory)))
        limiter = Limiter(valkey.url, timeout=10.0, clock=clock)
        stack.push_async_callback(limiter.close)
        await limiter.start()
        running = [await stack.enter_async_context(running_server(limiter, chosen)) for _ in range(servers)]
        envoy = stack.enter_context(running_envoy(chosen, [each.target for each in running], edit=edit))
        yield Edge(envoy, running)
