"""The endpoints that clients call by themselves, and the clients as an administrator has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.oauth import CALLBACK, World

if TYPE_CHECKING:
    import httpx

    from tests.support.oauth import Client


def test_a_public_client_has_no_secret(world: World) -> None:
    public = world.register(confidential=False)
    assert "client_secret" not in public.registered
    assert public.registered["grant_types"] == ["authorization_code", "refresh_token"]
    admin = world.client(world.stack.demo["api_key_live"])
    shown = admin.get(f"/api/v1/oauth/clients/{public.id}").json()
    assert shown.keys() == public.registered.keys()
    assert "client_secret" not in admin.get(f"/api/v1/oauth/clients/{world.register().id}").text
    rotated = admin.post(f"/api/v1/oauth/clients/{public.id}/rotate-secret", json={})
    assert (rotated.status_code, rotated.json()["details"][0]["reason"]) == (409, "PUBLIC_CLIENT")


def test_a_secret_is_rotated_with_an_overlap(world: World) -> None:
    app = world.register()
    admin = world.client(world.stack.demo["api_key_live"])
    token = app.post("/oauth/token", grant_type="client_credentials").json()["access_token"]
    new = admin.post(f"/api/v1/oauth/clients/{app.id}/rotate-secret", json={}).json()["client_secret"]
    for secret in (app.secret, new):
        body = {"grant_type": "client_credentials", "client_id": app.id, "client_secret": secret}
        assert app.http.post("/oauth/token", data=body).status_code == 200
    last = admin.post(f"/api/v1/oauth/clients/{app.id}/rotate-secret", json={"overlap_seconds": 0})
    statuses = []
    for secret in (app.secret, new, last.json()["client_secret"]):
        body = {"grant_type": "client_credentials", "client_id": app.id, "client_secret": secret}
        statuses.append(app.http.post("/oauth/token", data=body).status_code)
    assert statuses == [401, 401, 200]
    assert world.status_with(token) == 200


def test_a_client_of_the_sandbox_sees_the_sandbox(world: World) -> None:
    """Made by a sandbox key it is of the sandbox, and its tokens and grants are."""
    app = world.register(key=world.stack.demo["api_key_test"])
    assert app.registered["environment"] == "test"
    tokens = app.tokens(world.visitor())
    api = world.client(tokens["access_token"])
    assert api.get("/api/v1/auth/me").json()["environment"] == "test"
    mismatch = world.client(tokens["access_token"], Netallion_Environment="live").get("/api/v1/scans")
    assert mismatch.json()["details"][0]["reason"] == "ENVIRONMENT_MISMATCH"
    key = world.client(world.stack.demo["api_key_test"])
    wanted = {"name": "x", "redirect_uris": [CALLBACK], "scopes": ["scan:read"], "environment": "live"}
    assert key.post("/api/v1/oauth/clients", json=wanted).json()["details"][0]["reason"] == "LIVE_REQUIRED"


def test_the_client_pays_for_its_own_calls(world: World) -> None:
    """At the token endpoint and with its own tokens it is one key on its organization's plan; strangers are not."""
    app = world.register()
    first = app.post("/oauth/token", grant_type="client_credentials")
    second = app.post("/oauth/introspect", token="x")
    third = world.client(first.json()["access_token"]).get("/api/v1/scans")
    left = [int(answer.headers["x-ratelimit-remaining"]) for answer in (first, second, third)]
    assert left == [1999, 1998, 1997]
    public = world.register(confidential=False)
    assert public.post("/oauth/revoke", token="x").headers["x-ratelimit-limit"] == "100"


def form_and_json(app: Client, **body: str) -> list[httpx.Response]:
    """Send a request to the token endpoint in each way that a client may."""
    named = body | {"client_id": app.id, "client_secret": app.secret}
    return [
        app.http.post("/oauth/token", data=body, auth=(app.id, app.secret)),
        app.http.post("/oauth/token", data=named),
        app.http.post("/oauth/token", json=named),
        app.http.post("/oauth/token", json=body, auth=(app.id, app.secret)),
        app.http.post("/oauth/token", data=body | {"client_id": app.id}, auth=(app.id, app.secret)),
    ]


def test_bodies_and_client_authentication_of_each_kind(world: World) -> None:
    app = world.register()
    for answer in form_and_json(app, grant_type="client_credentials", scope="scan:read"):
        assert answer.status_code == 200, answer.text
        assert answer.json().keys() == {"access_token", "expires_in", "scope", "token_type"}
        assert answer.json()["scope"] == "scan:read"
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["pragma"] == "no-cache"


