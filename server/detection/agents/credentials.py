"""Secrets that stand in an agent's configuration.

A value is one if the secret detector sees a secret in it, or if its name says so (an environment variable, a header, an
option, any other setting) and the value is no reference, no template and no path. References are what clients expand:
``${NAME}``, ``${env:NAME}``, ``${input:id}``, ``$NAME``, ``{{name}}``, ``%NAME%``, ``op://…``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from server.detection.agents.nodes import Mapping, Scalar, Sequence
from server.detection.agents.rules import Finding
from server.detection.judgement import judge
from server.detection.names import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.detection.agents.nodes import Node
    from server.detection.agents.server import Server
    from server.detection.model import Confidence

_REFERENCE: Final = re.compile(
    r"\$\{|\$\(|\{\{|\{[a-z_]+:|^\$[A-Za-z_]\w*$|%\w+%|<[^>]*>|^(?:op|vault|aws-sm|keychain|secret|bws|doppler"
    r"|env|file|ref)://"
    r"|^(?:env|input|secret|keyring)[:.]|process\.env|os\.environ|^!(?:secret|env)",
    re.IGNORECASE,
)
_TEMPLATE: Final = re.compile(
    r"\b(?:your|my|insert|enter|replace|put|paste|add)[-_ ]?.*(?:here|key|token|secret|password|pat|value|id)\b"
    r"|placeholder"
    r"|^[a-z]{1,4}[-_.]+(?:x{3,}|\.{2,}|\*+|your).*|x{4,}|\*{3,}|\.{3}|…"
    r"|^(?:todo|tbd|change[-_]?me|redacted|n/?a|optional|required|test|dummy|bearer)$|(?-i:^[A-Z]+(?:_[A-Z]+)+$)",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(
    (
        r"(?:~|\.{0,2}|[A-Za-z]:)[/\\][^\s]*|https?://[^@]*|\d{1,7}(?:\.\d+)?|[\w.-]+\.(?:pem|key|json"
        r"|txt|env|crt|p12)|[\w.]+@[\w.]+\.\w+"
    ),
    re.IGNORECASE,
)
_SCHEME: Final = re.compile(r"(?:bearer|basic|token|digest|apikey|bot)\s+", re.IGNORECASE)
_OPTION: Final = re.compile(r"-{1,2}(?P<name>[A-Za-z][\w-]*)|(?P<variable>[A-Za-z_]\w*)")
# Of an address, and of a connection string.
_PARAMETER: Final = re.compile(r"(?:^|[?&;])\s{0,4}(?P<name>[\w-]{1,60})\s?=\s?(?P<value>[^&;#\s]+)")
_PARAMETER_NAMES: Final = frozenset({"key", "sig", "signature", "auth", "code"})
_HEADER: Final = re.compile(
    r"(?:^|[\"'\s])(?P<name>authorization|(?:[\w-]+-)?(?:api-?key|token|secret)"
    r"|cookie)[\"'\\]*\s*:[\s\"'\\]*(?P<value>[^\"'\\]+)",
    re.IGNORECASE,
)
_USER_INFO: Final = re.compile(
    r"[a-z][a-z0-9+.-]{0,20}://[^\s/:@]{0,80}:(?P<value>[^\s@/]{1,200})@(?P<host>[\w.-]*)", re.IGNORECASE
)
# Passwords of a database on this machine that documentation has everywhere.
_EVERYDAY: Final = re.compile(
    r"(?i)(?:postgres|password|pass|pwd|user|username|root|admin|secret|test|example|mysql)\d{0,4}"
)
_NEARBY: Final = re.compile(r"(?i)(?:localhost|127\.[\d.]+|host\.docker\.internal|[a-z]+)?")
_SHORTEST: Final = 8
_LONGEST: Final = 16_384
_SHORTEST_PASSWORD: Final = 4


def credential_findings(server: Server) -> Iterator[Finding]:
    """Yield the secrets of a server by their names: in its environment, headers, arguments and address."""
    for key, value in (*server.environment, *server.headers):
        yield from named(key.text, value, server.name)
    before = ""
    for word in server.words[1:]:
        yield from _argument(before, word, server.name)
        before = word.text
    if server.address is not None:
        yield from _in_text(server.address, server.name)


def setting_findings(node: Node, server: str) -> Iterator[Finding]:
    """Yield the secrets among the plain values of a mapping or a list, by their names; nothing deeper."""
    if isinstance(node, Mapping):
        for key, value in node.items:
            if isinstance(value, Scalar):
                yield from named(key.text, value, server)
    elif isinstance(node, Sequence):
        for value in node.items:
            if isinstance(value, Scalar):
                yield from _in_text(value, server)


def named(name: str, value: Scalar, server: str) -> Iterator[Finding]:
    """Yield a value as a secret if its name says that it is one and it may be, or if a part of it is."""
    confidence = _weight(name, value.text) if isinstance(value.value, str) else None
    if confidence is not None:
        yield _finding(value, value.text, server, confidence)
    else:
        yield from _in_text(value, server)


def is_secret_name(name: str) -> bool:
    """Return whether a name says that its value is a secret."""
    return kind_of(name) is not None or name.lower() == "cookie"


def is_template(value: str) -> bool:
    """Return whether a value only says where the real one is, or that one goes there."""
    return _REFERENCE.search(value) is not None or _TEMPLATE.search(value) is not None


def _weight(name: str, value: str) -> Confidence | None:
    """Return how sure it is that the value of such a name is a secret, None if it is none."""
    if not is_secret_name(name):
        return None
    bare = _SCHEME.sub("", value.strip(), count=1)
    if "PRIVATE KEY-----" in bare:
        return "medium"
    if not 0 < len(bare) <= _LONGEST or " " in bare or is_template(bare) or _PLAIN.fullmatch(bare):
        return None
    verdict = judge(bare.encode("utf-8", errors="replace"))
    if verdict == "template" or len(bare) < (_SHORTEST_PASSWORD if kind_of(name) == "password" else _SHORTEST):
        return None
    return "low" if verdict == "example" else "high" if re.search(r"\d", bare) else "medium"


def _argument(before: str, word: Scalar, server: str) -> Iterator[Finding]:
    """Yield an argument's secret: the value of an option that is named so, an assignment, or in a header or address."""
    text = word.text
    option, sign, value = text.partition("=")
    named_here = _OPTION.fullmatch(option) if sign else None
    named_before = _OPTION.fullmatch(before) if before.startswith("-") and not text.startswith("-") else None
    if named_here is not None:
        confidence = _weight(named_here["name"] or named_here["variable"], value)
        if confidence is not None:
            yield _finding(_part(word, len(text) - len(value), len(text)), value, server, confidence)
            return
    if named_before is not None:
        confidence = _weight(named_before["name"], text)
        if confidence is not None:
            yield _finding(word, text, server, confidence)
            return
    yield from _in_text(word, server)


