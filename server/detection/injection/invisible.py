"""Characters that no one sees: text in tags, variation selectors and zero-width runs, and bidirectional controls.

What is in good use is left alone: subdivision flags (U+1F3F4 and tags), one variation selector after a character, a
joiner between emoji or letters, a byte order mark, isolates that are closed on their line, direction marks
(U+200E, U+200F), and embeddings in lines with letters of a script that runs from right to left.

Sources: Unicode TR39, UTS #51 (emoji tag sequences), UAX #9; Boucher and Anderson, "Trojan Source" (2021); Butler,
"Smuggling arbitrary data through an emoji" (2025).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from server.detection.injection.matching import Patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.detection.model import Severity

_TAG: Final = rb"\xf3\xa0[\x80\x81][\x80-\xbf]"
_SELECTOR: Final = rb"(?:\xef\xb8[\x80-\x8f]|\xf3\xa0[\x84-\x87][\x80-\xbf])"
_ZERO_WIDTH: Final = rb"(?:\xe2\x80[\x8b-\x8d]|\xe2\x81[\xa0-\xa4]|\xef\xbb\xbf|\xe1\xa0\x8e|\xe3\x85\xa4|\xef\xbe\xa0)"
_FLAG: Final = "\U0001f3f4".encode()

_HIDDEN: Final = re.compile(
    rb"(?P<tags>(?:" + _TAG + rb"){2,})|(?P<selectors>" + _SELECTOR + rb"{4,})|(?P<zero>" + _ZERO_WIDTH + rb"{8,})"
)
_DIRECTION: Final = rb"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
_BIDI: Final = re.compile(_DIRECTION)
PRESENCE: Final = Patterns(
    ((rb"(?:" + _TAG + rb"){2}|" + _SELECTOR + rb"{4}|" + _ZERO_WIDTH + rb"{8}").decode(), _DIRECTION.decode()),
    caseless=False,
    once=True,
)
"""Whether any of it is there: most texts have none, and this reads them at once."""
_OVERRIDES: Final = frozenset("\u202d\u202e")
_OPEN_EMBEDDING: Final = frozenset("\u202a\u202b\u202d\u202e")
_OPEN_ISOLATE: Final = frozenset("\u2066\u2067\u2068")
_CLOSE_EMBEDDING: Final = "\u202c"
_CLOSE_ISOLATE: Final = "\u2069"
_LINE: Final = 2000
_FIRST_SUPPLEMENT: Final = 0xE0100


@dataclass(frozen=True, slots=True)
class Unseen:
    """Invisible characters at text[start:end]: the rule's kind, how bad, and what they say, or the line they are in."""

    kind: str
    start: int
    end: int
    severity: Severity
    says: bytes = field(repr=False)


def unseen(text: bytes, *, source: bool) -> Iterator[Unseen]:
    """Yield what is hidden in a text, in no certain order; source says that the text is program code."""
    present = set() if text.isascii() else PRESENCE.present(text)
    for found in _HIDDEN.finditer(text) if 0 in present else ():
        if found.lastgroup == "tags" and text[: found.start()].endswith(_FLAG):
            continue
        says = _said(found[0].decode("utf-8", errors="ignore"))
        yield Unseen("hidden_text", found.start(), found.end(), "high", says.encode() or found[0])
    if 1 in present:
        yield from _reordered(text, source=source)


def _said(characters: str) -> str:
    """Return the text that tags, variation selectors or zero-width bits stand for, as far as it can be read."""
    codes = [ord(character) for character in characters]
    if all(0xE0000 <= code <= 0xE007F for code in codes):  # noqa: PLR2004 - the block of tags
        return "".join(chr(code - 0xE0000) for code in codes if 0x20 <= code - 0xE0000 < 0x7F)  # noqa: PLR2004 - printable
    if all(unicodedata.category(character) == "Mn" for character in characters):
        data = bytes(
            code - 0xFE00 if code < _FIRST_SUPPLEMENT else (code - _FIRST_SUPPLEMENT + 16) & 0xFF for code in codes
        )
        return data.decode("utf-8", errors="replace")
    kinds = sorted(set(characters))
    if len(kinds) != 2:  # noqa: PLR2004 - a zero and a one
        return ""
    readings = []
    for one in kinds:
        bits = "".join("1" if character == one else "0" for character in characters)
        data = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))
        readings.append(data.decode("utf-8", errors="replace"))
    return max(
        readings, key=lambda reading: sum(character.isascii() and character.isprintable() for character in reading)
    )


def _reordered(text: bytes, *, source: bool) -> Iterator[Unseen]:
    """Yield a finding for each line whose direction is changed without need."""
    reached = 0
    for found in _BIDI.finditer(text):
        if found.start() < reached:
            continue
        newline = text.find(b"\n", found.start(), found.start() + _LINE)
        reached = newline if newline >= 0 else min(len(text), found.start() + _LINE)
        before = text.rfind(b"\n", max(0, found.start() - _LINE), found.start()) + 1 or max(0, found.start() - _LINE)
        severity = _judged(text[before:reached].decode("utf-8", errors="ignore"), source=source)
        if severity is not None:
            yield Unseen("bidi_control", found.start(), reached, severity, text[before:reached])


def _judged(line: str, *, source: bool) -> Severity | None:
    """Return how bad the controls of a line are, or None where they do what they are for."""
    embeddings = isolates = 0
    open_at_end = False
    for character in line:
        embeddings += character in _OPEN_EMBEDDING
        isolates += character in _OPEN_ISOLATE
        if character == _CLOSE_EMBEDDING:
            embeddings -= 1
        elif character == _CLOSE_ISOLATE:
            isolates -= 1
    open_at_end = embeddings > 0 or isolates > 0
    right_to_left = any(unicodedata.bidirectional(character) in {"R", "AL"} for character in line)
    if not _OVERRIDES.isdisjoint(line) and any(character.isalpha() for character in line):
        return "medium" if right_to_left and not source else "high"
    if right_to_left and not source:
        return None
    if open_at_end:
        return "high" if source else "medium"
    return "medium" if source and not right_to_left and len(line.strip()) > 1 else None
