"""Identifiers: a prefix that says what the object is, and a ULID that sorts by time of making."""

from __future__ import annotations

from typing import Literal

from ulid import ULID

Kind = Literal["org", "usr", "ws", "scan", "fnd", "inc", "key", "cli", "ses", "gra", "evt", "aud"]


def new_id(kind: Kind) -> str:
    """Return a new identifier, e.g. ``scan_01J…``. Within a process, later ones sort after earlier ones."""
    return f"{kind}_{ULID()}"
