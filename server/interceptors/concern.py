"""What every concern of the chain is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from google.protobuf.message import Message

    from server.interceptors.call import Call


class Concern:
    """One concern of the chain. The moments that a concern does not override cost nothing."""

    name = ""

    def enter(self, call: Call) -> Awaitable[None] | None:
        """Admit the call, or raise a DomainError."""

    def message(self, call: Call, message: Message) -> None:
        """Admit one message of a client stream, or raise a DomainError."""

    async def fail(self, call: Call, error: BaseException) -> BaseException:  # noqa: ARG002 -- for those that override it
        """Return the error that the call ends in, which may be another one."""
        return error

    def leave(self, call: Call) -> None:
        """Note that the call is over."""
