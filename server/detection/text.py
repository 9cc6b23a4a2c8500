"""From a document's bytes to scannable text, and from a byte offset to a line and a column."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 4096
# Share of zero bytes at a place of the code unit from which the place counts as always, or as never zero.
_MOSTLY: Final = 0.8
_RARELY: Final = 0.2


def scannable(content: bytes) -> bytes:
    """Return the bytes to scan: UTF-16 and UTF-32 become UTF-8, all else stays as it is.

    Known by the byte order mark or, without one, by the zero bytes that mostly-ASCII text has in these encodings.
    What a wrong guess would garble is undecodable input, which stays as it is.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _to_utf8(content[len(mark) :], encoding)
    guess = _wide_encoding(content[:_SAMPLE])
    return content if guess is None else _to_utf8(content, guess)


def _to_utf8(content: bytes, encoding: str) -> bytes:
    try:
        return content.decode(encoding).encode()
    except UnicodeError:
        return content.decode(encoding, errors="replace").encode("utf-8", errors="replace")


def _wide_encoding(sample: bytes) -> str | None:
    if sample.count(0) < len(sample) // 4 or len(sample) < len("wide"):
        return None
    zero = [sample[place::4].count(0) / len(sample[place::4]) for place in range(4)]
    pattern = "".join("0" if share >= _MOSTLY else "x" if share <= _RARELY else "?" for share in zero)
    return {"x000": "utf-32-le", "000x": "utf-32-be", "x0x0": "utf-16-le", "0x0x": "utf-16-be"}.get(pattern)


def encoding_of(stretch: bytes) -> str:
    """Return how a stretch decodes: UTF-8 where it is valid, else Latin-1, in which each byte is a character."""
    try:
        stretch.decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def sections(text: bytes, size: int) -> Iterator[tuple[int, int]]:
    """Yield where stretches of at most that many bytes begin and end; they end with a line where there is one."""
    start = 0
    while start < len(text):
        end = min(len(text), start + size)
        if end < len(text):
            newline = text.rfind(b"\n", start, end)
            end = newline + 1 if newline >= 0 else end
            while newline < 0 and end > start + 1 and text[end] & 0xC0 == 0x80:  # noqa: PLR2004 - within a UTF-8 character
                end -= 1
        yield start, end
        start = end


@dataclass(frozen=True, slots=True)
class Place:
    """Where an offset is: 1-based line and column, the first byte of the line, and how the line decodes."""

    line: int
    column: int
    line_start: int
    encoding: str


class Places:
    """Places of ascending byte offsets, in one pass over the text however many are asked for.

    A line ends at its line feed. Columns count characters: of UTF-8 where the line is valid UTF-8, else bytes
    (Latin-1).
    """

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._line = 1
        self._line_start = len(codecs.BOM_UTF8) if text.startswith(codecs.BOM_UTF8) else 0
        self._counted = self._line_start
        self._column = 1
        self._encoding = ""

    def at(self, offset: int) -> Place:
        """Return the place of an offset that is not before the one last asked for."""
        newlines = self._text.count(b"\n", self._counted, offset)
        if newlines:
            self._line += newlines
            self._line_start = self._counted = self._text.rfind(b"\n", self._counted, offset) + 1
            self._column, self._encoding = 1, ""
        if not self._encoding:
            self._encoding = self._encoding_of_line()
        if offset > self._counted:
            self._column += len(self._text[self._counted : offset].decode(self._encoding, errors="ignore"))
            self._counted = offset
        return Place(self._line, self._column, self._line_start, self._encoding)

    def _encoding_of_line(self) -> str:
        end = self._text.find(b"\n", self._line_start)
        return encoding_of(self._text[self._line_start : end if end >= 0 else len(self._text)])
