"""A browser for all tests here, an organization for each module, tabs that must have nothing to complain about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.browser import Tab, chromium, running_browser
from tests.support.tenants import Organization

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.support.stack import Stack


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, where there is one; the only thing that tests do without.

    It ends with this folder's tests: while Playwright runs there is an event loop that keeps others from theirs.
    """
    program = chromium()
    if program is None:
        pytest.skip("left out: there is no Chromium on this machine (Debian: apt install chromium)")
    with running_browser(program) as running:
        yield running


@pytest.fixture(scope="module")
def organization(browser: Browser, stack: Stack) -> Iterator[Organization]:
    """An organization of the module's own, with a scanned workspace. It asks for the browser first, to skip at once."""
    assert browser.is_connected()
    made = Organization.make(stack)
    made.scanned()
    yield made
    made.close()


@pytest.fixture
def open_tab(browser: Browser, stack: Stack) -> Iterator[Callable[..., Tab]]:
    """Open tabs; none of them may have had an error in its console, or a violation of the policy, at the end."""
    opened: list[Tab] = []

    def open_one(**options: object) -> Tab:
        opened.append(Tab.open(browser, stack.url, **options))
        return opened[-1]

    yield open_one
    for tab in opened:
        tab.close()
    assert [problem for tab in opened for problem in tab.problems] == []


@pytest.fixture
def tab(open_tab: Callable[..., Tab]) -> Tab:
    """A tab that nobody has signed in to."""
    return open_tab()


@pytest.fixture
def signed_in(tab: Tab, organization: Organization) -> Tab:
    """A tab with the dashboard of the organization's owner."""
    tab.sign_in(organization.owner.email, organization.owner.password)
    tab.settle()
    return tab
