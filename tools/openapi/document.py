"""The whole document. Source: OpenAPI Specification 3.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tools.openapi import oauth, responses
from tools.openapi.contract import Contract, UnsupportedContractError
from tools.openapi.operations import Binding, Endpoint, bindings, operation, success
from tools.openapi.schemas import SchemaBook

if TYPE_CHECKING:
    from collections.abc import Iterator

Document = dict[str, Any]

_ENVIRONMENT_ENUM: Final = "netallion.access.v1.Environment"
_DESCRIPTION: Final = """\
Scans of workspaces, findings and incidents. The same calls are there over gRPC; this document is made of their protos.

Send a credential as `Authorization: Bearer …`. Field names are snake_case, times RFC 3339 in UTC; an absent time is
left out. Lists take `page_size` and `page_token`; a token belongs to the filters that it was made with. An unknown
field or query parameter is refused with 400. Every response of the service has the
rate-limit headers; what the edge must answer alone (413, 431, 503, 504, a query value of the wrong type) has none. A
call that is refused with 429 is admitted after the seconds in Retry-After."""

_OF_THE_PAGE: Final = "netallion.dashboard.v1.DashboardService"
"""No API: it answers to the service's own page alone."""


def document(contract: Contract) -> Document:
    """Returns the OpenAPI document of every RPC that has a path of its own."""
    book = SchemaBook(contract)
    reachable = [(endpoint, bound) for endpoint in _endpoints(contract) if (bound := bindings(endpoint.method))]
    for endpoint, _ in reachable:
        # A message that travels both ways has its plain name as a response.
        success(contract, book, endpoint.method)
    paths: dict[str, dict[str, Any]] = {}
    for endpoint, bound in reachable:
        for position, binding in enumerate(bound, start=1):
            suffix = "" if position == 1 else str(position)
            _add(paths, binding, operation(contract, book, endpoint, binding, suffix))
    book.vocabulary(_ENVIRONMENT_ENUM)
    tags = {endpoint.tag: contract.comment(_service_name(endpoint)) for endpoint, _ in reachable}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Netallion AI Assurance", "version": "v1", "description": _DESCRIPTION},
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": text} for name, text in tags.items()],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": book.components()
            | {responses.ERROR_SCHEMA: responses.error_schema(), oauth.ERROR_SCHEMA: oauth.error_schema()},
            "responses": responses.error_components(),
            "parameters": {responses.ENVIRONMENT_PARAMETER: responses.environment_parameter()},
            "headers": responses.HEADERS,
            "securitySchemes": responses.security_schemes() | {oauth.CLIENT_SCHEME: oauth.security_scheme()},
        },
    }


def _endpoints(contract: Contract) -> Iterator[Endpoint]:
    for name, service in contract.services.items():
        if name == _OF_THE_PAGE:
            continue
        for method in service.method:
            yield Endpoint(f"{name}.{method.name}", service.name.removesuffix("Service"), method)


def _add(paths: dict[str, dict[str, Any]], binding: Binding, described: dict[str, Any]) -> None:
    item = paths.setdefault(binding.path, {})
    if binding.verb in item:
        raise UnsupportedContractError(f"two RPCs are bound to {binding.verb} {binding.path}")
    item[binding.verb] = described


def _service_name(endpoint: Endpoint) -> str:
    return endpoint.name.removesuffix(f".{endpoint.method.name}")
