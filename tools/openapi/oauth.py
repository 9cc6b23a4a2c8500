"""The endpoints of OAuth, whose bodies and errors are those of RFC 6749 and not of the protos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netallion.access.v1 import policy_pb2

from tools.openapi.responses import limit_headers

if TYPE_CHECKING:
    from tools.openapi.rules import Schema

PATHS: Final = "/oauth/"
CLIENT_SCHEME: Final = "client"
ERROR_SCHEMA: Final = "OAuthError"

_FORM: Final = "application/x-www-form-urlencoded"
_TEXTS: Final = {
    "400": "The request, the code, the token or the scope is not as it must be.",
    "401": "The client is unknown or did not authenticate itself.",
    "429": "Too many calls: wait for as long as Retry-After says.",
    "503": "A part of the service is away; try again.",
}


def is_endpoint(path: str) -> bool:
    """Returns whether a path is one of the endpoints."""
    return path.startswith(PATHS)


def request_body(policy: policy_pb2.MethodPolicy) -> Schema:
    """Returns the body of a request: parameters, form-encoded; for clients also as JSON."""
    parameters: Schema = {"schema": {"type": "object", "additionalProperties": {"type": "string"}}}
    types = (_FORM, "application/json") if policy.caller == policy_pb2.CALLER_CLIENT else (_FORM,)
    return {"required": True, "content": dict.fromkeys(types, parameters)}


def error_responses(policy: policy_pb2.MethodPolicy) -> dict[str, Any]:
    """Returns the error responses of an endpoint: JSON for clients, a page for a browser."""
    client = policy.caller == policy_pb2.CALLER_CLIENT
    body = {"schema": {"$ref": f"#/components/schemas/{ERROR_SCHEMA}"}}
    content: Schema = {"application/json": body} if client else {"text/html": {}}
    return {
        status: {"description": text, "headers": limit_headers(retry=status == "429"), "content": content}
        for status, text in _TEXTS.items()
        if client or status != "401"
    }


def error_schema() -> Schema:
    """Returns the schema of an error (RFC 6749, section 5.2)."""
    return {
        "type": "object",
        "description": "Why a request to an OAuth endpoint failed (RFC 6749, section 5.2).",
        "properties": {
            "error": {"type": "string", "description": "E.g. `invalid_grant`."},
            "error_description": {"type": "string", "description": "What went wrong, for a person."},
        },
        "required": ["error"],
    }


def security_scheme() -> Schema:
    """Returns how a client authenticates."""
    text = "The id and the secret of an OAuth client; they may be parameters of the body instead."
    return {"type": "http", "scheme": "basic", "description": text}
