"""What people do on the pages, and what their role hides from them."""

from __future__ import annotations

import os
import re
import signal
from typing import TYPE_CHECKING

from tests.support.planted import github_token
from tests.support.tenants import Organization

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.support.browser import Tab
    from tests.support.stack import Stack

CHANGES = re.compile(
    "Start|Create|Rename|Delete|Cancel|Choose|Acknowledge$|Resolve$|Ignore$|Reopen|Assign to|comment|Rotate|Revoke"
    "|Invite"
)


def test_a_workspace_is_made_filled_and_scanned_while_one_watches(signed_in: Tab, tmp_path: Path) -> None:
    page = signed_in.page
    (tmp_path / "leak.env").write_text(f"GITHUB_TOKEN={github_token(21)}\n", encoding="utf-8")
    (tmp_path / "clean.txt").write_text("nothing to see\n", encoding="utf-8")
    page.get_by_role("link", name="Workspaces", exact=True).click()
    signed_in.press("Create workspace")
    page.get_by_label("Name").fill("from the browser")
    signed_in.confirm("Create workspace")
    signed_in.see("No documents yet")
    page.locator("input[type=file]").first.set_input_files([tmp_path / "leak.env", tmp_path / "clean.txt"])
    signed_in.see("2 documents uploaded.")
    signed_in.press("Start scan")
    signed_in.confirm("Start scan")
    page.get_by_role("heading", name="Scan of from the browser").wait_for()
    page.get_by_text("2 of 2 documents, complete").wait_for()
    row = page.get_by_role("region", name="Findings").get_by_role("row").filter(has_text="leak.env")
    row.wait_for()
    assert "[redacted]" in row.inner_text()
    assert github_token(21) not in page.content()
    with page.expect_download() as download:
        signed_in.press("Download SARIF")
    assert download.value.suggested_filename.endswith(".sarif")
    assert '"2.1.0"' in download.value.path().read_text(encoding="utf-8")


def test_findings_are_filtered_and_the_address_keeps_the_filters(signed_in: Tab, organization: Organization) -> None:
    page = signed_in.page
    scans = organization.api.get("/api/v1/scans?page_size=200").json()["scans"]
    signed_in.go(f"/scans/{scans[-1]['id']}")
    region = page.get_by_role("region", name="Findings")
    rows = region.get_by_role("row")
    assert rows.count() > 4
    page.get_by_label("Category").select_option("pii")
    signed_in.settle()
    page.get_by_text("secret.github.personal_access_token").wait_for(state="detached")
    assert page.url.endswith("#category=pii")
    page.reload()
    signed_in.see("pii.email")
    assert page.get_by_label("Category").input_value() == "pii"
    page.get_by_label("Category").select_option("")
    page.get_by_role("checkbox", name="Suppressed").check()
    signed_in.see("notes.txt")
    rows.get_by_role("button", name=re.compile("Details")).click()
    signed_in.see("Inline, line 1")


def test_an_incident_is_taken_ignored_and_opened_again(signed_in: Tab) -> None:
    page = signed_in.page
    page.get_by_role("link", name="Incidents", exact=True).click()
    page.get_by_role("row").filter(has_text="AWS secret access key").get_by_role("link").click()
    signed_in.see("Why it matters")
    page.get_by_label("Assignee").select_option(label="You")
    signed_in.see("You assigned it to You")
    signed_in.press("Acknowledge")
    signed_in.see("You acknowledged it")
    page.get_by_label("Comment").fill("Rotating it now.")
    signed_in.press("Add comment")
    signed_in.see("You said")
    signed_in.press("Ignore")
    page.get_by_role("radio", name="Accepted risk").check()
    page.get_by_label("How long").select_option("30")
    page.get_by_label("Note").fill("Until the migration.")
    signed_in.confirm("Ignore")
    signed_in.see("Accepted risk: Until the migration.")
    signed_in.press("Reopen")
    signed_in.confirm("Reopen")
    signed_in.see("The incident is open again.")
    signed_in.press("Resolve")
    signed_in.confirm("Resolve")
    signed_in.see("You resolved it")


def test_a_viewer_sees_no_button_that_changes_anything(
    open_tab: Callable[..., Tab], organization: Organization
) -> None:
    viewer = organization.invite("viewer")
    tab = open_tab()
    tab.sign_in(viewer.email, viewer.password)
    paths = ["", "/scans", "/incidents", "/workspaces", "/usage"]
    for kind in ("scans", "incidents", "workspaces"):
        listed = organization.api.get(f"/api/v1/{kind}").json()[kind]
        paths.append(f"/{kind}/{listed[0]['id']}")
    seen = []
    for path in paths:
        tab.go(path)
        assert tab.page.get_by_role("heading", level=1).is_visible()
        names = [
            button.get_attribute("aria-label") or button.inner_text() for button in tab.page.get_by_role("button").all()
        ]
        seen += [(path, name) for name in names if CHANGES.search(name)]
        assert tab.page.get_by_role("alert").count() == 0, path
    assert seen == []
    tab.page.get_by_role("link", name="Settings", exact=True).click()
    links = tab.page.get_by_role("navigation", name="Settings").get_by_role("link").all_inner_texts()
    assert links == ["Authorized Applications", "Sessions", "Password"]
    tab.go("/settings/api-keys")
    tab.see("Your role does not include this.")


