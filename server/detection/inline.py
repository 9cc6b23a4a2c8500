"""Comments that ask for findings beside them to be suppressed: where they stand and what they are about.

    password = "…"   # netallion:ignore                          everything on this line
    # netallion:ignore secret.generic.password, pii              this line and the next, by rule id or its beginning
    password = "…"

A comment is about its own line and, if nothing but a comment's opening stands before it, about the next line too. What
follows it names rules as long as it looks like their ids; other words are for people. A comment that names only rules
that do not exist is about nothing.

Text that gives orders to a model, and files that run code, are not to say so of themselves: for prompt_injection and
unsafe_model such comments are not honoured. Comments of other vendors are not either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

HONOURED: Final = frozenset({"secret", "pii", "agent_config"})

_WORD: Final = b"netallion:ignore"
_COMMENT: Final = re.compile(rb"(?<![\w:-])netallion:ignore(?![\w:-])[ \t]*(?P<rules>[a-z0-9_.,* \t]{0,400})")
_FIRST_WORDS: Final = frozenset(
    {"secret", "pii", "injection", "model", "agent", "prompt_injection", "unsafe_model", "agent_config"}
)
# Letters and digits before the comment on its line are code or prose: REM and dnl are how some languages begin one.
_OPENING: Final = re.compile(rb"[^\w\n]*(?:(?i:rem)|dnl)?[^\w\n]*", re.ASCII)


def speaks_of(names: Sequence[str], rule_id: str, category: str) -> bool:
    """Return whether one of the names is the rule's id, its beginning up to a dot, or its category."""
    return any(name in (rule_id, category) or rule_id.startswith(f"{name}.") for name in names)


class InlineComments:
    """The comments of one text."""

    def __init__(self, text: bytes) -> None:
        self._by_line: dict[int, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        if _WORD not in text:
            return
        line, counted = 1, 0
        for found in _COMMENT.finditer(text):
            line += text.count(b"\n", counted, found.start())
            counted = found.start()
            names = _names(found["rules"].decode())
            self._by_line[line].append((line, names))
            if _OPENING.fullmatch(text, text.rfind(b"\n", 0, found.start()) + 1, found.start()):
                self._by_line[line + 1].append((line, names))

    def line_about(self, line: int, rule_id: str, category: str) -> int:
        """Return the line of a comment that is about a finding in a line, 0 if there is none."""
        if category not in HONOURED:
            return 0
        for stands, names in self._by_line.get(line, ()):
            if not names or speaks_of(names, rule_id, category):
                return stands
        return 0


def _names(written: str) -> tuple[str, ...]:
    """Return the rules that a comment names: its words up to the first that is no rule's."""
    names: list[str] = []
    for word in written.replace(",", " ").split():
        name = word.removesuffix(".*").rstrip(".")
        if "." not in name and name not in _FIRST_WORDS:
            break
        names.append(name)
    return tuple(names)
