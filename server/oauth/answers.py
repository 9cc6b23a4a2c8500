"""Answers in HTTP's own terms: a status, headers, and a body that is no message of ours (google.api.HttpBody).

The status travels in a header that only the edge reads (envoy/edge.lua); a gRPC caller gets the body and, for an error,
the canonical status instead.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from google.api.httpbody_pb2 import HttpBody

from server.errors import RateLimited, Unavailable
from server.interceptors.call import HTTP_STATUS, current_call
from server.oauth.errors import InvalidClient, InvalidRequest, OAuthError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from server.errors import DomainError
    from server.interceptors.call import Call

NOT_STORED = (("cache-control", "no-store"), ("pragma", "no-cache"))
"""RFC 6749, section 5.1."""

_HTML = "text/html; charset=utf-8"
_JSON = "application/json"


def answer(status: int, body: str = "", content_type: str = _HTML, headers: Iterable[tuple[str, str]] = ()) -> HttpBody:
    """Return the answer of the current call, with its status and headers set."""
    current_call().headers += [(HTTP_STATUS, str(status)), *NOT_STORED, *headers]
    return HttpBody(content_type=content_type, data=body.encode())


def as_json(value: Mapping[str, Any], status: int = 200) -> HttpBody:
    """Return an answer in JSON."""
    return answer(status, json.dumps(value), _JSON)


def redirect(location: str, status: int, headers: Iterable[tuple[str, str]] = ()) -> HttpBody:
    """Return a redirect: 302 of a GET; 303 of a POST, after which the browser sends no body on (RFC 9700, 4.12)."""
    return answer(status, headers=[("location", location), *headers])


def status_of(error: DomainError) -> int:
    """Return the HTTP status of an error at an OAuth endpoint."""
    if isinstance(error, InvalidClient):
        return 401
    if isinstance(error, RateLimited):
        return 429
    if isinstance(error, Unavailable):
        return 503
    return 500 if error.code.name == "INTERNAL" else 400


def error_as_json(_call: Call, error: DomainError) -> HttpBody:
    """Return an error as RFC 6749 has it (section 5.2)."""
    status = status_of(error)
    if isinstance(error, OAuthError):
        word = error.error
    else:
        word = {400: InvalidRequest.error, 500: "server_error"}.get(status, "temporarily_unavailable")
    return as_json({"error": word, "error_description": error.message}, status)
