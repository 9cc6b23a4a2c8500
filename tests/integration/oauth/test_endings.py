"""What ends a client's access, everywhere within a second, on both databases; and what is kept of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from server.auth.credentials import OAUTH_REFRESH_PREFIX, OAUTH_SECRET_PREFIX, new_token
from tests.support.oauth import REFUSED, ends_within_a_second, forms_of, outcome
from tests.support.secrecy import assert_nowhere

if TYPE_CHECKING:
    from tests.support.oauth import World


def test_a_user_who_may_less_takes_the_client_along(each_world: World) -> None:
    """Within a second, also for a token that was given before."""
    app, person = each_world.register(scopes=["admin"]), each_world.invite("admin")
    tokens = app.tokens(person, scope="admin")
    api = each_world.client(tokens["access_token"])
    assert api.get("/api/v1/api-keys").status_code == 200
    admin = each_world.session()
    assert admin.patch(f"/api/v1/users/{person.id}", json={"role": "viewer"}).status_code == 200
    deadline = time.monotonic() + 1.0
    while api.get("/api/v1/api-keys").status_code != 403:
        assert time.monotonic() < deadline
    assert api.get("/api/v1/scans").status_code == 200
    assert app.refresh(tokens["refresh_token"]).json()["scope"] == "scan:read incidents:read"
    assert admin.delete(f"/api/v1/users/{person.id}").status_code == 200
    ends_within_a_second(each_world, tokens["access_token"])


def test_a_session_that_ended_consents_to_nothing(world: World) -> None:
    app, person = world.register(), world.invite("member")
    form = forms_of(person.sign_in(person.ask(app.parameters())))[0]
    user = world.session(person.email, person.password)
    for each in user.get("/api/v1/auth/sessions").json()["sessions"]:
        if not each["current"]:
            assert user.delete(f"/api/v1/auth/sessions/{each['id']}").status_code == 200
    time.sleep(1.0)
    answer = person.browser.post(form.action, data=form.fields | {"decision": "approve"})
    assert answer.status_code == 403
    assert "email" in forms_of(person.ask(app.parameters()))[0].fields


def test_revocation_by_the_client(each_world: World) -> None:
    """An access token alone; a refresh token with all of its authorization, and nothing of another."""
    app, person = each_world.register(), each_world.visitor()
    first, other = app.tokens(person), app.tokens(person)
    second = app.refresh(first["refresh_token"]).json()
    assert app.post("/oauth/revoke", token=second["access_token"], token_type_hint="refresh_token").content == b""
    ends_within_a_second(each_world, second["access_token"])
    assert each_world.status_with(first["access_token"]) == 200
    assert app.post("/oauth/introspect", token=second["access_token"]).json() == {"active": False}
    assert app.post("/oauth/introspect", token=second["refresh_token"]).json()["active"] is True
    assert app.post("/oauth/revoke", token=second["refresh_token"]).status_code == 200
    ends_within_a_second(each_world, first["access_token"])
    assert outcome(app.refresh(second["refresh_token"])) == REFUSED
    assert each_world.status_with(other["access_token"]) == 200
    for token in (second["refresh_token"], "nonsense", new_token(OAUTH_REFRESH_PREFIX)):
        assert app.post("/oauth/revoke", token=token).status_code == 200
    assert outcome(app.post("/oauth/revoke")) == (400, "invalid_request")


def test_withdrawing_kills_the_tokens_within_a_second(each_world: World) -> None:
    app, person = each_world.register(), each_world.visitor()
    tokens = app.tokens(person)
    user = each_world.session()
    grants = [g for g in user.get("/api/v1/oauth/grants").json()["grants"] if g["client_id"] == app.id]
    assert [(grant["client_name"], grant["scopes"]) for grant in grants] == [
        ("Example app", ["scan:read", "incidents:read"])
    ]
    assert user.delete(f"/api/v1/oauth/grants/{grants[0]['id']}").status_code == 200
    ends_within_a_second(each_world, tokens["access_token"])
    assert outcome(app.refresh(tokens["refresh_token"])) == REFUSED
    assert user.delete(f"/api/v1/oauth/grants/{grants[0]['id']}").status_code == 404
    assert "approve" in forms_of(person.ask(app.parameters()))[0].buttons


def test_a_deleted_client_is_gone_with_its_tokens(each_world: World) -> None:
    app = each_world.register()
    tokens = app.tokens(each_world.visitor())
    own = app.post("/oauth/token", grant_type="client_credentials").json()["access_token"]
    admin = each_world.client(each_world.stack.demo["api_key_live"])
    assert each_world.status_with(own) == 200
    assert each_world.status_with(tokens["access_token"]) == 200
    assert admin.delete(f"/api/v1/oauth/clients/{app.id}").status_code == 200
    ends_within_a_second(each_world, tokens["access_token"])
    ends_within_a_second(each_world, own)
    assert outcome(app.refresh(tokens["refresh_token"])) == (401, "invalid_client")
    assert each_world.visitor().ask(app.parameters()).status_code == 400


def test_nothing_plain_is_kept_or_logged(world: World) -> None:
    """Neither in the database nor in any log: codes, tokens, secrets, the password, the browser's cookies."""
    app, person = world.register(), world.invite("member")
    answer = person.authorize(app.parameters())
    tokens = app.exchange(answer["code"]).json()
    renewed = app.refresh(tokens["refresh_token"]).json()
    assert world.status_with(renewed["access_token"]) == 200
    spoiled = new_token(OAUTH_SECRET_PREFIX)
    wrong = {"grant_type": "client_credentials", "client_id": app.id, "client_secret": spoiled}
    assert app.http.post("/oauth/token", data=wrong).status_code == 401
    cookies = [cookie.value or "" for cookie in person.browser.cookies.jar]
    assert len(cookies) == 2
    secrets = [answer["code"], app.secret, spoiled, person.password, *cookies]
    secrets += [pair[name] for pair in (tokens, renewed) for name in ("access_token", "refresh_token")]
    home = world.stack.home
    files = [*home.rglob("*.db*"), *home.rglob("*log*"), home.parent / f"{home.name}.log"]
    kept = b"".join(path.read_bytes() for path in files if path.is_file())
    assert app.id.encode() in kept
    assert person.id.encode() in kept
    assert_nowhere(secrets, kept)
