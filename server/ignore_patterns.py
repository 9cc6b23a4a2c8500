"""The patterns of a .gitignore file, as git reads them: gitignore(5), and wildmatch.c for what that leaves open.

pathspec's GitIgnoreSpec lets a pattern for a folder speak for all that lies in it, and so differs from git where a
later pattern brings something back. Here a pattern speaks for one entry, and the walk asks level by level.
Bytes, as in git: "?" is one byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": " \\t",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": " \\t\\n\\r\\f\\v",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}
_STARS = re.compile(r"\*+")
_NAMED_CLASS = re.compile(r"\[:([a-z]*):\]")


class _NeverMatchesError(Exception):
    """The pattern is malformed; git takes it for one that matches nothing."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line: what it matches, and whether it ignores (or brings back) it."""

    ignores: bool
    folders_only: bool
    whole_path: bool
    expression: re.Pattern[bytes]

    def matches(self, path: bytes, *, is_folder: bool) -> bool:
        """Whether it speaks for the entry at `path`, relative to the folder of the .gitignore."""
        if self.folders_only and not is_folder:
            return False
        return bool(self.expression.fullmatch(path if self.whole_path else path.rpartition(b"/")[2]))


def read_patterns(content: bytes) -> list[Pattern]:
    """Return the patterns of a .gitignore file in their order. No content is an error."""
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    found = (_pattern(line.removesuffix(b"\r").decode("latin-1")) for line in lines)
    return [pattern for pattern in found if pattern]


def _pattern(line: str) -> Pattern | None:
    if line.startswith("#"):
        return None
    text = _without_trailing_blanks(line)
    ignores = not text.startswith("!")
    text = text if ignores else text[1:]
    folders_only = text.endswith("/")
    text = text.removesuffix("/")
    whole_path = "/" in text
    text = text.removeprefix("/")
    if not text:
        return None
    try:
        expression = re.compile(_translate(text).encode("latin-1"), re.DOTALL)
    except _NeverMatchesError:
        return None
    return Pattern(ignores, folders_only, whole_path, expression)


def _without_trailing_blanks(line: str) -> str:
    """Blanks at the end do not count, unless a backslash quotes them."""
    end, at = 0, 0
    while at < len(line):
        step = 2 if line[at] == "\\" else 1
        if line[at] != " ":
            end = at + step
        at += step
    return line[:end]


def _translate(text: str) -> str:
    parts: list[str] = []
    at = 0
    while at < len(text):
        if stars := _STARS.match(text, at):
            part, at = _stars(text, at, stars.end())
        elif text[at] == "[":
            part, at = _bracket(text, at + 1)
        elif text[at] == "?":
            part, at = "[^/]", at + 1
        else:
            character, at = _literal(text, at)
            part = re.escape(character)
        parts.append(part)
    return "".join(parts)


def _stars(text: str, start: int, end: int) -> tuple[str, int]:
    """Two stars or more between slashes span folders; all others are one star."""
    bounded = (start == 0 or text[start - 1] == "/") and (end == len(text) or text[end] == "/")
    if end - start < len("**") or not bounded:
        return "[^/]*", end
    return (".*", end) if end == len(text) else ("(?:.*/)?", end + 1)


def _literal(text: str, at: int) -> tuple[str, int]:
    """Return the character at a place, or the one that a backslash there quotes, and the place after it."""
    if text[at] != "\\":
        return text[at], at + 1
    if at + 1 == len(text):
        raise _NeverMatchesError
    return text[at + 1], at + 2


def _bracket(text: str, at: int) -> tuple[str, int]:
    """Return the class whose opening bracket stands before `at`, and the place after it."""
    negated = at < len(text) and text[at] in "!^"
    first = at = at + 1 if negated else at
    members: list[str] = []
    while at < len(text):
        if text[at] == "]" and at > first:
            inner = "".join(members) or "\\x00"
            return (f"[^/{inner}]" if negated else f"(?!/)[{inner}]"), at + 1
        if named := _NAMED_CLASS.match(text, at):
            if named[1] not in _CLASSES:
                raise _NeverMatchesError
            members.append(_CLASSES[named[1]])
            at = named.end()
        else:
            member, at = _member(text, at)
            members.append(member)
    raise _NeverMatchesError


def _member(text: str, at: int) -> tuple[str, int]:
    """Return one character of a class, or a range of them; an empty range is nothing."""
    low, at = _literal(text, at)
    if text[at : at + 1] == "-" and text[at + 1 : at + 2] not in {"", "]"}:
        high, at = _literal(text, at + 1)
        return (f"{_hexadecimal(low)}-{_hexadecimal(high)}" if low <= high else ""), at
    return _hexadecimal(low), at


def _hexadecimal(character: str) -> str:
    return f"\\x{ord(character):02x}"
