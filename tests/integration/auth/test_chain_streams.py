"""Streams through the one wrapper; calls that are cancelled, by whomever; and grpc's own health service behind it."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import grpc
import grpc.aio
import pytest
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from netallion.scan.v1 import document_pb2, scan_pb2

from server.errors import NotFound
from server.interceptors.call import caller, current_call
from tests.support.served import SCAN, SECONDS, finish

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.served import Answer, Served

CODE = grpc.StatusCode
WATCH = scan_pb2.WatchScanRequest(id="scan_1")
GET = scan_pb2.GetScanRequest(id="scan_1")
HEADER = document_pb2.UploadDocumentsRequest(
    header=document_pb2.DocumentHeader(workspace_id="ws_1", path="src/main.py")
)
CHUNK = document_pb2.UploadDocumentsRequest(chunk=b"print()")


async def watch(served: Served, token: str | None) -> Answer:
    """Return the answer to a watch."""
    return await served.call(SCAN + "WatchScan", WATCH, token)


async def test_a_stream_has_its_headers_before_its_first_message(served: Served) -> None:
    subject, token = await served.key()
    answer = await watch(served, token)
    assert (answer.code, [scan.id for scan in answer.responses]) == (CODE.OK, ["scan_1-0", "scan_1-1"])
    assert {"x-request-id", "x-ratelimit-remaining"} <= set(answer.initial)
    assert not answer.trailing
    assert await served.used(subject) == 1


async def test_a_stream_without_messages_has_its_headers_too(served: Served) -> None:
    async def nothing(_: Any) -> AsyncIterator[scan_pb2.Scan]:
        return
        yield

    served.scans.stream = nothing
    _, token = await served.key()
    answer = await watch(served, token)
    assert (answer.code, answer.responses) == (CODE.OK, [])
    assert {"x-request-id", "x-ratelimit-remaining"} <= set(answer.headers)
    assert len(set(answer.names)) == len(answer.names)


@pytest.mark.parametrize("messages", [0, 1, 3])
async def test_a_stream_that_fails_has_its_headers_once(served: Served, messages: int) -> None:
    async def failing(_: Any) -> AsyncIterator[scan_pb2.Scan]:
        for number in range(messages):
            yield scan_pb2.Scan(id=str(number))
        raise NotFound("scan", "scan_1")

    served.scans.stream = failing
    subject, token = await served.key()
    answer = await watch(served, token)
    assert (answer.code, answer.reason) == (CODE.NOT_FOUND, "SCAN_NOT_FOUND")
    assert len(answer.responses) == messages
    assert ("x-ratelimit-limit" in answer.initial) == bool(messages)
    assert ("x-ratelimit-limit" in answer.trailing) == (not messages)
    assert len(set(answer.names)) == len(answer.names)
    assert answer.detail(error_details_pb2.ResourceInfo).resource_type == "scan"
    assert await served.used(subject) == 1


async def test_a_stream_that_breaks_says_nothing(served: Served) -> None:
    async def breaking(_: Any) -> AsyncIterator[scan_pb2.Scan]:
        yield scan_pb2.Scan(id="0")
        raise ZeroDivisionError("a text that must not be told")

    served.scans.stream = breaking
    _, token = await served.key()
    answer = await watch(served, token)
    assert (answer.code, answer.reason) == (CODE.INTERNAL, "INTERNAL")
    assert not any("must not be told" in str(value) for value in answer.headers.values())


async def test_a_stream_is_refused_like_any_call(served: Served) -> None:
    answer = await watch(served, None)
    assert (answer.code, answer.reason) == (CODE.UNAUTHENTICATED, "CREDENTIAL_REQUIRED")
    subject, token = await served.key()
    answer = await served.call(SCAN + "WatchScan", scan_pb2.WatchScanRequest(), token)
    assert (answer.code, answer.reason) == (CODE.INVALID_ARGUMENT, "INVALID_REQUEST")
    assert await served.used(subject) == 1


async def test_a_stream_of_requests_is_one_call(served: Served) -> None:
    subject, token = await served.key()
    answer = await served.upload([HEADER, CHUNK, CHUNK], token)
    assert (answer.code, answer.responses[0].documents_count) == (CODE.OK, 3)
    assert {"x-request-id", "x-ratelimit-remaining"} <= set(answer.initial)
    assert await served.used(subject) == 1


async def test_every_message_of_a_stream_is_checked(served: Served) -> None:
    subject, token = await served.key()
    climbing = document_pb2.UploadDocumentsRequest(
        header=document_pb2.DocumentHeader(workspace_id="ws_1", path="../../etc/passwd")
    )
    with_nul = document_pb2.UploadDocumentsRequest(
        header=document_pb2.DocumentHeader(workspace_id="ws\0", path="a.txt")
    )
    for number, (wrong, field) in enumerate(
        ((document_pb2.UploadDocumentsRequest(), "part"), (climbing, "header.path"), (with_nul, "header.workspace_id"))
    ):
        answer = await served.upload([HEADER, CHUNK, wrong, CHUNK], token)
        assert (answer.code, answer.reason) == (CODE.INVALID_ARGUMENT, "INVALID_REQUEST")
        assert field in [v.field for v in answer.detail(error_details_pb2.BadRequest).field_violations]
        assert served.scans.received == []
        assert await served.used(subject) == number + 1


async def test_a_stream_of_requests_without_a_credential_is_refused(served: Served) -> None:
    answer = await served.upload([HEADER] * 5, "cpf_live_nonsense")
    assert (answer.code, answer.reason) == (CODE.UNAUTHENTICATED, "INVALID_CREDENTIAL")


async def test_the_handlers_own_cancellation_is_unavailable_and_the_client_does_not_hang(served: Served) -> None:
    async def cancelled(_: Any) -> scan_pb2.Scan:
        raise asyncio.CancelledError

    async def stream(_: Any) -> AsyncIterator[scan_pb2.Scan]:
        yield scan_pb2.Scan(id="0")
        raise asyncio.CancelledError

    served.scans.answer, served.scans.stream = cancelled, stream
    _, token = await served.key()
    for answer in (await served.call(SCAN + "GetScan", GET, token), await watch(served, token)):
        assert (answer.code, answer.reason) == (CODE.UNAVAILABLE, "SHUTTING_DOWN")
        assert answer.detail(error_details_pb2.RetryInfo).retry_delay.seconds == 1


class _Slow:
    """A handler that waits until it is cancelled, and notes both."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.ended = asyncio.Event()

    async def answer(self, _: Any) -> scan_pb2.Scan:
        self.begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended.set()
        raise AssertionError

    async def stream(self, _: Any) -> AsyncIterator[scan_pb2.Scan]:
        try:
            while True:
                self.begun.set()
                yield scan_pb2.Scan(id="x" * 50_000)
        finally:
            self.ended.set()


