"""JSON as clients' configuration has it: comments, commas too many or too few, names and strings of JSON5.

Sources: RFC 8259; https://code.visualstudio.com/docs/languages/json; https://spec.json5.org.

A file that breaks off, or breaks down, gives what stands before that place.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Final

from server.detection.agents.nodes import Allowance, Mapping, Node, Scalar, Sequence

_SPACE: Final = re.compile(r"(?:[\s\ufeff\x00,]|//[^\n]*|/\*.*?(?:\*/|\Z)|#[^\n]*)*", re.DOTALL)
_STRING: Final = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'', re.DOTALL)
_UNCLOSED: Final = re.compile(r"[\"']([^\n]*)")
_WORD: Final = re.compile(r"[^\s,:{}\[\]\"'/]+")
_NAMED: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}


class _BrokenError(Exception):
    """Nothing more can be read."""


def parse(text: str) -> Node | None:
    """Return the document's value, None where there is none. Raises TooLargeError beyond the bounds of nodes.py."""
    reader = _Reader(text)
    with suppress(_BrokenError):
        reader.value(0)
    return reader.root


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._allowance = Allowance()
        self.root: Node | None = None

    def value(self, depth: int, parent: Mapping | Sequence | None = None, key: Scalar | None = None) -> None:
        """Read a value and put it in its parent; a container before what it holds, so that a break loses nothing."""
        self._allowance.take(depth)
        sign = self._next()
        if sign == "{":
            mapping = Mapping(self._at)
            self._put(mapping, parent, key)
            self._members(mapping, depth)
        elif sign == "[":
            sequence = Sequence(self._at)
            self._put(sequence, parent, key)
            self._elements(sequence, depth)
        else:
            self._put(self._scalar(), parent, key)

    def _put(self, node: Node, parent: Mapping | Sequence | None, key: Scalar | None) -> None:
        if isinstance(parent, Mapping) and key is not None:
            parent.add(key, node)
        elif isinstance(parent, Sequence):
            parent.items.append(node)
        else:
            self.root = node

    def _members(self, mapping: Mapping, depth: int) -> None:
        self._at += 1
        while self._next() not in "}]":
            key = self._scalar()
            if self._next() != ":":
                raise _BrokenError
            self._at += 1
            self.value(depth + 1, mapping, key)
        self._at += 1

    def _elements(self, sequence: Sequence, depth: int) -> None:
        self._at += 1
        while self._next() not in "}]":
            self.value(depth + 1, sequence)
        self._at += 1

    def _next(self) -> str:
        """Return the next character that counts."""
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        if self._at >= len(self._text):
            raise _BrokenError
        return self._text[self._at]

    def _scalar(self) -> Scalar:
        start = self._at
        found = _STRING.match(self._text, start)
        if found is not None:
            self._at = found.end()
            return Scalar(_unescaped(found), start + 1, found.end() - 1)
        if self._text[start] in "\"'":
            unclosed = _UNCLOSED.match(self._text, start)
            if unclosed is None:
                raise _BrokenError
            self._at = unclosed.end()
            return Scalar(unclosed[1].rstrip(" \r,"), start + 1, unclosed.end())
        word = _WORD.match(self._text, start)
        if word is None:
            raise _BrokenError
        self._at = word.end()
        return Scalar(_NAMED.get(word[0], word[0]), start, word.end())


def _unescaped(found: re.Match[str]) -> str:
    inside = found[1] if found[1] is not None else found[2].replace("\\'", "'").replace('"', '\\"')
    if "\\" not in inside:
        return inside
    try:
        return str(json.loads(f'"{inside}"', strict=False))
    except ValueError:
        return inside
