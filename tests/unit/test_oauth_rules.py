"""The rules of OAuth that need no storage: redirect URIs, PKCE, scopes, parameters, what a page may hold."""

from __future__ import annotations

import pytest
from google.api.httpbody_pb2 import HttpBody

from server.oauth.client_auth import presented
from server.oauth.errors import InvalidClient, InvalidGrant, InvalidRequest, InvalidScope, OAuthError
from server.oauth.forms import LARGEST_BODY, parameters_of
from server.oauth.pkce import challenge_of, verify
from server.oauth.redirects import fault_of, matching, place_of, source_of, with_parameters
from server.oauth.scopes import IN_WORDS, requested
from server.oauth.tokens import narrowed
from server.principal import ALL_SCOPES

# RFC 7636, appendix B
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize(
    ("uri", "confidential", "good"),
    [
        ("https://app.example.com/cb", True, True),
        ("https://app.example.com:8443/cb?x=1&y=2", True, True),
        ("http://127.0.0.1:8000/cb", True, True),
        ("http://[::1]/cb", False, True),
        ("http://localhost:3000/", True, True),
        ("com.example.app:/cb", False, True),
        ("com.example.app://cb", False, True),
        ("com.example.app:/cb", True, False),
        ("http://app.example.com/cb", True, False),
        ("https://app.example.com/cb#f", True, False),
        ("https://*.example.com/cb", True, False),
        ("https://user@app.example.com/cb", True, False),
        ("https://app.example.com@evil.example/", True, False),
        ("https://app.example.com;script-src/cb", True, False),
        ("https://app.example.com,b/cb", True, False),
        ("https:///cb", True, False),
        ("https://app.example.com:99999/", True, False),
        ("https://app.example.com/a b", True, False),
        ("https://app.example.com/\r\nx", True, False),
        ("https://äpp.example.com/", True, False),
        ("/cb", True, False),
        ("app.example.com/cb", True, False),
        ("javascript:alert(1)", False, False),
        ("data:text/html,x", False, False),
        ("myapp:/cb", False, False),
        ("HTTPS://app.example.com/cb", True, False),
        ("", True, False),
    ],
)
def test_which_redirect_uris_may_be_registered(uri: str, confidential: bool, good: bool) -> None:
    assert (fault_of(uri, confidential=confidential) == "") is good


@pytest.mark.parametrize(
    ("given", "registered", "matches"),
    [
        ("http://127.0.0.1:4711/cb", "http://127.0.0.1/cb", True),
        ("http://[::1]:4711/cb", "http://[::1]/cb", True),
        ("http://127.0.0.1:4711/cb?x=:4711", "http://127.0.0.1/cb?x=:4711", True),
        ("http://127.0.0.1:4711/other", "http://127.0.0.1/cb", False),
        ("http://127.0.0.1:4711/cb", "http://127.0.0.1:4712/cb", False),
        ("http://localhost:4711/cb", "http://localhost/cb", False),
        ("http://127.0.0.1:4711@evil.example/cb", "http://127.0.0.1/cb", False),
        ("http://127.0.0.1.evil.example:4711/cb", "http://127.0.0.1/cb", False),
        ("https://app.example.com:4711/cb", "https://app.example.com/cb", False),
    ],
)
def test_which_port_a_public_clients_loopback_may_have(given: str, registered: str, matches: bool) -> None:
    assert matching(given, [registered], confidential=False) is matches
    assert matching(given, [registered], confidential=True) is False
    assert matching(registered, [registered], confidential=True) is True


def test_parameters_join_the_query_that_is_there() -> None:
    assert with_parameters("https://a.example/cb", {"code": "c", "state": ""}) == "https://a.example/cb?code=c"
    assert (
        with_parameters("https://a.example/cb?t=7", {"state": "a&b\r\n"})
        == "https://a.example/cb?t=7&state=a%26b%0D%0A"
    )


def test_what_a_policy_and_a_person_are_told_of_a_redirect() -> None:
    assert source_of("https://a.example:8443/cb?x=1") == "https://a.example:8443"
    assert source_of("http://[::1]:80/cb") == "http:"
    assert source_of("com.example.app:/cb") == "com.example.app:"
    assert place_of("https://a.example:8443/cb?x=1") == "a.example:8443"
    assert place_of("com.example.app:/cb") == "com.example.app:"


