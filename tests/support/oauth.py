"""A person at the authorization page, with a browser that knows forms and cookies, and clients to be let in."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from tests.support.stack import Stack

CALLBACK = "https://app.example.com/callback"
READ = "scan:read incidents:read"
REFUSED = (400, "invalid_grant")


@dataclass
class Form:
    """A form of a page, as a browser would send it; `buttons` are the values of its named buttons."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            assert given["method"] == "post"
            self.forms.append(Form(given["action"]))
        elif tag == "input":
            self.forms[-1].fields[given["name"]] = given.get("value", "")
        elif tag == "button" and "name" in given:
            self.forms[-1].buttons.append(given["value"])


def forms_of(page: httpx.Response) -> list[Form]:
    """Return the forms of a page."""
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    parser = _Forms()
    parser.feed(page.text)
    return parser.forms


def answer_of(response: httpx.Response) -> dict[str, str]:
    """Return the parameters that a redirect brings the client."""
    assert response.status_code in (302, 303), response.text
    return dict(parse_qsl(urlsplit(response.headers["location"]).query))


@dataclass
class Visitor:
    """A user in front of a browser."""

    browser: httpx.Client
    email: str
    password: str
    id: str = ""

    def ask(self, parameters: Mapping[str, str]) -> httpx.Response:
        """Follow a client's link to the authorization page."""
        return self.browser.get("/oauth/authorize", params=dict(parameters))

    def sign_in(self, page: httpx.Response, password: str = "") -> httpx.Response:
        """Fill in the sign-in form, and return what comes of it, with our own redirects followed."""
        form = forms_of(page)[0]
        assert {"email", "password"} <= form.fields.keys()
        filled = form.fields | {"email": self.email, "password": password or self.password}
        return self._followed(self.browser.post(form.action, data=filled))

    def decide(self, page: httpx.Response, decision: str = "approve") -> httpx.Response:
        """Press a button of the consent form."""
        form = forms_of(page)[0]
        assert decision in form.buttons
        return self.browser.post(form.action, data=form.fields | {"decision": decision})

    def authorize(self, parameters: Mapping[str, str]) -> dict[str, str]:
        """Do all that the pages ask for, and return what the client gets."""
        response = self.ask(parameters)
        if response.status_code == 200 and "email" in forms_of(response)[0].fields:
            response = self.sign_in(response)
        if response.status_code == 200:
            response = self.decide(response)
        return answer_of(response)

    def _followed(self, response: httpx.Response) -> httpx.Response:
        location = response.headers.get("location", "")
        return self.browser.get(location) if location.startswith("/") else response


@dataclass
class Client:
    """A registered client."""

    registered: dict[str, Any]
    http: httpx.Client

    @property
    def id(self) -> str:
        """Return its client_id."""
        return str(self.registered["client_id"])

    @property
    def secret(self) -> str:
        """Return its secret, "" if it has none."""
        return str(self.registered.get("client_secret") or "")

    def parameters(self, **others: str) -> dict[str, str]:
        """Return an authorization request of it; an empty value leaves a parameter out."""
        given = {
            "client_id": self.id,
            "redirect_uri": self.registered["redirect_uris"][0],
            "response_type": "code",
            "scope": READ,
            "state": secrets.token_urlsafe(8),
        } | others
        return {name: value for name, value in given.items() if value}

    def post(self, path: str, **parameters: str) -> httpx.Response:
        """Send parameters to an endpoint, form-encoded, authenticated by HTTP Basic if it can."""
        if self.secret:
            return self.http.post(path, data=parameters, auth=(self.id, self.secret))
        return self.http.post(path, data={"client_id": self.id} | parameters)

    def exchange(self, code: str, **others: str) -> httpx.Response:
        """Exchange a code."""
        given = {"redirect_uri": self.registered["redirect_uris"][0]} | others
        parameters = {name: value for name, value in given.items() if value}
        return self.post("/oauth/token", grant_type="authorization_code", code=code, **parameters)

    def refresh(self, token: str, **others: str) -> httpx.Response:
        """Exchange a refresh token."""
        return self.post("/oauth/token", grant_type="refresh_token", refresh_token=token, **others)

    def tokens(self, person: Visitor, **others: str) -> dict[str, Any]:
        """Return the tokens of a new authorization; a public client uses PKCE."""
        verifier, challenge = ("", "") if self.secret else pkce()
        sent = {"code_challenge": challenge, "code_challenge_method": "S256"} if challenge else {}
        answer = person.authorize(self.parameters(**sent, **others))
        exchanged = self.exchange(answer["code"], code_verifier=verifier)
        assert exchanged.status_code == 200, exchanged.text
        tokens: dict[str, Any] = exchanged.json()
        return tokens


def pkce() -> tuple[str, str]:
    """Return a verifier and its S256 challenge (RFC 7636, section 4)."""
    verifier = secrets.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    return verifier, base64.urlsafe_b64encode(digest).decode().rstrip("=")


class World:
    """An installation with people and clients; its connections are closed at the end of the with statement."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def client(self, credential: str = "", **headers: str) -> httpx.Client:
        """Return a REST client with an address of its own."""
        return self._open.enter_context(self.stack.client(credential, **headers))

    def visitor(self, email: str = "", password: str = "") -> Visitor:
        """Return a person with a new browser: the demo's owner, unless another is named."""
        demo = self.stack.demo
        return Visitor(self.client(), email or demo["email"], password or demo["password"])

    def register(self, *, key: str = "", **fields: Any) -> Client:
        """Register a client, by the demo's live key unless another is given."""
        wanted = {
            "name": "Example app",
            "redirect_uris": [CALLBACK],
            "scopes": ["scan:read", "incidents:read"],
        } | fields
        made = self.client(key or self.stack.demo["api_key_live"]).post("/api/v1/oauth/clients", json=wanted)
        assert made.status_code == 200, made.text
        return Client(made.json(), self.client())

    def session(self, email: str = "", password: str = "", **headers: str) -> httpx.Client:
        """Return a REST client with a user's session: the demo's owner, unless another is named."""
        body = {"email": email or self.stack.demo["email"], "password": password or self.stack.demo["password"]}
        login = self.client().post("/api/v1/auth/login", json=body).raise_for_status().json()
        return self.client(login["access_token"], **headers)

    def status_with(self, token: str) -> int:
        """Return the status of a call with a token."""
        return self.client(token).get("/api/v1/auth/me").status_code

    def invite(self, role: str) -> Visitor:
        """Return a new user of the demo's organization."""
        email, password = f"{secrets.token_hex(6)}@example.com", secrets.token_urlsafe(18)
        body = {"email": email, "role": role, "password": password}
        made = self.client(self.stack.demo["api_key_live"]).post("/api/v1/users", json=body)
        assert made.status_code == 200, made.text
        person = self.visitor(email, password)
        person.id = made.json()["id"]
        return person


def outcome(answer: httpx.Response) -> tuple[int, str]:
    """Return the status and the error of an answer."""
    return answer.status_code, answer.json().get("error", "")


def ends_within_a_second(world: World, token: str) -> None:
    """Wait until a token is refused; fails if that takes longer."""
    deadline = time.monotonic() + 1.0
    while world.status_with(token) != 401:
        assert time.monotonic() < deadline
