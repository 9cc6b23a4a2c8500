"""Orders to models in a text: patterns, what encoded passages say, and the linear model, told sentence by sentence.

``orders`` is what the detector and other detectors (tool descriptions, rules files) ask. It works on folded text, and
says where in the original bytes each order stands. A sentence is told once, by its gravest rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from server.detection.injection.catalog import RANK, RULES
from server.detection.injection.classifier import KINDS, standard
from server.detection.injection.encoded import passages
from server.detection.injection.fold import fold, fold_text
from server.detection.injection.matching import hinted, matches
from server.detection.injection.patterns import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.detection.injection.classifier import Kind, Level
    from server.detection.injection.fold import Folded
    from server.detection.model import Severity

_LONGEST_SENTENCE: Final = 300
_ENDS: Final = re.compile(r"[.!?。！？](?:[\s\"')\]]|$)|\n")
_QUOTES: Final = (("\u201c", "\u201d"), ("\u00ab", "\u00bb"), ("\u2018", "\u2019"), ("`", "`"), ('"', '"'))
_MENTION: Final = re.compile(
    r"\b(?:mean|means|meaning|phrase|term|words?|example|examples|such as|like|called|titled|known as|e\.g|for instance|attacks?|injections?|jailbreaks?"
    r"|paper|article|blog|book|detect\w*|block\w*|filter\w*|prevent\w*|defen[cs]e|attackers?|malicious|owasp|security)\b"
)
_TAG: Final = re.compile(rb"<[a-zA-Z][^<>]{0,400}$|<[a-zA-Z][^<>]{0,400}>[^<>]{0,600}$")
_UNSEEN: Final = re.compile(
    rb"(?i)display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|font-size\s*:\s*[01](?:px|pt|em|%|;|\")|color\s*:\s*(?:#fff(?:fff)?\b|white\b|transparent)"
    rb"|\shidden(?:[\s>=])|left\s*:\s*-\d{4,}"
)
_COMMENT_REACH: Final = 4000


@dataclass(frozen=True, slots=True)
class Order:
    """An order at text[start:end] (bytes of the original): the rule's kind, how bad, and the folded words it is known by."""

    kind: str
    start: int
    end: int
    severity: Severity
    words: str = field(repr=False)


def orders(text: bytes, scope: Scope) -> list[Order]:
    """Return the orders in a text of at most some hundred kilobytes, in order of place, none overlapping another."""
    if scope is Scope.SOURCE:
        return _apart(_by_patterns(text, None, scope))
    folded = fold(text)
    words = folded.text()
    found = _by_patterns(words.encode(), folded, scope, words)
    raw = found
    if not text.isascii():
        raw = [_unmasked(order, text) for order in found]
    raw = [_in_hiding(order, text) for order in raw]
    raw += _encoded(text)
    return _apart([*raw, *_likely(folded, words, scope, raw)])


def _by_patterns(data: bytes, folded: Folded | None, scope: Scope, words: str = "") -> list[Order]:
    """Return what the patterns see in data: folded text, or for program code the text itself."""
    found = []
    positions = None
    if folded is not None and len(data) != len(folded.codes):
        positions = _character_at(folded)
    content = words if folded is not None else data.decode("latin-1")
    for kind, end in matches(data, scope):
        at = end - 1 if positions is None else int(np.searchsorted(positions, end - 1, side="right")) - 1
        start, stop = _sentence(content, at)
        sentence = content[start:stop]
        if _only_mentioned(sentence, at - start, scope):
            continue
        place = (start, stop) if folded is None else folded.span(start, stop)
        found.append(Order(kind, *place, RULES[kind].severity, sentence))
    return found


