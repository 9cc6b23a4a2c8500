"""Parameters of a request, from a form-encoded or a JSON body (RFC 6749, section 3.2 and appendix B; the guide).

Unknown parameters are ignored, empty ones are as if left out, and none may be given twice.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from server.oauth.errors import InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from google.api.httpbody_pb2 import HttpBody

    Parameters = Mapping[str, str]

LARGEST_BODY = 16 * 1024
"""Bytes. No request needs a tenth of it."""
MOST_PARAMETERS = 100

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_KNOWN = frozenset(
    {
        *(
            "grant_type",
            "code",
            "redirect_uri",
            "client_id",
            "client_secret",
            "code_verifier",
            "refresh_token",
            "scope",
        ),
        *("token", "token_type_hint"),
        *("form_token", "step", "decision", "email", "password"),
    }
)


def parameters_of(body: HttpBody) -> Parameters:
    """Return the known parameters of a body. Raises InvalidRequest."""
    if len(body.data) > LARGEST_BODY:
        raise InvalidRequest(f"the body is larger than {LARGEST_BODY // 1024} KiB")
    media_type = body.content_type.partition(";")[0].strip().lower()
    if media_type == _FORM:
        return known_once(pairs_of(body.data), _KNOWN)
    if media_type == _JSON:
        return known_once(_pairs_of_json(body.data), _KNOWN)
    raise InvalidRequest(f"the content type must be {_FORM} or {_JSON}")


def pairs_of(encoded: bytes | str) -> list[tuple[str, str]]:
    """Return the pairs of a form or a query. Raises InvalidRequest."""
    try:
        text = encoded if isinstance(encoded, str) else encoded.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except ValueError:
        raise InvalidRequest("the parameters are not form-encoded UTF-8") from None


def _pairs_of_json(data: bytes) -> list[tuple[str, Any]]:
    try:
        # the pairs of an object inside come as a list too, and are no text
        pairs: Any = json.loads(data.decode(), object_pairs_hook=lambda pairs: pairs)
    except (ValueError, RecursionError):
        raise InvalidRequest("the body is not JSON") from None
    if not isinstance(pairs, list) or not all(isinstance(pair, tuple) for pair in pairs):
        raise InvalidRequest("the body must be a JSON object")
    return [pair for pair in pairs if pair[1] is not None]


def known_once(pairs: Iterable[tuple[str, Any]], known: frozenset[str]) -> dict[str, str]:
    """Return the pairs with a known name and a value. Raises InvalidRequest if a name comes twice or is no text."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for name, value in pairs:
        if name not in known:
            continue
        if name in seen:
            raise InvalidRequest(f"the parameter {name} is there more than once")
        seen.add(name)
        if not isinstance(value, str):
            raise InvalidRequest(f"the parameter {name} must be text")
        if value:
            found[name] = value
    return found


def required(parameters: Parameters, name: str) -> str:
    """Return a parameter. Raises InvalidRequest if it is missing."""
    value = parameters.get(name, "")
    if not value:
        raise InvalidRequest(f"the parameter {name} is missing")
    return value
