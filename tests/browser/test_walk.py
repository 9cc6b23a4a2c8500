"""The walk of a new user: from signing in to a key, an application, its scan, the incident, and the key's end."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.support.planted import document, github_token
from tests.support.tenants import finished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.browser import Tab
    from tests.support.stack import Stack
    from tests.support.tenants import Organization


class _Callback(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.answers.append(self.path)  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b'<!doctype html><link rel="icon" href="data:,"><title>App</title><h1>Back in the app</h1>')

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def third_party() -> Iterator[tuple[str, list[str]]]:
    """Serve an application's callback; gives its address and the paths that were asked for."""
    with HTTPServer(("127.0.0.1", 0), _Callback) as server:
        answers: list[str] = []
        server.answers = answers  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/callback", answers
        server.shutdown()
        thread.join()


def create_key(tab: Tab, name: str, *scopes: str) -> str:
    """Do the guide's steps 1 to 3, and return what was copied."""
    page = tab.page
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="API Keys").click()
    tab.press("Create API Key")
    tab.dialog.get_by_label("Name").fill(name)
    for box in tab.dialog.get_by_role("checkbox").all():
        box.set_checked(box.locator("..").locator("code").inner_text() in scopes)
    tab.confirm("Create API Key")
    tab.see("This is shown once.")
    tab.confirm("Copy")
    tab.see("Copied")
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert copied == page.get_by_label("API key", exact=True).input_value()
    tab.confirm("Done")
    return copied


def create_application(tab: Tab, name: str, redirect: str) -> tuple[str, str]:
    """Register an application that may read and write scans; return its id and secret."""
    page = tab.page
    page.get_by_role("link", name="OAuth Applications").click()
    tab.press("Create application")
    tab.dialog.get_by_label("Name").fill(name)
    tab.dialog.get_by_label("Redirect URIs").fill(redirect)
    tab.dialog.get_by_role("checkbox", name="scan:write").check()
    tab.confirm("Create application")
    secret = page.get_by_label("Client secret", exact=True).input_value()
    client = page.get_by_label("Client id", exact=True).input_value()
    tab.confirm("Done")
    return client, secret


def test_the_walk(stack: Stack, organization: Organization, open_tab: Callable[..., Tab]) -> None:
    tab = open_tab()
    tab.sign_in(organization.owner.email, organization.owner.password)
    key = create_key(tab, "CI Pipeline", "scan:read", "scan:write")
    assert key.startswith("cpf_live_")

    # The key works, and the dashboard never shows it again.
    with stack.client(key) as api:
        assert api.get("/api/v1/auth/me").json()["scopes"] == ["scan:read", "scan:write"]
        workspace = api.post("/api/v1/workspaces", json={"name": "the walk"}).raise_for_status().json()["id"]
        planted = [document("config/app.env", f"GITHUB_TOKEN={github_token(99)}\n")]
        api.post(f"/api/v1/workspaces/{workspace}/documents", json={"documents": planted}).raise_for_status()
    assert key not in tab.page.content()

    # A third party asks for access, the user allows it, and it scans.
    with third_party() as (redirect, answers):
        client, secret = create_application(tab, "Release bot", redirect)
        asked = {
            "client_id": client,
            "redirect_uri": redirect,
            "response_type": "code",
            "scope": "scan:read scan:write",
            "state": "a-state",
        }
        tab.page.goto(f"{stack.url}/oauth/authorize?{urlencode(asked)}")
        assert "Release bot" in tab.heading()
        tab.press("Allow")
        tab.see("Back in the app")
        answer = dict(parse_qsl(urlsplit(answers[0]).query))
    assert answer["state"] == "a-state"
    body = {
        "grant_type": "authorization_code",
        "client_id": client,
        "client_secret": secret,
        "code": answer["code"],
        "redirect_uri": redirect,
    }
    with stack.client() as anonymous:
        token = anonymous.post("/oauth/token", json=body).raise_for_status().json()["access_token"]
    with stack.client(token) as api:
        wanted = {"workspace_id": workspace, "scope": "full"}
        scan = api.post("/api/v1/scans", json=wanted).raise_for_status().json()["id"]
        assert finished(api, scan)["status"] == "completed"

    # The incident is in the dashboard, which the reload has kept signed in.
    tab.open_dashboard("/incidents")
    row = tab.page.get_by_role("row").filter(has_text="the walk")
    row.get_by_role("link").click()
    tab.see("config/app.env")
    assert "GitHub" in tab.heading()
    tab.page.get_by_role("link", name="Settings").click()
    tab.page.get_by_role("link", name="Authorized Applications").click()
    tab.see("Release bot")

    # The key is revoked, and refused within a second.
    tab.page.get_by_role("link", name="API Keys").click()
    tab.press("Revoke CI Pipeline")
    tab.confirm("Revoke")
    tab.see("CI Pipeline is revoked.")
    deadline = time.monotonic() + 1.0
    with stack.client(key) as api:
        while api.get("/api/v1/auth/me").status_code != 401:
            assert time.monotonic() < deadline
    assert tab.page.get_by_role("row").filter(has_text="CI Pipeline").count() == 0