def test_a_client_acts_for_itself(world: World) -> None:
    app = world.register()
    token = app.post("/oauth/token", grant_type="client_credentials").json()["access_token"]
    me = world.client(token).get("/api/v1/auth/me").json()
    assert (me["kind"], me["credential_id"], me["scopes"]) == ("oauth", app.id, ["scan:read", "incidents:read"])
    assert "user" not in me or me["user"] is None


def test_wrong_requests_to_the_token_endpoint(world: World) -> None:
    app = world.register()
    twice = f"grant_type=client_credentials&grant_type=x&client_id={app.id}&client_secret={app.secret}"
    form = {"content-type": "application/x-www-form-urlencoded"}
    json_type = {"content-type": "application/json"}
    cases: list[tuple[httpx.Response, int, str]] = [
        (app.post("/oauth/token"), 400, "invalid_request"),
        (app.post("/oauth/token", grant_type="password"), 400, "unsupported_grant_type"),
        (app.post("/oauth/token", grant_type="authorization_code"), 400, "invalid_request"),
        (app.post("/oauth/token", grant_type="authorization_code", code="x"), 400, "invalid_grant"),
        (app.post("/oauth/token", grant_type="refresh_token", refresh_token="x"), 400, "invalid_grant"),
        (app.post("/oauth/token", grant_type="client_credentials", scope="admin"), 400, "invalid_scope"),
        (app.http.post("/oauth/token", content=twice, headers=form), 400, "invalid_request"),
        (app.http.post("/oauth/token", content=b"\xff\xfe", headers=form), 400, "invalid_request"),
        (app.http.post("/oauth/token", content=b"{", headers=json_type), 400, "invalid_request"),
        (app.http.post("/oauth/token", content=b"[1]", headers=json_type), 400, "invalid_request"),
        (app.http.post("/oauth/token", content=b'{"client_id": 1}', headers=json_type), 400, "invalid_request"),
        (app.http.post("/oauth/token", content=b"[" * 15_000, headers=json_type), 400, "invalid_request"),
        (app.http.post("/oauth/token", content=b"x=" + b"y" * 20_000, headers=form), 400, "invalid_request"),
        (app.http.post("/oauth/token", content=b"<x/>", headers={"content-type": "text/xml"}), 400, "invalid_request"),
        (app.http.post("/oauth/token", json={"grant_type": "client_credentials"}), 401, "invalid_client"),
        (app.http.post("/oauth/token", headers={"authorization": "Bearer x"}, data={"a": "b"}), 401, "invalid_client"),
        (app.http.post("/oauth/token", headers={"authorization": "Basic !"}, data={"a": "b"}), 401, "invalid_client"),
    ]
    for number, (answer, status, error) in enumerate(cases):
        assert (answer.status_code, answer.json()["error"]) == (status, error), number
        assert answer.json().keys() == {"error", "error_description"}
        assert answer.headers["cache-control"] == "no-store"
        assert ("www-authenticate" in answer.headers) == (status == 401)
        assert "x-ratelimit-limit" in answer.headers
        assert not [name for name in answer.headers if name.startswith(("grpc", "x-envoy", "x-netallion"))]
        if status == 401:
            assert answer.headers["www-authenticate"].startswith("Basic ")


def test_parameters_in_the_url_are_not_looked_at(world: World) -> None:
    app = world.register()
    query = f"?grant_type=client_credentials&client_id={app.id}&client_secret={app.secret}"
    answer = app.http.post(f"/oauth/token{query}", data={"scope": "scan:read"})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_metadata_and_keys(world: World) -> None:
    metadata = world.client().get("/.well-known/oauth-authorization-server").json()
    base = world.stack.url
    assert metadata["issuer"] == base
    assert metadata["token_endpoint"] == f"{base}/oauth/token"
    assert metadata["code_challenge_methods_supported"] == ["S256"]
    assert metadata["authorization_response_iss_parameter_supported"] is True
    keys = world.client().get("/.well-known/jwks.json").json()["keys"]
    assert keys
    assert keys[0].keys() == {"kty", "use", "alg", "kid", "n", "e"}


def test_too_many_calls_are_told_in_the_endpoints_own_form(world: World) -> None:
    """429 with Retry-After; JSON for clients, a page for a browser."""
    http = world.client()
    refused = [answer for _ in range(130) if (answer := http.post("/oauth/token", data={"a": "b"})).status_code == 429]
    assert refused
    assert refused[0].json()["error"] == "temporarily_unavailable"
    assert int(refused[0].headers["retry-after"]) >= 1
    page = next(page for _ in range(60) if (page := http.get("/oauth/authorize")).status_code == 429)
    assert page.headers["content-type"].startswith("text/html")
    assert int(page.headers["retry-after"]) >= 1
