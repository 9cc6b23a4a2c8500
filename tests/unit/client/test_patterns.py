"""Patterns of .gitignore mean to us what they mean to git."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from server.client.gitignore import walk
from server.ignore_patterns import read_patterns
from tests.support.git import git

if TYPE_CHECKING:
    from pathlib import Path


def ignored(lines: str, path: str) -> bool:
    """Whether the last line that speaks of a path (a folder's ends with a slash) ignores it."""
    name, is_folder = path.rstrip("/").encode(), path.endswith("/")
    speaking = [each for each in read_patterns(lines.encode()) if each.matches(name, is_folder=is_folder)]
    return bool(speaking) and speaking[-1].ignores


@pytest.mark.parametrize(
    ("lines", "path", "expected"),
    [
        ("*.log", "deep/down/a.log", True),
        ("/a", "a", True),
        ("/a", "b/a", False),
        ("a/b", "x/a/b", False),
        ("a/b", "a/b", True),
        ("build/", "x/build/", True),
        ("build/", "x/build", False),
        ("foo/*", "foo/a", True),
        ("foo/*", "foo/a/b", False),
        ("foo/**", "foo/", False),
        ("foo/**", "foo/a/b", True),
        ("**/b", "b", True),
        ("**/b", "x/y/b", True),
        ("a/**/b", "a/b", True),
        ("a/**/b", "a/x/y/b", True),
        ("a/**/", "a/x", False),
        ("a/**/", "a/x/", True),
        ("a***b", "axyb", True),
        ("*", "any", True),
        ("?.c", "ab.c", False),
        ("[a-c]x", "bx", True),
        ("[!a-c]x", "bx", False),
        ("[^a-c]x", "dx", True),
        ("[]a]", "]", True),
        ("[[:digit:]]", "7", True),
        ("[[:nonsense:]]", "7", False),
        ("[z-a]", "m", False),
        ("[\\]]", "]", True),
        ("a[!b]c", "a/c", False),
        ("[unclosed", "[unclosed", False),
        ("ends\\", "ends\\", False),
        ("a.c", "abc", False),
        ("# a", "# a", False),
        ("\\#a", "#a", True),
        ("\\!a", "!a", True),
        ("!!a", "!a", False),
        ("a  ", "a", True),
        ("a\\ ", "a ", True),
        ("*.log\n!keep.log", "keep.log", False),
        ("!keep.log\n*.log", "keep.log", True),
        ("a\r\nb\r\n", "a", True),
        ("\ufeffa", "a", True),
        ("/", "a", False),
        ("!", "a", False),
        ("\n\n", "a", False),
        ("é?", "éx", True),
    ],
)
def test_a_pattern_matches_as_in_git(lines: str, path: str, expected: bool) -> None:
    assert ignored(lines, path) is expected


NAMES = ("a", "b", "foo", "x.log", "keep", "build", "d e")
LINES = (
    *("a", "/a", "a/", "*.log", "!x.log", "foo/*", "!foo/keep", "foo/**", "!foo/**/keep", "**/b", "b/**/keep", "*"),
    *("!*/", "!foo/", "!a", "build", "/build/", "!build/keep", "[ab]", "?", "\\!a", "foo/a/", "!foo/a", "**/foo/**"),
    *("a/**/", "d e", "d\\ e ", "x.log ", "#a", "[!a]", "[[:alpha:]]", "[]a]", "[^/]*", "foo/[a", "a\\", "***"),
    *(
        "a/***/b",
        "fo?/**/*",
        "*.lo[g-]",
        "[z-a]",
        "!",
        "/",
        "//",
        "foo//",
        "/*/",
        "**/",
        "*/**",
        "**",
        "/**",
        "!**/keep",
    ),
)


@pytest.mark.parametrize("seed", range(40))
def test_a_walk_finds_what_git_lists(tmp_path: Path, seed: int) -> None:
    choice = random.Random(seed)  # noqa: S311 - no secret
    git(tmp_path, "init", "--quiet")
    folders = [tmp_path]
    for _ in range(8):
        folder = choice.choice(folders) / choice.choice(NAMES)
        if not folder.exists():
            folder.mkdir()
            folders.append(folder)
    for _ in range(30):
        file = choice.choice(folders) / choice.choice(NAMES)
        if not file.exists():
            file.touch()
    for folder in {tmp_path, *choice.sample(folders, min(3, len(folders)))}:
        (folder / ".gitignore").write_text("\n".join(choice.choices(LINES, k=choice.randint(1, 4))), encoding="utf-8")
    listed = git(tmp_path, "-c", "core.excludesFile=", "ls-files", "-z", "--others", "--exclude-standard")
    assert set(walk(tmp_path).names) == {name for name in os.fsdecode(listed).split("\0") if name}
