"""REST bindings as CONTRACT.md's table has them, and which names a query may hold."""

from __future__ import annotations

import re

import pytest

from server.contract.policies import methods_of
from server.contract.routes import json_routes_of, query_names_of, routes_of
from server.contract.services import SERVICES

AUTH = "/netallion.auth.v1.AuthService/"
SCAN = "/netallion.scan.v1.ScanService/"
ROUTES = routes_of(SERVICES)
QUERY = query_names_of(SERVICES)
ANY_PATH = {route.rpc for route in ROUTES if "**" in route.template}

TABLE = {
    "POST /api/v1/auth/login": "Login",
    "POST /api/v1/auth/refresh": "RefreshSession",
    "POST /api/v1/auth/logout": "Logout",
    "GET /api/v1/auth/me": "GetCaller",
    "GET /api/v1/auth/sessions": "ListSessions",
    "DELETE /api/v1/auth/sessions/{id}": "RevokeSession",
    "POST /api/v1/auth/password": "ChangePassword",
    "POST /api/v1/users": "InviteUser",
    "GET /api/v1/users": "ListUsers",
    "PATCH /api/v1/users/{id}": "UpdateUser",
    "DELETE /api/v1/users/{id}": "RemoveUser",
    "GET /api/v1/organization": "GetOrganization",
    "PATCH /api/v1/organization": "UpdateOrganization",
    "POST /api/v1/api-keys": "CreateApiKey",
    "GET /api/v1/api-keys": "ListApiKeys",
    "GET /api/v1/api-keys/{id}": "GetApiKey",
    "DELETE /api/v1/api-keys/{id}": "RevokeApiKey",
    "POST /api/v1/api-keys/{id}/rotate": "RotateApiKey",
    "GET /api/v1/usage": "GetUsage",
}


def test_the_auth_surface_is_the_contracts_table() -> None:
    served = {f"{route.verb} {route.template}": route.rpc for route in ROUTES if route.rpc.startswith(AUTH)}
    assert served == {line: AUTH + name for line, name in TABLE.items()}


def test_no_two_methods_answer_the_same_request() -> None:
    places = [(route.verb, re.sub(r"\{\w+\}", "{}", route.template)) for route in ROUTES]
    assert len(set(places)) == len(places)


def test_every_unary_method_has_a_route() -> None:
    bound = {route.rpc for route in ROUTES}
    streams = {path for path, method in methods_of(SERVICES).items() if method.client_streaming}
    assert set(methods_of(SERVICES)) - bound <= streams


def test_unknown_paths_of_all_verbs_come_to_the_fallback() -> None:
    fallback = [route for route in ROUTES if route.rpc.endswith("/RefuseUnknownPath")]
    assert {route.verb for route in fallback} == {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}
    assert all(route.pattern.fullmatch("/any/path/at/all") for route in fallback)
    assert fallback[0].rpc not in QUERY


@pytest.mark.parametrize(
    ("rpc", "names"),
    [
        (AUTH + "GetCaller", set()),
        (AUTH + "Login", set()),
        (AUTH + "ListApiKeys", {"page_size", "page_token"}),
        (AUTH + "GetApiKey", set()),
        (AUTH + "RevokeApiKey", set()),
        (AUTH + "RotateApiKey", set()),
        (AUTH + "ListSessions", {"page_size", "page_token"}),
    ],
)
def test_query_names(rpc: str, names: set[str]) -> None:
    assert QUERY[rpc] == names


def test_query_names_are_what_neither_path_nor_body_gives() -> None:
    for route in ROUTES:
        if route.rpc in QUERY:
            assert not QUERY[route.rpc] & route.variables, route.rpc
            assert route.variables <= {field.name for field in route.method.input_type.fields}, route.rpc
        else:  # they take any name: the one refuses them all, the others must ignore what they do not know
            assert route.rpc in ANY_PATH or route.template.startswith("/oauth/"), route.rpc
    assert {route.rpc for route in json_routes_of(SERVICES)} >= {AUTH + "Login", SCAN + "CreateScan"}


def test_a_pattern_matches_its_own_paths_whole() -> None:
    [rotate] = [route for route in ROUTES if route.rpc == AUTH + "RotateApiKey"]
    assert rotate.variables == {"id"}
    assert rotate.pattern.fullmatch("/api/v1/api-keys/key_1/rotate")
    for path in ("/api/v1/api-keys//rotate", "/api/v1/api-keys/a/b/rotate", "/api/v1/api-keys/a/rotate/", "x"):
        assert not rotate.pattern.fullmatch(path), path
