"""The excerpt of a finding: what a reader needs to recognise the place, with nothing on it that opens anything.

Hidden are, on the whole line and not only at the finding itself: every span that any detector saw, every further copy
of a value found in the document, plain or inside Base64, and, because the next secret may be one that no rule knows,
long random-looking runs and whatever is assigned to a name such as password or token. What is hidden reads
``[redacted]``, after the vendor's prefix where it is one of a short list (``AKIA[redacted]``).
"""

from __future__ import annotations

import base64
import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from server.detection.spans import SpanSet, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server.detection.spans import Span
    from server.detection.text import Place

MAXIMUM_EXCERPT: Final = 200
REDACTED: Final = "[redacted]"
_LONGEST_SHOWN: Final = 140

# Public by nature: they say which product issued a token. None is longer than six characters.
_PREFIX: Final = re.compile(
    rb"AKIA|ASIA|AIza|SG\.|cpf_|dapi|gh[opsur]_|glpat-|hf_|npm_|pypi-|[prs]k_|sk-(?:ant)?|xapp-|xox[bp]-"
)
# What must be left of a value behind its prefix for the prefix to be shown.
_MINIMUM_HIDDEN: Final = 12

# Bytes of the line that are looked at on either side of a finding, and beyond them where what is assigned, or a copy of
# a value, could begin or end.
_WINDOW: Final = 600
_MARGIN: Final = 256
_NAME_MARGIN: Final = 96
_LARGEST_MARGIN: Final = 4096
# Copies of shorter values are everyday words; the values' own spans are hidden all the same.
_SHORTEST_COPY: Final = 4
_SHORTEST_ENCODED: Final = 8
# From so many on it is quicker to look each byte of a text up than to look for each value.
_MANY_COPIES: Final = 300
_LONG_HEAD: Final = 12
_LONGEST_ENCODED: Final = 400

