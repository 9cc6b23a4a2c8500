"""The workspace's ignore file: the document `.netallionignore` at its root, which says what is to be suppressed.

    # a comment
    tests/fixtures/                           documents, by patterns as in .gitignore (gitignore(5))
    !tests/fixtures/real.env                  … and what of them is not meant
    rule:pii.email                            findings of a rule, of all rules that begin so (pii), or of a category
    fingerprint:v1:93310b72…                  one thing, wherever it stands

As in .gitignore the last pattern that matches decides, and what lies in a folder that is ignored cannot be brought
back. A line of the last two kinds may end in a comment; a path that begins like them is written with a slash before it.
What is no rule or fingerprint suppresses nothing. A file of more than 1 MiB, and lines after the 5,000th, are not
honoured: what they were to suppress is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from server.detection.inline import speaks_of
from server.ignore_patterns import read_patterns
from server.scan.words import BY_FINGERPRINT, BY_PATH, BY_RULE, INLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.detection.model import Match
    from server.ignore_patterns import Pattern

MOST_BYTES: Final = 1024 * 1024
MOST_LINES: Final = 5000

_RULE: Final = b"rule:"
_FINGERPRINT: Final = b"fingerprint:"


@dataclass(frozen=True, slots=True)
class Suppression:
    """Who asks for a finding to be suppressed: a source of the contract, and the line that it stands in."""

    source: str
    line: int


class IgnoreFile:
    """What a workspace's ignore file says; nothing, if it has none."""

    def __init__(self, content: bytes = b"") -> None:
        self._patterns: list[tuple[int, Pattern]] = []
        self._rules: list[tuple[int, str]] = []
        self._fingerprints: dict[str, int] = {}
        if len(content) <= MOST_BYTES:
            for number, line in enumerate(_lines(content)[:MOST_LINES], start=1):
                self._read(number, line)

    def _read(self, number: int, line: bytes) -> None:
        if line.startswith(_RULE):
            if name := _value(line, _RULE).removesuffix(".*"):
                self._rules.append((number, name))
        elif line.startswith(_FINGERPRINT):
            if value := _value(line, _FINGERPRINT):
                self._fingerprints.setdefault(value, number)
        else:
            self._patterns += ((number, pattern) for pattern in read_patterns(line))

    def line_about(self, path: str) -> int:
        """Return the line that ignores a document, 0 if none does."""
        if not self._patterns:
            return 0
        for entry, is_folder in _levels(path.encode()):
            line = self._deciding(entry, is_folder=is_folder)
            if line:
                return line
        return 0

    def _deciding(self, entry: bytes, *, is_folder: bool) -> int:
        for number, pattern in reversed(self._patterns):
            if pattern.matches(entry, is_folder=is_folder):
                return number if pattern.ignores else 0
        return 0

    def about(self, match: Match, path_line: int) -> Suppression | None:
        """Return what suppresses a match in a document; `path_line`: the line that ignores the document, 0 if none."""
        if match.ignore_line:
            return Suppression(INLINE, match.ignore_line)
        if path_line:
            return Suppression(BY_PATH, path_line)
        for number, name in self._rules:
            if speaks_of((name,), match.rule_id, match.category):
                return Suppression(BY_RULE, number)
        known = self._fingerprints
        line = known.get(match.fingerprint) or known.get(match.earlier_fingerprint)
        return Suppression(BY_FINGERPRINT, line) if line else None


def _lines(content: bytes) -> list[bytes]:
    return [line.removesuffix(b"\r") for line in content.removeprefix(b"\xef\xbb\xbf").split(b"\n")]


def _value(line: bytes, kind: bytes) -> str:
    """Return what stands behind the word, without the comment at the end."""
    words = line.removeprefix(kind).decode(errors="replace").split()
    return words[0] if words and not words[0].startswith("#") else ""


def _levels(path: bytes) -> Iterator[tuple[bytes, bool]]:
    """Yield each folder on the way to a document, and the document, with whether it is a folder."""
    end = path.find(b"/")
    while end >= 0:
        yield path[:end], True
        end = path.find(b"/", end + 1)
    yield path, False
