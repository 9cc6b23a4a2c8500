"""The authorization endpoint as a browser meets it: which page, which redirect, and what becomes of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from server.errors import RateLimited, Unauthenticated
from server.interceptors.call import current_call
from server.interceptors.validation import ORIGINAL_PATH
from server.oauth import pages
from server.oauth.answers import answer, redirect, status_of
from server.oauth.authorization import PARAMETERS, Redirected
from server.oauth.errors import OAuthError
from server.oauth.forms import pairs_of, parameters_of
from server.oauth.interaction import PATH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from google.api.httpbody_pb2 import HttpBody
    from netallion.auth.v1.oauth_service_pb2 import AuthorizeRequest

    from server.auth.users import Users
    from server.cookies import Header
    from server.errors import DomainError
    from server.interceptors.call import Call
    from server.oauth.authorization import Authorization, AuthorizationRequest
    from server.oauth.forms import Parameters
    from server.oauth.interaction import Browser, Interaction
    from server.oauth.pages import Page
    from server.principal import Principal

_AFTER_GET, _AFTER_POST = 302, 303


def error_as_page(_call: Call, error: DomainError) -> HttpBody:
    """Return an error as a page of ours."""
    status = status_of(error)
    title = "This request cannot be granted" if isinstance(error, OAuthError) else "Something went wrong"
    return _send(pages.error(title, f"{error.message[:1].upper()}{error.message[1:]}."), status)


def _send(page: Page, status: int = 200, headers: Sequence[Header] = ()) -> HttpBody:
    return answer(status, page.html, headers=[*page.headers, *headers])


def _query(call: Call) -> str:
    return urlsplit(call.text(ORIGINAL_PATH)).query


class AuthorizationEndpoint:
    """Shows the pages and takes what is entered."""

    def __init__(self, authorization: Authorization, interaction: Interaction, users: Users) -> None:
        self._authorization = authorization
        self._interaction = interaction
        self._users = users

    async def show(self, message: AuthorizeRequest) -> HttpBody:
        """Return the page or the redirect that an authorization request is answered with. Raises InvalidRequest."""
        call = current_call()
        if ORIGINAL_PATH in call.metadata:  # the query says more than the message: what was given twice
            pairs = pairs_of(_query(call))
        else:
            pairs = [(name, getattr(message, name)) for name in PARAMETERS]
        try:
            request = await self._authorization.read(pairs)
            browser = await self._interaction.browser(call, request)
            if browser.user is None:
                return self._sign_in_page(request, browser)
            if await self._authorization.is_remembered(request, browser.user):
                raise await self._authorization.approve(request, browser.user)
            return await self._consent_page(request, browser, browser.user)
        except Redirected as ended:
            return redirect(ended.location, _AFTER_GET)

    async def decide(self, body: HttpBody) -> HttpBody:
        """Return the answer to a form of one of the pages. Raises InvalidRequest."""
        call = current_call()
        form = parameters_of(body)
        try:
            request = await self._authorization.read(pairs_of(_query(call)))
            browser = await self._interaction.browser(call, request)
            if not self._interaction.is_ours(browser, request, form.get("form_token", "")):
                return _send(pages.error("This page is out of date", "The form was not made for this browser."), 403)
            return await self._step(call, request, browser, form)
        except Redirected as ended:
            return redirect(ended.location, _AFTER_POST)

    async def _step(self, call: Call, request: AuthorizationRequest, browser: Browser, form: Parameters) -> HttpBody:
        step, decision = form.get("step"), form.get("decision")
        if step == "sign_in":
            return await self._sign_in(call, request, browser, form)
        if step == "sign_out":
            return _again(request, await self._interaction.sign_out(browser))
        if step == "consent" and decision == "deny":
            raise self._authorization.denied(request)
        if step == "consent" and decision == "approve":
            if browser.user is None:
                return _again(request)
            raise await self._authorization.approve(request, browser.user)
        return _send(pages.error("This page is out of date", "The form cannot be understood."), 400)

    async def _sign_in(self, call: Call, request: AuthorizationRequest, browser: Browser, form: Parameters) -> HttpBody:
        email = form.get("email", "")
        try:
            headers = await self._interaction.sign_in(call, request, email, form.get("password", ""))
        except Unauthenticated:
            return self._sign_in_page(request, browser, 403, email, "The e-mail address or the password is wrong.")
        except RateLimited as slowed:
            call.headers.append(("retry-after", str(slowed.retry_after)))
            return self._sign_in_page(request, browser, 429, email, f"{slowed.message.capitalize()}.")
        return _again(request, headers)

    def _sign_in_page(
        self, request: AuthorizationRequest, browser: Browser, status: int = 200, email: str = "", notice: str = ""
    ) -> HttpBody:
        page = pages.sign_in(request, self._interaction.form_token(browser, request), email=email, notice=notice)
        return _send(page, status, self._interaction.remember(browser))

    async def _consent_page(self, request: AuthorizationRequest, browser: Browser, user: Principal) -> HttpBody:
        page = pages.consent(
            request,
            self._interaction.form_token(browser, request),
            email=(await self._users.get(user.tenant, user.user_id)).email,
            scopes=self._authorization.scopes_for(request, user),
        )
        return _send(page, headers=self._interaction.remember(browser))


def _again(request: AuthorizationRequest, headers: Sequence[Header] = ()) -> HttpBody:
    """Return the redirect to the same request, as the browser is now."""
    return redirect(f"{PATH}?{urlencode(request.parameters)}", _AFTER_POST, headers)
