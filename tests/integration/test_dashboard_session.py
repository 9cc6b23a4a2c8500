"""The page of the dashboard and its session, as a browser meets them through Envoy."""

from __future__ import annotations

import re
import time
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.test_rest_statuses import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.support.stack import Stack

OURS = {"Sec-Fetch-Site": "same-origin"}
COOKIE = "netallion_dashboard"


@pytest.fixture
def browser(stack: Stack) -> Iterator[httpx.Client]:
    with stack.client() as client:
        yield client


@pytest.fixture
def user(stack: Stack) -> dict[str, str]:
    return {name: stack.demo[name] for name in ("email", "password")}


def cookies_of(answer: httpx.Response) -> dict[str, Any]:
    jar: dict[str, Any] = {}
    for header in answer.headers.get_list("set-cookie"):
        jar |= SimpleCookie(header)
    return jar


def test_the_root_leads_to_the_page_and_every_address_below_is_the_page(browser: httpx.Client) -> None:
    root = browser.get("/")
    assert (root.status_code, root.headers["location"]) == (302, "/dashboard")
    page = browser.get("/dashboard")
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert browser.get("/dashboard/settings/api-keys").text == page.text
    assert int(page.headers["x-ratelimit-limit"]) == 100


def test_the_page_may_load_its_own_files_and_nothing_else(browser: httpx.Client) -> None:
    page = browser.get("/dashboard")
    policy = dict(part.strip().partition(" ")[::2] for part in page.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert (policy["script-src"], policy["style-src"], policy["connect-src"]) == ("'self'", "'self'", "'self'")
    assert (policy["frame-ancestors"], policy["base-uri"]) == ("'none'", "'none'")
    assert page.headers["referrer-policy"] == "no-referrer"
    assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=", page.text)
    files = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(files) >= 3
    for file in files:
        answer = browser.get(file)
        assert answer.status_code == 200, file
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_files_are_packed_for_who_can_unpack_and_the_page_is_not_sent_again(browser: httpx.Client) -> None:
    plain = browser.get("/dashboard", headers={"Accept-Encoding": "identity"})
    packed = browser.get("/dashboard", headers={"Accept-Encoding": "br, gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    again = browser.get("/dashboard", headers={"If-None-Match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_file_that_is_not_there_and_one_of_another_version(browser: httpx.Client) -> None:
    check(browser.get("/dashboard/assets/1/nothing.js"), 404, "ASSET_NOT_FOUND")
    old = browser.get("/dashboard/assets/ffffffffffffffff/app.js")
    assert (old.status_code, old.headers["cache-control"]) == (200, "no-store")


def test_the_refresh_token_is_in_a_cookie_that_no_script_reads(browser: httpx.Client, user: dict[str, str]) -> None:
    answer = browser.post("/dashboard/session", json=user, headers=OURS)
    assert set(answer.json()) == {"access_token", "expires_in"}
    assert answer.json()["expires_in"] == 900
    cookie = cookies_of(answer)[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/dashboard/session")
    assert cookie.value.startswith("cpf_rt_")
    assert cookie.value not in answer.text
    bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert browser.get("/api/v1/auth/me", headers=bearer).json()["kind"] == "session"


def test_the_session_is_renewed_by_the_cookie_and_ends_with_it(browser: httpx.Client, user: dict[str, str]) -> None:
    browser.post("/dashboard/session", json=user, headers=OURS).raise_for_status()
    renewed = browser.post("/dashboard/session/refresh", json={}, headers=OURS)
    assert renewed.status_code == 200
    assert cookies_of(renewed)[COOKIE].value.startswith("cpf_rt_")
    kept = dict(browser.cookies)
    ended = browser.post("/dashboard/session/end", json={}, headers=OURS)
    assert (ended.status_code, ended.json()) == (200, {})
    assert cookies_of(ended)[COOKIE]["max-age"] == "0"
    bearer = {"Authorization": f"Bearer {renewed.json()['access_token']}"}
    check(browser.get("/api/v1/auth/me", headers=bearer), 401, "")
    browser.cookies.update(kept)
    stolen = browser.post("/dashboard/session/refresh", json={}, headers=OURS)
    check(stolen, 401, "INVALID_REFRESH_TOKEN")
    assert cookies_of(stolen)[COOKIE]["max-age"] == "0"


def test_without_a_cookie_nothing_is_renewed_and_nothing_ends(browser: httpx.Client) -> None:
    check(browser.post("/dashboard/session/refresh", json={}, headers=OURS), 401, "INVALID_REFRESH_TOKEN")
    assert browser.post("/dashboard/session/end", json={}, headers=OURS).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "ours"},
    ],
)
@pytest.mark.parametrize("path", ["", "/refresh", "/end"])
def test_other_sites_are_refused(
    browser: httpx.Client, stack: Stack, user: dict[str, str], path: str, fields: dict[str, str]
) -> None:
    fields = {name: stack.url if value == "ours" else value for name, value in fields.items()}
    answer = browser.post(f"/dashboard/session{path}", json={} if path else user, headers=fields)
    check(answer, 403, "FOREIGN_ORIGIN")
    assert "set-cookie" not in answer.headers


def test_a_browser_that_says_no_site_is_known_by_its_origin(
    browser: httpx.Client, stack: Stack, user: dict[str, str]
) -> None:
    assert browser.post("/dashboard/session", json=user, headers={"Origin": stack.url}).status_code == 200


def test_a_wrong_password_is_refused_as_at_the_login(browser: httpx.Client, user: dict[str, str]) -> None:
    answer = browser.post("/dashboard/session", json=user | {"password": "wrong"}, headers=OURS)
    check(answer, 401, "BAD_LOGIN")
    assert "set-cookie" not in answer.headers


def test_usage_shows_what_was_called(stack: Stack) -> None:
    with stack.client(stack.demo["api_key_live"]) as client:
        me = client.get("/api/v1/auth/me").json()["credential_id"]
        deadline = time.monotonic() + 10
        while True:
            usage = client.get("/api/v1/usage", params={"kind": "api_key"}).json()
            mine = next(each for each in usage["credentials"] if each["credential_id"] == me)
            if mine["days"][-1]["calls"]:
                break
            assert time.monotonic() < deadline, "calls are not counted"
            time.sleep(0.2)
        check(client.get("/api/v1/usage", params={"kind": "nonsense"}), 400, "")
    assert usage["plan"] == "enterprise"
    assert {limit["window"]: limit["limit"] for limit in usage["limits"]} == {"minute": 2000, "second": 500}
    assert len(usage["days"]) == len(mine["days"]) == 30
    assert mine["kind"] == "api_key"
    minute = next(window for window in mine["windows"] if window["window"] == "minute")
    assert 0 < minute["remaining"] < minute["limit"]
    assert minute["resets_at"].endswith("Z")
