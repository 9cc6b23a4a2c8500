"""The bytes of a file, read once and bounded, and their digest as the service writes it."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 16 * 1024 * 1024
"""The largest document that the service takes."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)  # a link that took the file's place leads out of the tree
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that took its place would hold us for ever
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class UnreadableError(Exception):
    """A file cannot be read; the text says why."""


def read_document(path: Path) -> bytes:
    """Return the file's bytes. Raises UnreadableError, also if they are too many."""
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableError("it is not a regular file any more")
            return _read(file.fileno())
    except OSError as error:
        raise UnreadableError(explain(error)) from error


def _read(descriptor: int) -> bytes:
    pieces: list[bytes] = []
    left = MAX_BYTES + 1
    while left and (piece := os.read(descriptor, min(left, 1024 * 1024))):
        pieces.append(piece)
        left -= len(piece)
    if not left:
        raise UnreadableError(f"it is larger than {MAX_BYTES // 1024 // 1024} MiB")
    return b"".join(pieces)


def digest_of(content: bytes) -> str:
    """Return ``sha256:`` and 64 hexadecimal digits."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def explain(error: OSError) -> str:
    """Return what the system says of an error, without the path."""
    return (error.strerror or type(error).__name__).lower()
