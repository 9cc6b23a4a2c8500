"""The errors that a caller may see. Each knows its status, a stable reason and a public message.

    DomainError
    ├── InvalidArgument      INVALID_ARGUMENT    400  what was sent cannot be understood; names each field
    ├── Unauthenticated      UNAUTHENTICATED     401  no valid credential
    ├── PermissionDenied     PERMISSION_DENIED   403  a valid credential that may not do this
    ├── NotFound             NOT_FOUND           404  nothing of that name that the caller may see
    ├── AlreadyExists        ALREADY_EXISTS      409  the name is taken
    ├── Conflict             ABORTED             409  the object's state does not allow it
    ├── RateLimited          RESOURCE_EXHAUSTED  429  too many calls; says when to come back
    ├── Unavailable          UNAVAILABLE         503  a part that we need is away; safe to try again
    └── Unimplemented        UNIMPLEMENTED       501  there is no such gRPC method

A cause is chained with ``raise … from`` and goes to the log; it never reaches the caller. Anything that is no
DomainError becomes INTERNAL with the request's id and no text. Shapes: google.rpc error details
(https://google.aip.dev/193).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import grpc
from google.protobuf.duration_pb2 import Duration
from google.rpc import error_details_pb2

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from google.protobuf.message import Message

DOMAIN = "netallion.ai"
MOST_VIOLATIONS = 20


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong with one field; `field` is its path in JSON names, "" for the whole request."""

    field: str
    description: str


class DomainError(Exception):
    """An error with a status, a stable reason (SCREAMING_SNAKE_CASE) and a public message."""

    code: ClassVar[grpc.StatusCode] = grpc.StatusCode.INTERNAL
    challenge: ClassVar[str] = "Bearer"
    """What an UNAUTHENTICATED error asks for (RFC 6750, section 3)."""

    def __init__(self, reason: str, message: str, details: Iterable[Message] = ()) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.details: tuple[Message, ...] = (
            error_details_pb2.ErrorInfo(reason=reason, domain=DOMAIN),
            *details,
        )


class InvalidArgument(DomainError):
    """The request cannot be understood. The message names the first field that is wrong; the details name more.

    They name the first MOST_VIOLATIONS: details are sent in headers, of which gRPC clients take 8 KiB.
    """

    code = grpc.StatusCode.INVALID_ARGUMENT

    def __init__(self, violations: Sequence[Violation], reason: str = "INVALID_REQUEST") -> None:
        first = violations[0]
        violations = violations[:MOST_VIOLATIONS]
        super().__init__(
            reason,
            f"{first.field}: {first.description}" if first.field else first.description,
            [
                error_details_pb2.BadRequest(
                    field_violations=[
                        error_details_pb2.BadRequest.FieldViolation(field=v.field, description=v.description)
                        for v in violations
                    ]
                )
            ],
        )


class Unauthenticated(DomainError):
    """There is no valid credential. Says nothing of why, unless the caller can know it anyway."""

    code = grpc.StatusCode.UNAUTHENTICATED

    def __init__(self, reason: str = "INVALID_CREDENTIAL", message: str = "the credential is not valid") -> None:
        super().__init__(reason, message)


class PermissionDenied(DomainError):
    """The credential is valid and may not do this."""

    code = grpc.StatusCode.PERMISSION_DENIED


class NotFound(DomainError):
    """There is nothing of that name that the caller may see: it never was, is gone, or is somebody else's."""

    code = grpc.StatusCode.NOT_FOUND

    def __init__(self, resource_type: str, name: str) -> None:
        super().__init__(
            f"{resource_type.upper()}_NOT_FOUND",
            f"there is no such {resource_type.replace('_', ' ')}",
            [error_details_pb2.ResourceInfo(resource_type=resource_type, resource_name=name)],
        )


class AlreadyExists(DomainError):
    """The name is taken."""

    code = grpc.StatusCode.ALREADY_EXISTS


class Conflict(DomainError):
    """The state of the object does not allow it."""

    code = grpc.StatusCode.ABORTED


class RateLimited(DomainError):
    """Too many calls; `retry_after` is in whole seconds, and a caller that waits so long is admitted."""

    code = grpc.StatusCode.RESOURCE_EXHAUSTED

    def __init__(self, reason: str, message: str, *, retry_after: int, subject: str) -> None:
        super().__init__(
            reason,
            message,
            [
                error_details_pb2.RetryInfo(retry_delay=Duration(seconds=retry_after)),
                error_details_pb2.QuotaFailure(
                    violations=[error_details_pb2.QuotaFailure.Violation(subject=subject, description=message)]
                ),
            ],
        )
        self.retry_after = retry_after


class Unavailable(DomainError):
    """A part that we need is away; nothing was changed, and the call may be made again."""

    code = grpc.StatusCode.UNAVAILABLE

    def __init__(self, reason: str, message: str = "a part of the service is away; try again") -> None:
        super().__init__(reason, message, [error_details_pb2.RetryInfo(retry_delay=Duration(seconds=1))])


class Unimplemented(DomainError):
    """There is no such gRPC method."""

    code = grpc.StatusCode.UNIMPLEMENTED

    def __init__(self) -> None:
        super().__init__("UNKNOWN_METHOD", "there is no such method")
