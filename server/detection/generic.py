"""The rules for secrets of no known provider: what the names of values announce."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from server.detection.catalog import remediation
from server.detection.model import Rule

if TYPE_CHECKING:
    from server.detection.model import Severity

_CWE: Final = "CWE-798, use of hard-coded credentials (https://cwe.mitre.org/data/definitions/798.html)"
_PREFIXED: Final = (
    "GitHub on identifiable tokens "
    "(https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/)"
)


def _rule(kind: str, title: str, severity: Severity, source: str = _CWE) -> Rule:
    identifier = f"secret.generic.{kind}"
    return Rule(identifier, "secret", title, severity, remediation(identifier, title), source)


GENERIC_RULES: Final = {
    "api_key": _rule("api_key", "API key", "high"),
    "password": _rule("password", "Password", "high"),
    "secret": _rule("secret", "Client or application secret", "high"),
    "token": _rule("token", "Access token", "high"),
    "prefixed": _rule("prefixed_token", "Random token behind a prefix", "medium", _PREFIXED),
}
"""By what a name announces (names.Kind), and for tokens that stand without a name."""
