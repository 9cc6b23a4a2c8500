"""What encoded passages say: Base64, hex, percent, entities, escapes, binary, Morse, rot13, backwards, leet, spaced out.

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
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAXIMUM_PASSAGES: Final = 64
_LONGEST: Final = 8192
_SHORTEST: Final = 12
_READABLE: Final = 0.9

_MORSE: Final = dict(
    zip(
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split(),
        "abcdefghijklmnopqrstuvwxyz",
        strict=True,
    )
)
_LEET: Final = str.maketrans("01345789@$", "oieasTbgas".lower())


@dataclass(frozen=True, slots=True)
class Passage:
    """An encoded passage: where it stands (bytes of the text) and what it says."""

    start: int
    end: int
    says: str = field(repr=False)


def passages(text: bytes) -> Iterator[Passage]:
    """Yield what decodes to readable text, by kind and place."""
    left = MAXIMUM_PASSAGES
    for pattern, decode in _KINDS:
        for found in pattern.finditer(text):
            said = _decoded(decode, found[0][:_LONGEST])
            if said is not None:
                yield Passage(found.start(), found.end(), said)
                left -= 1
                if not left:
                    return


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
        return bytes(int(number, base) for number in re.split(rb"[\s,;]+", passage.strip(b" ,;")))

    return decode


def _hexadecimal(passage: bytes) -> bytes:
    return binascii.unhexlify(re.sub(rb"(?:\\x|0x|[\s,:])", b"", passage))


def _escapes(passage: bytes) -> str:
    return re.sub(rb"\\u\{?([0-9a-fA-F]{4})\}?", lambda found: chr(int(found[1], 16)).encode(errors="replace"), passage).decode()


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
        return re.sub("(ignore|all|previous|prior|instructions?|reveal|system|prompt|and|the|your)", r" \1 ", re.sub(r"\W", "", text).lower())
    return " ".join(re.sub(r"\W", "", word) for word in words)


_LINE: Final = rb"[^\n]{0,400}"
_KINDS: Final[tuple[tuple[re.Pattern[bytes], Callable[[bytes], bytes | str]], ...]] = (
    (re.compile(rb"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,8192}={0,2}(?![A-Za-z0-9+/_-])"), _base64),
    (re.compile(rb"(?<![A-Z2-7])[A-Z2-7]{32,4096}={0,6}(?![A-Z2-7a-z0-9])"), _base32),
    (re.compile(rb"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}){16,4096}(?![0-9A-Za-z])"), _hexadecimal),
    (re.compile(rb"(?:(?:\\x|0x)?[0-9A-Fa-f]{2}[\s,:]?){16,2048}"), _hexadecimal),
    (re.compile(rb"(?:[01]{8}[\s,]?){12,1024}"), _numbers(2)),
    (re.compile(rb"(?<!\d)(?:1?\d?\d[\s,;]{1,2}){12,1024}1?\d?\d(?!\d)"), _numbers(10)),
    (re.compile(rb"[^\s\"'<>]{0,200}(?:%[0-9A-Fa-f]{2}[^\s\"'<>%]{0,40}){3,200}"), unquote_to_bytes),
    (re.compile(rb"(?:&#x?[0-9A-Fa-f]{2,6};[ .,]?){8,2048}"), lambda passage: html.unescape(passage.decode())),
    (re.compile(rb"(?:\\u\{?[0-9a-fA-F]{4}\}?[ .,]?){8,1024}"), _escapes),
    (re.compile(rb"(?:[.-]{1,5}[ /]{1,3}){16,2048}[.-]{0,5}"), _morse),
    (re.compile(rb"(?i)" + _LINE + rb"\b(?:vtaber|vafgehpgvbaf?|cerivbhf|qvfertneq|flfgrz cebzcg)\b" + _LINE), _rot13),
    (re.compile(rb"(?i)" + _LINE + rb"\b(?:erongi|snoitcurtsni|suoiverp|dragersid|tpmorp metsys)\b" + _LINE), _backwards),
    (re.compile(rb"(?i)" + _LINE + rb"\b(?=[A-Za-z]{0,14}[0-9!$@])(?:[i1!][g9]n[o0]r[e3]|[i1!]n[s5$][t7]ruc[t7][i1!][o0]n[s5$]?|pr[e3]v[i1!][o0]u[s5$])\b" + _LINE), _leet),
    (re.compile(rb"(?:\b\w[ .*_-]{1,3}){10,400}\w\b"), _squeezed),
)
