"""A real gRPC server in this process, with the real chain, and a client that sees all of an answer."""

from __future__ import annotations

import asyncio
import itertools
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import grpc
import grpc.aio
from google.protobuf import message_factory
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health_pb2_grpc
from grpc_health.v1.health import aio as aio_health  # type: ignore[attr-defined]  # missing in the stubs
from netallion.access.v1.fallback_service_pb2_grpc import add_FallbackServiceServicer_to_server
from netallion.auth.v1.auth_service_pb2_grpc import add_AuthServiceServicer_to_server
from netallion.scan.v1 import document_pb2, scan_pb2
from netallion.scan.v1.scan_service_pb2_grpc import ScanServiceServicer, add_ScanServiceServicer_to_server

from server.auth.service import AuthService
from server.auth.usage import Usage
from server.contract.policies import methods_of, policies_of
from server.contract.routes import query_names_of
from server.contract.services import SERVICES
from server.contract.vocabulary import ADMIN, LIVE
from server.edge.fallback import FallbackService
from server.interceptors import build_chain
from server.limits.limiter import Limiter
from server.limits.plans import PLANS
from server.oauth.grants import client_names

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence

    from google.protobuf.message import Message

    from tests.support.house import House
    from tests.support.logs import Lines

SECONDS = 20.0
AUTH = "/netallion.auth.v1.AuthService/"
SCAN = "/netallion.scan.v1.ScanService/"
DETAILS = "grpc-status-details-bin"

_METHODS = methods_of(SERVICES)
_addresses = itertools.count(1)


class ScriptedScans(ScanServiceServicer):
    """A scan service whose methods do what a test says."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Do what is plain again."""
        self.answer: Callable[[Any], Awaitable[Message]] = self._plain
        self.stream: Callable[[Any], AsyncIterator[scan_pb2.Scan]] = self._two
        self.received: list[Message] = []

    async def _plain(self, request: Any) -> scan_pb2.Scan:
        return scan_pb2.Scan(id=request.id)

    async def _two(self, request: Any) -> AsyncIterator[scan_pb2.Scan]:
        for number in range(2):
            yield scan_pb2.Scan(id=f"{request.id}-{number}")

    async def GetScan(self, request: Any, _context: Any) -> Any:  # noqa: N802 -- the contract's name
        return await self.answer(request)

    async def WatchScan(self, request: Any, _context: Any) -> Any:  # noqa: N802
        async for scan in self.stream(request):
            yield scan

    async def UploadDocuments(self, requests: Any, _context: Any) -> Any:  # noqa: N802
        self.received = [message async for message in requests]
        return document_pb2.UploadDocumentsResponse(documents_count=len(self.received))


@dataclass
class Answer:
    """All of an answer."""

    code: grpc.StatusCode
    message: str
    initial: dict[str, Any]
    trailing: dict[str, Any]
    responses: list[Any] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # of all metadata, with repetitions

    @property
    def status(self) -> status_pb2.Status:
        """Return the rich status."""
        return status_pb2.Status.FromString(self.trailing[DETAILS])

    def detail(self, kind: type[Any]) -> Any:
        """Return the detail of a kind; fails if there is none."""
        for packed in self.status.details:
            detail = kind()
            if packed.Unpack(detail):
                return detail
        message = f"no {kind.__name__}"
        raise AssertionError(message)

    @property
    def reason(self) -> str:
        """Return the reason of an error."""
        return str(self.detail(error_details_pb2.ErrorInfo).reason)

    @property
    def headers(self) -> dict[str, Any]:
        """Return what the caller sees as headers: the initial metadata, or the trailing of an error."""
        return self.initial | self.trailing


