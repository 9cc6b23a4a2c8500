"""What encoded passages say: Base64, hex, percent, entities, escapes, binary, Morse, rot13, backwards, leet, apart.

Nothing here judges. Each passage that decodes to readable text is handed on as text with its place; whether it is an
order is asked of it as of any other text. One step deep, at most 64 passages of a text, each of at most 8 KiB.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import unquote_to_bytes

from server.detection.injection.matching import Patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAXIMUM_PASSAGES: Final = 64
_LONGEST: Final = 8192
_SHORTEST: Final = 12
_READABLE: Final = 0.9

_MORSE_CODES: Final = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.."
)
_MORSE: Final = {code: chr(ord("a") + number) for number, code in enumerate(_MORSE_CODES.split())}
_ROTATED: Final = r"\b(?:vtaber|vafgehpgvbaf?|cerivbhf|qvfertneq|flfgrz cebzcg)\b"
_REVERSED: Final = r"\b(?:erongi|snoitcurtsni|suoiverp|dragersid|tpmorp metsys)\b"
# a word of an order with at least one digit or sign in it
_LEETED: Final = (
    r"\b(?:[i1!][g9]n0r[e3]|[i1!]gnor3|[1!][g9]nor[e3]|i9nor[e3]|pr3v[i1!][o0]u[s5$]|prev[i1!]0u[s5$]|pr[e3]v1[o0]u[s5$]"
    r"|[i1!]n[s5$]7ruc[t7][i1!][o0]n[s5$]?|[1!]n[s5$]truc[t7][i1!][o0]n[s5$]?|[i1!]nstruct[i1!]0n[s5$]?)"
)
_REACH: Final = 400
_TAIL: Final = 16
_LEET: Final = str.maketrans("01345789@$", "oieastbgas")


@dataclass(frozen=True, slots=True)
class Passage:
    """An encoded passage: where it stands (bytes of the text) and what it says."""

    start: int
    end: int
    says: str = field(repr=False)


def passages(text: bytes) -> Iterator[Passage]:
    """Yield what decodes to readable text, by kind and place."""
    left = MAXIMUM_PASSAGES
    for start, end, decode in _candidates(text):
        said = _decoded(decode, text[start:end][:_LONGEST])
        if said is not None:
            yield Passage(start, end, said)
            left -= 1
            if not left:
                return


def _candidates(text: bytes) -> Iterator[tuple[int, int, Callable[[bytes], bytes | str]]]:
    """Yield the places of what looks encoded, each with how it would be read."""
    unbroken, stretches = _gated(text)
    for start, end in _unbroken(text, unbroken):
        # What says something in Base64 has a capital, and is no path.
        for pattern, decode in _UNBROKEN[-1:] if text[start:end].islower() else _UNBROKEN:
            for found in pattern.finditer(text, start, end):
                yield *found.span(), decode
    for (_, _, pattern, decode, shape), places in zip(_KINDS, stretches, strict=True):
        for low, high in places:
            for found in pattern.finditer(text, low, high):
                yield *(found.span() if shape == "run" else _line(text, *found.span())), decode


def _gated(text: bytes) -> tuple[list[int], list[list[list[int]]]]:
    """Return the ends of long unbroken runs, and for each other kind the stretches that passages of it lie in."""
    ends: list[int] = []
    stretches: list[list[list[int]]] = [[] for _ in _KINDS]

    def seen(number: int, end: int) -> bool:
        if number >= len(_KINDS):
            ends.append(end)
            return False
        places, start = stretches[number], end - _KINDS[number][1]
        if places and start <= places[-1][1]:
            places[-1][1] = end + _TAIL
        else:
            places.append([max(0, start), end + _TAIL])
        return False

    GATES.scan(text, seen)
    return ends, stretches


def _unbroken(text: bytes, ends: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of letters, digits and signs of Base64 that end there, with what ended them."""
    inside = text.translate(_ALPHABET) if ends else b""
    for end in ends:
        last = end
        while last and not inside[last - 1]:  # the padding, and what comes after it
            last -= 1
        yield max(inside.rfind(b"\0", max(0, last - _LONGEST - 1), last) + 1, last - _LONGEST - 1, 0), end


def _line(text: bytes, start: int, end: int) -> tuple[int, int]:
    """Return the line around a passage, at most 400 bytes to either side."""
    before = text.rfind(b"\n", max(0, start - _REACH), start)
    after = text.find(b"\n", end, end + _REACH)
    low = before + 1 if before >= 0 else max(0, start - _REACH)
    return low, after if after >= 0 else min(len(text), end + _REACH)


def _decoded(decode: Callable[[bytes], bytes | str], passage: bytes) -> str | None:
    try:
        raw = decode(passage)
        said = raw if isinstance(raw, str) else raw.decode("utf-8")
    except (ValueError, binascii.Error, UnicodeError):
        return None
    shown = sum(character.isprintable() or character.isspace() for character in said)
    words = sum(character.isalpha() or character.isspace() for character in said)
    readable = len(said) >= _SHORTEST and shown >= _READABLE * len(said) and words >= _READABLE * 0.8 * len(said)
    return said if readable else None


def _base64(passage: bytes) -> bytes:
    plain = passage.translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
    return base64.b64decode(plain[: len(plain) - (len(plain) % 4 == 1)] + b"==", validate=False)


def _base32(passage: bytes) -> bytes:
    return base64.b32decode(passage + b"=" * (-len(passage) % 8))


def _numbers(base: int) -> Callable[[bytes], bytes]:
    def decode(passage: bytes) -> bytes:
        return bytes(int(number, base) for number in passage.replace(b",", b" ").replace(b";", b" ").split())

    return decode


