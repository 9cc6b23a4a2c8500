"""The patterns as Hyperscan databases: one for text, one for program code, one for the words that hint at an order."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import hyperscan

from server.detection.injection.languages import patterns
from server.detection.injection.patterns import PATTERNS, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAXIMUM_MATCHES: Final = 2_000
_BEFORE, _AFTER = 400, 1200
_HINTS: Final = (
    r"\b(?:ai|llms?|chatgpt|gpt|claude|copilot|gemini|assistants?|language models?|chatbots?|agents?)\b",
    r"\b(?:instructions?|prompts?|directives?|guidelines|restrictions?|jailbreak\w{0,4}|persona|unfiltered|uncensored)\b",
    r"\b(?:ignore|disregard|forget|pretend|override|bypass|from now on|act as|roleplay|stay in character|you are (?:now|going|an? ))\b",
)


@dataclass(frozen=True, slots=True)
class _Database:
    """A compiled set of patterns, and what each of them stands for."""

    compiled: hyperscan.Database
    meanings: tuple[tuple[str, Scope], ...]


_of_thread = threading.local()
_compiling = threading.Lock()


def matches(data: bytes, scope: Scope) -> list[tuple[str, int]]:
    """Return the kind and the end of each match that holds in the scope: one for each kind in each 64 bytes, 2,000 in all."""
    name = "source" if scope is Scope.SOURCE else "text"
    database = _standard(name)
    found: dict[tuple[str, int], int] = {}

    def seen(identifier: int, _start: int, end: int, _flags: int, _context: object) -> bool:
        kind, holds = database.meanings[identifier]
        if scope & holds:
            found[kind, end // 64] = end
        return len(found) >= _MAXIMUM_MATCHES

    _scan(name, database, data, seen)
    return sorted(((kind, end) for (kind, _), end in found.items()), key=lambda match: match[1])


def hinted(words: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of folded text around words that an order would have, ascending and apart."""
    data = words.encode("ascii", errors="replace")  # one byte for each character, so that places are the same
    ends: list[int] = []

    def seen(_identifier: int, _start: int, end: int, _flags: int, _context: object) -> bool:
        if not ends or end > ends[-1] + _BEFORE // 2:
            ends.append(end)
        return False

    _scan("hints", _standard("hints"), data, seen)
    current: tuple[int, int] | None = None
    for end in ends:
        start, stop = max(0, end - _BEFORE), min(len(words), end + _AFTER)
        if current is None or start > current[1]:
            if current is not None:
                yield current
            current = (start, stop)
        else:
            current = (current[0], stop)
    if current is not None:
        yield current


def _scan(name: str, database: _Database, data: bytes, seen: object) -> None:
    scratch = getattr(_of_thread, name, None)
    if scratch is None:
        scratch = hyperscan.Scratch(database.compiled)
        setattr(_of_thread, name, scratch)
    try:
        database.compiled.scan(data, match_event_handler=seen, scratch=scratch)
    except hyperscan.ScanTerminated:
        return  # there are as many as are taken


def _standard(name: str) -> _Database:
    with _compiling:
        return _compiled(name)


@cache
def _compiled(name: str) -> _Database:
    if name == "hints":
        rows = [("hint", Scope.ANYWHERE, pattern) for pattern in _HINTS]
    elif name == "source":
        rows = [row for row in PATTERNS if row[1] & Scope.SOURCE]
    else:
        rows = [*PATTERNS, *((kind, Scope.TALK, pattern) for kind, pattern in patterns())]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[pattern.encode() for _, _, pattern in rows],
        ids=list(range(len(rows))),
        flags=[hyperscan.HS_FLAG_CASELESS] * len(rows),
        elements=len(rows),
    )
    return _Database(database, tuple((kind, scope) for kind, scope, _ in rows))
