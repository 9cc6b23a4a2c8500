"""The places where a secret is assigned, as patterns for Kingfisher; assigned.py judges what they let through.

    https://mongodb.github.io/kingfisher/rules/overview

They are put together from parts, which YAML cannot do. How they are shaped is what makes them fast: Vectorscan reports
every end of a match, so each value is followed by the character that ends it, and each begins with a literal word.
Source of all places unless it names its own: CWE-798, use of hard-coded credentials.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from pathlib import Path

_CWE: Final = "https://cwe.mitre.org/data/definitions/798.html"
_TOKENS: Final = "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/"

# Every name that names.py knows has one of these in it.
_WORD: Final = r"(?:key|token|secret|pass|pwd|pswd|cred|auth|pat\b|jwt|bearer|signature)"
_ENDS: Final = r"""(?:[\s"'`,;&<>(){}\[\]|]|\\[nrt"']|$)"""
_SIGN: Final = r"(?:=>|:=|={1,3}|\|\|=|[:,(|]|->)"
_QUOTE: Final = r"""(?:\\?["'`])"""
_BARE: Final = r"""[^\s"'`<>(){}\[\],;&|\\]"""
# Where a digit may be any of many, an automaton keeps all of them in mind, and takes three times as long.
_BARE_BUT_DIGITS: Final = r"""[^\s"'`<>(){}\[\],;&|\\0-9]"""


PREFIX: Final = "netallion.assigned-"
"""What the ids of these rules begin with; the place's name follows."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A place: the expression captures the value; the minimums are asked of the value."""

    name: str
    title: str
    expression: str
    source: str = _CWE
    minimum_digits: int = 0
    minimum_entropy: float = 0.0


PATTERNS: Final = (
    Pattern(
        "quoted",
        "Value in quotation marks after a name",
        rf"""(?i){_WORD}[\w.-]{{0,40}}{_QUOTE}?[\])]?\s{{0,12}}(?::\s?[a-z]{{1,16}}\s?=|{_SIGN})\s{{0,12}}[a-z@]{{0,2}}[(\[]?"""
        rf"""{_QUOTE}([^\s"'`\\{{}}<>]{{6,512}}){_QUOTE}""",
    ),
    Pattern(
        "bare",
        "Value after a name",
        rf"""(?i){_WORD}[\w.-]{{0,40}}["'`]?[ \t]{{0,8}}(?:=>|:=|=|:)[ \t]{{0,4}}"""
        rf"({_BARE_BUT_DIGITS}{{0,256}}[0-9]{_BARE}{{0,256}}){_ENDS}",
    ),
    Pattern(
        "spaced",
        "Value that follows a name without a sign between",
        rf"""(?i){_WORD}[\w.-]{{0,24}}["'`]?[ \t]{{1,4}}["'`]?([a-z0-9_\-.~+/=]{{20,256}}){_ENDS}""",
        minimum_digits=3,
        minimum_entropy=2.8,
    ),
    Pattern(
        "element",
        "Value of an XML element",
        rf"""(?i)<[\w:.-]{{0,40}}{_WORD}[\w.-]{{0,24}}(?:\s[^<>\n]{{0,40}})?>\s{{0,8}}([^\s<>"']{{6,512}})\s{{0,8}}</""",
    ),
    Pattern(
        "pair",
        "Name and value as two fields",
        rf"""(?i)(?:name|key)["'`]?\s{{0,4}}[:=]\s{{0,4}}["'`]?[\w.:-]{{0,40}}{_WORD}[\w.-]{{0,24}}["'`]?[\s,]{{1,24}}["'`]?value["'`]?\s{{0,4}}[:=]\s{{0,4}}["'`]?"""
        rf"({_BARE}{{8,512}}){_ENDS}",
        source="https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/",
    ),
    Pattern(
        "default",
        "Default of a Terraform variable",
        rf"""(?i)variable\s{{1,4}}"[\w-]{{0,40}}{_WORD}[\w-]{{0,24}}"\s{{0,4}}\{{[^{{}}]{{0,200}}\bdefault\s{{0,8}}=\s{{0,4}}"([^\s"\\]{{8,512}})\"""",
        source="https://developer.hashicorp.com/terraform/language/values/variables",
    ),
    Pattern(
        "prefixed",
        "Random run after a short prefix",
        rf"[A-Za-z0-9][_.-]([A-Za-z0-9]{{20,128}}){_ENDS}",
        source=_TOKENS,
        minimum_digits=3,
        minimum_entropy=2.8,
    ),
    Pattern(
        "prefixed_base64url",
        "Random run of base64url after a short prefix",
        rf"""(?:^|["'`=:\s/(])[A-Za-z]{{1,12}}[_.-]([A-Za-z0-9_-]{{28,512}}){_ENDS}""",
        source=_TOKENS,
        minimum_digits=4,
        minimum_entropy=3.5,
    ),
    Pattern(
        "prefixed_uuid",
        "UUID after a prefix",
        rf"(?i)[a-z0-9][_-]([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}){_ENDS}",
        source=_TOKENS,
    ),
)


def write(file: Path) -> None:
    """Write the patterns as a rule file of Kingfisher, for ``Rules`` to load."""
    rules = [_rule(pattern) for pattern in PATTERNS]
    file.write_text(yaml.safe_dump({"rules": rules}, width=10_000), encoding="utf-8")


def _rule(pattern: Pattern) -> dict[str, Any]:
    return {
        "name": pattern.title,
        "id": PREFIX + pattern.name,
        "pattern": pattern.expression,
        "min_entropy": pattern.minimum_entropy,
        "pattern_requirements": {"min_digits": pattern.minimum_digits},
        "confidence": "medium",
        "references": [pattern.source],
    }
