"""Chromium, and a person with a tab of it: what the page says in its console and asks of the network is kept."""

from __future__ import annotations

import importlib.resources
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import sync_playwright

from tests.support.stack import fresh_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

_PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome")
# Without them, Chromium speaks to hosts of its maker; the sandbox of its own does not work for root.
_ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: Final = {"width": 390, "height": 844}
DESKTOP: Final = {"width": 1360, "height": 850}
_TIMEOUT_MS: Final = 20_000.0


def chromium() -> str | None:
    """Return the path of a Chromium on this machine, None if there is none."""
    return next((path for path in map(shutil.which, _PROGRAMS) if path), None)


@contextmanager
def running_browser(program: str) -> Iterator[Browser]:
    """Run Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Tab:
    """A tab of a browser of its own (cookies, storage, client address). `problems`: what went wrong in it."""

    page: Page
    url: str
    problems: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, browser: Browser, url: str, **options: Any) -> Tab:
        """Open a tab; options are those of a browser context."""
        given = {"viewport": DESKTOP, "color_scheme": "light"} | options
        context = browser.new_context(extra_http_headers={"X-Forwarded-For": fresh_address()}, **given)
        context.set_default_timeout(_TIMEOUT_MS)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
        tab = cls(context.new_page(), url)
        context.on("request", lambda request: tab.addresses.append(request.url))
        context.on("console", tab._said)
        context.on("weberror", lambda error: tab.problems.append(str(error.error)))
        return tab

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(message.text)

    def close(self) -> None:
        """Close the tab and forget its cookies."""
        self.page.context.close()

    def open_dashboard(self, path: str = "") -> None:
        """Load a page of the dashboard by its address."""
        self.page.goto(f"{self.url}/dashboard{path}")
        self.page.get_by_role("heading", level=1).wait_for()

    def sign_in(self, email: str, password: str, path: str = "") -> None:
        """Fill in the sign-in page, and wait for the dashboard."""
        self.open_dashboard(path)
        self.page.get_by_label("E-mail address").fill(email)
        self.page.get_by_label("Password").fill(password)
        self.press("Sign in")
        self.page.locator("#main").wait_for()

    def go(self, path: str) -> None:
        """Go to a page of the dashboard without loading it anew, and wait until it shows what it asked for."""
        self.turn(path)
        self.settle()

    def turn(self, path: str) -> None:
        """Go to a page of the dashboard, and wait for nothing."""
        self.page.evaluate(
            "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }",
            f"/dashboard{path}",
        )

    def settle(self) -> None:
        """Wait until nothing is loading."""
        self.page.wait_for_load_state("networkidle")
        self.page.locator(".skeleton").first.wait_for(state="detached")

    def button(self, name: str) -> Locator:
        """Return the button of this name that is not in a dialog."""
        named = self.page.get_by_role("button", name=name, exact=True)
        return self.page.locator("button:not(dialog button)").and_(named)

    @property
    def dialog(self) -> Locator:
        """Return the open dialog."""
        return self.page.get_by_role("dialog")

    def press(self, name: str) -> None:
        """Press a button of the page."""
        self.button(name).click()

    def confirm(self, name: str) -> None:
        """Press a button of the open dialog."""
        self.dialog.get_by_role("button", name=name, exact=True).click()

    def heading(self) -> str:
        """Return the page's heading."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def see(self, text: str) -> None:
        """Wait until the page shows a text."""
        self.page.get_by_text(text).first.wait_for()

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    def violations(self) -> list[str]:
        """Return what axe-core finds on the page as it stands, in all its rules."""
        self.page.evaluate(_axe())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
        return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]

    def stored(self) -> str:
        """Return all that the page has stored in the browser."""
        return str(self.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"))


def _axe() -> str:
    """Return axe-core (Mozilla Public License 2.0), which a package for Playwright brings along."""
    return (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