@pytest.mark.parametrize("method", ["GetScan", "WatchScan"])
@pytest.mark.parametrize("how", ["cancel", "deadline"])
async def test_a_call_that_its_client_gives_up_ends_and_is_logged_as_that(
    served: Served, method: str, how: str
) -> None:
    slow = _Slow()
    served.scans.answer, served.scans.stream = slow.answer, slow.stream
    _, token = await served.key()
    mine = f"given-up-{time.monotonic_ns()}"
    make = served.channel.unary_unary if method == "GetScan" else served.channel.unary_stream
    multi = make(SCAN + method, request_serializer=lambda sent: sent.SerializeToString(), response_deserializer=None)
    metadata = served.metadata(token, served.address(), [("x-request-id", mine)])
    call = multi(GET, metadata=metadata, timeout=0.5 if how == "deadline" else SECONDS)
    await asyncio.wait_for(slow.begun.wait(), SECONDS)
    if how == "cancel":
        call.cancel()
    await asyncio.wait_for(slow.ended.wait(), SECONDS)
    assert (await served.line(mine))["code"] == "CANCELLED"
    assert not [line for line in served.lines.events("internal error") if line["request_id"] == mine]
    call.cancel()


async def test_many_calls_at_once_keep_to_themselves(served: Served) -> None:
    async def who(request: Any) -> scan_pb2.Scan:
        await asyncio.sleep(0.01)
        return scan_pb2.Scan(id=request.id, workspace_id=caller().credential_id, triggered_by=current_call().request_id)

    served.scans.answer = who
    keys = [await served.key() for _ in range(5)]
    names = [f"request-{number}" for number in range(15)]
    answers = await asyncio.gather(
        *(
            served.call(
                SCAN + "GetScan", scan_pb2.GetScanRequest(id=name), keys[number % 5][1], extra=[("x-request-id", name)]
            )
            for number, name in enumerate(names)
        )
    )
    for number, answer in enumerate(answers):
        scan = answer.responses[0]
        assert (scan.id, scan.workspace_id, scan.triggered_by) == (names[number], keys[number % 5][0], names[number])
    assert [await served.used(key_id) for key_id, _ in keys] == [3] * 5


class TestHealth:
    """Health costs nothing, needs no credential, and is not logged."""

    async def test_check(self, served: Served) -> None:
        address = served.address()
        stub = health_pb2_grpc.HealthStub(served.channel)
        call = stub.Check(health_pb2.HealthCheckRequest(), metadata=[("x-forwarded-for", address)], timeout=SECONDS)
        assert (await call).status == health_pb2.HealthCheckResponse.SERVING
        assert await served.used(f"addr:{address}") == 0
        assert not [line for line in served.lines.events("call") if "health" in line["method"]]

    async def test_a_service_that_it_does_not_know(self, served: Served) -> None:
        stub = health_pb2_grpc.HealthStub(served.channel)
        call = stub.Check(health_pb2.HealthCheckRequest(service="no.such.Service"), timeout=SECONDS)
        answer = await finish(call, streams=False)
        assert answer.code is CODE.NOT_FOUND

    async def test_watch(self, served: Served) -> None:
        stub = health_pb2_grpc.HealthStub(served.channel)
        call: Any = stub.Watch(health_pb2.HealthCheckRequest(), timeout=SECONDS)
        first = await call.read()
        assert first.status == health_pb2.HealthCheckResponse.SERVING
        call.cancel()