def _character_at(folded: Folded) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return where in the UTF-8 of the folded text each of its characters begins."""
    codes = folded.codes
    lengths = 1 + (codes >= 0x80).astype(np.int64) + (codes >= 0x800) + (codes >= 0x10000)  # noqa: PLR2004 - UTF-8's steps
    return np.asarray(np.cumsum(lengths) - lengths)


def _sentence(content: str, at: int) -> tuple[int, int]:
    """Return the sentence or line that the character belongs to, at most 300 characters before and after it."""
    low = max(0, at - _LONGEST_SENTENCE)
    start = max((found.end() for found in _ENDS.finditer(content, low, at)), default=low)
    after = _ENDS.search(content, at, at + _LONGEST_SENTENCE)
    end = after.start() + (after[0][0] != "\n") if after is not None else min(len(content), at + _LONGEST_SENTENCE)
    while start < at and content[start].isspace():
        start += 1
    return start, max(end, at + 1)


def _only_mentioned(sentence: str, at: int, scope: Scope) -> bool:
    """Return whether the words before `at` are quoted: in documents then, in prompts if the sentence talks about them."""
    quoted = any(_inside(sentence, at, opening, closing) for opening, closing in _QUOTES)
    if not quoted:
        return False
    return scope not in {Scope.PROMPT, Scope.RULES} or _MENTION.search(sentence) is not None


def _inside(sentence: str, at: int, opening: str, closing: str) -> bool:
    if opening == closing:
        return sentence.count(opening, 0, at) % 2 == 1 and closing in sentence[at:]
    return sentence.rfind(opening, 0, at) > sentence.rfind(closing, 0, at) and closing in sentence[at:]


def _unmasked(order: Order, text: bytes) -> Order:
    """Return the order as a hidden one if only folding made its words readable."""
    written = text[order.start : order.end].decode("utf-8", errors="replace")
    masked = sum(ord(character) > 0x2FF for character in written)  # noqa: PLR2004 - beyond Latin and its marks
    plain = fold_text(written)
    latin = sum("a" <= character <= "z" for character in plain)
    was_latin = sum("a" <= character.lower() <= "z" for character in written)
    if masked and latin - was_latin >= 3 and latin > len(plain) // 2:  # noqa: PLR2004 - a stray look-alike is none
        return replace(order, kind="hidden_order", severity=RULES["hidden_order"].severity)
    return order


def _in_hiding(order: Order, text: bytes) -> Order:
    """Return the order as a hidden one if it stands in a comment of markup or in an element that is not shown."""
    before = text[max(0, order.start - _COMMENT_REACH) : order.start + 8]
    opened = before.rfind(b"<!--")
    tag = _TAG.search(before[-1000:])
    if (opened >= 0 and before.find(b"-->", opened) < 0) or (tag is not None and _UNSEEN.search(tag[0])):
        return replace(order, kind="hidden_order", severity=RULES["hidden_order"].severity)
    return order


def _encoded(text: bytes) -> Iterator[Order]:
    """Yield the encoded passages that say an order."""
    model = standard()
    for passage in passages(text):
        folded = fold(passage.says.encode("utf-8", errors="replace"))
        words = folded.text()
        if any(matches(words.encode(), Scope.PROMPT)) or any(True for _ in model.above(folded.codes, "order", "medium")):
            yield Order("encoded_order", passage.start, passage.end, RULES["encoded_order"].severity, words[:1000])


def _likely(folded: Folded, words: str, scope: Scope, known: list[Order]) -> Iterator[Order]:
    """Yield what the model takes for an order and no pattern has told already."""
    level: Level = "low" if scope is Scope.PROMPT else "document"
    model = standard()
    for start, end in ((0, len(folded.codes)),) if scope is Scope.PROMPT else hinted(words):
        for kind in KINDS:
            for window in model.above(folded.codes[start:end], kind, level):
                first, last = start + window.start, start + window.end
                while first < last and words[first].isspace():
                    first += 1
                place = folded.span(first, last)
                if any(order.start < place[1] and place[0] < order.end for order in known):
                    continue
                yield Order(f"likely_{kind}", *place, _severity(kind, window.score), words[first:last])


def _severity(kind: Kind, score: float) -> Severity:
    return "medium" if score >= standard().threshold(kind, "medium") else "low"


def _apart(found: list[Order]) -> list[Order]:
    """Return the orders in order of place, of those that overlap the one of the gravest rule."""
    kept: list[Order] = []
    for order in sorted(found, key=lambda order: (RANK[order.kind], order.start, order.end)):
        if all(order.end <= other.start or other.end <= order.start for other in kept):
            kept.append(order)
    return sorted(kept, key=lambda order: order.start)
