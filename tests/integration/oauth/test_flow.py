"""The authorization code flow: the guide's, word for word, and as RFC 6749 has it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.support.oauth import CALLBACK, READ, World, answer_of, forms_of, pkce

GUIDE = (Path(__file__).parents[3] / "docs" / "authentication-guide.txt").read_text(encoding="utf-8")
FLOW = GUIDE.partition("\nOAuth 2.0 Flow\n")[2].partition("\nRate Limits\n")[0]


def test_the_guides_flow_word_for_word(world: World, tmp_path: Path) -> None:
    """Its authorization URL, its curl call with a JSON body, its answer; then its refresh."""
    app = world.register(redirect_uris=["https://your-app.com/callback"])
    url = re.search(r"https://app\.netallion\.ai(/oauth/authorize\?\S+)", FLOW)
    assert url
    path = url[1].replace("client_id=...", f"client_id={app.id}")
    path = path.replace("redirect_uri=...", "redirect_uri=https%3A%2F%2Fyour-app.com%2Fcallback")
    person = world.visitor()
    code = answer_of(person.decide(person.sign_in(person.browser.get(path))))["code"]
    sample = re.search(r"curl .*?\n  }'\n", FLOW, re.DOTALL)
    assert sample
    script = tmp_path / "sample.sh"
    script.write_text(
        sample[0]
        .replace("curl ", "curl -s ", 1)
        .replace("https://api.netallion.ai", world.stack.url)
        .replace("your_client_id", app.id)
        .replace("your_client_secret", app.secret)
        .replace("auth_code_from_redirect", code),
        encoding="utf-8",
    )
    done = subprocess.run(["sh", "-e", str(script)], capture_output=True, text=True, timeout=30, check=True)  # noqa: S607
    tokens = json.loads(done.stdout)
    printed = json.loads(FLOW.partition("# Response\n")[2])
    assert tokens.keys() == printed.keys()
    assert {name: tokens[name] for name in ("expires_in", "scope", "token_type")} == {
        name: printed[name] for name in ("expires_in", "scope", "token_type")
    }
    assert re.fullmatch(r"cpf_oat_[0-9A-Za-z]{49}", tokens["access_token"])
    assert re.fullmatch(r"cpf_ort_[0-9A-Za-z]{49}", tokens["refresh_token"])
    body = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    again = world.client().post("/oauth/token", json=body | {"client_id": app.id, "client_secret": app.secret})
    assert again.status_code == 200
    assert again.json().keys() == printed.keys()
    assert world.status_with(again.json()["access_token"]) == 200


def test_a_token_acts_for_its_user_within_its_scopes(world: World) -> None:
    tokens = world.register().tokens(world.visitor())
    api = world.client(tokens["access_token"])
    me = api.get("/api/v1/auth/me").json()
    assert (me["kind"], me["environment"], me["scopes"]) == ("oauth", "live", ["scan:read", "incidents:read"])
    assert me["credential_id"].startswith("gra_")
    assert me["user"]["email"] == world.stack.demo["email"]
    assert api.get("/api/v1/scans").status_code == 200
    assert api.get("/api/v1/incidents").status_code == 200
    assert api.post("/api/v1/workspaces", json={"name": "w"}).status_code == 403
    assert api.get("/api/v1/api-keys").status_code == 403
    for path in ("/api/v1/auth/sessions", "/api/v1/oauth/grants"):
        assert api.get(path).json()["details"][0]["reason"] == "USER_REQUIRED", path


def test_the_redirect_names_state_and_issuer_and_keeps_the_query(world: World) -> None:
    uri = "https://app.example.com/callback?tenant=7"
    app = world.register(redirect_uris=[uri])
    state = 'a b&c=d"<é>'
    answer = world.visitor().authorize(app.parameters(state=state))
    assert answer["state"] == state
    assert answer["iss"] == world.stack.url
    assert answer["tenant"] == "7"
    assert app.exchange(answer["code"]).status_code == 200


def test_consent_is_remembered_for_the_same_scopes_and_asked_for_others(world: World) -> None:
    app, person = world.register(), world.visitor()
    person.authorize(app.parameters())
    assert "code" in answer_of(person.ask(app.parameters()))
    assert "approve" in forms_of(person.ask(app.parameters(scope="scan:read")))[0].buttons
    assert "approve" in forms_of(person.ask(world.register().parameters()))[0].buttons


def test_a_public_client_is_asked_about_each_time_unless_its_redirect_is_https(world: World) -> None:
    for uri, remembered in ((CALLBACK, True), ("http://127.0.0.1/cb", False), ("com.example.app:/cb", False)):
        app, person = world.register(confidential=False, redirect_uris=[uri]), world.visitor()
        sent = app.parameters(code_challenge=pkce()[1], code_challenge_method="S256")
        person.authorize(sent)
        assert (person.ask(sent).status_code == 302) is remembered, uri


def test_saying_no_tells_the_client(world: World) -> None:
    app, person = world.register(), world.visitor()
    sent = app.parameters()
    denied = answer_of(person.decide(person.sign_in(person.ask(sent)), "deny"))
    assert (denied["error"], denied["state"], denied["iss"]) == ("access_denied", sent["state"], world.stack.url)
    stranger = world.visitor()
    cancel = forms_of(stranger.ask(sent))[1]
    answer = answer_of(stranger.browser.post(cancel.action, data=cancel.fields | {"decision": "deny"}))
    assert answer["error"] == "access_denied"
    assert world.session().get("/api/v1/oauth/grants").status_code == 200


def test_someone_else_can_sign_in(world: World) -> None:
    app, person = world.register(), world.visitor()
    page = person.sign_in(person.ask(app.parameters()))
    assert world.stack.demo["email"] in page.text
    leave = forms_of(page)[1]
    again = person.browser.post(leave.action, data=leave.fields)
    assert again.status_code == 303
    other = world.invite("viewer")
    person.email, person.password = other.email, other.password
    assert other.email in person.sign_in(person.browser.get(again.headers["location"])).text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": ""}, "invalid_request"),
        ({"scope": "scan:read unknown"}, "invalid_scope"),
        ({"scope": "admin"}, "invalid_scope"),
        ({"scope": "scan:write"}, "invalid_scope"),
        ({"code_challenge": "x" * 43}, "invalid_request"),
        ({"code_challenge": "x" * 43, "code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short", "code_challenge_method": "S256"}, "invalid_request"),
        ({"code_challenge_method": "S256"}, "invalid_request"),
    ],
)
def test_what_is_wrong_is_told_to_the_client_before_anyone_signs_in(
    changes: dict[str, str], error: str, world: World
) -> None:
    app = world.register()
    answer = answer_of(world.visitor().ask(app.parameters(state="s", **changes)))
    assert (answer["error"], answer["state"], answer["iss"]) == (error, "s", world.stack.url)
    assert re.fullmatch(r"[ !#-\[\]-~]+", answer["error_description"])
    assert "code" not in answer


def test_a_long_state_comes_back_and_a_longer_one_does_not(world: World) -> None:
    app, person = world.register(), world.visitor()
    assert person.authorize(app.parameters(state="(" * 4096))["state"] == "(" * 4096
    answer = answer_of(person.ask(app.parameters(state="(" * 4097)))
    assert answer.keys() == {"error", "error_description", "iss"}


def test_a_client_without_the_grant_type_is_told_so(world: World) -> None:
    app = world.register(grant_types=["client_credentials"])
    assert answer_of(world.visitor().ask(app.parameters()))["error"] == "unauthorized_client"


def test_unknown_parameters_are_ignored(world: World) -> None:
    app, person = world.register(), world.visitor()
    answer = person.authorize(app.parameters(nonce="n", prompt="login", resource="r"))
    tokens = app.exchange(answer["code"], audience="x", resource="y")
    assert tokens.status_code == 200


def test_without_a_scope_it_is_all_that_the_client_may_ask_for(world: World) -> None:
    app = world.register(scopes=["scan:read", "scan:write", "incidents:read"])
    assert app.tokens(world.visitor(), scope="")["scope"] == "scan:read scan:write incidents:read"


def test_a_redirect_uri_may_be_left_out_if_there_is_one(world: World) -> None:
    app = world.register()
    person = world.visitor()
    code = person.authorize(app.parameters(redirect_uri=""))["code"]
    assert app.exchange(code, redirect_uri="").status_code == 200
    code = person.authorize(app.parameters(redirect_uri=""))["code"]
    assert app.exchange(code).status_code == 200
    two = world.register(redirect_uris=[CALLBACK, f"{CALLBACK}2"])
    assert person.ask(two.parameters(redirect_uri="")).status_code == 400


def test_a_viewer_grants_what_a_viewer_may(world: World) -> None:
    """The token has the scopes that the user's role has, and says so."""
    app = world.register(scopes=["admin"])
    tokens = app.tokens(world.invite("viewer"), scope="admin")
    assert tokens["scope"] == "scan:read incidents:read"
    writer = world.register(scopes=["scan:write"])
    person = world.invite("viewer")
    refused = person.sign_in(person.ask(writer.parameters(scope="scan:write")))
    assert answer_of(refused)["error"] == "access_denied"