@dataclass
class Served:
    """A running server with its client."""

    house: House
    lines: Lines
    channel: grpc.aio.Channel
    limiter: Limiter
    scans: ScriptedScans
    target: str
    clock: list[int]

    def address(self) -> str:
        """Return a client address that no other test has."""
        return f"198.18.{next(_addresses) % 256}.{next(_addresses) % 256}"

    async def used(self, subject: str, plan: str = "starter") -> int:
        """Return how many calls a subject has been charged in the last minute."""
        verdict = await self.limiter.charge(subject, PLANS[plan], 0)
        return PLANS[plan].minute.capacity - verdict.minute_remaining

    async def key(self, *scopes: str, environment: str = LIVE) -> tuple[str, str]:
        """Return the id and the secret of a key of a new organization; an admin key if no scope is given."""
        view, token = await self.house.key(await self.house.caller(), scopes or [ADMIN], environment)
        return view.key.id, token

    async def line(self, request_id: str) -> dict[str, Any]:
        """Return the log line of a call, which may come a little after its answer."""
        async with asyncio.timeout(SECONDS):
            while not (found := [line for line in self.lines.events("call") if line["request_id"] == request_id]):
                await asyncio.sleep(0.005)
        assert len(found) == 1
        return found[0]

    def metadata(
        self, token: str | None, address: str, extra: Iterable[tuple[str, str]] = ()
    ) -> Sequence[tuple[str, str]]:
        """Return the metadata of a call."""
        credential = [("authorization", f"Bearer {token}")] if token is not None else []
        return [*credential, ("x-forwarded-for", address), *extra]

    async def call(
        self,
        method: str,
        request: Message | bytes,
        token: str | None = None,
        *,
        address: str = "",
        extra: Iterable[tuple[str, str]] = (),
        method_as: str = "",
    ) -> Answer:
        """Call a method and return all of its answer. `method_as`: call it by this path instead."""
        descriptor = _METHODS[method]
        make = self.channel.unary_stream if descriptor.server_streaming else self.channel.unary_unary
        multi = make(
            method_as or method,
            request_serializer=lambda sent: sent if isinstance(sent, bytes) else sent.SerializeToString(),
            response_deserializer=message_factory.GetMessageClass(descriptor.output_type).FromString,
        )
        sent = self.metadata(token, address or self.address(), extra)
        return await finish(multi(request, metadata=sent, timeout=SECONDS), streams=descriptor.server_streaming)

    async def upload(self, messages: Iterable[Message], token: str) -> Answer:
        """Call UploadDocuments with a stream of messages."""
        multi = self.channel.stream_unary(
            SCAN + "UploadDocuments",
            request_serializer=lambda sent: sent.SerializeToString(),
            response_deserializer=document_pb2.UploadDocumentsResponse.FromString,
        )
        call = multi(iter(messages), metadata=self.metadata(token, self.address()), timeout=SECONDS)
        return await finish(call, streams=False)


async def finish(call: Any, *, streams: bool) -> Answer:
    """Return the answer to a call when it is over."""
    responses: list[Any] = []
    try:
        if streams:
            async for response in call:
                responses.append(response)  # noqa: PERF401 -- an error later must not lose what came
        else:
            responses.append(await call)
    except grpc.aio.AioRpcError:
        pass
    initial, trailing = await call.initial_metadata(), await call.trailing_metadata()
    return Answer(
        await call.code(),
        await call.details() or "",
        dict(initial),
        dict(trailing),
        responses,
        [name for name, _ in (*initial, *trailing)],
    )


@asynccontextmanager
async def serve(house: House, lines: Lines, **changes: object) -> AsyncIterator[Served]:
    """Serve the chain in front of the auth service and of scripted ones. The limiter's clock stands still."""
    clock = [1_900_000_000]
    settings = house.settings.replace(**changes)
    async with AsyncExitStack() as stack:
        limiter = Limiter(settings.redis_url, clock=lambda: clock[0])
        await limiter.start()
        stack.push_async_callback(limiter.close)
        chain = build_chain(
            policies_of(SERVICES), query_names_of(SERVICES), house.resources.authenticator, limiter, settings
        )
        server = grpc.aio.server(interceptors=(chain,))
        resources, scans = house.resources, ScriptedScans()  # type: ignore[abstract]  # no other method is called
        service = AuthService(
            sessions=resources.sessions,
            users=resources.users,
            organizations=resources.organizations,
            api_keys=resources.api_keys,
            usage=Usage(resources.database, limiter, client_names),
            page_tokens=resources.page_tokens,
        )
        add_AuthServiceServicer_to_server(service, server)
        add_ScanServiceServicer_to_server(scans, server)
        add_FallbackServiceServicer_to_server(FallbackService(), server)
        health_pb2_grpc.add_HealthServicer_to_server(aio_health.HealthServicer(), server)
        target = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
        await server.start()
        stack.push_async_callback(server.stop, 0)
        channel = await stack.enter_async_context(grpc.aio.insecure_channel(target))
        await asyncio.wait_for(channel.channel_ready(), SECONDS)
        yield Served(house, lines, channel, limiter, scans, target, clock)