def test_a_member_takes_an_incident_without_the_list_of_users(
    open_tab: Callable[..., Tab], organization: Organization
) -> None:
    member = organization.invite("member")
    incidents = organization.api.get("/api/v1/incidents?order=newest").json()["incidents"]
    tab = open_tab()
    tab.sign_in(member.email, member.password, f"/incidents/{incidents[0]['id']}")
    tab.press("Assign to me")
    tab.see("You assigned it to You")
    tab.press("Give back")
    tab.see("You assigned it to nobody")


def test_a_user_is_invited_and_chooses_a_password(open_tab: Callable[..., Tab], signed_in: Tab) -> None:
    page = signed_in.page
    signed_in.go("/settings/users")
    signed_in.press("Invite user")
    page.get_by_label("E-mail address").fill("new@example.com")
    page.get_by_role("radio", name="Viewer").check()
    signed_in.confirm("Invite")
    password = page.get_by_label("Temporary password", exact=True).input_value()
    signed_in.confirm("Done")
    page.get_by_label("Role of new@example.com").select_option("member")
    signed_in.see("new@example.com is member now.")

    other = open_tab()
    other.sign_in("new@example.com", password)
    other.page.get_by_role("link", name="Choose your own").click()
    other.page.get_by_label("Current password").fill(password)
    other.page.get_by_label("New password", exact=True).fill("a sentence that is mine")
    other.page.get_by_label("New password again").fill("another sentence")
    other.press("Change password")
    other.see("This is not the same as above.")
    other.page.get_by_label("New password again").fill("a sentence that is mine")
    other.press("Change password")
    other.see("Your password is changed")
    other.go("")
    assert other.page.get_by_text("You still use the password").count() == 0

    signed_in.press("Remove new@example.com")
    signed_in.confirm("Remove")
    signed_in.see("new@example.com is removed.")


def test_the_sandbox_shows_and_makes_sandbox_things_only(signed_in: Tab, stack: Stack) -> None:
    page = signed_in.page
    signed_in.press("Sandbox")
    signed_in.see("production is not touched")
    signed_in.see("No open incidents")
    signed_in.go("/settings/api-keys")
    signed_in.see("No API keys yet")
    signed_in.press("Create API Key")
    page.get_by_label("Name").fill("In the sandbox")
    signed_in.confirm("Create API Key")
    key = page.get_by_label("API key", exact=True).input_value()
    signed_in.confirm("Done")
    assert key.startswith("cpf_test_")
    with stack.client(key) as api:
        assert api.get("/api/v1/auth/me").json()["environment"] == "test"
    # Users belong to both worlds.
    signed_in.go("/settings/users")
    assert page.get_by_role("row").count() > 1
    page.reload()
    signed_in.see("production is not touched")
    signed_in.press("Live")
    signed_in.go("")
    signed_in.see("Worst open incidents")
    assert page.get_by_text("production is not touched").count() == 0


def test_usage_shows_windows_and_days(signed_in: Tab) -> None:
    signed_in.go("/usage")
    signed_in.see("2,000 requests/minute")
    signed_in.see("Unlimited")
    row = signed_in.page.get_by_role("row").filter(has_text="Setup")
    assert row.get_by_role("meter").count() == 2
    signed_in.page.get_by_text("As a table").click()
    days = signed_in.page.get_by_role("region", name="Calls per day").get_by_role("row")
    assert days.count() == 31


def test_the_theme_is_chosen_and_kept(signed_in: Tab) -> None:
    def background() -> str:
        return str(signed_in.page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = background()
    signed_in.press("Theme: as the system. Change to light")
    assert background() == light
    signed_in.press("Theme: light. Change to dark")
    dark = background()
    assert dark != light
    signed_in.page.reload()
    signed_in.settle()
    assert background() == dark


def test_a_refused_call_says_when_to_try_again(browser: Browser, stack: Stack, open_tab: Callable[..., Tab]) -> None:
    assert browser.is_connected()
    made = Organization.make(stack, plan="starter")
    tab = open_tab()
    tab.sign_in(made.owner.email, made.owner.password)
    tab.settle()
    # The page's own session calls until it is refused.
    for _ in range(30):
        tab.go("/scans")
        tab.go("/incidents")
        if tab.page.get_by_role("alert").count():
            break
    alert = tab.page.get_by_role("alert").first
    assert re.search(r"Try again at \d|You can try again now", alert.inner_text())
    assert alert.get_by_role("button", name="Try again").count() == 1
    assert all("429" in problem for problem in tab.problems)
    tab.problems.clear()
    made.close()


def test_a_scan_is_seen_to_end_without_a_reload(signed_in: Tab, organization: Organization, stack: Stack) -> None:
    """Once by the stream, once without it: the page then asks now and then."""
    workspace = organization.workspace("watched", {f"{number}.txt": "nothing\n" for number in range(5)})
    workers = [stack.pid(f"worker-{number}") for number in range(2)]
    for broken in (False, True):
        if broken:
            signed_in.page.route("**/watch", lambda route: route.abort())
        for worker in workers:
            os.kill(worker, signal.SIGSTOP)
        try:
            scan = organization.post("/scans", {"workspace_id": workspace, "scope": "full"})["id"]
            signed_in.turn(f"/scans/{scan}")
            signed_in.see("Waiting for a worker")
        finally:
            for worker in workers:
                os.kill(worker, signal.SIGCONT)
        signed_in.see("5 of 5 documents, complete")
    followed = [address for address in signed_in.addresses if address.endswith("/watch")]
    assert len(followed) == 2
    assert all("ERR_FAILED" in problem for problem in signed_in.problems)
    signed_in.problems.clear()
