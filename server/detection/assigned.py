"""Passwords, keys and tokens of no known format: values that stand where a name says that a secret stands.

Kingfisher runs the patterns (patterns.py; compiled with Vectorscan, without the GIL). What they let through, some
candidates in a megabyte of source, is judged here: by what the name says (names.py), by whether the value is random, a
word, code or a template (randomness.py, judgement.py), and by how it stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from server.detection.judgement import judge
from server.detection.names import kind_of, words
from server.detection.randomness import digits, is_hexadecimal, looks_random, mixture, word_share
from server.detection.vendors import fits

if TYPE_CHECKING:
    from server.detection.model import Confidence
    from server.detection.names import Kind

_BEFORE: Final = 320
_NEAR: Final = 128
_LONGEST_PREFIX: Final = 64
_NAME: Final = r"(?P<name>[A-Za-z_$][\w.$-]{0,80})"
_FIELD: Final = r"[\"'`]?\s*[:=]\s*[\"'`]?"
_NAME_OF: Final = {
    "element": re.compile(rf"<(?:\w+:)?{_NAME}[^<>]*>\s*$"),
    "pair": re.compile(rf"(?:name|key){_FIELD}{_NAME}[\"'`]?[\s,]+[\"'`]?value{_FIELD}$", re.IGNORECASE),
    "default": re.compile(rf"variable\s+\"{_NAME}\"\s*{{[^{{}}]*$", re.IGNORECASE),
}
# What stands before a value, read backwards from it, so that it is found at once: quotes, sign, quotes, name.
_ERUTANGIS: Final = re.compile(
    r"[\"'`]?\\?[(\[]?[A-Za-z@]{0,2}\s*(?P<sign>=\s?\w+\s?:|=\|\||>-|>=|=:|=+|[:,(|])?\s*[\])]?[\"'`]?\\?(?P<eman>[\w.$-]{1,81})"
)
_PREFIX: Final = re.compile(
    r"(?P<before>^|\n|[\"'`=:,;(\[{>/@]|\s)(?P<name>[A-Za-z][A-Za-z0-9]{0,11}[_.-](?:[A-Za-z0-9]{1,12}[_.-]){0,3})$"
)
_SIGNS: Final = re.compile(r"[_.-]")
_PREFIX_PART: Final = re.compile(r"[a-z]{1,12}\d{0,2}|[A-Z]{1,12}\d{0,2}|[A-Z][a-z]{1,11}|v\d{1,2}")
_ACCOUNT_OR_PART: Final = re.compile(rf"{_PREFIX_PART.pattern}|\d{{4,12}}")

# What a bare word is in a program: an attribute, a call, an address, an option.
_CODE: Final = re.compile(
    r"\$?[A-Za-z_]\w*(?:(?:\.|::|->|\?\.)\w+)+|[\w.]+[(\[].*|[@&]\w+|\w+\*\w*|--?[a-z-]+|.*\w=[^=].*"
)
# Markup, a format, a regular expression: never drawn by a machine.
_PATTERN: Final = re.compile(r"[{}<>]|%[sdr(]|\(\?|\[\^?\w-\w")
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|(?:\.{0,2}|~|[A-Za-z]:)[/\\]|#/")
_SPECIAL: Final = re.compile(r"[^\w.:/ -]")
_NUMBER: Final = re.compile(r"[\d.,:_TZ+-]+|0x[0-9a-fA-F]{1,16}")
_IDENTIFIER: Final = re.compile(r"[A-Za-z_$][\w$.]*")
# A list goes on after a comma; only an assignment makes a short value a secret.
_LOOSE_SIGNS: Final = frozenset({"", ",", "|", ">-", "("})

# Digests and identifiers are random too, and say so.
_HARMLESS_PREFIXES: Final = re.compile(
    r"sha\d*|sha|md5|blake\w*|crc\w*|hash|digest|checksum|integrity|commit|rev|ref|git|g|v|id|uuid|guid|img|image|file"
    r"|chunk|build|bundle|module|font|asset|test|page|row|node|block|section|elem|gen|tmp|temp|req|trace|span|arn|etag",
    re.IGNORECASE,
)

_ANNOUNCING: Final = frozenset({"api", "live", "pk", "prod", "sandbox", "sec", "sk"})

_SHORTEST_RANDOM: Final = 16
_SHORTEST_KEY: Final = 8
_SHORTEST_HEXADECIMAL: Final = 20
_LONG_TOKEN: Final = 24
_MOST_WORDS: Final = 0.4
_FEW_WORDS: Final = 0.25
_HARDLY_WORDS: Final = 0.1
_MIXED: Final = 0.3
_FEW_DIGITS: Final = 2
_SOME_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Assigned:
    """A value that is taken for a secret: what its name says it is, how sure that is, and where it begins."""

    kind: Kind
    confidence: Confidence
    example: bool
    start: int


def weigh(place: str, text: bytes, start: int, end: int) -> Assigned | None:
    """Return what text[start:end] is, found by the pattern of that place, or None if it is no secret."""
    value = text[start:end].decode("utf-8", errors="replace")
    left = text[max(0, start - _BEFORE) : start].decode("utf-8", errors="replace")
    if place.startswith("prefixed"):
        prefix = _token_prefix(place, left, value)
        return Assigned("token", "low", prefix.example, start - len(prefix.text)) if prefix else None
    name, assigned = _name(place, left)
    kind = kind_of(name)
    if kind is None or (place == "bare" and len(value) < _SHORTEST_KEY):
        return None
    if kind != "password" and is_hexadecimal(value) and len(value) < _SHORTEST_HEXADECIMAL:
        return None  # an identifier, a checksum or a nonce: no key has so few bits
    verdict = judge(text[start:end])
    if verdict == "template" or not fits(name, value, likely=verdict == "plausible"):
        return None
    confidence = _confidence(kind, value, assigned=assigned, quoted=place != "bare", example=verdict == "example")
    return None if confidence is None else Assigned(kind, confidence, verdict == "example", start)


def _name(place: str, left: str) -> tuple[str, bool]:
    """Return the name in what stands before a value, and whether the value is assigned to it rather than listed."""
    pattern = _NAME_OF.get(place)
    if pattern is not None:
        found = pattern.search(left)
        return (found["name"], True) if found else ("", False)
    found = _ERUTANGIS.match(left[: -_NEAR - 1 : -1])
    if found is None:
        return "", False
    sign = found["sign"] or ""
    inner = sign.strip("=: ")[::-1]  # in name:token=value not a type, but the name
    name = inner if kind_of(inner) else found["eman"][::-1]
    return name, place == "spaced" or sign not in _LOOSE_SIGNS


def _confidence(kind: Kind, value: str, *, assigned: bool, quoted: bool, example: bool) -> Confidence | None:
    share = word_share(value)
    random = len(value) >= _SHORTEST_RANDOM and looks_random(value)
    if _is_program(value, share, random=random):
        return None
    if not assigned:
        return "low" if random and share <= _HARDLY_WORDS and value.isalnum() else None
    if random or (len(value) >= _SHORTEST_RANDOM and share <= _FEW_WORDS):
        return "low" if example else "medium"
    number = digits(value)
    if len(value) >= _SHORTEST_RANDOM and number >= _SOME_DIGITS and (example or share <= _MOST_WORDS):
        return "low"  # not as chance has it, but not words either
    if kind == "password" or (kind == "secret" and _SPECIAL.search(value)):
        return _chosen(value, number, share, quoted=quoted, example=example)
    mixed = number >= _FEW_DIGITS and share <= _MOST_WORDS and mixture(value) >= _MIXED
    return "low" if mixed and len(value) >= _SHORTEST_KEY else None


def _is_program(value: str, share: float, *, random: bool) -> bool:
    """Return whether a value is a constant, a format, an expression, an address, or the name of another secret."""
    if _NUMBER.fullmatch(value) or _PATTERN.search(value):
        return True
    if _IDENTIFIER.fullmatch(value) and share > _HARDLY_WORDS and any(map(kind_of, words(value))):
        return True
    drawn = random and share <= _FEW_WORDS and len(value) >= _LONG_TOKEN
    return not drawn and bool(_CODE.fullmatch(value) or _ADDRESS.match(value))


def _chosen(value: str, number: int, share: float, *, quoted: bool, example: bool) -> Confidence | None:
    """Return how sure it is that a value is one that people choose: best with something among the letters."""
    if not number and not _SPECIAL.search(value):
        return "low" if quoted and value.isalpha() else None
    if example or share > _MOST_WORDS or len(value) < _SHORTEST_KEY:
        return "low" if quoted else None
    return "medium"


@dataclass(frozen=True, slots=True)
class _Prefix:
    text: str
    example: bool


def _token_prefix(place: str, left: str, value: str) -> _Prefix | None:
    """Return the prefix if a long random run and what stands before it are a token, else None.

    Tokens are made so that scanners can tell them: a word for the issuer or the kind, a sign, and what was drawn.
    """
    found = _PREFIX.search(left[-_LONGEST_PREFIX:])
    if found is None:
        return None
    prefix = found["name"]
    announced = any(word in _ANNOUNCING or kind_of(word) for word in words(prefix))
    if not _may_prefix(prefix, found["before"], announced=announced) or not fits("", prefix + value, likely=True):
        return None
    if place == "prefixed_uuid":
        drawn = announced
    elif is_hexadecimal(value):
        drawn = looks_random(value) and (announced or len(value) >= _LONG_TOKEN)
    elif place == "prefixed_base64url":
        drawn = looks_random(value) and word_share(value) <= _HARDLY_WORDS and mixture(value) >= _MIXED
    else:
        drawn = looks_random(value) and word_share(value) <= _FEW_WORDS
    if not drawn and not announced:
        return None
    verdict = judge(value.encode())
    return _Prefix(prefix, verdict == "example") if verdict == "example" or (drawn and verdict == "plausible") else None


def _may_prefix(prefix: str, before: str, *, announced: bool) -> bool:
    """Return whether a prefix is no digest's, no stretch of something longer, and no attribute in a program."""
    parts = _SIGNS.split(prefix[:-1])
    part = _ACCOUNT_OR_PART if announced else _PREFIX_PART
    if any(map(_HARMLESS_PREFIXES.fullmatch, parts)) or not all(map(part.fullmatch, parts)):
        return False
    if parts == [parts[0][:1]] and not announced:  # a name that a minifier made short
        return False
    return "." not in prefix or not before.isspace() or before == "\n"
