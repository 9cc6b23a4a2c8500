"""Is a value random, as keys and tokens are, or made of words, as names, paths and messages are?

Two looks at it, neither of which knows a provider:

- *Words*: the letters of a value are cut into runs as a programmer would (``urlsafeB64Decode`` is urlsafe, B, Decode).
  A run of four letters or more is a word if most of its pairs of neighbours are common ones. ``_FOLLOWERS`` holds the
  270 of the 676 pairs that make up nine tenths of all pairs in the words of Python's and Go's standard libraries and
  of some npm packages (13,178 words, each counted once). Words have nine common pairs of ten, random letters four.
- *Mixture*: how often digits, capitals and small letters take turns. Random base 62 does so at more than every second
  character, hexadecimal at every second, a name with a number in it once or twice.
"""

from __future__ import annotations

import math
import re
import string
from itertools import pairwise
from operator import ne
from typing import Final

_FOLLOWERS: Final = {
    "a": "abcdefgijklmnpqrstuvwxy",
    "b": "abceilmorsu",
    "c": "acehiklmoqrstu",
    "d": "acdeilmoqrsu",
    "e": "abcdefgilmnpqrstvwx",
    "f": "aefilortu",
    "g": "aehinors",
    "h": "aeior",
    "i": "abcdefglmnopqrstvz",
    "k": "aeis",
    "l": "acdeilostuy",
    "m": "abeimopsu",
    "n": "acdefgiklnopstuv",
    "o": "abcdfgiklmnoprstuvw",
    "p": "acdeilmoprstu",
    "q": "amqru",
    "r": "acdegiklmnorstuy",
    "s": "acdehilmoprstuwy",
    "t": "acdehilmoprstuy",
    "u": "abcefilmnprst",
    "v": "aeips",
    "w": "aeir",
    "x": "pt",
    "y": "cp",
    "z": "e",
}
_RUN: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[A-Z]")
_SHORTEST_WORD: Final = 4
_COMMON_SHARE: Final = 0.7
_VOWEL: Final = re.compile("[aeiouy]", re.IGNORECASE)

_KINDS: Final = str.maketrans(
    dict.fromkeys(string.digits, "d")
    | dict.fromkeys(string.ascii_uppercase, "u")
    | dict.fromkeys(string.ascii_lowercase, "l")
)
_FEWEST_DIGITS: Final = 2
_MOST_WORDS: Final = 0.4
_LEAST_MIXTURE: Final = 0.2
_HEX: Final = re.compile(r"[0-9a-f]{16,}|[0-9A-F]{16,}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_FEWEST_BITS: Final = 2.8
_BITS_FOR_LENGTH: Final = 0.62


def entropy(value: str) -> float:
    """Return the Shannon entropy of the characters, in bits for each."""
    shares = [value.count(character) / len(value) for character in set(value)]
    return -sum(share * math.log2(share) for share in shares)


def is_word(run: str) -> bool:
    """Return whether a run of letters reads like a word of a natural language or of a program."""
    letters = run.lower()
    if len(letters) < _SHORTEST_WORD or not _VOWEL.search(letters):
        return False
    common = sum(right in _FOLLOWERS.get(left, "") for left, right in pairwise(letters))
    return common >= _COMMON_SHARE * (len(letters) - 1)


def word_share(value: str) -> float:
    """Return the share of the letters that stand in words, 0 to 1; 0 where there are no letters."""
    runs = _RUN.findall(value)
    letters = sum(map(len, runs))
    return sum(len(run) for run in runs if is_word(run)) / letters if letters else 0.0


def mixture(value: str) -> float:
    """Return how often neighbours are of different kinds (digit, capital, small letter, other), 0 to 1."""
    kinds = value.translate(_KINDS)
    changes: int = sum(map(ne, kinds, kinds[1:]))
    return changes / max(1, len(value) - 1)


def digits(value: str) -> int:
    """Return how many digits a value has."""
    return sum(map(str.isdigit, value))


def is_hexadecimal(value: str) -> bool:
    """Return whether a value is 16 or more hexadecimal digits of one case, as digests and many keys are, or a UUID."""
    return _HEX.fullmatch(value) is not None


def looks_random(value: str) -> bool:
    """Return whether a value of 16 characters or more looks as if a machine had drawn it."""
    if digits(value) < _FEWEST_DIGITS or mixture(value) < _LEAST_MIXTURE:
        return False
    if word_share(value) > _MOST_WORDS and not is_hexadecimal(value):  # six letters make too many words
        return False
    # Sequences and repetitions mix kinds too, but have few different characters for their length.
    return entropy(value) >= min(_FEWEST_BITS, _BITS_FOR_LENGTH * math.log2(len(value)))
