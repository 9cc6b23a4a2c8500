"""The session of the dashboard's page: a session like any other, whose refresh token a script never sees.

    netallion_dashboard   the refresh token; HttpOnly, SameSite=Strict, sent to /dashboard/session alone
    netallion_sign_in     the access token, sent to the page on which OAuth applications are let in (server/oauth)

The page keeps the access token in memory and sends it in a header, so no other site can make a call in the user's name.
The three methods that the cookie is sent to ask for proof that our own page calls: what the browser says of the
request's site (Fetch Metadata), or its Origin where it says nothing, as over plain HTTP.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from server.auth.sessions import LIFETIME
from server.auth.signing import ACCESS_TOKEN_SECONDS
from server.cookies import Cookie
from server.errors import PermissionDenied, Unauthenticated
from server.oauth.interaction import sign_in_cookie

if TYPE_CHECKING:
    from server.auth.sessions import Sessions, Tokens
    from server.interceptors.call import Call

PATH: Final = "/dashboard/session"


class PageSessions:
    """Begins, renews and ends sessions of the page. Each sets the cookies of the call's answer."""

    def __init__(self, sessions: Sessions, public_url: str) -> None:
        self._sessions = sessions
        url = urlsplit(public_url)
        self._origin = f"{url.scheme}://{url.netloc}"
        secure = url.scheme == "https"
        self._refresh = Cookie("netallion_dashboard", PATH, "Strict", secure)
        self._access = sign_in_cookie(secure=secure)

    async def begin(self, call: Call, email: str, password: str, organization_id: str) -> str:
        """Return an access token. Raises PermissionDenied, Unauthenticated or RateLimited."""
        self._require_our_page(call)
        tokens = await self._sessions.login(
            email, password, organization_id, address=call.address, user_agent=call.text("user-agent")
        )
        return self._remember(call, tokens)

    async def renew(self, call: Call) -> str:
        """Return the next access token. Raises PermissionDenied or Unauthenticated."""
        self._require_our_page(call)
        try:
            tokens = await self._sessions.refresh(self._refresh.read(call.text("cookie")))
        except Unauthenticated:
            self._forget(call)
            raise
        return self._remember(call, tokens)

    async def end(self, call: Call) -> None:
        """End the session, if there is one. Raises PermissionDenied."""
        self._require_our_page(call)
        await self._sessions.end_by_token(self._refresh.read(call.text("cookie")))
        self._forget(call)

    def _require_our_page(self, call: Call) -> None:
        site = call.text("sec-fetch-site")
        ours = site == "same-origin" if site else call.text("origin") == self._origin
        if not ours:
            raise PermissionDenied("FOREIGN_ORIGIN", "only the dashboard's own page may call this; use /api/v1/auth")

    def _remember(self, call: Call, tokens: Tokens) -> str:
        # The session ends by its own time, however long the browser keeps the cookie.
        call.headers += [
            self._refresh.set(tokens.refresh, LIFETIME),
            self._access.set(tokens.access, timedelta(seconds=ACCESS_TOKEN_SECONDS)),
        ]
        return tokens.access

    def _forget(self, call: Call) -> None:
        call.headers += [self._refresh.remove(), self._access.remove()]
