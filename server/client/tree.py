"""The tree to scan: which files it has, and which it has that cannot be read."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from pathlib import Path

from server.client.content import explain
from server.client.errors import UsageError
from server.client.git import NotListedError, list_work_tree
from server.client.gitignore import GIT_FOLDER, Listing, walk
from server.client.names import refusal


@dataclass(frozen=True, slots=True)
class TreeFile:
    """A file of the tree; `name` is its path in the workspace."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Unread:
    """Something of the tree that did not reach the service, and why."""

    name: str
    reason: str


@dataclass(slots=True)
class Tree:
    """What a path holds. `links` counts symbolic links: none is followed, so what lies in the tree is read once."""

    root: Path
    is_folder: bool
    files: list[TreeFile] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    links: int = 0


def read_tree(path: Path) -> Tree:
    """Return the files of a folder, or the one file that `path` is. Raises UsageError if it is neither."""
    try:
        root = path.resolve(strict=True)
        mode = root.stat().st_mode
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, before Python 3.13
        reason = explain(error) if isinstance(error, OSError) else "links in a circle"
        raise UsageError(f"{path}: {reason}") from None
    if stat.S_ISDIR(mode):
        tree = Tree(root, is_folder=True)
        _add_folder(tree, "")
    elif stat.S_ISREG(mode):
        tree = Tree(root, is_folder=False)
        _add_file(tree, root.name, root)
    else:
        raise UsageError(f"{path}: neither a folder nor a file")
    return tree


def _add_folder(tree: Tree, prefix: str, *, ask_git: bool = True) -> None:
    folder = tree.root / prefix
    listing = _listing(folder, tree.notices) if ask_git else walk(folder)
    tree.notices += listing.notices
    tree.unread += [Unread(f"{prefix}{name}", reason) for name, reason in listing.problems]
    real = _RealFolders(folder)
    for name in listing.names:
        _add_entry(tree, prefix, name, real)


def _listing(folder: Path, notices: list[str]) -> Listing:
    try:
        return list_work_tree(folder)
    except NotListedError as error:
        if str(error):
            notices.append(f"git does not list {folder} ({error}); its .gitignore files are followed instead")
        return walk(folder)


def _add_entry(tree: Tree, prefix: str, name: str, real: _RealFolders) -> None:
    entry = real.root / name
    try:
        status = entry.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return  # git tracks it, and it has been deleted
    except OSError as error:
        tree.unread.append(Unread(f"{prefix}{name}", explain(error)))
        return
    if stat.S_ISLNK(status.st_mode) or not real.holds(name):
        tree.links += 1
    elif stat.S_ISREG(status.st_mode):
        _add_file(tree, f"{prefix}{name}", entry)
    elif stat.S_ISDIR(status.st_mode):
        # A repository of its own. Without a .git (a submodule not fetched, a copy) git would answer for the one above.
        _add_folder(tree, f"{prefix}{name.rstrip('/')}/", ask_git=(entry / GIT_FOLDER).exists())


def _add_file(tree: Tree, name: str, path: Path) -> None:
    if reason := refusal(name):
        tree.unread.append(Unread(name, reason))
    else:
        tree.files.append(TreeFile(name, path))


class _RealFolders:
    """Knows which folders of a tree are no links. Git may track what lies behind a folder that has become one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known = {"": True}

    def holds(self, name: str) -> bool:
        """Whether all folders on the way to `name` are real."""
        folder = name.rstrip("/").rpartition("/")[0]
        if folder not in self._known:
            parts = Path(folder).parts
            above = [self.root.joinpath(*parts[: depth + 1]) for depth in range(len(parts))]
            self._known[folder] = not any(each.is_symlink() for each in above)
        return self._known[folder]
