"""Hyperscan databases kept in a folder, so that a process that starts need not compile them, which takes seconds.

A file is named by what it is made of: the expressions, their flags and Hyperscan's version. It begins with the SHA-256
of the rest, and Hyperscan itself refuses what another version or kind of processor made; whatever does not load is
compiled anew. As with Kingfisher's cache, the folder must be this user's alone: the check finds damage, not malice.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING

import hyperscan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def database(expressions: Sequence[str], flags: int, folder: Path | None) -> hyperscan.Database:
    """Return the database of the expressions, whose ids are their numbers; from the folder, if there is one."""
    if folder is None:
        return _compile(expressions, flags)
    name = sha256("\0".join([version("hyperscan"), str(flags), *expressions]).encode()).hexdigest()
    file = folder / f"{name}.hs"
    with suppress(OSError, ValueError, hyperscan.HyperscanError):
        return _load(file)
    made = _compile(expressions, flags)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep(hyperscan.dumpb(made), file)
    return made


def _compile(expressions: Sequence[str], flags: int) -> hyperscan.Database:
    made = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    count = len(expressions)
    made.compile(
        expressions=[expression.encode() for expression in expressions],
        ids=list(range(count)),
        flags=[flags] * count,
        elements=count,
    )
    return made


def _load(file: Path) -> hyperscan.Database:
    content = file.read_bytes()
    digest, kept = content[:32], content[32:]
    if sha256(kept).digest() != digest:
        raise ValueError("damaged")
    return hyperscan.loadb(kept, hyperscan.HS_MODE_BLOCK)


def _keep(content: bytes, file: Path) -> None:
    """Write the file whole or not at all; several processes may do so at once."""
    draft = file.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as writer:
        writer.write(sha256(content).digest() + content)
    draft.replace(file)
