"""Every page for everyone: axe-core, the width of a phone, the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from tests.support.browser import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.browser import Tab
    from tests.support.stack import Stack
    from tests.support.tenants import Organization

PAGES = (
    "",
    "/scans",
    "/incidents",
    "/workspaces",
    "/usage",
    "/settings/api-keys",
    "/settings/oauth-applications",
    "/settings/authorized-applications",
    "/settings/users",
    "/settings/organization",
    "/settings/sessions",
    "/settings/password",
    "/no-such-page",
)
DIALOGS = (
    ("/scans", "Start scan"),
    ("/workspaces", "Create workspace"),
    ("/settings/api-keys", "Create API Key"),
    ("/settings/api-keys", "Rotate Setup"),
    ("/settings/oauth-applications", "Create application"),
    ("/settings/users", "Invite user"),
)


def first_of(organization: Organization, path: str) -> str:
    listed = organization.api.get(f"/api/v1{path}").raise_for_status().json()
    return str(listed[path.strip("/")][0]["id"])


def every_page(tab: Tab, organization: Organization) -> Iterator[str]:
    """Go to each page in turn; gives its address."""
    objects = [f"{path}/{first_of(organization, path)}" for path in ("/scans", "/incidents", "/workspaces")]
    for path in (*PAGES, *objects):
        tab.go(path)
        yield path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(open_tab: Callable[..., Tab], organization: Organization, scheme: str) -> None:
    tab = open_tab(color_scheme=scheme)
    tab.open_dashboard()
    found = {"sign-in": tab.violations()}
    tab.sign_in(organization.owner.email, organization.owner.password)
    for path in every_page(tab, organization):
        found[path] = tab.violations()
    for path, opener in DIALOGS:
        tab.go(path)
        tab.press(opener)
        tab.dialog.wait_for()
        found[f"{path} {opener}"] = tab.violations()
        tab.page.keyboard.press("Escape")
    tab.go("")
    tab.press("Your account")
    tab.press("Sandbox")
    tab.settle()
    found["sandbox"] = tab.violations()
    assert {where: each for where, each in found.items() if each} == {}
    assert len(found) == len(PAGES) + len(DIALOGS) + 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_authorization(
    open_tab: Callable[..., Tab], organization: Organization, stack: Stack, scheme: str
) -> None:
    tab = open_tab(color_scheme=scheme)
    made = organization.post(
        "/oauth/clients",
        {"name": "An app", "redirect_uris": ["https://app.example.com/callback"], "scopes": ["scan:read"]},
    )
    asked = {"client_id": made["client_id"], "response_type": "code", "scope": "scan:read"}
    tab.page.goto(f"{stack.url}/oauth/authorize?{urlencode(asked)}")
    found = {"sign-in": tab.violations()}
    tab.page.get_by_label("E-mail address").fill(organization.owner.email)
    tab.page.get_by_label("Password").fill(organization.owner.password)
    tab.press("Sign in")
    tab.see("It will be able to")
    found["consent"] = tab.violations()
    tab.page.goto(f"{stack.url}/oauth/authorize?client_id=cli_unknown&response_type=code")
    found["error"] = tab.violations()
    assert {where: each for where, each in found.items() if each} == {}
    tab.problems = [each for each in tab.problems if "400" not in each]  # the browser names the refusal


def test_no_page_is_wider_than_a_phone(open_tab: Callable[..., Tab], organization: Organization) -> None:
    tab = open_tab(viewport=PHONE)
    tab.open_dashboard()
    wide = {"sign-in": tab.overflow()}
    tab.sign_in(organization.owner.email, organization.owner.password)
    for path in every_page(tab, organization):
        wide[path] = tab.overflow()
    for path, opener in DIALOGS:
        tab.go(path)
        tab.press(opener)
        tab.dialog.wait_for()
        wide[opener] = tab.overflow()
        tab.page.keyboard.press("Escape")
    assert {where: each for where, each in wide.items() if each > 0} == {}


def test_on_a_phone_the_navigation_opens_and_closes(open_tab: Callable[..., Tab], organization: Organization) -> None:
    tab = open_tab(viewport=PHONE)
    tab.sign_in(organization.owner.email, organization.owner.password)
    link = tab.page.get_by_role("link", name="Incidents", exact=True)
    assert not link.is_visible()
    tab.press("Navigation")
    link.click()
    tab.settle()
    assert tab.heading() == "Incidents"
    assert not link.is_visible()
    assert not tab.problems


def focused(tab: Tab) -> str:
    """Return the label or text of what has the focus."""
    return str(
        tab.page.evaluate(
            "(e => e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText)(document.activeElement)"
        )
    )


def test_a_key_is_made_with_the_keyboard_alone(signed_in: Tab) -> None:
    keys = signed_in.page.keyboard
    signed_in.go("/settings/api-keys")
    signed_in.button("Create API Key").focus()
    keys.press("Enter")
    signed_in.dialog.wait_for()
    assert focused(signed_in) == "Name"
    keys.type("By keyboard")
    keys.press("Tab")
    assert "scan:read" in focused(signed_in)
    # Round the dialog and back: the focus does not leave it.
    for _ in range(20):
        keys.press("Tab")
        assert signed_in.page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    signed_in.page.get_by_label("Name").focus()
    keys.press("Enter")
    signed_in.see("This is shown once.")
    keys.press("Escape")
    signed_in.dialog.wait_for(state="detached")
    signed_in.see("By keyboard")
    signed_in.button("Create API Key").focus()
    keys.press("Enter")
    signed_in.dialog.wait_for()
    keys.press("Escape")
    signed_in.dialog.wait_for(state="detached")
    assert focused(signed_in) == "Create API Key"


def test_the_skip_link_leads_past_the_navigation(signed_in: Tab) -> None:
    signed_in.page.keyboard.press("Tab")
    assert focused(signed_in) == "Skip to the content"
    signed_in.page.keyboard.press("Enter")
    assert signed_in.page.evaluate("document.activeElement.id") == "main"


def test_a_new_page_begins_at_its_heading(signed_in: Tab) -> None:
    signed_in.page.get_by_role("link", name="Scans", exact=True).click()
    signed_in.settle()
    assert focused(signed_in) == "Scans"
    assert signed_in.page.title().startswith("Scans ")
