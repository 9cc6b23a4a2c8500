"""The answer to every path and method that nothing else is bound to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import grpc
import grpc.aio
from netallion.access.v1.fallback_service_pb2_grpc import FallbackServiceServicer

from server.errors import DomainError

if TYPE_CHECKING:
    from netallion.access.v1.fallback_service_pb2 import RefuseUnknownPathRequest


class UnknownPath(DomainError):
    """There is no such path, or it does not know the method. Does not repeat the path, which may hold anything."""

    code = grpc.StatusCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("UNKNOWN_PATH", "there is nothing at this path for this method")


class FallbackService(FallbackServiceServicer):
    """Refuses."""

    async def RefuseUnknownPath(  # noqa: N802 - the name of the RPC
        self,
        request: RefuseUnknownPathRequest,  # noqa: ARG002 - whatever it is, the answer is the same
        context: grpc.aio.ServicerContext[Any, Any],  # noqa: ARG002
    ) -> NoReturn:
        """Raise UnknownPath."""
        raise UnknownPath