def _hexadecimal(passage: bytes) -> bytes:
    return binascii.unhexlify(re.sub(rb"(?:\\x|0x|[\s,:])", b"", passage))


def _escapes(passage: bytes) -> str:
    return re.sub(
        rb"\\u\{?([0-9a-fA-F]{4})\}?", lambda found: chr(int(found[1], 16)).encode(errors="replace"), passage
    ).decode()


def _entities(passage: bytes) -> str:
    return html.unescape(passage.decode())


def _morse(passage: bytes) -> str:
    words = re.split(r"\s*/\s*|\s{2,}", passage.decode().strip())
    return " ".join("".join(_MORSE[letter] for letter in word.split() if letter in _MORSE) for word in words)


def _rot13(passage: bytes) -> str:
    return codecs.decode(passage.decode("utf-8", errors="replace"), "rot13")


def _backwards(passage: bytes) -> str:
    return passage.decode("utf-8", errors="replace")[::-1]


def _leet(passage: bytes) -> str:
    return passage.decode("utf-8", errors="replace").lower().translate(_LEET)


def _squeezed(passage: bytes) -> str:
    """Return letters written apart as words again, where two blanks or a mark between them show the words' ends."""
    text = passage.decode("utf-8", errors="replace")
    words = re.split(r" {2,}|\t|[|/]", text)
    if len(words) == 1:
        return re.sub(
            "(ignore|all|previous|prior|instructions?|reveal|system|prompt|and|the|your)",
            r" \1 ",
            re.sub(r"\W", "", text).lower(),
        )
    return " ".join(re.sub(r"\W", "", word) for word in words)


_RUN: Final = r"[A-Za-z0-9+/_-]{24}={0,6}"
# Of a long run of such characters any of these may be the one to read.
_UNBROKEN: Final[tuple[tuple[re.Pattern[bytes], Callable[[bytes], bytes | str]], ...]] = (
    (re.compile(rb"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,8192}={0,2}(?![A-Za-z0-9+/_-])"), _base64),
    (re.compile(rb"(?<![A-Z2-7])[A-Z2-7]{32,4096}={0,6}(?![A-Z2-7a-z0-9])"), _base32),
    (re.compile(rb"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}){16,4096}(?![0-9A-Za-z])"), _hexadecimal),
)
_ALPHABET: Final = bytes(bool(re.match(rb"[A-Za-z0-9+/_-]", bytes([code]))) for code in range(256))

# For each other kind: what a text must have somewhere (all are looked for in one pass), how far before the end of that
# a passage may begin, how a passage is found, how it is read, and whether it gives its whole line away.
_KINDS: Final[
    tuple[tuple[str, int, re.Pattern[bytes], Callable[[bytes], bytes | str], Literal["run", "line"]], ...]
] = (
    (
        r"(?:(?:\\x|0x)[0-9A-Fa-f]{2}[\s,]?|[0-9A-Fa-f]{2}[\s,:]){16}",
        96,
        re.compile(rb"(?:(?:\\x|0x)[0-9A-Fa-f]{2}[\s,]?|\b[0-9A-Fa-f]{2}[\s,:]){16,2048}(?:[0-9A-Fa-f]{2}\b)?"),
        _hexadecimal,
        "run",
    ),
    (r"(?:[01]{8}[\s,]?){12}", 120, re.compile(rb"(?:[01]{8}[\s,]?){12,1024}"), _numbers(2), "run"),
    (
        r"(?:\d{2,3}[\s,;]{1,2}){12}",
        80,
        re.compile(rb"(?<!\d)(?:1?\d?\d[\s,;]{1,2}){12,1024}1?\d?\d(?!\d)"),
        _numbers(10),
        "run",
    ),
    (
        r"(?:%[0-9A-Fa-f]{2}[^\s%\"'<>()\[\]`]{0,40}){3}",
        220,
        re.compile(rb"[^\s%\"'<>()\[\]`]{0,80}(?:%[0-9A-Fa-f]{2}[^\s%\"'<>()\[\]`]{0,40}){3,200}"),
        unquote_to_bytes,
        "run",
    ),
    (
        r"(?:&#x?[0-9A-Fa-f]{2,6};[ .,]?){8}",
        96,
        re.compile(rb"(?:&#x?[0-9A-Fa-f]{2,6};[ .,]?){8,2048}"),
        _entities,
        "run",
    ),
    (
        r"(?:\\u\{?[0-9a-fA-F]{4}\}?[ .,]?){8}",
        80,
        re.compile(rb"(?:\\u\{?[0-9a-fA-F]{4}\}?[ .,]?){8,1024}"),
        _escapes,
        "run",
    ),
    (r"(?:[.-]{1,5}[ /]{1,3}){16}", 144, re.compile(rb"(?:[.-]{1,5}[ /]{1,3}){16,2048}[.-]{0,5}"), _morse, "run"),
    (_ROTATED, 24, re.compile(_ROTATED.encode(), re.IGNORECASE), _rot13, "line"),
    (_REVERSED, 24, re.compile(_REVERSED.encode(), re.IGNORECASE), _backwards, "line"),
    (_LEETED, 24, re.compile(_LEETED.encode(), re.IGNORECASE), _leet, "line"),
    (r"(?:\b\w[ .*_-]{1,3}){5}", 24, re.compile(rb"(?:\b\w[ .*_-]{1,3}){5,400}\w\b"), _squeezed, "line"),
)
GATES: Final = Patterns(
    (*(gate for gate, *_ in _KINDS), rf"{_RUN}[^A-Za-z0-9+/_=-]", rf"{_RUN}\z"),
    caseless=True,
)
