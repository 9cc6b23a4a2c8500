"""YAML with places, made of the parser's events: no tags, no recursion, and aliases cost nothing (YAML 1.2).

A document that breaks down gives what stands before that place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from server.detection.agents.nodes import Allowance, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAMED: Final[dict[str, bool | None]] = {
    "true": True, "yes": True, "on": True, "false": False, "no": False, "off": False, "null": None, "~": None, "": None
}  # fmt: skip


def parse(text: str) -> list[Node]:
    """Return the values of the file's documents. Raises TooLargeError beyond the bounds of nodes.py."""
    builder = _Builder(text)
    try:
        for event in _events(text):
            builder.take(event)
    except (yaml.YAMLError, UnicodeError):
        pass
    return builder.roots


def _events(text: str) -> Iterator[yaml.Event]:
    readable = text.encode("utf-8", errors="replace").decode("utf-8")  # a byte that is no UTF-8 is one character still
    return yaml.parse(readable, Loader=_LOADER)


def _index(mark: Any) -> int:
    """Return the character that a mark of either parser, in Python or in C, stands at."""
    return int(mark.index)


class _Builder:
    def __init__(self, text: str) -> None:
        self.roots: list[Node] = []
        self._text = text
        self._allowance = Allowance()
        self._open: list[tuple[Mapping | Sequence, str | None]] = []
        self._keys: list[Scalar | None] = []
        self._anchors: dict[str, Node] = {}

    def take(self, event: yaml.Event) -> None:
        """Build on with one event."""
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            start = _index(event.start_mark)
            node = Mapping(start) if isinstance(event, yaml.MappingStartEvent) else Sequence(start)
            self._put(node, start)
            self._open.append((node, event.anchor))
            self._keys.append(None)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._keys.pop()
            node, anchor = self._open.pop()
            if anchor:  # only now: what is in itself would have no end
                self._anchors[anchor] = node
        elif isinstance(event, yaml.ScalarEvent):
            scalar = self._scalar(event)
            if event.anchor:
                self._anchors[event.anchor] = scalar
            self._put(scalar, scalar.start)
        elif isinstance(event, yaml.AliasEvent) and event.anchor in self._anchors:
            self._put(self._anchors[event.anchor], _index(event.start_mark))

    def _put(self, node: Node, start: int) -> None:
        self._allowance.take(len(self._open))
        if not self._open:
            self.roots.append(node)
            return
        parent, key = self._open[-1][0], self._keys[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is None:
            self._keys[-1] = node if isinstance(node, Scalar) else Scalar("", start, start)
        else:
            self._keys[-1] = None
            if key.value == "<<" and isinstance(node, Mapping):
                parent.merge(node)
            else:
                parent.add(key, node)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = _index(event.start_mark), _index(event.end_mark)
        value: str | bool | None = event.value
        if event.style in {"'", '"'}:
            start, end = start + 1, end - 1
        elif event.style in {"|", ">"}:
            start = self._block(start, end)
        elif isinstance(value, str) and event.implicit[0]:
            value = _NAMED.get(value.lower(), value)
        return Scalar(value, start, max(start, end))

    def _block(self, start: int, end: int) -> int:
        """Return where the first line of a block begins, behind its sign."""
        line = self._text.find("\n", start, end)
        if line < 0:
            return start
        inside = self._text[line:end]
        return line + len(inside) - len(inside.lstrip())