def test_pkce_as_in_the_rfc() -> None:
    assert challenge_of(CHALLENGE, "S256", needed=True) == CHALLENGE
    verify(CHALLENGE, VERIFIER)
    verify("", "")
    for challenge, verifier in ((CHALLENGE, ""), (CHALLENGE, CHALLENGE), ("", VERIFIER), (CHALLENGE, VERIFIER + "é")):
        with pytest.raises(InvalidGrant):
            verify(challenge, verifier)
    for challenge, method in (("", ""), (CHALLENGE, ""), (CHALLENGE, "plain"), (CHALLENGE[:-1], "S256"), ("", "S256")):
        with pytest.raises(InvalidRequest):
            challenge_of(challenge, method, needed=True)
    assert challenge_of("", "", needed=False) == ""


def test_scopes_in_the_order_of_the_contract() -> None:
    assert requested("incidents:read scan:read", ["admin"]) == ["scan:read", "incidents:read"]
    assert requested("", ["incidents:read", "scan:read"]) == ["scan:read", "incidents:read"]
    for scope in ("scan:read,incidents:read", "SCAN:READ", " ", "admin", "scan:write"):
        with pytest.raises(InvalidScope):
            requested(scope, ["scan:read", "incidents:read"])
    assert set(IN_WORDS) == ALL_SCOPES


def test_what_is_left_of_scopes_for_a_lesser_user() -> None:
    assert narrowed(["admin"], ["admin"]) == ["admin"]
    assert narrowed(["admin"], ["scan:read", "incidents:read"]) == ["scan:read", "incidents:read"]
    assert narrowed(["scan:read", "scan:write"], ["scan:read"]) == ["scan:read"]
    assert narrowed(["scan:write"], ["scan:read"]) == []


def test_parameters_of_both_kinds_of_body() -> None:
    form = HttpBody(
        content_type="application/x-www-form-urlencoded; charset=UTF-8", data=b"code=a%2Bb+c&scope=&x=1&x=2"
    )
    assert parameters_of(form) == {"code": "a+b c"}
    body = HttpBody(content_type="Application/JSON", data=b'{"code": "a", "scope": null, "other": [1, {"code": "b"}]}')
    assert parameters_of(body) == {"code": "a"}


@pytest.mark.parametrize(
    ("content_type", "data"),
    [
        ("application/x-www-form-urlencoded", b"code=a&code=b"),
        ("application/x-www-form-urlencoded", b"code=%ff"),
        ("application/x-www-form-urlencoded", b"x&" * 200),
        ("application/json", b'{"code": "a", "code": "b"}'),
        ("application/json", b'{"code": {"a": "b"}}'),
        ("application/json", b'"code"'),
        ("application/json", b"\xff"),
        ("application/json", b"x" * (LARGEST_BODY + 1)),
        ("multipart/form-data; boundary=x", b""),
        ("", b"code=a"),
    ],
)
def test_bodies_that_are_refused(content_type: str, data: bytes) -> None:
    with pytest.raises(InvalidRequest):
        parameters_of(HttpBody(content_type=content_type, data=data))


def test_how_a_client_says_who_it_is() -> None:
    basic = "Basic Y2xpOnMlMkZ4"  # cli:s%2Fx, form-encoded first as RFC 6749 has it
    assert presented(basic, {}) == ("cli", "s/x")
    assert presented(basic.replace("Basic", "bASIC"), {"client_id": "cli"}) == ("cli", "s/x")
    assert presented("", {"client_id": "cli", "client_secret": "s"}) == ("cli", "s")
    assert presented("", {}) == ("", "")
    for parameters in ({"client_secret": "s"}, {"client_id": "other"}):
        with pytest.raises(InvalidRequest):
            presented(basic, parameters)
    for header in ("Bearer x", "Basic", "Basic ???", "Basic w6k6"):
        with pytest.raises(InvalidClient):
            presented(header, {})


def test_every_description_is_of_the_rfcs_characters() -> None:
    """RFC 6749, section 5.2: no quotes, no backslash, nothing but printable ASCII."""
    found = [
        InvalidClient(),
        *(kind("a description") for kind in OAuthError.__subclasses__() if kind is not InvalidClient),
    ]
    assert len(found) == 8
    for error in found:
        assert all(32 <= ord(c) < 127 and c not in '"\\' for c in error.message)
        assert error.reason == error.error.upper()
