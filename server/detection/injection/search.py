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
from server.detection.injection.classifier import standard
from server.detection.injection.encoded import passages
from server.detection.injection.fold import fold
from server.detection.injection.languages import TO_A_MODEL, UNBOUND
from server.detection.injection.matching import hinted, matches
from server.detection.injection.patterns import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.detection.injection.classifier import Level, Model
    from server.detection.injection.fold import Folded
    from server.detection.model import Severity

_LONGEST_SENTENCE: Final = 300
_ENDS: Final = re.compile(r"[.!?\u3002\uff01\uff1f](?:[\s\"')\]]|$)|\n")
_QUOTES: Final = (("\u201c", "\u201d"), ("\u00ab", "\u00bb"), ("\u2018", "\u2019"), ("`", "`"), ('"', '"'))
_MENTION: Final = re.compile(
    r"\b(?:mean|means|meaning|phrase|term|words?|examples?|such as|like|called|titled|known as|e\.g|for instance"
    r"|attacks?|injections?|jailbreaks?|paper|article|blog|book|detect\w*|block\w*|filter\w*|prevent\w*|defen[cs]e|attackers?|malicious|owasp"
    r"|security)\b"
)
# "Do not forget" is the opposite of an order to forget.
_REMINDER: Final = re.compile(
    r"\b(?:no|non|nao|nunca) (?:te |se |vous |si )?(?:olvid|dimentic|esquec)|n.oubli(?:e|ez)\b"
    r"|\bnicht (?:zu )?verg(?:ess|iss)"
    r"|\bvergessen sie (?:bitte )?nicht|\bvergiss (?:bitte )?nicht|не забу|\b(?:do not|don't|don\u2019t|never) forget\b"
)
_TAG: Final = re.compile(rb"<[a-zA-Z][^<>]{0,400}$|<[a-zA-Z][^<>]{0,400}>[^<>]{0,600}$")
_UNSEEN: Final = re.compile(
    rb"(?i)display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])"
    rb"|font-size\s*:\s*[01](?:px|pt|em|%|;|\")|color\s*:\s*(?:#fff(?:fff)?\b|white\b|transparent)"
    rb"|\shidden(?:[\s>=])|left\s*:\s*-\d{4,}"
)
_LINE_ENDS: Final = re.compile(rb"\\[nrt]")
_JOINERS: Final = tuple(mark.encode() for mark in "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e")
_COMMENT_REACH: Final = 4000
_TAG_REACH: Final = 1000


@dataclass(frozen=True, slots=True)
class Order:
    """An order at text[start:end] (bytes): the rule's kind, how bad, and the folded words that it is known by."""

    kind: str
    start: int
    end: int
    severity: Severity
    words: str = field(repr=False)


def orders(text: bytes, scope: Scope, model: Model | None = None) -> list[Order]:
    """Return the orders in a text of at most some hundred kilobytes, in order of place, none overlapping another.

    model replaces the one that the project ships.
    """
    model = standard() if model is None else model
    if scope is Scope.SOURCE:
        return _apart(_in_code(text))
    if scope is Scope.DATA:  # in strings, of the same length so that places are the same
        text = _LINE_ENDS.sub(b"  ", text)
    folded = fold(text)
    words = folded.text()
    told, mentioned = _by_patterns(text, folded, words, scope)
    told += _encoded(text, model)
    return _apart([*told, *_likely(folded, words, scope, told + mentioned, model)])


def _in_code(text: bytes) -> list[Order]:
    """Return what the patterns for program code see; there are few, and no folding."""
    found = []
    for kind, end in matches(text, Scope.SOURCE):
        low = max(0, end - 2 * _LONGEST_SENTENCE)
        content = text[low : end + _LONGEST_SENTENCE].decode("latin-1")
        start, stop = _sentence(content, end - 1 - low)
        if not _only_mentioned(content[start:stop], end - 1 - low - start, Scope.SOURCE):
            found.append(Order(kind, low + start, low + stop, RULES[kind].severity, content[start:stop].lower()))
    return found


