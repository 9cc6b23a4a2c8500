"""Methods that speak HTTP by themselves, as the OAuth endpoints must: who calls them, and how they refuse.

Their errors are answers of the method's own form, and not the status that the transcoder would print.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from google.protobuf.message import Message

    from server.errors import DomainError
    from server.interceptors.call import Call
    from server.principal import Principal


async def _nobody(_call: Call) -> Principal | None:
    message = "a method for OAuth clients is served without anything that knows them"
    raise LookupError(message)


@dataclass(frozen=True, slots=True)
class HttpForm:
    """What the chain must know of such methods.

    `authenticate`: returns the client of a call whose policy is CALLER_CLIENT, None for one that only has a name.
    `refusals`: by method, what makes an error its answer, and sets the headers of the call. Used for calls that came by
    REST; a gRPC caller gets the status.
    """

    authenticate: Callable[[Call], Awaitable[Principal | None]] = _nobody
    refusals: Mapping[str, Callable[[Call, DomainError], Message]] = field(default_factory=dict)
