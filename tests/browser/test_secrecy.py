"""Where the tokens of the page are, and where they never are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.browser import Tab
    from tests.support.tenants import Organization

# Credentials of ours (not the four characters that lists show), and anything that looks like a JWT.
TOKEN = re.compile(r"cpf_[a-z]+_\w{12}|eyJ[\w-]+\.")


def cookies(tab: Tab) -> dict[str, dict[str, Any]]:
    return {str(each["name"]): dict(each) for each in tab.page.context.cookies()}


def test_no_token_in_an_address_or_in_storage(signed_in: Tab) -> None:
    for path in ("/scans", "/incidents", "/usage", "/settings/api-keys"):
        signed_in.go(path)
        assert not TOKEN.search(signed_in.stored())
    signed_in.page.reload()
    signed_in.settle()
    assert any("/api/v1/usage" in address for address in signed_in.addresses)
    assert [address for address in signed_in.addresses if TOKEN.search(address)] == []
    assert not TOKEN.search(signed_in.stored())
    assert not TOKEN.search(signed_in.page.content())


def test_the_refresh_token_is_in_a_cookie_that_scripts_do_not_see(signed_in: Tab) -> None:
    held = {name: each for name, each in cookies(signed_in).items() if "cpf_rt_" in str(each["value"])}
    assert list(held) == ["netallion_dashboard"]
    cookie = held["netallion_dashboard"]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    assert cookie["path"] == "/dashboard/session"
    assert all(each["httpOnly"] for each in cookies(signed_in).values())


def test_a_reload_keeps_the_session_and_signing_out_ends_it(signed_in: Tab, organization: Organization) -> None:
    signed_in.go("/settings/sessions")
    signed_in.page.reload()
    signed_in.see("This one")
    assert signed_in.heading() == "Settings"
    signed_in.press("Your account")
    signed_in.see(organization.owner.email)
    signed_in.press("Sign out")
    signed_in.see("You have signed out.")
    assert "netallion_dashboard" not in cookies(signed_in)
    signed_in.page.reload()
    signed_in.page.get_by_label("Password").wait_for()
    assert signed_in.heading() == "Sign in"


def test_signing_out_in_one_tab_signs_out_the_others(signed_in: Tab) -> None:
    other = signed_in.page.context.new_page()
    other.goto(f"{signed_in.url}/dashboard/scans")
    other.get_by_role("heading", name="Scans", exact=True).wait_for()
    signed_in.press("Your account")
    signed_in.press("Sign out")
    other.get_by_role("heading", name="Sign in").wait_for()


def test_a_session_that_was_ended_elsewhere_leads_to_the_sign_in_page(
    open_tab: Callable[..., Tab], organization: Organization
) -> None:
    member = organization.invite("member")
    first, second = open_tab(), open_tab()
    first.sign_in(member.email, member.password)
    second.sign_in(member.email, member.password, "/settings/sessions")
    second.page.get_by_role("button", name=re.compile("End the session")).click()
    second.see("The session has ended.")
    first.page.wait_for_timeout(1000)  # the second within which a revocation is felt everywhere
    first.page.get_by_role("link", name="Scans", exact=True).click()
    first.see("Your session has ended. Sign in again to go on.")
    assert first.problems
    assert all("401" in problem for problem in first.problems)
    first.problems.clear()


def test_a_wrong_password_is_told_and_nothing_else(tab: Tab, organization: Organization) -> None:
    tab.open_dashboard()
    tab.page.get_by_label("E-mail address").fill(organization.owner.email)
    tab.page.get_by_label("Password").fill("not the password")
    tab.press("Sign in")
    tab.page.get_by_role("alert").wait_for()
    assert tab.heading() == "Sign in"
    assert cookies(tab) == {}
    assert all("401" in problem for problem in tab.problems)
    tab.problems.clear()


def test_another_site_cannot_use_the_cookie(signed_in: Tab) -> None:
    for path in ("", "/refresh", "/end"):
        answer = signed_in.page.context.request.post(
            f"{signed_in.url}/dashboard/session{path}",
            data={"email": "x@example.com", "password": "x"} if not path else {},
            headers={"Origin": "https://evil.example.com", "Sec-Fetch-Site": "cross-site"},
        )
        assert answer.status == 403
    signed_in.page.reload()
    signed_in.settle()
    assert signed_in.heading() == "Overview"
