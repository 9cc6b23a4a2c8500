"""The pages of authorization: plain HTML that works without a script, escaped by MarkupSafe.

Templates are Markup, so that whatever is put into them is escaped. The Content-Security-Policy allows nothing but the
one style sheet, by its digest, and forms that go to us and then on to the client that asks; browsers apply
``form-action`` to the redirect after a form too. No other site may frame a page (RFC 9700, section 4.16), and none
learns in a Referer what was asked (section 4.2.4).
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from server.contract.vocabulary import LIVE
from server.oauth.interaction import PATH
from server.oauth.redirects import place_of, source_of
from server.oauth.scopes import IN_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.oauth.authorization import AuthorizationRequest

_FOLDER = Path(__file__).parent
APART = (
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
)
"""Headers that keep a page of ours apart from other sites."""


class Page(NamedTuple):
    """A page and the headers that it must be sent with."""

    html: str
    headers: list[tuple[str, str]]


def _template(name: str) -> Markup:
    return Markup((_FOLDER / f"{name}.html").read_text(encoding="utf-8"))  # noqa: S704 -- our own file


_STYLE = (_FOLDER / "style.css").read_text(encoding="utf-8")
_STYLE_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_FRAME, _SIGN_IN, _CONSENT, _ERROR = (_template(name) for name in ("frame", "sign_in", "consent", "error"))
_NOTICE = Markup('<p class="notice" role="alert">{}</p>')
_ITEM = Markup("<li>{}</li>\n")


def _page(title: str, content: Markup, targets: str) -> Page:
    policy = (
        f"default-src 'none'; style-src 'sha256-{_STYLE_DIGEST}'; form-action {targets}; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    headers = [("content-security-policy", policy), *APART]
    style = Markup(_STYLE)  # noqa: S704 -- our own file, and text that may not be escaped
    return Page(_FRAME.format(title=title, style=style, content=content), headers)


def _targets(request: AuthorizationRequest) -> str:
    return f"'self' {source_of(request.redirect_uri)}"


def _action(request: AuthorizationRequest) -> str:
    return f"{PATH}/decision?{urlencode(request.parameters)}"


def sign_in(request: AuthorizationRequest, form_token: str, *, email: str = "", notice: str = "") -> Page:
    """Return the page that asks who the user is. `notice`: what went wrong the last time."""
    content = _SIGN_IN.format(
        client=request.client.name,
        action=_action(request),
        form_token=form_token,
        email=email,
        notice=_NOTICE.format(notice) if notice else "",
    )
    return _page("Sign in", content, _targets(request))


def consent(request: AuthorizationRequest, form_token: str, *, email: str, scopes: Sequence[str]) -> Page:
    """Return the page that asks whether the user consents."""
    live = request.client.environment == LIVE
    content = _CONSENT.format(
        client=request.client.name,
        email=email,
        scopes=Markup("").join(_ITEM.format(IN_WORDS[scope]) for scope in scopes),
        world="It sees production data." if live else "It sees sandbox data only, no production data.",
        action=_action(request),
        form_token=form_token,
        place=place_of(request.redirect_uri),
    )
    return _page("Allow access", content, _targets(request))


def error(title: str, message: str, advice: str = "Go back to the application and try again.") -> Page:
    """Return the page that says what is wrong."""
    return _page(title, _ERROR.format(title=title, message=message, advice=advice), "'none'")
