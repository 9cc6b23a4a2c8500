"""Each call has an id, the caller's own if it has a sound form; it is in the answer's headers and in every log line."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

import structlog

from server.interceptors.concern import Concern

if TYPE_CHECKING:
    from server.interceptors.call import Call

HEADER = "x-request-id"
_SOUND = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)


class RequestId(Concern):
    """Names the call."""

    name = "request_id"

    def enter(self, call: Call) -> None:
        """Bind the id to the call, its answer and its log lines."""
        given = call.text(HEADER)
        call.request_id = given if _SOUND.fullmatch(given) else secrets.token_hex(16)
        call.headers.append((HEADER, call.request_id))
        structlog.contextvars.bind_contextvars(request_id=call.request_id)
