"""The check of JSON bodies that Envoy asks for before it transcodes them (ext_authz).

A body that is exactly its request's JSON passes, and the call then crosses the chain on its own. Any other call ends
here: it crosses the same chain with the faults of its body in the place of its validation. So a stranger gets the 401
that the RPC would have given and learns nothing of the schema, too many calls are 429, and the call is charged, counted
and logged once, by whoever answers it.

The service is Envoy's own (https://www.envoyproxy.io/docs/envoy/latest/api-v3/service/auth/v3/external_auth.proto), as
far as we speak it: proto/netallion/edge/v1/check.proto. Envoy does not route it from outside.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import grpc
import grpc.aio
from google.protobuf.json_format import MessageToDict
from netallion.edge.v1.check_pb2 import (
    CheckRequest,
    CheckResponse,
    CheckStatus,
    DeniedHttpResponse,
    HeaderValue,
    HeaderValueOption,
    HttpStatus,
)

from server.contract.policies import ANONYMOUS, policies_of
from server.contract.routes import json_routes_of
from server.edge.json_body import violations_of_body
from server.edge.json_shape import shape_of
from server.errors import DomainError, InvalidArgument, PermissionDenied, Violation
from server.interceptors.address import EDGE, from_edge
from server.interceptors.authentication import ENVIRONMENT, bearer_token
from server.interceptors.call import Call
from server.interceptors.error_mapper import to_status
from server.interceptors.validation import violations_of_query

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

    from server.auth.authenticator import Authenticator
    from server.contract.policies import Policy
    from server.edge.json_shape import Shape
    from server.interceptors import Chain
    from server.settings import Settings

SERVICE = "envoy.service.auth.v3.Authorization"

LARGEST_STRANGE_BODY = 64 * 1024
"""Bytes. A larger body is read only for a caller who is known: reading 4 MiB can take a tenth of a second."""

LARGEST_ANONYMOUS_BODY = 16 * 1024
"""Bytes that a method for strangers takes. None needs a tenth of it."""

_HTTP_STATUS = {
    grpc.StatusCode.INVALID_ARGUMENT: 400,
    grpc.StatusCode.UNAUTHENTICATED: 401,
    grpc.StatusCode.PERMISSION_DENIED: 403,
    grpc.StatusCode.NOT_FOUND: 404,
    grpc.StatusCode.ALREADY_EXISTS: 409,
    grpc.StatusCode.ABORTED: 409,
    grpc.StatusCode.RESOURCE_EXHAUSTED: 429,
    grpc.StatusCode.UNAVAILABLE: 503,
    grpc.StatusCode.INTERNAL: 500,
}
"""As the transcoder maps them (google/rpc/code.proto)."""

_PASSED = CheckResponse(status=CheckStatus(code=grpc.StatusCode.OK.value[0]))


@dataclass(frozen=True, slots=True)
class _Bound:
    """A method with a JSON body: what governs it, what its body is made of, and which fields the path gives."""

    rpc: str
    policy: Policy
    shape: Shape
    given: frozenset[str]
    pattern: re.Pattern[str]


class _Routes:
    """Finds the method of a request. Paths without variables, which are most, cost one look-up."""

    def __init__(self, services: Iterable[str]) -> None:
        services = tuple(services)
        policies = policies_of(services)
        self._exact: dict[tuple[str, str], _Bound] = {}
        self._patterns: dict[str, list[_Bound]] = {}
        for route in json_routes_of(services):
            shape = shape_of(route.method.input_type)
            bound = _Bound(route.rpc, policies[route.rpc], shape, route.variables, route.pattern)
            if route.variables:
                self._patterns.setdefault(route.verb, []).append(bound)
            else:
                self._exact[route.verb, route.template] = bound

    def find(self, verb: str, path: str) -> _Bound | None:
        """Return the method of a path, which the transcoder takes with slashes at its end too."""
        path = path.partition("?")[0].rstrip("/")
        exact = self._exact.get((verb, path))
        if exact is not None:
            return exact
        return next((bound for bound in self._patterns.get(verb, ()) if bound.pattern.fullmatch(path)), None)


class Check:
    """Reads bodies."""

    def __init__(self, chain: Chain, authenticator: Authenticator, services: Iterable[str], settings: Settings) -> None:
        self._chain = chain
        self._authenticator = authenticator
        self._routes = _Routes(services)
        self._from_edge = from_edge(settings)

    async def check(self, request: CheckRequest, context: grpc.aio.ServicerContext[Any, Any]) -> CheckResponse:
        """Return whether the request may pass, or what to answer it. Raises PermissionDenied unless Envoy asks."""
        metadata = dict(context.invocation_metadata() or ())
        if not self._from_edge(metadata):
            raise PermissionDenied("EDGE_ONLY", "only the edge may ask this")
        http = request.attributes.request.http
        bound = self._routes.find(http.method, http.path)
        if bound is None:
            return _PASSED
        error = await self._error_of(bound, http.path, http.raw_body, http.headers)
        if error is None:
            return _PASSED
        call = Call(bound.rpc, bound.policy, None, context, {**http.headers, EDGE: metadata.get(EDGE, "")})
        return _denied(await self._chain.refuse(call, error), call.headers)

    async def _error_of(self, bound: _Bound, path: str, body: bytes, headers: Mapping[str, str]) -> DomainError | None:
        if bound.policy.caller == ANONYMOUS:
            if len(body) > LARGEST_ANONYMOUS_BODY:
                too_large = f"the body is larger than {LARGEST_ANONYMOUS_BODY // 1024} KiB"
                return InvalidArgument([Violation("", too_large)])
        elif len(body) > LARGEST_STRANGE_BODY:
            try:
                token = bearer_token(headers.get("authorization", ""))
                await self._authenticator.authenticate(token, headers.get(ENVIRONMENT, ""))
            except DomainError as stranger:
                return stranger
        violations = violations_of_body(body, headers.get("content-type", ""), bound.shape, bound.given)
        # The body is the whole request, so its fields are no query parameters; the transcoder would set them twice.
        if "?" in path:
            violations += violations_of_query(path, ())
        return InvalidArgument(violations) if violations else None


def _denied(error: DomainError, headers: Iterable[tuple[str, str]]) -> CheckResponse:
    """Return what makes Envoy answer with the error as the transcoder would print it."""
    status = MessageToDict(
        to_status(error), preserving_proto_field_name=True, always_print_fields_with_no_presence=True
    )
    return CheckResponse(
        status=CheckStatus(code=error.code.value[0]),
        denied_response=DeniedHttpResponse(
            status=HttpStatus(code=_HTTP_STATUS[error.code]),
            headers=[HeaderValueOption(header=HeaderValue(key=key, value=value)) for key, value in headers],
            body=json.dumps(status, separators=(",", ":"), ensure_ascii=False),
        ),
    )


def add_check(server: grpc.aio.Server, check: Check) -> None:
    """Serve the check under the name that Envoy calls."""
    handler = grpc.unary_unary_rpc_method_handler(
        check.check,
        request_deserializer=CheckRequest.FromString,
        response_serializer=CheckResponse.SerializeToString,
    )
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, {"Check": handler}),))
