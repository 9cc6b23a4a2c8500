"""What can go wrong for a client, in words for the person at the terminal. No message holds a credential.

ClientError
├── UsageError    it was asked for something that cannot be done: says what to do instead
├── Unreachable   no answer came
└── ApiError      the service refused; with its message, its stable reason and the id of the request
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import httpx

ERROR_INFO = "google.rpc.ErrorInfo"
BAD_REQUEST = "google.rpc.BadRequest"

FOREIGN_ANSWER = "an answer that is not of this service: is NETALLION_URL right?"
TRANSIENT = (
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)
HINTS: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "check NETALLION_API_KEY: it may be mistyped, revoked or expired, or of another service",
    HTTPStatus.FORBIDDEN: "a scan needs a key with the scopes scan:read and scan:write",
}


class ClientError(Exception):
    """The command cannot go on; the text says why."""

    transient = False
    retry_after: float | None = None
    """Seconds that the service asked to wait."""

    def describe(self) -> dict[str, Any]:
        """Return the error as JSON."""
        return {"message": str(self)}


class UsageError(ClientError):
    """What was asked for cannot be done."""


class Unreachable(ClientError):
    """No answer came; the call may be made again."""

    transient = True


class ApiError(ClientError):
    """The service refused a call. `doing` says what for; `violations` are (field, what is wrong with it)."""

    def __init__(
        self,
        doing: str,
        message: str,
        *,
        status: int,
        protocol: str = "",
        reason: str = "",
        request_id: str = "",
        violations: Sequence[tuple[str, str]] = (),
        retry_after: float | None = None,
    ) -> None:
        self.doing, self.message, self.reason, self.request_id = doing, message, reason, request_id
        self.status, self.violations, self.retry_after = status, tuple(violations), retry_after
        self.protocol = protocol or f"HTTP {int(status)}"
        self.transient = status in TRANSIENT
        super().__init__(self._text())

    def _text(self) -> str:
        facts = [self.protocol, self.reason, f"request {self.request_id}" if self.request_id else ""]
        text = f"{self.doing}: {self.message} ({', '.join(fact for fact in facts if fact)})"
        further = [f"  {field}: {what}" for field, what in self.violations[1:]]  # the message names the first
        hint = HINTS.get(self.status)
        return "\n".join([text, *further, *([hint] if hint else [])])

    def describe(self) -> dict[str, Any]:
        """Return the error as JSON."""
        return {
            "message": self.message,
            "doing": self.doing,
            "reason": self.reason,
            "status": int(self.status),
            "request_id": self.request_id,
            "violations": [{"field": field, "description": what} for field, what in self.violations],
        }


def api_error(response: httpx.Response, doing: str, request_id: str, retry_after: float | None) -> ApiError:
    """Return the error of an answer that is none of 2xx; its body has been read."""
    try:
        body = response.json()
    except ValueError:
        body = None
    if not isinstance(body, dict) or not isinstance(body.get("message"), str):
        body = {"message": FOREIGN_ANSWER}
    details = [each for each in body.get("details") or () if isinstance(each, dict)]
    return ApiError(
        doing,
        body["message"] or "no reason given",
        status=response.status_code,
        reason=_reason(details),
        request_id=response.headers.get("x-request-id", request_id),
        violations=_violations(details),
        retry_after=retry_after,
    )


def _of_type(details: Iterable[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [each for each in details if str(each.get("@type", "")).endswith(f"/{name}")]


def _reason(details: Iterable[dict[str, Any]]) -> str:
    return next((str(each.get("reason", "")) for each in _of_type(details, ERROR_INFO)), "")


def _violations(details: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (str(each.get("field", "")), str(each.get("description", "")))
        for detail in _of_type(details, BAD_REQUEST)
        for each in detail.get("field_violations") or detail.get("fieldViolations") or ()
    ]
