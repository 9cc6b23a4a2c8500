"""TOML with places, which the standard library's reader does not keep (https://toml.io/en/v1.0.0).

What a line does not make sense of is passed over; the lines after it count.
"""

from __future__ import annotations

import json
import re
from typing import Final

from server.detection.agents.nodes import Allowance, Mapping, Node, Scalar, Sequence

_SPACE: Final = re.compile(r"(?:[ \t\r\ufeff]|#[^\n]*)*")
_LINES: Final = re.compile(r"(?:[\s\ufeff]|#[^\n]*)*")
_REST: Final = re.compile(r"[^\n]*\n?")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_STRING: Final = re.compile(
    r'"""\n?(?P<lines>(?:[^\\]|\\.)*?)"""(?!")|\'\'\'\n?(?P<raw_lines>.*?)\'\'\'(?!\')'
    r'|"(?P<basic>(?:[^"\\\n]|\\.)*)"|\'(?P<raw>[^\'\n]*)\'',
    re.DOTALL,
)
_WORD: Final = re.compile(r"[^\s,\]}#]+")
_FOLDED: Final = re.compile(r"\\[ \t]*\r?\n\s*")
_NAMED: Final[dict[str, bool | None]] = {"true": True, "false": False}


class _BrokenError(Exception):
    """This line makes no sense."""


def parse(text: str) -> Mapping:
    """Return the document's table. Raises TooLargeError beyond the bounds of nodes.py."""
    return _Reader(text).document()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._allowance = Allowance()

    def document(self) -> Mapping:
        root = table = Mapping(0)
        while self._skip(_LINES) < len(self._text):
            try:
                if self._text[self._at] == "[":
                    table = self._header(root)
                else:
                    self._member(table, 0)
            except (_BrokenError, IndexError):
                self._skip(_REST)
        return root

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _expect(self, sign: str) -> None:
        self._skip(_SPACE)
        if not self._text.startswith(sign, self._at):
            raise _BrokenError
        self._at += len(sign)

    def _header(self, root: Mapping) -> Mapping:
        """Return the table that ``[a.b]`` opens, or the new one in the list that ``[[a.b]]`` names."""
        listed = self._text.startswith("[[", self._at)
        self._at += 2 if listed else 1
        keys = self._keys()
        self._expect("]]" if listed else "]")
        self._allowance.take(len(keys))
        if not listed:
            return _inside(root, keys)
        parent = _inside(root, keys[:-1])
        known = parent.get(keys[-1].text)
        if not isinstance(known, Sequence):
            known = Sequence(keys[-1].start)
            parent.add(keys[-1], known)
        table = Mapping(keys[-1].start)
        known.items.append(table)
        return table

    def _keys(self) -> list[Scalar]:
        keys: list[Scalar] = []
        while True:
            self._allowance.take(len(keys))
            self._skip(_SPACE)
            keys.append(self._key())
            self._skip(_SPACE)
            if not self._text.startswith(".", self._at):
                return keys
            self._at += 1

    def _key(self) -> Scalar:
        bare = _BARE_KEY.match(self._text, self._at)
        if bare is None:
            return self._string()
        self._at = bare.end()
        return Scalar(bare[0], bare.start(), bare.end())

    def _member(self, table: Mapping, depth: int) -> None:
        keys = self._keys()
        self._expect("=")
        self._skip(_SPACE)
        inner = _inside(table, keys[:-1])
        self._value(depth + len(keys), inner, keys[-1])

    def _value(self, depth: int, parent: Mapping | Sequence, key: Scalar | None = None) -> None:
        self._allowance.take(depth)
        sign = self._text[self._at]
        if sign == "[":
            sequence = Sequence(self._at)
            _put(sequence, parent, key)
            self._at += 1
            while self._after_comma() != "]":
                self._value(depth + 1, sequence)
            self._at += 1
        elif sign == "{":
            mapping = Mapping(self._at)
            _put(mapping, parent, key)
            self._at += 1
            while self._after_comma() != "}":
                self._member(mapping, depth + 1)
            self._at += 1
        else:
            _put(self._string() if sign in "\"'" else self._word(), parent, key)

    def _after_comma(self) -> str:
        while self._text[self._skip(_LINES)] == ",":
            self._at += 1
        return self._text[self._at]

    def _word(self) -> Scalar:
        word = _WORD.match(self._text, self._at)
        if word is None:
            raise _BrokenError
        self._at = word.end()
        return Scalar(_NAMED.get(word[0], word[0]), word.start(), word.end())

    def _string(self) -> Scalar:
        found = _STRING.match(self._text, self._at)
        if found is None or found.lastgroup is None:
            raise _BrokenError
        self._at = found.end()
        kind = found.lastgroup
        value = found[kind]
        if kind in {"basic", "lines"} and "\\" in value:
            value = _unescaped(_FOLDED.sub("", value))
        return Scalar(value, found.start(kind), found.end(kind))


def _unescaped(inside: str) -> str:
    try:
        return str(json.loads('"' + re.sub(r'(?<!\\)"', '\\"', inside) + '"', strict=False))
    except ValueError:
        return inside


def _put(node: Node, parent: Mapping | Sequence, key: Scalar | None) -> None:
    if isinstance(parent, Sequence):
        parent.items.append(node)
    elif key is not None:
        parent.add(key, node)


def _inside(table: Mapping, keys: list[Scalar]) -> Mapping:
    """Return the table under these keys, made where it is missing; of a list of tables the last."""
    for key in keys:
        found = table.get(key.text)
        if isinstance(found, Sequence) and found.items:
            found = found.items[-1]
        if not isinstance(found, Mapping):
            found = Mapping(key.start)
            table.add(key, found)
        table = found
    return table
