"""The files of a git work tree: what git tracks, and what it does not ignore."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from server.client.gitignore import Listing

if TYPE_CHECKING:
    from pathlib import Path

# The tree may be anyone's: its configuration must not make git start a program (core.fsmonitor does).
_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_LIST = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
_IGNORED = ("check-ignore", "--quiet", "--no-index", ".")
_UNREADABLE = re.compile(r"warning: could not open directory '(.*)': (.*)")
_NO_WORK_TREE = ("not a git repository", "must be run in a work tree")
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE")
"""A hook of git's has these set, to another tree or to half a commit."""


class NotListedError(Exception):
    """Git lists no files here; the text says why, if that is worth telling."""


def list_work_tree(root: Path) -> Listing:
    """Return what git knows of a folder. Raises NotListedError, also if the folder as such is ignored.

    A folder in the listing is a repository of its own: a submodule, or one that merely lies there.
    """
    try:
        if _run(root, _IGNORED).returncode == 0:
            raise NotListedError  # whoever names an ignored folder wants it read
        listed = _run(root, _LIST)
    except OSError:  # there is no git on this machine
        raise NotListedError from None
    said = os.fsdecode(listed.stderr)
    if listed.returncode:
        expected = any(reason in said for reason in _NO_WORK_TREE)
        raise NotListedError("" if expected else said.partition("\n")[0].removeprefix("fatal: "))
    names = {name for name in os.fsdecode(listed.stdout).split("\0") if name}
    if "./" in names:  # the folder is a broken submodule of the repository above
        raise NotListedError
    listing = Listing(sorted(names))
    for line in said.splitlines():
        if unreadable := _UNREADABLE.fullmatch(line):
            listing.problems.append((unreadable[1].rstrip("/"), unreadable[2].lower()))
        else:
            listing.notices.append(f"git: {line}")
    return listing


def _run(root: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    return subprocess.run(  # noqa: S603 - the arguments are those above
        [*_GIT, *arguments], cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
