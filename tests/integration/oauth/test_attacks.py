"""What an attacker would try (RFC 9700, section 4), each on both databases where the database decides."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from server.auth.credentials import OAUTH_CODE_PREFIX, OAUTH_REFRESH_PREFIX, OAUTH_SECRET_PREFIX, new_token
from tests.support.oauth import CALLBACK, REFUSED, answer_of, ends_within_a_second, forms_of, outcome, pkce

if TYPE_CHECKING:
    import httpx

    from tests.support.oauth import Client, World


def test_a_code_that_is_used_twice_ends_its_grant(each_world: World) -> None:
    app, person = each_world.register(), each_world.visitor()
    code = person.authorize(app.parameters())["code"]
    tokens = app.exchange(code).json()
    assert each_world.status_with(tokens["access_token"]) == 200
    assert outcome(app.exchange(code)) == REFUSED
    ends_within_a_second(each_world, tokens["access_token"])
    assert outcome(app.refresh(tokens["refresh_token"])) == REFUSED
    assert forms_of(person.ask(app.parameters())), "the consent is forgotten too"


def test_a_code_used_by_twenty_at_once_brings_one_pair_of_tokens_and_then_none(each_world: World) -> None:
    app = each_world.register()
    code = each_world.visitor().authorize(app.parameters())["code"]
    with ThreadPoolExecutor(20) as pool:
        answers = [*pool.map(lambda _: app.exchange(code), range(20))]
    won = [answer.json() for answer in answers if answer.status_code == 200]
    assert len(won) == 1
    assert {outcome(answer) for answer in answers if answer.status_code != 200} == {REFUSED}
    ends_within_a_second(each_world, won[0]["access_token"])


def test_twenty_parallel_refreshes_get_the_same_successor(each_world: World) -> None:
    app = each_world.register()
    first = app.tokens(each_world.visitor())
    with ThreadPoolExecutor(20) as pool:
        answers = [*pool.map(lambda _: app.refresh(first["refresh_token"]), range(20))]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["refresh_token"] for answer in answers}) == 1
    assert len({answer.json()["access_token"] for answer in answers}) == 20
    assert each_world.status_with(answers[-1].json()["access_token"]) == 200


def test_a_refresh_token_used_after_its_successor_ends_the_grant(each_world: World) -> None:
    app = each_world.register()
    first = app.tokens(each_world.visitor())
    second = app.refresh(first["refresh_token"]).json()
    third = app.refresh(second["refresh_token"]).json()
    assert each_world.status_with(third["access_token"]) == 200
    assert outcome(app.refresh(first["refresh_token"])) == REFUSED
    for tokens in (first, second, third):
        ends_within_a_second(each_world, tokens["access_token"])
    assert outcome(app.refresh(third["refresh_token"])) == REFUSED


@pytest.mark.parametrize(
    "forged",
    [
        "https://app.example.com/callback/",
        "https://app.example.com/callback?x=1",
        "https://app.example.com/callback#f",
        "https://app.example.com/callbac",
        "https://app.example.com/callback/../evil",
        "https://app.example.com:443/callback",
        "https://app.example.com.evil.example/callback",
        "https://app.example.com@evil.example/callback",
        "https://APP.example.com/callback",
        "http://app.example.com/callback",
        "https://app.example.com/Callback",
        "https://app.example.com/callback%00",
        "//app.example.com/callback",
        "javascript:alert(1)",
    ],
)
def test_a_redirect_that_is_not_the_registered_one_is_refused_on_our_page(forged: str, world: World) -> None:
    page = world.visitor().ask(world.register().parameters(redirect_uri=forged))
    assert page.status_code == 400
    assert "location" not in page.headers


def test_two_redirect_uris_in_one_request_are_refused(world: World) -> None:
    app = world.register()
    query = urlencode([*app.parameters().items(), ("redirect_uri", "https://evil.example/")])
    page = world.client().get(f"/oauth/authorize?{query}")
    assert page.status_code == 400
    assert "location" not in page.headers


def test_the_token_request_must_name_the_same_redirect(world: World) -> None:
    app = world.register(redirect_uris=[CALLBACK, f"{CALLBACK}2"])
    code = world.visitor().authorize(app.parameters())["code"]
    assert outcome(app.exchange(code, redirect_uri=f"{CALLBACK}2")) == REFUSED
    assert outcome(app.exchange(code, redirect_uri="")) == REFUSED
    assert app.exchange(code).status_code == 200


def test_only_a_portless_loopback_redirect_of_a_public_client_takes_any_port(world: World) -> None:
    sent = {"code_challenge": pkce()[1], "code_challenge_method": "S256"}

    def status(registered: str, asked: str, **fields: Any) -> int:
        app = world.register(redirect_uris=[registered], **fields)
        return world.visitor().ask(app.parameters(redirect_uri=asked, **sent)).status_code

    portless, other = "http://127.0.0.1/cb", "http://127.0.0.1:51004/cb"
    assert status(portless, other, confidential=False) == 200
    assert status(portless, other) == 400
    assert status("http://127.0.0.1:8000/cb", other, confidential=False) == 400
    assert status("http://localhost/cb", "http://localhost:51004/cb", confidential=False) == 400
    assert status("https://app.example.com/cb", "https://app.example.com:51004/cb", confidential=False) == 400
    assert status(portless, "http://127.0.0.1:51004@evil.example/cb", confidential=False) == 400


def test_pkce_cannot_be_left_out_or_weakened(world: World) -> None:
    """A public client must use it; with a challenge there must be its verifier, without one there may be none."""
    public, verifier_and_challenge = world.register(confidential=False), pkce()
    verifier, challenge = verifier_and_challenge
    person = world.visitor()
    assert answer_of(person.ask(public.parameters()))["error"] == "invalid_request"
    plain = public.parameters(code_challenge=verifier, code_challenge_method="plain")
    assert answer_of(person.ask(plain))["error"] == "invalid_request"
    assert answer_of(person.ask(public.parameters(code_challenge=challenge)))["error"] == "invalid_request"
    sent = public.parameters(code_challenge=challenge, code_challenge_method="S256")
    code = person.authorize(sent)["code"]
    for wrong in ("", pkce()[0], challenge, "short"):
        assert outcome(public.exchange(code, code_verifier=wrong)) == REFUSED
    assert public.exchange(code, code_verifier=verifier).status_code == 200


def test_a_stripped_challenge_is_noticed(world: World) -> None:
    """PKCE downgrade (RFC 9700, section 4.8.2): the client sends a verifier, and the code knows no challenge."""
    app = world.register()
    code = world.visitor().authorize(app.parameters())["code"]
    assert outcome(app.exchange(code, code_verifier=pkce()[0])) == REFUSED


def test_a_code_and_tokens_are_of_their_client_alone(world: World) -> None:
    app, thief = world.register(), world.register()
    code = world.visitor().authorize(app.parameters())["code"]
    assert outcome(thief.exchange(code)) == REFUSED
    tokens = app.exchange(code).json()
    assert outcome(thief.refresh(tokens["refresh_token"])) == REFUSED
    for token in (tokens["access_token"], tokens["refresh_token"]):
        assert thief.post("/oauth/introspect", token=token).json() == {"active": False}
        assert thief.post("/oauth/revoke", token=token).status_code == 200
    assert world.status_with(tokens["access_token"]) == 200
    assert app.refresh(tokens["refresh_token"]).status_code == 200


def test_mix_up_is_told_by_the_issuer_in_every_redirect(world: World) -> None:
    app, person = world.register(), world.visitor()
    issuer = world.client().get("/.well-known/oauth-authorization-server").json()["issuer"]
    sent = app.parameters()
    page = person.sign_in(person.ask(sent))
    assert answer_of(person.decide(page, "deny"))["iss"] == issuer
    assert answer_of(person.decide(person.ask(sent)))["iss"] == issuer
    assert answer_of(person.ask(app.parameters(scope="admin")))["iss"] == issuer
    for host in ("evil.example", "app.netallion.ai"):
        page = person.browser.get("/oauth/authorize", params=sent, headers={"host": host})
        assert answer_of(page)["iss"] == issuer


def test_scopes_never_grow(world: World) -> None:
    app = world.register(scopes=["scan:read", "incidents:read", "scan:write"])
    tokens = app.tokens(world.visitor(), scope="scan:read")
    assert outcome(app.refresh(tokens["refresh_token"], scope="scan:read scan:write")) == (400, "invalid_scope")
    assert outcome(app.refresh(tokens["refresh_token"], scope="admin")) == (400, "invalid_scope")
    code = world.visitor().authorize(app.parameters(scope="scan:read"))["code"]
    assert app.exchange(code, scope="admin").json()["scope"] == "scan:read"
    assert outcome(app.post("/oauth/token", grant_type="client_credentials", scope="admin")) == (400, "invalid_scope")
    wide = app.tokens(world.visitor(), scope="scan:read incidents:read")
    narrow = app.refresh(wide["refresh_token"], scope="scan:read").json()
    assert narrow["scope"] == "scan:read"
    assert world.client(narrow["access_token"]).get("/api/v1/incidents").status_code == 403
    assert app.refresh(narrow["refresh_token"]).json()["scope"] == "scan:read incidents:read"


def guess(app: Client, http: httpx.Client, secret: str) -> httpx.Response:
    return http.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=(app.id, secret))


def test_guessing_a_clients_secret_ends_at_the_guessers_own_limit(world: World) -> None:
    """Each try is charged to the address that makes it: after 100 in a minute there are no more; the client goes on."""
    app, attacker = world.register(), world.client()
    answers = []
    for number in range(130):
        wrong = new_token(OAUTH_SECRET_PREFIX) if number % 2 else "guess"
        answers.append(guess(app, attacker, wrong))
    assert {outcome(answer) for answer in answers[:15]} == {(401, "invalid_client")}
    assert 429 in {answer.status_code for answer in answers}
    assert guess(app, attacker, app.secret).status_code in (200, 429)
    assert guess(app, world.client(), app.secret).status_code == 200


def test_wrong_client_and_wrong_secret_look_the_same(world: World) -> None:
    app, public = world.register(), world.register(confidential=False)
    answers = [
        guess(app, app.http, new_token(OAUTH_SECRET_PREFIX)),
        guess(app, app.http, "x"),
        app.http.post("/oauth/token", data={"grant_type": "client_credentials", "client_id": app.id}),
        app.http.post("/oauth/token", data={"client_id": "cli_01ARZ3NDEKTSV4RRFFQ69G5FAV", "client_secret": "x"}),
        app.http.post("/oauth/token", data={"client_id": public.id, "client_secret": "x"}),
        app.http.post("/oauth/token", data={"client_id": "\0"}),
    ]
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1
    assert answers[0].status_code == 401


def test_what_was_never_issued_is_refused(world: World) -> None:
    app = world.register()
    assert outcome(app.exchange(new_token(OAUTH_CODE_PREFIX))) == REFUSED
    assert outcome(app.refresh(new_token(OAUTH_REFRESH_PREFIX))) == REFUSED
    tokens = app.tokens(world.visitor())
    assert outcome(app.refresh(tokens["access_token"])) == REFUSED
    assert world.status_with(tokens["refresh_token"]) == 401


def test_a_public_client_gets_no_token_for_itself_and_may_not_introspect(world: World) -> None:
    app = world.register(confidential=False)
    assert outcome(app.post("/oauth/token", grant_type="client_credentials")) == (400, "unauthorized_client")
    assert outcome(app.post("/oauth/introspect", token="x")) == (401, "invalid_client")


def test_a_form_of_another_browser_or_request_is_not_taken(world: World) -> None:
    """CSRF: neither without the cookie, nor with another browser's form, nor for another request."""
    app, person = world.register(), world.visitor()
    page = person.sign_in(person.ask(app.parameters(scope="scan:read")))
    form = forms_of(page)[0]
    sent = form.fields | {"decision": "approve"}
    attacker = world.visitor()
    theirs = forms_of(attacker.sign_in(attacker.ask(app.parameters(scope="scan:read"))))[0]
    wider = form.action.replace("scope=scan%3Aread", "scope=scan%3Aread+incidents%3Aread")
    assert wider != form.action
    for answer in (
        world.client().post(form.action, data=sent),
        person.browser.post(form.action, data={"step": "consent", "decision": "approve"}),
        person.browser.post(form.action, data=sent | {"form_token": theirs.fields["form_token"]}),
        person.browser.post(wider, data=sent),
    ):
        assert answer.status_code == 403
        assert "location" not in answer.headers
    assert person.browser.post(form.action, data=form.fields).status_code == 400
    assert "code" in answer_of(person.browser.post(form.action, data=sent))
