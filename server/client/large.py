"""Documents that are too large for a REST call: up to 16 MiB each, by the gRPC stream UploadDocuments."""

from __future__ import annotations

import os
import time
import uuid
from contextlib import ExitStack
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, cast

from server.client.errors import ApiError, ClientError, Unreachable, UsageError
from server.client.retries import retrying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

    import grpc
    from netallion.scan.v1.document_pb2 import UploadDocumentsRequest
    from netallion.scan.v1.scan_service_pb2_grpc import ScanServiceStub

    from server.client.access import Access
    from server.client.api import Workspace

PIECE = 1024 * 1024 - 1024
"""Bytes of a document in one message; a message may hold 1 MiB of them."""

SECONDS = 600.0
"""How long one document may take."""

CERTIFICATES = "SSL_CERT_FILE"
"""Names the same certificates to httpx."""

_STATUS = {  # https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
    "INVALID_ARGUMENT": HTTPStatus.BAD_REQUEST,
    "FAILED_PRECONDITION": HTTPStatus.BAD_REQUEST,
    "OUT_OF_RANGE": HTTPStatus.BAD_REQUEST,
    "UNAUTHENTICATED": HTTPStatus.UNAUTHORIZED,
    "PERMISSION_DENIED": HTTPStatus.FORBIDDEN,
    "NOT_FOUND": HTTPStatus.NOT_FOUND,
    "ABORTED": HTTPStatus.CONFLICT,
    "ALREADY_EXISTS": HTTPStatus.CONFLICT,
    "RESOURCE_EXHAUSTED": HTTPStatus.TOO_MANY_REQUESTS,
    "UNIMPLEMENTED": HTTPStatus.NOT_IMPLEMENTED,
    "UNAVAILABLE": HTTPStatus.SERVICE_UNAVAILABLE,
    "DEADLINE_EXCEEDED": HTTPStatus.GATEWAY_TIMEOUT,
}


class LargeUploads:
    """Uploads over one gRPC connection, which is made when the first document needs it. To be used in ``with``."""

    def __init__(
        self, access: Access, *, notice: Callable[[str], None], sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._access = access
        self._retrying = retrying(sleep, notice)
        self._open = ExitStack()
        self._stub: ScanServiceStub | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def put(self, workspace: Workspace, name: str, content: bytes) -> None:
        """Store one document. Raises ApiError, Unreachable or UsageError."""
        self._stub = self._stub or self._connected()
        self._retrying(self._once, self._stub, workspace, name, content)

    def _once(self, stub: ScanServiceStub, workspace: Workspace, name: str, content: bytes) -> None:
        import grpc  # noqa: PLC0415 - costs 100 ms, and few trees need it

        request_id = uuid.uuid4().hex
        metadata = (("authorization", f"Bearer {self._access.api_key}"), ("x-request-id", request_id))
        try:
            stub.UploadDocuments(_pieces(workspace, name, content), metadata=metadata, timeout=SECONDS)
        except grpc.RpcError as error:
            # what a call raises is that call as well
            raise _explained(cast("grpc.Call", error), f"uploading {name}", request_id, self._access) from None

    def _connected(self) -> ScanServiceStub:
        import grpc  # noqa: PLC0415 - see above
        from netallion.scan.v1.scan_service_pb2_grpc import ScanServiceStub  # noqa: PLC0415 - see above

        target = self._access.grpc_target
        if not target:
            raise UsageError(
                "a document larger than 3 MiB goes by gRPC, which cannot be reached below a path: "
                f"set NETALLION_URL to an address without one, not {self._access.url}"
            )
        if self._access.secure:
            channel = grpc.secure_channel(target, grpc.ssl_channel_credentials(_certificates()))
        else:
            channel = grpc.insecure_channel(target)
        return ScanServiceStub(self._open.enter_context(channel))


def _certificates() -> bytes | None:
    path = os.environ.get(CERTIFICATES)
    return Path(path).read_bytes() if path else None


def _pieces(workspace: Workspace, name: str, content: bytes) -> Iterator[UploadDocumentsRequest]:
    from netallion.scan.v1.document_pb2 import DocumentHeader, UploadDocumentsRequest  # noqa: PLC0415 - see above

    yield UploadDocumentsRequest(header=DocumentHeader(workspace_id=workspace.id, path=name))
    for start in range(0, len(content), PIECE):
        yield UploadDocumentsRequest(chunk=content[start : start + PIECE])


def _explained(call: grpc.Call, doing: str, request_id: str, access: Access) -> ClientError:
    from google.rpc import error_details_pb2  # noqa: PLC0415 - see above
    from grpc_status import rpc_status  # noqa: PLC0415 - see above

    code, message = call.code().name, call.details() or ""
    info, retry, bad = error_details_pb2.ErrorInfo(), error_details_pb2.RetryInfo(), error_details_pb2.BadRequest()
    status = rpc_status.from_call(call)
    for detail in status.details if status else ():
        for kind in (info, retry, bad):
            detail.Unpack(kind)
    if status is None and code == "UNAVAILABLE":
        return Unreachable(f"{doing}: {access.grpc_target} cannot be reached by gRPC ({message})")
    return ApiError(
        doing,
        message,
        status=_STATUS.get(code, HTTPStatus.INTERNAL_SERVER_ERROR),
        protocol=f"gRPC {code}",
        reason=info.reason,
        request_id=request_id,
        violations=[(each.field, each.description) for each in bad.field_violations],
        retry_after=retry.retry_delay.ToTimedelta().total_seconds() if retry.HasField("retry_delay") else None,
    )
