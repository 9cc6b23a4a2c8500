"""US social security numbers and taxpayer numbers that are written like them.

There is no check digit; what is never issued is known (SSA, since the randomization of 2011: no area 000, 666 or 900 to
999, no group 00, no serial 0000; IRS: ITINs have 9 first and 50 to 65, 70 to 88, 90 to 92 or 94 to 99 in the middle).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from server.detection.pii.found import Found
from server.detection.pii.rules import US_ITIN, US_SSN

if TYPE_CHECKING:
    from server.detection.model import Confidence, Rule
    from server.detection.pii.documents import Document

_NUMBER: Final = re.compile(rb"(?<![0-9A-Za-z_.-])([0-9]{3})([ -]?)([0-9]{2})\2([0-9]{4})(?![0-9A-Za-z_]|[.-][0-9])")
_WORDS: Final = re.compile(
    rb"\bssn|ssn\b|_ssn|social.?sec|\bsocial\b|\bss ?#|\bitin\b|tax.?(?:payer)?.?id|\btin\b", re.IGNORECASE
)
_AFTER_WORD: Final = 48
_WRITTEN: Final = 11

# Issued once, and printed in advertisements and textbooks since (SSA), or counted up.
_EXAMPLES: Final = frozenset(
    {"078051120", "219099999", "457555462", "123456789", "111111111", "222222222", "333333333", "444444444"}
    | {"555555555", "777777777", "888888888", "123121234", "111223333", "123454321", "012345678", "123456788"}
)
_ITIN_GROUPS: Final = frozenset({*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)})
_FIRST_OF_ITIN: Final = 900
_NEVER: Final = frozenset({0, 666})


def kind(digits: str) -> Rule | None:
    """Return what nine digits can be by what SSA and IRS issue, None if neither ever issues them."""
    area, group, serial = int(digits[:3]), int(digits[3:5]), int(digits[5:])
    if area >= _FIRST_OF_ITIN:
        return US_ITIN if group in _ITIN_GROUPS else None
    return None if area in _NEVER or group == 0 or serial == 0 else US_SSN


def judge(document: Document, end: int) -> Found | None:
    """Return the number that ends at end, written with hyphens or blanks, or None."""
    number = _NUMBER.match(document.text, max(0, end - _WRITTEN))
    return None if number is None or number.end() != end else _found(document, number)


def judge_word(document: Document, end: int) -> Found | None:
    """Return the number that stands soon after a word for it which ends at end, however it is written, or None."""
    number = _NUMBER.search(document.text, end, end + _AFTER_WORD)
    return None if number is None else _found(document, number)


def _found(document: Document, number: re.Match[bytes]) -> Found | None:
    digits = b"".join(number.group(1, 3, 4)).decode("ascii")
    rule = kind(digits)
    if rule is None:
        return None
    named = document.mentions(_WORDS, number.start(), number.end())
    example = digits in _EXAMPLES
    if document.strict and (example or not named):
        return None
    if not named and not (number[2] == b"-" and (document.kind == "prose" or document.names(_WORDS))):
        return None
    confidence: Confidence = "low" if example else "high" if named else "medium"
    return Found(number.start(), number.end(), digits.encode(), rule, confidence)
