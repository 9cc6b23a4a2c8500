"""The scope parameter (RFC 6749, section 3.3), and what each scope is called where a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.contract.vocabulary import ADMIN, INCIDENTS_READ, SCAN_READ, SCAN_WRITE, SCOPES
from server.oauth.errors import InvalidScope
from server.principal import granted

if TYPE_CHECKING:
    from collections.abc import Iterable

IN_WORDS = {
    SCAN_READ: "Read your workspaces, documents, scans and findings",
    SCAN_WRITE: "Change workspaces and documents; start and cancel scans",
    INCIDENTS_READ: "Read your incidents",
    ADMIN: "Do everything in your organization: manage users' access keys and applications, and all of the above",
}


def requested(scope: str, allowed: Iterable[str]) -> list[str]:
    """Return the scopes that a request asks for, all that are allowed if it names none.

    Raises InvalidScope if one is unknown or not allowed.
    """
    allowed = list(allowed)
    words = set(scope.split(" ")) - {""} if scope else set(allowed)
    if not words or words - set(SCOPES):
        raise InvalidScope("there is no such scope")
    if not words <= granted(allowed):
        raise InvalidScope("this is more than may be asked for")
    return [word for word in SCOPES if word in words]