_OPAQUE_RUN: Final = re.compile(rb"[A-Za-z0-9_+-]{20,}={0,2}")
_ASSIGNED: Final = re.compile(
    rb"(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\w-]{0,40}[\"'`]?\s{0,4}(?::=|=>|[:=])\s{0,4}"
    rb"(?:bearer\s+|basic\s+)?[\"'`]?(?P<value>[^\s\"'`,;()<>{}\[\]]{6,})(?![\w(.\[])",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(rb"[A-Za-z0-9_-]{0,512}=*")
_LETTERS_AND_DIGITS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_LONGEST_HEAD: Final = 128
_USER_INFO: Final = re.compile(rb"://[^\s/:@]{0,80}:(?P<value>[^\s/@]{1,200})@")


class Redactor:
    """Excerpts of one text: made from the spans of everything seen in it and the values found there."""

    def __init__(self, text: bytes, spans: Iterable[Span], values: Iterable[bytes]) -> None:
        self._text = text
        self._spans = SpanSet(spans)
        copies = {copy for value in set(values) for copy in _copies(value)}
        self._copies = _Finder(copies)
        self._reach = min(_LARGEST_MARGIN, max(map(len, copies), default=0))

    def excerpt(self, start: int, end: int, place: Place, *, shown: bool = False) -> str:
        """Return at most 200 characters of the line around text[start:end], secrets hidden, control characters visible.

        Of a secret over several lines the excerpt shows the first. An empty span, for what stands nowhere in plain
        sight, shows nothing. With `shown` text[start:end] is no secret itself, and is shown with its secrets hidden.
        """
        if start >= end:
            return REDACTED
        low = max(place.line_start, start - _WINDOW)
        newline = self._text.find(b"\n", start, end + _WINDOW)
        high = newline if newline >= 0 else min(len(self._text), end + _WINDOW)
        if newline > low and self._text[newline - 1] == ord("\r"):
            high -= 1
        if shown:
            end = min(end, high)
            middle = self._redacted(start, end, place.encoding)
            label = middle if len(middle) <= _LONGEST_SHOWN else middle[: _LONGEST_SHOWN - 1] + "…"
            before, after = self._redacted(low, start, place.encoding), self._redacted(end, high, place.encoding)
            return _fitted(before.lstrip(), label, after.rstrip())
        parts: list[str] = []
        own, reached = 0, low
        for hidden_start, hidden_end in merged(self._hidden(low, high)):
            parts.append(self._shown(reached, hidden_start, place.encoding))
            if hidden_start <= start:  # the last such one is what the finding itself lies in
                own = len(parts)
            parts.append(self._label(hidden_start, hidden_end))
            reached = max(low, min(hidden_end, high))
        parts.append(self._shown(reached, high, place.encoding))
        return _fitted("".join(parts[:own]).lstrip(), parts[own], "".join(parts[own + 1 :]).rstrip())

    def _redacted(self, low: int, high: int, encoding: str) -> str:
        """Return text[low:high] as it may be shown."""
        parts, reached = [], low
        for hidden_start, hidden_end in merged(self._hidden(low, high)):
            parts += [self._shown(reached, hidden_start, encoding), self._label(hidden_start, hidden_end)]
            reached = max(low, min(hidden_end, high))
        return "".join([*parts, self._shown(reached, high, encoding)])

    def _hidden(self, low: int, high: int) -> Iterator[Span]:
        """Yield what must not be shown of text[low:high]; spans may reach beyond it."""
        for start, end in self._spans.within(low, high):
            yield self._whole(start, end)
        floor = max(0, low - self._reach)
        for start, end in self._copies.spans(self._text[floor : high + self._reach]):
            if floor + start < high and floor + end > low:
                yield self._whole(floor + start, floor + end)
        # What is assigned on a line has its name there too, or at the end of the one before.
        floor = max(0, low - (_NAME_MARGIN if self._text[low - 1 : low] == b"\n" else _MARGIN))
        nearby = self._text[floor : high + _NAME_MARGIN]
        for pattern, group in ((_ASSIGNED, "value"), (_USER_INFO, "value"), (_OPAQUE_RUN, 0)):
            for found in pattern.finditer(nearby):
                start, end = floor + found.start(group), floor + found.end(group)
                if start < high and end > low and (pattern is not _OPAQUE_RUN or _looks_random(found[0])):
                    yield start, end

    def _whole(self, start: int, end: int) -> Span:
        """Return the span with what continues it on either side: a rule may have taken only what it counts."""
        head = self._text[max(0, start - _LONGEST_HEAD) : start]
        tail = _TAIL.match(self._text, end)
        return start - len(head) + len(head.rstrip(_LETTERS_AND_DIGITS)), end if tail is None else tail.end()

    def _label(self, start: int, end: int) -> str:
        prefix = _PREFIX.match(self._text, start, end)
        if prefix is None or end - prefix.end() < _MINIMUM_HIDDEN:
            return REDACTED
        return prefix[0].decode() + REDACTED

    def _shown(self, start: int, end: int, encoding: str) -> str:
        if start >= end:
            return ""
        return "".join(map(_visible, self._text[start:end].decode(encoding, errors="ignore")))


class _Finder:
    """Finds many values in many short texts: one after the other, or by their first bytes where they are very many."""

    def __init__(self, values: Iterable[bytes]) -> None:
        self._values = tuple(values)
        self._heads: dict[int, dict[bytes, list[bytes]]] = {}
        if len(self._values) > _MANY_COPIES:
            for value in self._values:
                size = _LONG_HEAD if len(value) >= _LONG_HEAD else _SHORTEST_COPY
                self._heads.setdefault(size, {}).setdefault(value[:size], []).append(value)

    def spans(self, text: bytes) -> Iterator[Span]:
        """Yield where the values are in the text, in any order."""
        for size, heads in self._heads.items():
            for at in range(len(text) - size + 1):
                for value in heads.get(text[at : at + size], ()):
                    if text.startswith(value, at):
                        yield at, at + len(value)
        for value in () if self._heads else self._values:
            at = text.find(value)
            while at >= 0:
                yield at, at + len(value)
                at = text.find(value, at + len(value))


def _copies(value: bytes) -> Iterator[bytes]:
    """Yield how a value may stand elsewhere: as it is, and inside Base64 at any of the three positions in a group.

    Of the Base64 only what the value alone decides; ``_whole`` adds the characters that neighbours have a part in.
    """
    if len(value) >= _SHORTEST_COPY:
        yield value
    if _SHORTEST_ENCODED <= len(value) <= _LONGEST_ENCODED:
        for shift, shared in ((0, 0), (1, 2), (2, 3)):
            encoded = base64.b64encode(bytes(shift) + value)
            yield encoded[shared : (len(value) + shift) // 3 * 4]


def _looks_random(run: bytes) -> bool:
    """Return whether a run mixes characters as keys do and names do not.

    That is: at least four digits, and on average a change between digits, capitals and small letters every five
    characters.
    """
    kinds = bytes(48 if 48 <= byte <= 57 else 65 if 65 <= byte <= 90 else 97 for byte in run)  # noqa: PLR2004 - the codes of 0-9 and A-Z
    digits = kinds.count(48)
    changes = sum(left != right for left, right in pairwise(kinds))
    return digits >= 4 and changes * 5 >= len(run)  # noqa: PLR2004 - as the docstring says


def _visible(character: str) -> str:
    """Return a character as it may stand in a report: controls as pictures, invisible marks as their code points."""
    code = ord(character)
    if character == "\t":
        return " "
    if code < 0x20:  # noqa: PLR2004 - C0 controls have pictures from U+2400
        return chr(0x2400 + code)
    if code == 0x7F:  # noqa: PLR2004 - DEL
        return "\u2421"
    if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Cn", "Co", "Cs"}:
        return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - as Python writes them
    return character


def _fitted(before: str, label: str, after: str) -> str:
    """Return the three parts joined, cut to the limit at the outer ends, the label kept."""
    room = MAXIMUM_EXCERPT - len(label)
    left = max(room // 2, room - len(after))
    before = before if len(before) <= left else "…" + before[len(before) - left + 1 :]
    right = room - len(before)
    after = after if len(after) <= right else after[: right - 1] + "…"
    return before + label + after