def _in_text(word: Scalar, server: str) -> Iterator[Finding]:
    """Yield the secrets within a value: a header's, a parameter of an address, a password before a host."""
    text = word.text[:_LONGEST]
    for pattern in (_HEADER, _PARAMETER):
        for found in pattern.finditer(text):
            name = "token" if found["name"].lower() in _PARAMETER_NAMES else found["name"]
            confidence = _weight(name, found["value"])
            if confidence is not None:
                yield _finding(_part(word, *found.span("value")), found["value"], server, confidence)
    for found in _USER_INFO.finditer(text):
        value = found["value"]
        everyday = _EVERYDAY.fullmatch(value) is not None
        confidence = _weight("password", value)
        if confidence is not None and not (everyday and _NEARBY.fullmatch(found["host"])):
            yield _finding(_part(word, *found.span("value")), value, server, "low" if everyday else confidence)


def _finding(node: Scalar, value: str, server: str, confidence: Confidence) -> Finding:
    bare = _SCHEME.sub("", value.strip(), count=1)
    return Finding("inline_secret", node, bare, server, confidence=confidence, secret=True)


def _part(word: Scalar, start: int, end: int) -> Scalar:
    """Return a part of a value, or all of it where it is written in another way in the document."""
    exact = len(word.text) == word.end - word.start
    return Scalar(word.text[start:end], word.start + start, word.start + end) if exact else word
