"""Text as a model would read it: look-alikes, marks and invisible characters folded away, places remembered.

Folding is for comparing, never for showing. It does, character by character,

1. NFKC and case folding, where one character comes of it (full-width, mathematical and circled letters);
2. removal of the marks on Latin, Greek and Cyrillic letters (``ì`` is ``i``), and of combining marks by themselves;
3. removal of what has no shape: zero-width and bidirectional marks, variation selectors, tags, soft hyphens;
4. replacement of Cyrillic, Greek and Armenian look-alikes of Latin letters (Unicode TR39, confusables) in words that
   also have Latin letters, and in words of nothing else where the text around is mostly Latin;
5. white space of any width becomes a space, a run of it one character (a line feed where it begins with one).

Sources: Unicode UAX #15 (normalisation), UTS #39 (security mechanisms).
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Offsets = NDArray[np.int64]
    Mask = NDArray[np.bool_]

SPACE: Final = 0x20
LINE_FEED: Final = 0x0A
_GONE: Final = 0xFFFFFFFF
_ASCII_GONE: Final = 0xFF
# Above it are ideographs, which fold to themselves, and the tags and variation selectors of plane 14, which go.
_TABLE: Final = 0x20000
_PLANE_14: Final = (0xE0000, 0xE1000)
# Where characters change: all but ideographs, Hangul, private use, and scripts of the past.
_CHANGING: Final = (
    (0, 0x3400),
    (0xA640, 0xA800),
    (0xAB30, 0xAC00),
    (0xF900, 0x10000),
    (0x1D400, 0x1D800),
    (0x1F100, 0x1F200),
)
_SHAPELESS: Final = frozenset({0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0})

# Small letters that look like a Latin one, after step 2; from UTS #39's confusables. The first are the same shape, and
# count also in words of nothing else; the second are alike enough between Latin letters.
_SAME: Final = dict(zip("аеорсухіјѕһԁԛԝѵɡıαορνօ", "aeopcyxijshdqwvgiaopvo", strict=True))  # noqa: RUF001 - they are meant
_SIMILAR: Final = dict(zip("ьвкмнтгзпиɩεικτυχγωնոսցզ", "bbkmhtr3nuieiktuxywnnuuq", strict=True))


class Folded:
    """Folded characters, and for each the byte offset of what it stands for; the last offset is the text's length.

    Most texts are only searched, and never asked for their codes or offsets: these are made when they are.
    """

    __slots__ = ("_characters", "_codes", "_kept", "_offsets")

    def __init__(self, characters: NDArray[np.uint8] | Codes, kept: Mask | None, offsets: Offsets | None) -> None:
        """Take the characters, and either their offsets or, of ASCII, which of the text's bytes they are."""
        self._characters = characters
        self._kept = kept
        self._offsets = offsets
        self._codes: Codes | None = None

    def __len__(self) -> int:
        """Return the number of folded characters."""
        return len(self._characters)

    @property
    def codes(self) -> Codes:
        """The characters' code points."""
        if self._codes is None:
            self._codes = self._characters.astype(np.uint32, copy=False)
        return self._codes

    @property
    def offsets(self) -> Offsets:
        """Where in the text, in bytes, each character begins, and where the text ends."""
        if self._offsets is None:
            kept = np.zeros(0, np.bool_) if self._kept is None else self._kept
            self._offsets = np.append(np.flatnonzero(kept), len(kept))
        return self._offsets

    def text(self) -> str:
        """Return the folded characters as text."""
        if self._characters.dtype == np.uint8:
            return self._characters.tobytes().decode("ascii")
        if len(self) and self.codes.max() < 0x80:  # noqa: PLR2004 - ASCII
            return self.codes.astype(np.uint8).tobytes().decode("ascii")
        return self.codes.astype("<u4").tobytes().decode("utf-32-le")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the bytes of the original that folded characters start to end (not included) stand for."""
        return int(self.offsets[start]), int(self.offsets[end])


def fold(text: bytes) -> Folded:
    """Return the folded form of UTF-8 text; bytes that are no UTF-8 are one unreadable character each."""
    if text.isascii():
        return _fold_ascii(text)
    codes, offsets = _decoded(text)
    codes = _folded(codes)
    kept = _kept(codes)
    return Folded(codes[kept], None, np.append(offsets[:-1][kept], len(text)))


def _fold_ascii(text: bytes) -> Folded:
    plain = text.translate(_ascii_table())
    raw = np.frombuffer(plain, np.uint8)
    kept = _first_of_runs((raw == SPACE) | (raw == LINE_FEED))
    if _ASCII_GONE in plain:
        kept &= raw != _ASCII_GONE
    return Folded(raw[kept], kept, None)


def fold_text(text: str) -> str:
    """Return the folded form of a short text."""
    return fold(text.encode("utf-8", errors="replace")).text()


def _decoded(text: bytes) -> tuple[Codes, Offsets]:
    wide = text.decode("utf-8", errors="surrogateescape").encode("utf-32-le", errors="surrogatepass")
    codes = np.frombuffer(wide, np.dtype("<u4")).astype(np.uint32)
    escaped = (codes >= 0xDC80) & (codes <= 0xDCFF)  # noqa: PLR2004 - surrogateescape's range, one byte each
    lengths = 1 + (codes >= 0x80).astype(np.int64) + (codes >= 0x800) + (codes >= 0x10000)  # noqa: PLR2004 - UTF-8's steps
    lengths[escaped] = 1
    offsets = np.zeros(len(codes) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    codes[escaped] = 0xFFFD
    return codes, offsets


def _folded(codes: Codes) -> Codes:
    plane_14 = (codes >= _PLANE_14[0]) & (codes < _PLANE_14[1])
    low = codes < _TABLE
    folded = codes.copy()
    folded[low] = _table()[codes[low]]
    folded[plane_14] = _GONE
    alike = _alike_table()[np.minimum(folded, _TABLE - 1)]
    if alike.any():
        _replace_alike(folded, alike)
    return folded


def _replace_alike(folded: Codes, latin: Codes) -> None:
    """Put Latin letters for look-alikes, word by word."""
    present = np.flatnonzero(folded != _GONE)  # a zero-width mark does not end a word
    shown, alike = folded[present], latin[present]
    letter = word_characters(shown)
    is_latin = (shown >= ord("a")) & (shown <= ord("z"))
    word = np.cumsum(np.diff(letter, prepend=False))
    count = int(word[-1]) + 1
    has_latin = np.bincount(word, is_latin, count) > 0
    same = (_same_table()[np.minimum(shown, _TABLE - 1)]) | ~letter
    all_same = np.bincount(word, ~same, count) == 0
    mostly_latin = 2 * int(is_latin.sum()) >= int(letter.sum())
    chosen = (alike > 0) & (has_latin[word] | (all_same[word] & mostly_latin))
    folded[present[chosen]] = alike[chosen]


def _kept(codes: Codes) -> Mask:
    """Return which characters stay: all that have a shape, and of white space the first of a run."""
    shown = codes != _GONE
    blank = (codes == SPACE) | (codes == LINE_FEED)
    if not shown.all():
        # white space with marks between it is one run
        kept: Mask = shown.copy()
        kept[shown] = _first_of_runs(blank[shown])
        return kept
    return _first_of_runs(blank)


def _first_of_runs(blank: Mask) -> Mask:
    kept: Mask = np.ones(len(blank), np.bool_)
    kept[1:] = ~(blank[1:] & blank[:-1])
    return kept


@cache
def _ascii_table() -> bytes:
    return bytes(min(int(code), _ASCII_GONE) for code in _table()[:256])


@cache
def _table() -> Codes:
    """Return what each character below U+20000 folds to."""
    table = np.arange(_TABLE, dtype=np.uint32)
    for low, high in _CHANGING:
        table[low:high] = [_one(chr(code)) for code in range(low, high)]
    return table


def _one(character: str) -> int:
    code = ord(character)
    category = unicodedata.category(character)
    if category in {"Cf", "Mn"} and (category == "Cf" or _plain_mark(code)):
        return _GONE
    if code in _SHAPELESS or (code < SPACE and not character.isspace()):
        return _GONE
    if character.isspace() or category in {"Zs", "Zl", "Zp"}:
        return LINE_FEED if character == "\n" else SPACE
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    base = unicodedata.normalize("NFD", composed)
    marked = len(base) > 1 and ord(base[0]) < 0x0530 and all(_plain_mark(ord(mark)) for mark in base[1:])  # noqa: PLR2004 - up to Cyrillic
    folded = base[0] if marked else composed
    return ord(folded) if len(folded) == 1 and not folded.isspace() else code


def _plain_mark(code: int) -> bool:
    """Return whether it is a general combining mark or a variation selector, of no script of its own."""
    return 0x0300 <= code <= 0x036F or 0x1AB0 <= code <= 0x1AFF or 0x20D0 <= code <= 0x20FF or 0xFE00 <= code <= 0xFE0F  # noqa: PLR2004 - Unicode blocks


@cache
def _alike_table() -> Codes:
    table = np.zeros(_TABLE, np.uint32)
    for character, latin in (_SAME | _SIMILAR).items():
        table[ord(character)] = ord(latin)
    return table


@cache
def _same_table() -> Mask:
    table = np.zeros(_TABLE, np.bool_)
    table[[ord(character) for character in _SAME]] = True
    return table


@cache
def _word_table() -> Mask:
    """Return which characters are part of words; the last entry speaks for all above."""
    table = np.fromiter((chr(code).isalnum() for code in range(_TABLE)), np.bool_, _TABLE)
    table[-1] = True
    return table


def word_characters(codes: Codes) -> Mask:
    """Return which of the characters are letters or digits of any script."""
    return _word_table()[np.minimum(codes, _TABLE - 1)]
