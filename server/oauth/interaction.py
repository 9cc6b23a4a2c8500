"""The browser at the authorization page: its cookies, its forms, and who is signed in.

Two cookies, both HttpOnly and SameSite=Lax, sent to the page alone, and Secure if the public URL is https:

    netallion_form      random; every form carries an HMAC over it, the session and the request, so no other site can
                        make one (CSRF, and signing a victim in as somebody else: RFC 9700, sections 4.7 and 4.16)
    netallion_sign_in   the access token of a session, for 15 minutes: of one begun here that is good for nothing
                        longer, or of the dashboard's, whose user need not sign in again

The session is one like any other: ended with the user's others by a change of password, and within a second.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from server.auth.signing import ACCESS_TOKEN_SECONDS
from server.cookies import Cookie
from server.errors import Unauthenticated

if TYPE_CHECKING:
    from server.auth.authenticator import Authenticator
    from server.auth.sessions import Sessions
    from server.cookies import Header
    from server.interceptors.call import Call
    from server.oauth.authorization import AuthorizationRequest
    from server.principal import Principal

LIFETIME = timedelta(seconds=ACCESS_TOKEN_SECONDS)
PATH = "/oauth/authorize"
_NONCE_BYTES = 32


def sign_in_cookie(*, secure: bool) -> Cookie:
    """Return the cookie that says who is signed in at the page."""
    return Cookie("netallion_sign_in", PATH, "Lax", secure)


@dataclass(frozen=True, slots=True, repr=False)
class Browser:
    """What is known of the browser: its nonce, and the user that is signed in, if it is one of the organization."""

    nonce: str
    user: Principal | None
    is_new: bool


class Interaction:
    """Knows browsers again."""

    def __init__(self, sessions: Sessions, authenticator: Authenticator, key: bytes, *, secure: bool) -> None:
        self._sessions = sessions
        self._authenticator = authenticator
        self._key = key
        self._form = Cookie("netallion_form", PATH, "Lax", secure)
        self._signed_in = sign_in_cookie(secure=secure)

    async def browser(self, call: Call, request: AuthorizationRequest) -> Browser:
        """Return the browser that calls."""
        cookies = call.text("cookie")
        nonce = self._form.read(cookies)
        user = await self._user(self._signed_in.read(cookies))
        if user is not None and user.tenant.organization_id != request.client.organization_id:
            user = None
        return Browser(nonce or secrets.token_urlsafe(_NONCE_BYTES), user, is_new=not nonce)

    async def _user(self, token: str) -> Principal | None:
        if not token:
            return None
        try:
            principal = await self._authenticator.authenticate(token, "")
        except Unauthenticated:
            return None
        return principal if principal.kind == "session" else None

    def form_token(self, browser: Browser, request: AuthorizationRequest) -> str:
        """Return what a form must carry: good in this browser, for this user and this request."""
        user = browser.user.credential_id if browser.user else ""
        parts = [browser.nonce, user, *(f"{name}={value}" for name, value in sorted(request.parameters.items()))]
        text = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
        return hmac.digest(self._key, text, hashlib.sha256).hex()

    def is_ours(self, browser: Browser, request: AuthorizationRequest, form_token: str) -> bool:
        """Return whether a form that came back is one that this browser was given."""
        if browser.is_new:
            return False
        return hmac.compare_digest(self.form_token(browser, request).encode(), form_token.encode())

    def remember(self, browser: Browser) -> list[Header]:
        """Return the headers that make a new browser known again."""
        return [self._form.set(browser.nonce, LIFETIME * 4)] if browser.is_new else []

    async def sign_in(self, call: Call, request: AuthorizationRequest, email: str, password: str) -> list[Header]:
        """Return the headers of a browser in which a user has signed in. Raises Unauthenticated or RateLimited."""
        tokens = await self._sessions.login(
            email,
            password,
            request.client.organization_id,
            address=call.address,
            user_agent=call.text("user-agent"),
            lifetime=LIFETIME,
        )
        return [
            self._form.set(secrets.token_urlsafe(_NONCE_BYTES), LIFETIME * 4),
            self._signed_in.set(tokens.access, LIFETIME),
        ]

    async def sign_out(self, browser: Browser) -> list[Header]:
        """End the browser's session, and return the headers that make it forget."""
        if browser.user is not None:
            await self._sessions.end(browser.user, browser.user.credential_id)
        return [self._form.remove(), self._signed_in.remove()]
