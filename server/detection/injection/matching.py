"""Patterns by Hyperscan: all of a set in one pass, in time linear in the text, whatever it holds."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

import hyperscan

from server.detection import compiled
from server.detection.injection.languages import patterns
from server.detection.injection.patterns import PATTERNS, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_MAXIMUM_MATCHES: Final = 500
_BEFORE, _AFTER = 400, 1200


class Patterns:
    """A set of patterns, compiled when first asked; any thread may ask."""

    def __init__(self, expressions: tuple[str, ...], *, caseless: bool, once: bool = False) -> None:
        """Take regular expressions in Hyperscan's dialect over bytes; once tells of each its first match alone."""
        self._expressions = expressions
        self._flags = (hyperscan.HS_FLAG_CASELESS if caseless else 0) | (hyperscan.HS_FLAG_SINGLEMATCH if once else 0)
        self._compiled: hyperscan.Database | None = None
        self._compiling = threading.Lock()
        self._of_thread = threading.local()

    def scan(self, data: bytes, seen: Callable[[int, int], bool]) -> None:
        """Call seen with the number of a pattern and the end of each match of it, until it returns True."""

        def event(identifier: int, _start: int, end: int, _flags: int, _context: object) -> bool:
            return seen(identifier, end)

        database = self._database()
        scratch = getattr(self._of_thread, "scratch", None)
        if scratch is None:
            scratch = self._of_thread.scratch = hyperscan.Scratch(database)
        try:
            database.scan(data, match_event_handler=event, scratch=scratch)
        except hyperscan.ScanTerminated:
            return

    def present(self, data: bytes) -> set[int]:
        """Return the numbers of the patterns that match anywhere."""
        found: set[int] = set()

        def seen(identifier: int, _end: int) -> bool:
            found.add(identifier)
            return False

        self.scan(data, seen)
        return found

    def prepare(self, folder: Path | None = None) -> None:
        """Compile the patterns now, or load them from the folder; the first who asks need not wait."""
        self._database(folder)

    def _database(self, folder: Path | None = None) -> hyperscan.Database:
        with self._compiling:
            if self._compiled is None:
                self._compiled = compiled.database(self._expressions, self._flags, folder)
            return self._compiled


def _spaced(expression: str) -> str:
    """Return the expression with each space outside a character class as any white space: prose breaks its lines."""
    parts, inside, escaped = [], False, False
    for character in expression:
        if not escaped and character in "[]":
            inside = character == "["
        parts.append(r"\s" if character == " " and not inside else character)
        escaped = character == "\\" and not escaped
    return "".join(parts)


_TEXT_ROWS: Final = (*PATTERNS, *((kind, Scope.TALK, pattern) for kind, pattern in patterns()))
_SOURCE_ROWS: Final = tuple(row for row in PATTERNS if row[1] & Scope.SOURCE)
_TEXT: Final = Patterns(tuple(_spaced(pattern) for _, _, pattern in _TEXT_ROWS), caseless=True)
_SOURCE: Final = Patterns(tuple(_spaced(pattern) for _, _, pattern in _SOURCE_ROWS), caseless=True)
_HINTS: Final = Patterns(
    (
        r"\b(?:ai|llms?|chatgpt|gpt|claude|copilot|gemini|assistants?|language models?|chatbots?|agents?)\b",
        r"\b(?:instructions?|prompts?|directives?|guidelines|restrictions?|jailbreak\w{0,4}|persona|unfiltered|uncensored)\b",
        r"\b(?:ignore|disregard|forget|pretend|override|bypass|from now on|act as|roleplay|stay in character)\b",
        r"\byou are (?:now|going|an? )\b",
    ),
    caseless=True,
)


def prepare(folder: Path | None = None) -> None:
    """Compile all patterns (seconds), or load them from the folder, unless that is done."""
    for one in (_TEXT, _SOURCE, _HINTS):
        one.prepare(folder)


def matches(data: bytes, scope: Scope) -> list[tuple[str, int]]:
    """Return the kind and the end of each match that holds in the scope.

    One for each kind in each 64 bytes, at most 500 in all, in order of place.
    """
    source = scope is Scope.SOURCE
    scope = Scope.PROSE if scope is Scope.DATA else scope
    rows = _SOURCE_ROWS if source else _TEXT_ROWS
    found: dict[tuple[str, int], int] = {}

    def seen(identifier: int, end: int) -> bool:
        kind, holds, _ = rows[identifier]
        if scope & holds:
            found[kind, end // 64] = end
        return len(found) >= _MAXIMUM_MATCHES

    (_SOURCE if source else _TEXT).scan(data, seen)
    return sorted(((kind, end) for (kind, _), end in found.items()), key=lambda match: match[1])


def hinted(words: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of folded text around words that an order would have, ascending and apart."""
    data = words.encode("ascii", errors="replace")  # one byte for each character, so that places are the same
    ends: list[int] = []

    def seen(_identifier: int, end: int) -> bool:
        if not ends or end > ends[-1] + _BEFORE // 2:
            ends.append(end)
        return False

    _HINTS.scan(data, seen)
    start = stop = 0
    for end in ends:
        if end - _BEFORE > stop:
            if stop:
                yield start, stop
            start = end - _BEFORE
        stop = min(len(words), end + _AFTER)
    if stop:
        yield max(0, start), stop
