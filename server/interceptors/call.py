"""One call on its way through the chain, and how the code behind the chain reaches it."""

from __future__ import annotations

import time
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import grpc.aio

    from server.contract.policies import Policy
    from server.limits.limiter import Verdict
    from server.principal import Principal, Tenant

HTTP_STATUS = "x-netallion-http-status"
"""The header in which a method that speaks HTTP by itself says its status; only the edge reads it (envoy/edge.lua)."""


class Call:
    """What is known of one call. Concerns fill it in, in the order of the chain."""

    __slots__ = (
        "address",
        "code",
        "context",
        "error",
        "headers",
        "metadata",
        "method",
        "policy",
        "principal",
        "reason",
        "request",
        "request_id",
        "sent",
        "started",
        "verdict",
    )

    def __init__(
        self,
        method: str,
        policy: Policy,
        request: Any,
        context: grpc.aio.ServicerContext[Any, Any],
        metadata: Mapping[str, str | bytes] | None = None,
    ) -> None:
        """`metadata`: that of the call, if `context` is of another one that carries it."""
        self.method = method
        self.policy = policy
        self.request = request
        self.context = context
        self.metadata: dict[str, str | bytes] = (
            _combined(tuple(context.invocation_metadata() or ())) if metadata is None else dict(metadata)
        )
        self.started = time.perf_counter()
        self.request_id = ""
        self.address = ""
        self.principal: Principal | None = None
        self.verdict: Verdict | None = None
        self.headers: list[tuple[str, str]] = []
        self.sent = False
        self.code = "OK"
        self.reason = ""
        self.error: BaseException | None = None

    def text(self, name: str) -> str:
        """Return a metadata value, "" if it is not there."""
        value = self.metadata.get(name, "")
        return value if isinstance(value, str) else ""


def _combined(pairs: Sequence[tuple[str, str | bytes]]) -> dict[str, str | bytes]:
    """Return metadata by name, values of one name joined by commas (RFC 9110, section 5.3).

    So no proxy's entry is lost, and a name that must come once and came twice fits nothing.
    """
    metadata = dict(pairs)
    if len(metadata) < len(pairs):
        for name in metadata:
            values = [value for each, value in pairs if each == name]
            if len(values) > 1:
                metadata[name] = ",".join(value for value in values if isinstance(value, str))
    return metadata


_current: ContextVar[Call] = ContextVar("call")


def enter_call(call: Call) -> None:
    """Make `call` the current one of this task."""
    _current.set(call)


def current_call() -> Call:
    """Return the call that this task serves. Raises LookupError outside of one."""
    return _current.get()


def caller() -> Principal:
    """Return who calls. Raises LookupError if the method's policy lets strangers in and this is one."""
    principal = current_call().principal
    if principal is None:
        message = "this call has no principal"
        raise LookupError(message)
    return principal


def tenant() -> Tenant:
    """Return the tenant that the current call's work is bound to."""
    return caller().tenant
