"""The workspace's ignore file: paths as in .gitignore, rules, fingerprints."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from server.detection.model import Match
from server.scan import ignore_file
from server.scan.ignore_file import IgnoreFile, Suppression
from tests.support.git import git

if TYPE_CHECKING:
    from pathlib import Path

PRINT = "v1:" + "0a" * 32


def match(rule_id: str = "secret.generic.password", category: str = "secret", **other: object) -> Match:
    fields = {"title": "t", "severity": "high", "line": 1, "column": 1, "excerpt": "", "remediation": ""}
    return Match(**{"category": category, "rule_id": rule_id, "fingerprint": PRINT} | fields | other)  # type: ignore[arg-type]


def line_about(text: str, path: str) -> int:
    return IgnoreFile(text.encode()).line_about(path)


@pytest.mark.parametrize(
    ("pattern", "path", "ignored"),
    [
        ("*.env", "deep/a.env", True),
        ("/*.env", "deep/a.env", False),
        ("tests/", "tests/a/b.txt", True),
        ("tests/", "src/tests/b.txt", True),
        ("/tests/", "src/tests/b.txt", False),
        ("tests/", "tests", False),
        ("tests", "tests", True),
        ("docs/**/*.md", "docs/a/b/c.md", True),
        ("docs/*.md", "docs/a/c.md", False),
        ("a b.txt", "x/a b.txt", True),
        ("ü*", "x/üb", True),
        ("# a", "# a", False),
        (r"\# a", "# a", True),
        ("rule:x", "rule:x", False),
        ("/rule:x", "rule:x", True),
        ("", "a", False),
        ("[", "[", False),
    ],
)
def test_a_pattern_is_about_documents(pattern: str, path: str, ignored: bool) -> None:
    assert line_about(f"# first\n{pattern}\n", path) == (2 if ignored else 0)


def test_the_last_pattern_decides_but_for_what_lies_in_an_ignored_folder() -> None:
    text = "*.env\n!keep.env\nbuild/\n!build/keep.txt\n/last.env\n"
    assert [line_about(text, path) for path in ("a.env", "x/keep.env", "build/keep.txt", "last.env", "a")] == [
        1, 0, 3, 5, 0,
    ]  # fmt: skip


def test_it_reads_patterns_as_git_does(tmp_path: Path) -> None:
    patterns = [
        "*.env",
        "!keep.env",
        "/build/",
        "docs/**/x",
        "**/y/z",
        "a?c",
        "[a-c]1",
        "q\\ ",
        "!/build/in",
        "w*/",
        "!wx/",
    ]
    paths = [
        "a.env", "d/keep.env", "build/in", "s/build/in", "docs/x", "docs/a/b/x", "y/z", "k/y/z", "abc", "b1", "d1",
        "q ", "q", "wx/f", "wz/f", "w",
    ]  # fmt: skip
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitignore").write_text("\n".join(patterns) + "\n", encoding="utf-8")
    command = ["git", "-C", str(tmp_path), "check-ignore", "--no-index", "-z", "--stdin"]
    asked = "\0".join(paths).encode()
    answer = subprocess.run(command, input=asked, capture_output=True, check=False).stdout
    expected = {path.decode() for path in answer.split(b"\0") if path}
    ignore = IgnoreFile("\n".join(patterns).encode())
    assert {path for path in paths if ignore.line_about(path)} == expected
    assert len(expected) > 5


def test_rules_and_fingerprints_and_which_of_them_is_told() -> None:
    lines = ("# head\r", "", "rule:pii.email  # on purpose", "rule:secret.generic.*", f"fingerprint:{PRINT} # known")
    file = IgnoreFile("\n".join([*lines, "rule:", "fingerprint:", ""]).encode())
    assert file.about(match(), 0) == Suppression("rule", 4)
    assert file.about(match("pii.email", "pii"), 0) == Suppression("rule", 3)
    assert file.about(match("secret.aws.x"), 0) == Suppression("fingerprint", 5)
    other = {"fingerprint": "v2:00", "rule_id": "secret.aws.x"}
    assert file.about(match(**other), 0) is None
    assert file.about(match(**other, earlier_fingerprint=PRINT), 0) == Suppression("fingerprint", 5)
    assert file.about(match(), 9) == Suppression("path", 9)
    assert file.about(match(ignore_line=7), 9) == Suppression("inline", 7)
    assert IgnoreFile(b"rule:agent_config\n").about(match("agent.shell_exec", "agent_config"), 0) is not None
    assert IgnoreFile(b"rule:secret.gen\nrule:*\n").about(match(), 0) is None


def test_nothing_is_ignored_without_one() -> None:
    assert IgnoreFile().line_about("a") == 0
    assert IgnoreFile().about(match(), 0) is None


def test_it_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ignore_file, "MOST_BYTES", 8)
    assert line_about("a\nb\nc\n", "a") == 1
    assert line_about("a\nb\nc\nd\ne", "a") == 0
    monkeypatch.setattr(ignore_file, "MOST_LINES", 2)
    assert [line_about("a\nb\nc\n", path) for path in "abc"] == [1, 2, 0]


def test_bytes_that_are_no_text_are_no_fault() -> None:
    file = IgnoreFile(b"\xef\xbb\xbf\xff\xfe*\nrule:\xff\nfingerprint:\xff\na\n")
    assert file.line_about("a") == 4
    assert file.about(match(), 0) is None