def test_an_unknown_client_or_a_foreign_redirect_gets_our_own_page(world: World) -> None:
    app = world.register()
    for changes in (
        {"client_id": "cli_01ARZ3NDEKTSV4RRFFQ69G5FAV"},
        {"client_id": "nonsense"},
        {"client_id": ""},
        {"redirect_uri": "https://evil.example/callback"},
    ):
        page = world.visitor().ask(app.parameters(**changes))
        assert page.status_code == 400
        assert "location" not in page.headers
        assert not forms_of(page)
        assert "set-cookie" not in page.headers


def test_pages_cannot_be_framed_scripted_or_cached(world: World) -> None:
    app, person = world.register(name="<script>alert(1)</script>"), world.visitor()
    first = person.ask(app.parameters(state='"><script>'))
    second = person.sign_in(first)
    for page in (first, second, person.ask(app.parameters(client_id=""))):
        policy = dict(part.strip().partition(" ")[::2] for part in page.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["frame-ancestors"] == "'none'"
        assert policy["base-uri"] == "'none'"
        assert "unsafe" not in page.headers["content-security-policy"]
        assert "script-src" not in policy
        assert page.headers["x-frame-options"] == "DENY"
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["cache-control"] == "no-store"
        assert "<script" not in page.text
    assert "form-action 'self' https://app.example.com;" in first.headers["content-security-policy"]


def test_cookies_are_for_the_page_alone(world: World) -> None:
    app, person = world.register(), world.visitor()
    page = person.ask(app.parameters())
    form = forms_of(page)[0]
    filled = form.fields | {"email": person.email, "password": person.password}
    signed_in = person.browser.post(form.action, data=filled)
    cookies = [*page.headers.get_list("set-cookie"), *signed_in.headers.get_list("set-cookie")]
    assert len(cookies) == 3
    for cookie in cookies:
        assert "; Path=/oauth/authorize;" in cookie
        assert "; HttpOnly" in cookie
        assert "; SameSite=Lax" in cookie
    assert person.password not in signed_in.headers["location"]
    assert dict(parse_qsl(urlsplit(signed_in.headers["location"]).query))["scope"] == READ


def test_a_wrong_password_is_said_kindly_and_guessing_slows_down(world: World) -> None:
    app, person = world.register(), world.invite("member")
    page = person.ask(app.parameters())
    statuses = []
    for _ in range(7):
        page = person.sign_in(page, password="wrong")
        statuses.append(page.status_code)
        assert 'role="alert"' in page.text
        assert "wrong" not in forms_of(page)[0].fields["password"]
    assert statuses[0] == 403
    assert statuses[-1] == 429
    assert int(page.headers["retry-after"]) > 0


def test_only_users_of_its_organization_let_a_client_in(world: World) -> None:
    other = world.stack.organization(f"oauth-{world.register().id[-6:].lower()}")
    app, person = world.register(), world.visitor(other["email"], other["password"])
    assert person.sign_in(person.ask(app.parameters())).status_code == 403
