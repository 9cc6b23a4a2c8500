"""The files of a folder that is no git work tree, less what its .gitignore files name (gitignore(5))."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.client.content import UnreadableError, explain, read_document
from server.ignore_patterns import Pattern, read_patterns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

IGNORE_FILE = ".gitignore"
GIT_FOLDER = ".git"


@dataclass(slots=True)
class Listing:
    """What a folder holds; names are relative, with forward slashes. `problems` are (name, why it was not read)."""

    names: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Rules:
    """The patterns of one .gitignore, and those of the folders above it."""

    prefix: str
    patterns: Sequence[Pattern]
    above: _Rules | None

    def ignore(self, name: str, *, is_folder: bool) -> bool:
        """Whether an entry is ignored: the nearest file that speaks of it decides, and in it the last line."""
        rules: _Rules | None = self
        while rules:
            path = os.fsencode(name.removeprefix(rules.prefix))
            for pattern in reversed(rules.patterns):
                if pattern.matches(path, is_folder=is_folder):
                    return pattern.ignores
            rules = rules.above
        return False


def walk(root: Path) -> Listing:
    """Return all files below `root` that are not ignored: links too, but none through a link, and no .git."""
    listing = Listing()
    pending: list[tuple[str, _Rules | None]] = [("", None)]
    while pending:
        prefix, above = pending.pop()
        try:
            with os.scandir(root / prefix) as scan:
                entries = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in scan)
        except OSError as error:
            listing.problems.append((prefix or ".", explain(error)))
            continue
        rules = _rules(root, prefix, above) if (IGNORE_FILE, False) in entries else above
        kept = [(f"{prefix}{name}", is_folder) for name, is_folder in entries if name != GIT_FOLDER]
        if rules:
            kept = [(name, is_folder) for name, is_folder in kept if not rules.ignore(name, is_folder=is_folder)]
        listing.names += [name for name, is_folder in kept if not is_folder]
        pending += [(f"{name}/", rules) for name, is_folder in reversed(kept) if is_folder]
    return listing


def _rules(root: Path, prefix: str, above: _Rules | None) -> _Rules | None:
    try:
        return _Rules(prefix, read_patterns(read_document(root / prefix / IGNORE_FILE)), above)
    except UnreadableError:  # it is a document of the tree as well, and is reported as such
        return above
