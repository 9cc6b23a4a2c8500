"""What the linear model sees of a folded text: hashed runs of characters and of words, each at its place.

Every feature is a 64-bit hash, of which the highest ``BITS`` bits choose one of the model's weights:

- runs of 3, 4 and 5 characters, white space as one space, a number as one digit;
- words, pairs of words, triples of words, and pairs with one word between them.

A run's hash is the difference of two prefix hashes, divided by the power of the base where it begins; all arithmetic
is modulo 2^64, where the odd base has an inverse. So all runs of a block cost a few passes over an array, in numpy,
whatever their length (Karp and Rabin, 1987).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from server.detection.injection.fold import LINE_FEED, SPACE, word_characters

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from server.detection.injection.fold import Codes

    Hashes = NDArray[np.uint64]
    Places = NDArray[np.int64]

BITS: Final = 17
"""The model has 2^BITS weights."""

LARGEST: Final = 1 << 16
"""Characters that are hashed at once; callers cut longer texts."""

_CHARACTER_RUNS: Final = (3, 4, 5)
_BASE: Final = 0x9E3779B97F4A7C15
_MODULUS: Final = 1 << 64
_INVERSE: Final = pow(_BASE, -1, _MODULUS)
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_SHIFT: Final = np.uint64(32)
# One odd number for each kind of feature, so that the same letters as a run and as a word are two features.
_KINDS: Final = tuple(np.uint64(0xA0761D6478BD642F * (2 * kind + 1) % _MODULUS) for kind in range(8))
_PAIR, _TRIPLE, _SKIP = np.uint64(0x8EBC6AF09C88C6E3), np.uint64(0x589965CC75374CC3), np.uint64(0x1D8E4E27C47D124F)


def features(codes: Codes) -> tuple[NDArray[np.int64], Places]:
    """Return for each feature of at most 65,536 folded characters its weight's index and where it begins."""
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    kept = ~digits
    kept[1:] |= ~digits[:-1]
    kept[:1] = True
    origin = np.flatnonzero(kept)
    codes = np.where(digits, np.uint32(ord("0")), codes)[kept]
    codes[codes == LINE_FEED] = SPACE
    indices, places = _hashed(codes)
    return indices, origin[places]


def _hashed(codes: Codes) -> tuple[NDArray[np.int64], Places]:
    prefix = _prefix_hashes(codes.astype(np.uint64))
    count = len(codes)
    kinds = [
        (_mixed(_between(prefix, np.arange(count - length + 1), length), kind), np.arange(count - length + 1))
        for kind, length in enumerate(_CHARACTER_RUNS)
        if count >= length
    ]
    kinds += _of_words(prefix, codes)
    if not kinds:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    hashes = np.concatenate([found for found, _ in kinds])
    return (hashes >> np.uint64(64 - BITS)).astype(np.int64), np.concatenate([places for _, places in kinds])


def _of_words(prefix: Hashes, codes: Codes) -> list[tuple[Hashes, Places]]:
    inside = np.zeros(len(codes) + 2, np.bool_)
    inside[1:-1] = word_characters(codes)
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return []
    words = (prefix[ends] - prefix[starts]) * _powers(_INVERSE)[starts]
    first = len(_CHARACTER_RUNS)
    found = [(_mixed(words, first), starts)]
    if len(words) > 1:
        found.append((_mixed(words[:-1] * _PAIR + words[1:], first + 1), starts[:-1]))
    if len(words) > 2:  # noqa: PLR2004 - a triple
        triples = (words[:-2] * _PAIR + words[1:-1]) * _TRIPLE + words[2:]
        found.append((_mixed(triples, first + 2), starts[:-2]))
        found.append((_mixed(words[:-2] * _SKIP + words[2:], first + 3), starts[:-2]))
    return found


def _prefix_hashes(characters: Hashes) -> Hashes:
    prefix = np.zeros(len(characters) + 1, np.uint64)
    np.cumsum((characters + np.uint64(1)) * _powers(_BASE)[: len(characters)], out=prefix[1:])
    return prefix


def _between(prefix: Hashes, starts: Places, length: int) -> Hashes:
    return (prefix[length:] - prefix[:-length]) * _powers(_INVERSE)[: len(starts)]


def _mixed(hashes: Hashes, kind: int) -> Hashes:
    """Return the hashes with every bit decided by all of theirs and by the kind."""
    mixed = hashes * _KINDS[kind]
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    return mixed


@cache
def _powers(base: int) -> Hashes:
    powers = np.full(LARGEST, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)
