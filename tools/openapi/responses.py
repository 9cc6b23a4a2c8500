"""What all operations share: errors, rate-limit headers, and how a caller says who it is.

Source: the published Authentication Guide, and google.rpc.Code for the HTTP status of a gRPC status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netallion.access.v1 import policy_pb2

if TYPE_CHECKING:
    from tools.openapi.rules import Schema

Response = dict[str, Any]
"""A Response Object of OpenAPI, or a reference to one."""

AUTHENTICATED: Final = (
    policy_pb2.CALLER_CREDENTIAL,
    policy_pb2.CALLER_USER,
    policy_pb2.CALLER_SCOPE,
    policy_pb2.CALLER_MEMBER,
)
"""The callers that must have a valid credential."""
ERROR_SCHEMA: Final = "Error"
SECURITY_SCHEME: Final = "bearer"
ENVIRONMENT_PARAMETER: Final = "environment"

_LIMIT_HEADERS: Final[dict[str, Schema]] = {
    "X-RateLimit-Limit": {
        "description": "How many calls the window admits: the plan's calls a minute, or of a call that was refused, "
        "the window with the longest wait.",
        "schema": {"type": "integer"},
    },
    "X-RateLimit-Remaining": {
        "description": "How many more calls the window admits now.",
        "schema": {"type": "integer"},
    },
    "X-RateLimit-Reset": {
        "description": "When X-RateLimit-Remaining next grows, in Unix seconds.",
        "schema": {"type": "integer"},
    },
    "RateLimit-Policy": {
        "description": "All windows of the plan (IETF draft ratelimit-headers).",
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": "What is left of all windows (IETF draft ratelimit-headers).",
        "schema": {"type": "string"},
    },
}
_RETRY_HEADERS: Final[dict[str, Schema]] = {
    "Retry-After": {
        "description": "How long to wait before the next try, in whole seconds.",
        "schema": {"type": "integer"},
    },
}
HEADERS: Final = _LIMIT_HEADERS | _RETRY_HEADERS

_ERRORS: Final = {
    "400": (
        "InvalidArgument",
        (
            "Malformed JSON, an unknown field or query parameter, or a value that breaks a rule: `details` names the "
            "fields in a google.rpc.BadRequest."
        ),
    ),
    "401": ("Unauthenticated", "No credential, or one that is wrong, expired or revoked."),
    "403": ("PermissionDenied", "The credential is good, and does not allow this."),
    "404": (
        "NotFound",
        "No such object: it never was, is deleted, or is in another organization or environment; or no such path.",
    ),
    "409": ("Conflict", "The object is not in a state, or not as unique, as the call needs it."),
    "413": ("ContentTooLarge", "The body is larger than 4 MiB. Answered by the edge, without rate-limit headers."),
    "429": ("ResourceExhausted", "Too many calls: wait for as long as Retry-After says. A refused call costs nothing."),
}
"""By HTTP status: the name of the response under `components`, and when it comes."""
_STATUS_OF_WORD: Final = {
    "INVALID_ARGUMENT": "400",
    "UNAUTHENTICATED": "401",
    "PERMISSION_DENIED": "403",
    "NOT_FOUND": "404",
    "ALREADY_EXISTS": "409",
    "ABORTED": "409",
    "RESOURCE_EXHAUSTED": "429",
}
"""From a gRPC status, as comments name it, to the HTTP status that the transcoder makes of it."""
_WITHOUT_LIMIT_HEADERS: Final = ("413",)


def limit_headers(*, retry: bool = False) -> dict[str, Schema]:
    """Returns the references to the headers that every response of the service has."""
    names = HEADERS if retry else _LIMIT_HEADERS
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def error_responses(policy: policy_pb2.MethodPolicy, comment: str, *, has_body: bool) -> dict[str, Response]:
    """Returns references to the error responses of a method: those of its policy, and those its comment names."""
    statuses = {"400", *(status for word, status in _STATUS_OF_WORD.items() if word in comment)}
    if policy.caller in AUTHENTICATED:
        statuses.add("401")
    if policy.caller in AUTHENTICATED and policy.caller != policy_pb2.CALLER_CREDENTIAL:
        statuses.add("403")
    if policy.cost:
        statuses.add("429")
    if has_body:
        statuses.add("413")
    references = {status: {"$ref": f"#/components/responses/{_ERRORS[status][0]}"} for status in sorted(statuses)}
    return references | {"default": {"$ref": "#/components/responses/Unexpected"}}


def error_components() -> dict[str, Response]:
    """Returns the error responses under `components`, by name."""
    named = {name: _error(status, text) for status, (name, text) in _ERRORS.items()}
    unexpected = "Anything else: 500 for a fault of the service, 503 and 504 while it cannot be reached."
    return named | {"Unexpected": {"description": unexpected, "content": _error_content()}}


def error_schema() -> Schema:
    """Returns the schema of every error's body."""
    return {
        "type": "object",
        "description": "Why a call failed.",
        "properties": {
            "code": {"type": "integer", "format": "int32", "description": "The gRPC status code, e.g. 5 (NOT_FOUND)."},
            "message": {"type": "string", "description": "What went wrong, for a person."},
            "details": {
                "type": "array",
                "description": "What went wrong, for a program: a google.rpc.ErrorInfo with a stable `reason`, and "
                "google.rpc.BadRequest, RetryInfo, QuotaFailure and ResourceInfo where they apply.",
                "items": {
                    "type": "object",
                    "properties": {"@type": {"type": "string", "description": "The type's URL."}},
                    "required": ["@type"],
                },
            },
        },
        "required": ["code", "message", "details"],
    }


def security_schemes() -> dict[str, Schema]:
    """Returns the security schemes under `components`."""
    text = (
        "An API key (`cpf_live_…`, `cpf_test_…`), the access token of a session, or an OAuth access token "
        "(`cpf_oat_…`). An operation's list names the scope that it needs; `admin` includes all others."
    )
    return {SECURITY_SCHEME: {"type": "http", "scheme": "bearer", "description": text}}


def environment_parameter() -> Schema:
    """Returns the header that lets a session act in the sandbox."""
    return {
        "name": "Netallion-Environment",
        "in": "header",
        "description": (
            "`test` makes a session's call act in the sandbox. A key that is asked to act in the other environment"
            " than its own is refused with 403."
        ),
        "schema": {"$ref": "#/components/schemas/Environment"},
    }


def _error(status: str, text: str) -> Response:
    response: Response = {"description": text}
    if status not in _WITHOUT_LIMIT_HEADERS:
        response["headers"] = limit_headers(retry=status == "429")
    return response | {"content": _error_content()}


def _error_content() -> dict[str, Schema]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{ERROR_SCHEMA}"}}}
