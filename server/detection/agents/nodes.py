"""A parsed document whose every value knows where it stands; the same for JSON, YAML and TOML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST: Final = 40
"""Levels of nesting that are read; clients' own formats have seven."""

MOST_NODES: Final = 50_000
"""Values that are read of one document."""


class TooLargeError(Exception):
    """There is more than is read: too deep, or too many values."""


@dataclass(slots=True)
class Scalar:
    """A string, number, boolean or null; numbers keep their spelling.

    start and end are offsets of characters; of a string in quotation marks, those of its inside.
    """

    value: str | bool | None
    start: int
    end: int

    @property
    def text(self) -> str:
        """The value as text; booleans as JSON writes them, null as nothing."""
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        return self.value or ""


@dataclass(slots=True)
class Sequence:
    """A list of values."""

    start: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Names and values, in the order of the document."""

    start: int
    items: list[tuple[Scalar, Node]] = field(default_factory=list)
    _named: dict[str, Node] = field(default_factory=dict, repr=False)

    def add(self, key: Scalar, value: Node) -> None:
        """Put a value at the end; of equal names the last counts, as with clients' parsers."""
        self.items.append((key, value))
        self._named[key.text] = value

    def merge(self, other: Mapping) -> None:
        """Put another's values in front, where they count less than the own ones (YAML's ``<<``)."""
        self.items[:0] = other.items
        self._named = {**other._named, **self._named}

    def get(self, *names: str) -> Node | None:
        """Return the value of the first of the names that is there, or None."""
        return next((self._named[name] for name in names if name in self._named), None)

    def __contains__(self, name: str) -> bool:
        return name in self._named


Node = Scalar | Sequence | Mapping


@dataclass(slots=True)
class Allowance:
    """How many more values may be read."""

    left: int = MOST_NODES

    def take(self, depth: int) -> None:
        """Count one value at a depth. Raises TooLargeError where it is one too many, or too deep."""
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            raise TooLargeError


@dataclass(frozen=True, slots=True)
class Visit:
    """A value on the way through a document: the names that lead to it (a list's are ``[]``), and what it stands in."""

    path: tuple[str, ...]
    node: Node
    parent: Mapping | None


def walk(node: Node) -> Iterator[Visit]:
    """Yield every value, parents first and in the document's order; at most ``MOST_NODES``, since aliases multiply."""
    waiting = [Visit((), node, None)]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        visit = waiting.pop()
        yield visit
        current, path = visit.node, visit.path
        if len(path) >= DEEPEST:
            continue
        if isinstance(current, Mapping):
            waiting += [Visit((*path, key.text), value, current) for key, value in reversed(current.items)]
        elif isinstance(current, Sequence):
            waiting += [Visit((*path, "[]"), value, visit.parent) for value in reversed(current.items)]


def strings(node: Node | None) -> Iterator[Scalar]:
    """Yield the strings of a list, the values of a mapping, or the string itself; nothing deeper."""
    if isinstance(node, Scalar):
        if isinstance(node.value, str):
            yield node
    elif node is not None:
        values = node.items if isinstance(node, Sequence) else [value for _, value in node.items]
        yield from (value for value in values if isinstance(value, Scalar) and isinstance(value.value, str))


def pairs(node: Node | None) -> Iterator[tuple[Scalar, Scalar]]:
    """Yield the names and plain values of a mapping."""
    if isinstance(node, Mapping):
        for key, value in node.items:
            if isinstance(value, Scalar):
                yield key, value


def mappings(node: Node | None) -> Iterator[Mapping]:
    """Yield the mappings in a list or among a mapping's values."""
    if isinstance(node, Sequence):
        yield from (value for value in node.items if isinstance(value, Mapping))
    elif isinstance(node, Mapping):
        yield from (value for _, value in node.items if isinstance(value, Mapping))


def text_of(node: Node | None) -> str:
    """Return a string value, or "" for anything else."""
    return node.value if isinstance(node, Scalar) and isinstance(node.value, str) else ""
