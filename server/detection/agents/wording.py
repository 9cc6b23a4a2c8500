"""Words for the model that should not be there: in descriptions of tools, and in files of rules.

``tool_poisoning`` is hidden characters, orders to read or hand over secrets, to keep something from the user, to
ignore other instructions, and tags that pose as a system's. ``cross_tool_instruction`` is a description that gives
orders about other tools. A hint about the order of one's own tools ("call list_files first to find the path") is none,
and a rule that forbids ("never send secrets") is none.

A description with both is ``cross_tool_instruction``; it is ``tool_poisoning`` besides only where it hands over secrets
or hides characters, since orders about other tools are mostly coercive and secret too.

Where none of this is found, the injection detector is asked (injection/), which knows more ways and languages.

Sources: Invariant Labs, Tool Poisoning Attacks (2025); Pillar Security, Rules File Backdoor (2025); CyberArk, Poison
Everywhere (2025, parameters' descriptions); Unicode UTR #36 and #55 (hidden characters).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING, Final

from server.detection.agents.across import ABOUT_NAMED, ACROSS
from server.detection.agents.phrases import FORBIDDING, POISON
from server.detection.injection import Scope, orders

if TYPE_CHECKING:
    from collections.abc import Collection

    from server.detection.agents.phrases import Strength
    from server.detection.agents.rules import Code

LONGEST: Final = 32_768
"""Characters of one text that are looked at."""

# Files of rules quote what is to be refused.
_QUOTES: Final = frozenset("\"'`\u201c\u2018\u00ab")

_ZERO_WIDTH: Final = frozenset("\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u180e")
_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAGS: Final = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]{2,}")
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,}")
_MANY_INVISIBLE: Final = 2


@dataclass(frozen=True, slots=True)
class Remark:
    """What a text is, and where in it the words are that say so."""

    code: Code
    start: int
    end: int


def hidden(text: str) -> tuple[int, int] | None:
    """Return where a text has characters that a reader does not see and a model does; None if it has none.

    Tags, runs of variation selectors, orders of direction, and two or more marks of no width beside Latin letters;
    joiners in emoji and in scripts that need them are no concern.
    """
    for pattern in (_TAGS, _SELECTORS, _BIDI):
        found = pattern.search(text)
        if found is not None and (pattern is not _BIDI or not _has_right_to_left(text)):
            return found.span()
    marks = [
        index
        for index, character in enumerate(text)
        if character in _ZERO_WIDTH and index and _is_plain(text[index - 1]) and _is_plain(text[index + 1 : index + 2])
    ]
    return (marks[0], marks[-1] + 1) if len(marks) >= _MANY_INVISIBLE else None


def _is_plain(character: str) -> bool:
    return character.isascii() or character in _ZERO_WIDTH


def _has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def prepare() -> float:
    """Have the injection detector's patterns compiled and its model loaded, once in a process; return the seconds."""
    started = monotonic()
    _prepared()
    return monotonic() - started


@cache
def _prepared() -> None:
    orders(b"", Scope.RULES)


def remarks(text: str, *, about_tool: bool, tool: str = "", others: Collection[str] = ()) -> list[Remark]:
    """Return what a text for the model is, at most one remark for each code.

    about_tool: it describes something that tool lists describe, rather than being a file of rules. tool is that
    thing's own name, others the names of the other tools of the list.
    """
    text = text[:LONGEST]
    plain, at = _folded(text)
    invisible = hidden(text)
    strong, weak = (_first_poison(plain, strength, about_tool=about_tool) for strength in ("strong", "weak"))
    across = _first_across(plain, tool.lower(), {name.lower() for name in others}) if about_tool else None
    found = []
    if across is not None:
        found.append(Remark("cross_tool_instruction", at[across[0]], at[across[1]]))
    if invisible is not None:
        found.append(Remark("tool_poisoning", *invisible))
    elif strong is not None or (weak is not None and across is None):
        start, end = strong or weak or (0, 0)
        found.append(Remark("tool_poisoning", at[start], at[end]))
    return found or _injected(text, about_tool=about_tool)


def _injected(text: str, *, about_tool: bool) -> list[Remark]:
    """Return what the injection detector's rules and model see; in files of rules only what is grave."""
    data = text.encode("utf-8", errors="replace")
    for order in orders(data, Scope.RULES):
        if about_tool or order.severity in {"critical", "high"}:
            start, end = (len(data[:place].decode("utf-8", errors="ignore")) for place in (order.start, order.end))
            return [Remark("tool_poisoning", start, end)]
    return []


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text as it reads, in small letters, with single spaces for tabs, and the place of each character."""
    characters: list[str] = []
    at: list[int] = []
    for index, character in enumerate(text):
        if character.isascii():
            plain = character.lower() if character != "\t" else " "
        elif unicodedata.category(character) in {"Cf", "Mn"}:
            continue
        else:
            plain = unicodedata.normalize("NFKC", character).casefold().replace("\u2019", "'")
        characters += plain
        at += [index] * len(plain)
    return re.sub(r"(?<=[^\s.!?:>])\n(?=[^\s\-*#<\d])", " ", "".join(characters)), [*at, len(text)]


def _first_poison(plain: str, strength: Strength, *, about_tool: bool) -> tuple[int, int] | None:
    for phrase in POISON:
        if phrase.strength != strength or not (about_tool or phrase.everywhere):
            continue
        for found in phrase.pattern.finditer(plain):
            before = plain[max(0, found.start() - 2) : found.start()]
            if not about_tool and before.rstrip("*_")[-1:] in _QUOTES:
                continue
            if not (phrase.forbids and FORBIDDING.search(plain[max(0, found.start() - 80) : found.start()])):
                return found.span()
    return None


def _first_across(plain: str, tool: str, others: Collection[str]) -> tuple[int, int] | None:
    for pattern in ACROSS:
        found = pattern.search(plain)
        if found is not None:
            return found.span()
    for pattern in ABOUT_NAMED:
        for found in pattern.finditer(plain):
            name = found["name"]
            if name != tool and (name in others or "_" in name or found[0].find(f"{name} tool") >= 0):
                return found.span()
    return None
