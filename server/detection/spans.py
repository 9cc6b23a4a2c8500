"""Unions of byte ranges, for asking quickly what lies in a range."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]
"""Start and end of a byte range, the end not included."""


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the union of the spans, ascending; spans that only touch stay apart, empty ones are left out."""
    current: Span | None = None
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if current is None or start >= current[1]:
            if current is not None:
                yield current
            current = (start, end)
        else:
            current = (current[0], max(current[1], end))
    if current is not None:
        yield current


class SpanSet:
    """A union of spans that can be asked for what of it lies in a range."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = list(merged(spans))
        self._starts = [start for start, _ in self._spans]

    def within(self, low: int, high: int) -> Iterator[Span]:
        """Yield the spans of the union that share at least one byte with low to high; they may reach beyond it."""
        for index in range(max(0, bisect_right(self._starts, low) - 1), len(self._spans)):
            start, end = self._spans[index]
            if start >= high:
                return
            if end > low:
                yield start, end
