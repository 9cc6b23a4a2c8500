"""Which REST request is which method, read from the google.api.http options."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from google.api import annotations_pb2

from server.contract.policies import methods_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from google.api.http_pb2 import HttpRule
    from google.protobuf.descriptor import MethodDescriptor

_VARIABLE = re.compile(r"\{(\w+)(?:=(\*\*))?\}")


@dataclass(frozen=True, slots=True)
class Route:
    """One binding of a method: `verb` in upper case, `body` "*", a field's name, or "" for none."""

    method: MethodDescriptor
    rpc: str
    verb: str
    template: str
    body: str

    @property
    def variables(self) -> frozenset[str]:
        """Return the names of the fields that the path gives."""
        return frozenset(name for name, _ in _VARIABLE.findall(self.template))

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return the expression that a path of this route matches whole."""
        parts, end = [], 0
        for match in _VARIABLE.finditer(self.template):
            parts += [re.escape(self.template[end : match.start()]), ".*" if match[2] else "[^/]+"]
            end = match.end()
        return re.compile("".join([*parts, re.escape(self.template[end:])]))


def _bindings(rule: HttpRule) -> Iterator[tuple[str, str, str]]:
    kind = rule.WhichOneof("pattern")
    if kind == "custom":
        yield rule.custom.kind, rule.custom.path, rule.body
    elif kind:
        yield kind.upper(), getattr(rule, kind), rule.body
    for more in rule.additional_bindings:
        yield from _bindings(more)


def routes_of(services: Iterable[str]) -> tuple[Route, ...]:
    """Return all bindings of the services' methods."""
    return tuple(
        Route(method, rpc, verb, template, body)
        for rpc, method in methods_of(services).items()
        for verb, template, body in _bindings(method.GetOptions().Extensions[annotations_pb2.http])
    )


def query_names_of(services: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return, for each method, the names that its REST callers may put in the query.

    They are the request's fields that neither path nor body give. The catch-all takes any, as it refuses them all; the
    dashboard's page, as links to it may carry anything; and the endpoints of OAuth, which must ignore what they do not
    know (RFC 6749, sections 3.1 and 3.2).
    """
    names: dict[str, frozenset[str]] = {}
    routes = routes_of(services)
    any_path = {route.rpc for route in routes if "**" in route.template}
    for route in routes:
        if route.rpc in any_path or route.template.startswith("/oauth/"):
            continue
        fields = frozenset() if route.body == "*" else frozenset(f.name for f in route.method.input_type.fields)
        names[route.rpc] = names.get(route.rpc, frozenset()) | (fields - route.variables - {route.body})
    return names


def json_routes_of(services: Iterable[str]) -> tuple[Route, ...]:
    """Return the bindings whose whole body is the request as JSON."""
    return tuple(route for route in routes_of(services) if route.body == "*")
