"""Lists of words, written as text."""

from __future__ import annotations


def terms(text: str) -> frozenset[str]:
    """Return the words of a text that white space separates."""
    return frozenset(text.split())