def _by_patterns(text: bytes, folded: Folded, words: str, scope: Scope) -> tuple[list[Order], list[Order]]:
    """Return what the patterns see in a folded text, and of that apart what is only spoken of."""
    told, mentioned = [], []
    data = words.encode()
    positions = None if len(data) == len(folded) else _character_at(folded)
    for kind, end in matches(data, scope):
        at = end - 1 if positions is None else int(np.searchsorted(positions, end - 1, side="right")) - 1
        start, stop = _sentence(words, at)
        sentence = words[start:stop]
        if (kind == "override" and _REMINDER.search(sentence)) or (kind == UNBOUND and not TO_A_MODEL.search(sentence)):
            continue
        kind = "persona" if kind == UNBOUND else kind  # noqa: PLW2901 - the rule's name from here on
        order = Order(kind, *folded.span(start, stop), RULES[kind].severity, sentence)
        if _only_mentioned(sentence, at - start, scope):
            mentioned.append(order)
        elif _masked(text[order.start : order.end], sentence) or _out_of_sight(text, folded.span(at, at)[0]):
            told.append(replace(order, kind="hidden_order", severity=RULES["hidden_order"].severity))
        else:
            told.append(order)
    return told, mentioned


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
    """Return whether the words before `at` are quoted, and in a prompt whether the sentence talks about them too."""
    marks = _QUOTES[:-1] if scope is Scope.DATA else _QUOTES  # of data all strings are quoted
    quoted = any(_inside(sentence, at, opening, closing) for opening, closing in marks)
    if not quoted:
        return False
    return scope not in {Scope.PROMPT, Scope.RULES} or _MENTION.search(sentence) is not None


def _inside(sentence: str, at: int, opening: str, closing: str) -> bool:
    if opening == closing:
        return sentence.count(opening, 0, at) % 2 == 1 and closing in sentence[at:]
    return sentence.rfind(opening, 0, at) > sentence.rfind(closing, 0, at) and closing in sentence[at:]


def _masked(written: bytes, plain: str) -> bool:
    """Return whether only folding made Latin letters of what is written: a stray look-alike or two are no mask."""
    if written.isascii():
        return False
    visible = sum(map(_is_latin, written.decode("utf-8", errors="replace")))
    latin = sum("a" <= character <= "z" for character in plain)
    unseen = sum(written.count(mark) for mark in _JOINERS)
    return latin > len(plain) // 2 and latin - visible + unseen >= 3  # noqa: PLR2004 - as said above


def _is_latin(character: str) -> bool:
    """Return whether a character is a letter of Latin script, with or without marks, of the width that is usual."""
    return character.isalpha() and (character < "\u0250" or "\u1e00" <= character <= "\u1eff")


def _out_of_sight(text: bytes, at: int) -> bool:
    """Return whether text[at] is in a comment of markup or in an element that is not shown."""
    before = text[max(0, at - _COMMENT_REACH) : at]
    opened = before.rfind(b"<!--")
    tag = _TAG.search(before[-_TAG_REACH:])
    return (opened >= 0 and before.find(b"-->", opened) < 0) or (tag is not None and _UNSEEN.search(tag[0]) is not None)


def _encoded(text: bytes, model: Model) -> Iterator[Order]:
    """Yield the encoded passages that say an order."""
    for passage in passages(text):
        folded = fold(passage.says.encode("utf-8", errors="replace"))
        words = folded.text()
        if any(kind != UNBOUND for kind, _ in matches(words.encode(), Scope.PROMPT)) or any(
            one == "order" for one, _ in model.above(folded.codes, "medium")
        ):
            yield Order("encoded_order", passage.start, passage.end, RULES["encoded_order"].severity, words[:1000])


def _likely(folded: Folded, words: str, scope: Scope, known: list[Order], model: Model) -> Iterator[Order]:
    """Yield what the model takes for an order and no pattern has told already."""
    level: Level = "low" if scope is Scope.PROMPT else "document"
    for kind, window in model.above(folded.codes, level, None if scope is Scope.PROMPT else hinted(words)):
        first, last = window.start, window.end
        while first < last and words[first].isspace():
            first += 1
        place = folded.span(first, last)
        if any(order.start < place[1] and place[0] < order.end for order in known):
            continue
        severity: Severity = "medium" if window.score >= model.threshold(kind, "medium") else "low"
        yield Order(f"likely_{kind}", *place, severity, words[first:last])


def _apart(found: list[Order]) -> list[Order]:
    """Return the orders in order of place, of those that overlap the one of the gravest rule."""
    kept: list[Order] = []
    for order in sorted(found, key=lambda order: (RANK[order.kind], order.start, order.end)):
        if all(order.end <= other.start or other.end <= order.start for other in kept):
            kept.append(order)
    return sorted(kept, key=lambda order: order.start)
