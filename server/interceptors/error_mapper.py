"""Every error becomes a google.rpc.Status here; what is unknown becomes INTERNAL with the request's id and no text."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from google.protobuf.any_pb2 import Any
from google.rpc.status_pb2 import Status

from server.errors import DomainError, RateLimited, Unavailable
from server.interceptors.concern import Concern

if TYPE_CHECKING:
    from server.interceptors.call import Call

log = structlog.get_logger(__name__)


def internal_error(request_id: str) -> DomainError:
    """Return what a caller learns of an error that nobody foresaw."""
    return DomainError("INTERNAL", f"an internal error occurred; request id {request_id}")


def to_status(error: DomainError) -> Status:
    """Return the status with its details packed."""
    status = Status(code=error.code.value[0], message=error.message)
    for detail in error.details:
        packed = Any()
        packed.Pack(detail)
        status.details.append(packed)
    return status


class ErrorMapper(Concern):
    """Turns whatever was raised into a DomainError, and logs what the caller is not told."""

    name = "error_mapper"

    async def fail(self, call: Call, error: BaseException) -> BaseException:
        """Return the DomainError that the caller gets."""
        if isinstance(error, DomainError):
            if error.__cause__ is not None:
                log.warning("refused", method=call.method, reason=error.reason, exc_info=error.__cause__)
            if isinstance(error, RateLimited) and call.verdict is not None and call.verdict.admitted:
                call.headers.append(("retry-after", str(error.retry_after)))
            if error.code.name == "UNAUTHENTICATED":
                call.headers.append(("www-authenticate", error.challenge))
            return error
        if isinstance(error, asyncio.CancelledError):  # we are shutting down; the client may ask another server
            return Unavailable("SHUTTING_DOWN", "the server is shutting down; try again")
        log.error("internal error", method=call.method, exc_info=error)
        return internal_error(call.request_id)
