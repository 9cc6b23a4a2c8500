"""Where personal data may stand: one pass of Vectorscan over the text, which leaves the GIL alone.

Vectorscan reports ends of matches. Each pattern has its beginning fixed by what stands before it and its length fixed
or nearly so, so that a number is reported once or twice and not at each of its digits. What is reported is only a place
to look at; the modules of the kinds judge it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, Literal

import hyperscan

from server.detection.pii import national
from server.detection.pii.ibans import COUNTRIES

if TYPE_CHECKING:
    from server.detection.pii.documents import Document

Family = Literal["email", "card", "ssn", "ipv4", "ipv6", "iban", "ssn_word", "phone", "run", "passport", "national"]

MAXIMUM_CANDIDATES: Final = 50_000
"""Places that are looked at in one document; a document with more says so."""

_SPACE: Final = r"(?:[ .-]|\xc2\xa0|\xe2\x80[\x90-\x93])"
_NO_WORD: Final = r"(?:^|[^0-9A-Za-z])"
_NO_NUMBER: Final = r"(?:^|[^0-9A-Za-z.])"

_PATTERNS: Final[tuple[tuple[Family, str], ...]] = (
    ("email", r"[\w%+\x27\x80-\xff-]@[A-Za-z0-9\x80-\xff]"),
    ("card", _NO_NUMBER + r"(?:0604|1800|[2-6][0-9]{3}|8[12][0-9]{2}|9792)[0-9]{8}"),
    ("card", _NO_NUMBER + r"(?:[2-6][0-9]{3}|8[12][0-9]{2}|9792)" + _SPACE + r"[0-9]{4,6}" + _SPACE + r"[0-9]{4}"),
    ("ssn", _NO_NUMBER + r"[0-9]{3}[ -][0-9]{2}[ -][0-9]{4}"),
    ("ssn_word", r"(?i)\bssn|social.?security|\bitin\b|taxpayer.?id"),
    ("ipv4", _NO_NUMBER + r"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?:[^0-9]|\z)"),
    ("ipv6", r"(?:^|[^0-9A-Za-z.:])[23][0-9A-Fa-f]{3}:[0-9A-Fa-f]{0,4}:"),
    ("iban", _NO_WORD + rf"(?i:{'|'.join(COUNTRIES)})[0-9]{{2}}[ -]?[0-9A-Za-z]{{4}}[ -]?[0-9A-Za-z]{{4}}"),
    ("phone", r"(?:^|[^0-9A-Za-z_)\]])\+[1-9][0-9 ().-]{6}"),
    ("phone", r"(?:^|[^0-9A-Za-z.-])\(?[2-9][0-9]{2}\)?[ .-]?[2-9][0-9]{2}[.-][0-9]{4}"),
    (
        "phone",
        r"(?i)(?:phone|mobile|tel|cell|fax|msisdn)\w{0,12}[\x22\x27]?\s?[:=]>?\s?[\x22\x27]?[+(]?[0-9][0-9 ().-]{6}",
    ),
    ("passport", r"<<<[ \t]*(?:\r?\n|\z)"),
    ("national", national.WORDS),
    ("national", national.FORMS),
)
_PROSE_PATTERNS: Final[tuple[tuple[Family, str], ...]] = (
    *_PATTERNS,
    ("ipv6", r"(?:^|[^0-9A-Za-z.:])(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]"),
    ("run", r"(?:^|[^0-9A-Za-z])[0-9](?:[ ().\x2f-]{0,3}[0-9]){6}"),
)


class Candidates:
    """The compiled patterns (50 ms to compile). Safe to use from several threads: each has its own scratch space."""

    def __init__(self) -> None:
        self._strict = _compiled(_PATTERNS)
        self._prose = _compiled(_PROSE_PATTERNS)
        self._of_thread = threading.local()

    def find(self, document: Document) -> tuple[list[tuple[int, Family]], bool]:
        """Return the ends of candidates with their families, ascending, and whether there were more than are taken."""
        places: list[tuple[int, Family]] = []

        def seen(pattern: int, _start: int, end: int, _flags: int, _context: object) -> bool | None:
            places.append((end, _PROSE_PATTERNS[pattern][0]))
            return True if len(places) >= MAXIMUM_CANDIDATES else None

        prose = document.kind == "prose"
        try:
            (self._prose if prose else self._strict).scan(document.text, seen, scratch=self._scratch(prose=prose))
        except hyperscan.ScanTerminated:
            return places, True
        return places, False

    def _scratch(self, *, prose: bool) -> hyperscan.Scratch:
        name = "prose" if prose else "strict"
        known: hyperscan.Scratch | None = getattr(self._of_thread, name, None)
        if known is None:
            known = hyperscan.Scratch(self._prose if prose else self._strict)
            setattr(self._of_thread, name, known)
        return known


def _compiled(patterns: tuple[tuple[Family, str], ...]) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    expressions = [pattern.encode() for _, pattern in patterns]
    database.compile(expressions=expressions, ids=list(range(len(patterns))), flags=[0] * len(patterns))
    return database
