"""Machine-readable zones of passports, visas and identity cards: two lines of 44 or 36 characters, or three of 30.

ICAO Doc 9303, parts 3 (check digits), 4 (TD3), 5 (TD1) and 6 (TD2). All check digits must fit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from server.detection.pii.found import Found
from server.detection.pii.rules import PASSPORT

if TYPE_CHECKING:
    from server.detection.pii.documents import Document

_BREAK: Final = rb"[ \t]*\r?\n[ \t]*"
_LINE: Final = rb"[0-9A-Z<]"
_FORMS: Final = (
    re.compile(rb"(?<![0-9A-Z<])(?P<names>[PVACI][A-Z<]{43})%b(?P<data>%b{44})(?![0-9A-Z<])" % (_BREAK, _LINE)),
    re.compile(rb"(?<![0-9A-Z<])(?P<names>[PVACI][A-Z<]{35})%b(?P<data>%b{36})(?![0-9A-Z<])" % (_BREAK, _LINE)),
)
_CARD: Final = re.compile(
    rb"(?<![0-9A-Z<])(?P<head>[ACI]%b{29})%b(?P<data>%b{30})%b(?P<names>[A-Z<]{30})(?![0-9A-Z<])"
    % (_LINE, _BREAK, _LINE, _BREAK)
)
_LONGEST: Final = 120
_WEIGHTS: Final = (7, 3, 1)
# The example of ICAO Doc 9303 itself, Anna Maria Eriksson of Utopia.
_EXAMPLES: Final = frozenset({b"UTO:L898902C3", b"UTO:D23145890", b"UTO:L898902C"})


def check_digit(field: bytes) -> int:
    """Return the check digit of a field of digits, capitals and fillers (Doc 9303, part 3, section 4.9)."""
    return sum(_worth(byte) * _WEIGHTS[place % 3] for place, byte in enumerate(field)) % 10


def _worth(byte: int) -> int:
    return 0 if byte == ord("<") else int(chr(byte), 36)


def judge(document: Document, end: int) -> Found | None:
    """Return the zone whose line of names ends at end, before or behind the line's break, or None."""
    text = document.text
    low = max(0, end - _LONGEST)
    for form in _FORMS:
        for zone in form.finditer(text, low, end + _LONGEST):
            data = zone["data"]
            composite = data[:10] + data[13:20] + data[21:-1]
            fields = ((data[:9], data[9]), (data[13:19], data[19]), (data[21:27], data[27]), (composite, data[-1]))
            if zone.end("names") <= end and all(_fits(field, digit) for field, digit in fields):
                return _found(document, zone, data[:9], data[10:13])
    for zone in _CARD.finditer(text, low, end):
        head, data = zone["head"], zone["data"]
        composite = head[5:] + data[:7] + data[8:15] + data[18:29]
        fields = ((head[5:14], head[14]), (data[:6], data[6]), (data[8:14], data[14]), (composite, data[29]))
        if all(_fits(field, digit) for field, digit in fields):
            return _found(document, zone, head[5:14], head[2:5])
    return None


def _fits(field: bytes, digit: int) -> bool:
    return digit == ord("0") + check_digit(field)


def _found(document: Document, zone: re.Match[bytes], number: bytes, country: bytes) -> Found | None:
    value = country.rstrip(b"<") + b":" + number.rstrip(b"<")
    example = value in _EXAMPLES
    if b"<<" not in zone["names"] or (example and document.strict):
        return None
    return Found(zone.start(), zone.end(), value, PASSPORT, "low" if example else "high")
