"""Documents too large for REST, by gRPC: against a gRPC server that can be made to refuse."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import grpc
import pytest
from google.protobuf.any_pb2 import Any as Packed
from google.protobuf.duration_pb2 import Duration
from google.rpc import code_pb2, error_details_pb2, status_pb2
from grpc_status import rpc_status
from netallion.scan.v1 import document_pb2

from server.client.access import Access
from server.client.api import Workspace
from server.client.errors import ApiError, Unreachable, UsageError
from server.client.large import LargeUploads
from server.client.retries import ATTEMPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from google.protobuf.message import Message

KEY = "cpf_live_example"
WORKSPACE = Workspace("ws_1", "project")
MEBIBYTE = 1024 * 1024


def status(code: int, message: str, *details: Message) -> status_pb2.Status:
    made = status_pb2.Status(code=code, message=message)
    for detail in details:
        packed = Packed()
        packed.Pack(detail)
        made.details.append(packed)
    return made


LIMITED = status(
    code_pb2.RESOURCE_EXHAUSTED,
    "rate limit exceeded",
    error_details_pb2.ErrorInfo(reason="RATE_LIMITED", domain="netallion.ai"),
    error_details_pb2.RetryInfo(retry_delay=Duration(seconds=9)),
)
REFUSED = status(
    code_pb2.INVALID_ARGUMENT,
    "path: must be relative",
    error_details_pb2.ErrorInfo(reason="INVALID_REQUEST", domain="netallion.ai"),
    error_details_pb2.BadRequest(
        field_violations=[error_details_pb2.BadRequest.FieldViolation(field="header.path", description="no")]
    ),
)


class Service:
    """Stores what is uploaded, after it has refused as often as told."""

    def __init__(self) -> None:
        self.refusals: list[status_pb2.Status] = []
        self.stored: dict[tuple[str, str], bytes] = {}
        self.metadata: list[dict[str, str]] = []
        self.largest = 0

    def handler(
        self,
    ) -> grpc.GenericRpcHandler[document_pb2.UploadDocumentsRequest, document_pb2.UploadDocumentsResponse]:
        """Return what serves it."""
        upload = grpc.stream_unary_rpc_method_handler(
            self.upload,
            request_deserializer=document_pb2.UploadDocumentsRequest.FromString,
            response_serializer=document_pb2.UploadDocumentsResponse.SerializeToString,
        )
        return grpc.method_handlers_generic_handler("netallion.scan.v1.ScanService", {"UploadDocuments": upload})

    def upload(
        self,
        request_iterator: Iterator[document_pb2.UploadDocumentsRequest],
        context: grpc.ServicerContext,
    ) -> document_pb2.UploadDocumentsResponse:
        """Take one document."""
        self.metadata.append({key: str(value) for key, value in context.invocation_metadata()})
        if self.refusals:
            context.abort_with_status(rpc_status.to_status(self.refusals.pop(0)))
        header = next(request_iterator).header
        chunks = [each.chunk for each in request_iterator]
        self.largest = max(len(chunk) for chunk in chunks)
        self.stored[header.workspace_id, header.path] = b"".join(chunks)
        return document_pb2.UploadDocumentsResponse(documents_count=1)


@pytest.fixture
def service() -> Iterator[tuple[Service, Access]]:
    made, server = Service(), grpc.server(ThreadPoolExecutor(2))
    server.add_generic_rpc_handlers((made.handler(),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield made, Access(f"http://127.0.0.1:{port}", KEY)
    server.stop(None).wait()


class Asked:
    """Uploads, and what they said and waited meanwhile."""

    def __init__(self, access: Access) -> None:
        self.waits: list[float] = []
        self.notices: list[str] = []
        self._access = access

    def put(self, content: bytes) -> None:
        with LargeUploads(self._access, notice=self.notices.append, sleep=self.waits.append) as uploads:
            uploads.put(WORKSPACE, "dir/é.bin", content)


def test_a_document_arrives_whole(service: tuple[Service, Access]) -> None:
    stub, access = service
    content = bytes(range(256)) * (16 * MEBIBYTE // 256)
    Asked(access).put(content)
    assert stub.stored == {("ws_1", "dir/é.bin"): content}
    assert stub.largest <= MEBIBYTE
    assert stub.metadata[0]["authorization"] == f"Bearer {KEY}"


def test_a_rate_limit_is_waited_out(service: tuple[Service, Access]) -> None:
    stub, access = service
    stub.refusals = [LIMITED, LIMITED]
    asked = Asked(access)
    asked.put(b"x" * 5 * MEBIBYTE)
    assert len(asked.waits) == 2
    assert all(9.0 <= wait <= 10.0 for wait in asked.waits)
    assert len(stub.stored) == 1


def test_a_service_that_is_away_is_asked_again(service: tuple[Service, Access]) -> None:
    stub, access = service
    stub.refusals = [status(code_pb2.UNAVAILABLE, "away"), status(code_pb2.DEADLINE_EXCEEDED, "slow")]
    Asked(access).put(b"x")
    assert len(stub.stored) == 1


def test_a_refusal_tells_message_reason_and_request(service: tuple[Service, Access]) -> None:
    stub, access = service
    stub.refusals = [REFUSED]
    with pytest.raises(ApiError) as refused:
        Asked(access).put(b"x")
    assert str(refused.value) == (
        "uploading dir/é.bin: path: must be relative "
        f"(gRPC INVALID_ARGUMENT, INVALID_REQUEST, request {stub.metadata[0]['x-request-id']})"
    )
    assert refused.value.status == 400
    assert refused.value.violations == (("header.path", "no"),)


def test_nobody_at_the_address_is_an_error_in_the_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    asked = Asked(Access(f"http://127.0.0.1:{port}", KEY))
    with pytest.raises(Unreachable, match=f"127.0.0.1:{port} cannot be reached by gRPC"):
        asked.put(b"x")
    assert len(asked.waits) == ATTEMPTS - 1


def test_an_address_below_a_path_cannot_be_used() -> None:
    with pytest.raises(UsageError, match="goes by gRPC, which cannot be reached below a path"):
        Asked(Access("http://127.0.0.1:1/below", KEY)).put(b"x")
