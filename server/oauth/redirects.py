"""Redirect URIs: which may be registered, and which of them a request names (RFC 6749, section 3.1.2; RFC 8252).

They are compared as a whole, character by character. The one exception is RFC 8252's for apps on a desktop, which get
their port when they start: a public client that registered ``http://127.0.0.1/path`` without a port may use any.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_LOOPBACK_NUMBERS = ("127.0.0.1", "::1")
_PRINTABLE = re.compile(r"[!#-&(-;=?-Z\[\]_a-z~]+", re.ASCII)  # of RFC 3986, without the apostrophe
_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[::1\])(?::[0-9]{1,5})?", re.ASCII)  # it stands in a header of the page too
_OWN_SCHEME = re.compile(r"[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+", re.ASCII)


def fault_of(uri: str, *, confidential: bool) -> str:
    """Return what is wrong with a redirect URI that a client wants to register; "" if nothing is."""
    if not _PRINTABLE.fullmatch(uri) or "*" in uri:
        return "must be a URI, and may hold no wildcard"
    parts = _split(uri)
    if parts is None:
        return "must be a URI"
    if "#" in uri:
        return "must have no fragment"
    if parts.scheme in ("http", "https"):
        return _fault_of_web(parts)
    if confidential or not _OWN_SCHEME.fullmatch(parts.scheme):
        return "must be https; a public client may have a scheme of its own, with a dot in it"
    return ""


def _fault_of_web(parts: SplitResult) -> str:
    if not _HOST.fullmatch(parts.netloc):
        return "must name a host, and no user"
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        return "must be https, except on this machine (127.0.0.1, [::1], localhost)"
    return ""


def _split(uri: str) -> SplitResult | None:
    try:
        parts = urlsplit(uri)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme and uri.startswith(f"{parts.scheme}:") else None


def matching(given: str, registered: Iterable[str], *, confidential: bool) -> bool:
    """Return whether a request's redirect URI is one of the registered."""
    registered = tuple(registered)
    return given in registered or (not confidential and _without_port(given) in registered)


def _without_port(uri: str) -> str | None:
    """Return a loopback URI without its port; None for any other URI, which no port may be taken from."""
    parts = _split(uri) if _PRINTABLE.fullmatch(uri) else None
    if parts is None or parts.scheme != "http" or parts.hostname not in _LOOPBACK_NUMBERS or not parts.port:
        return None
    head, port = f"http://{parts.netloc}", f":{parts.port}"
    return head.removesuffix(port) + uri.removeprefix(head) if head.endswith(port) and uri.startswith(head) else None


def sole(registered: Sequence[str]) -> str:
    """Return the redirect URI of a request that names none: the client's only one, else ""."""
    return registered[0] if len(registered) == 1 else ""


def with_parameters(uri: str, parameters: Mapping[str, str]) -> str:
    """Return the URI with parameters added to its query, which is kept (RFC 6749, section 3.1.2)."""
    return f"{uri}{'&' if '?' in uri else '?'}{urlencode({k: v for k, v in parameters.items() if v})}"


def source_of(uri: str) -> str:
    """Return what a Content-Security-Policy calls the target of a redirect: its origin, or its scheme."""
    parts = urlsplit(uri)
    if parts.scheme in ("http", "https") and not parts.netloc.startswith("["):
        return f"{parts.scheme}://{parts.netloc}"
    return f"{parts.scheme}:"  # the grammar has no IPv6 addresses


def place_of(uri: str) -> str:
    """Return what a person is told of where a redirect leads."""
    parts = urlsplit(uri)
    return parts.netloc or f"{parts.scheme}:"
