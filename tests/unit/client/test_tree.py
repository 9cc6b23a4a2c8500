"""Which files a tree has, and which of them cannot be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from server.client.content import MAX_BYTES, UnreadableError, digest_of, read_document
from server.client.errors import UsageError
from server.client.git import list_work_tree
from server.client.names import as_text, printable, refusal
from server.client.tree import Unread, read_tree
from tests.support.git import git

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.client.tree import Tree


def plant(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def names(tree: Tree) -> set[str]:
    return {file.name for file in tree.files}


def test_nested_ignore_files_hold_below_them(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            ".gitignore": "*.log\n/out/\n",
            "a.log": "",
            "out/x": "",
            "sub/.gitignore": "!keep.log\nlocal\n",
            "sub/keep.log": "",
            "sub/other.log": "",
            "sub/local": "",
            "sub/out/y": "",
            "local": "",
        },
    )
    tree = read_tree(tmp_path)
    assert names(tree) == {".gitignore", "local", "sub/.gitignore", "sub/keep.log", "sub/out/y"}
    assert tree.unread == []


@pytest.mark.parametrize("tracked", [True, False])
def test_the_git_folder_is_never_read(tmp_path: Path, tracked: bool) -> None:
    plant(tmp_path, {"a": "x", "sub/.git/config": "secret", "sub/b": "x"})
    if tracked:
        git(tmp_path, "init", "--quiet")
    assert names(read_tree(tmp_path)) == {"a", "sub/b"}


def test_links_are_counted_and_not_followed(tmp_path: Path) -> None:
    outside = plant(tmp_path / "outside", {"secret": "x"})
    root = plant(tmp_path / "root", {"a": "x"})
    (root / "circle").symlink_to(root, target_is_directory=True)
    (root / "escape").symlink_to(outside, target_is_directory=True)
    (root / "file").symlink_to(outside / "secret")
    (root / "self").symlink_to("self")
    (root / "broken").symlink_to("nowhere")
    tree = read_tree(root)
    assert names(tree) == {"a"}
    assert tree.links == 5
    assert tree.unread == []


def test_a_path_that_is_a_link_is_what_it_points_to(tmp_path: Path) -> None:
    plant(tmp_path / "root", {"a": "x"})
    (tmp_path / "link").symlink_to("root")
    tree = read_tree(tmp_path / "link")
    assert (tree.root.name, names(tree)) == ("root", {"a"})


def test_what_git_tracks_counts_although_it_is_ignored(tmp_path: Path) -> None:
    plant(tmp_path, {".gitignore": "*.env\n", "forced.env": "x", "other.env": "x", "new": "x", "gone": "x"})
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--force", "forced.env", "gone", ".gitignore")
    (tmp_path / "gone").unlink()
    assert names(read_tree(tmp_path)) == {".gitignore", "forced.env", "new"}


def test_an_ignored_folder_is_read_by_whoever_names_it(tmp_path: Path) -> None:
    plant(tmp_path, {".gitignore": "build/\n", "build/a": "x", "build/tracked": "x"})
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--force", "build/tracked")
    assert names(read_tree(tmp_path / "build")) == {"a", "tracked"}
    assert names(read_tree(tmp_path)) == {".gitignore", "build/tracked"}


def test_a_folder_of_a_work_tree_is_read_relative_to_itself(tmp_path: Path) -> None:
    plant(tmp_path, {".gitignore": "*.log\n", "sub/a": "x", "sub/b.log": "x", "other": "x"})
    git(tmp_path, "init", "--quiet")
    assert names(read_tree(tmp_path / "sub")) == {"a"}


def test_repositories_in_the_tree_are_read_by_their_own_rules(tmp_path: Path) -> None:
    plant(tmp_path, {"a": "x", "inner/.gitignore": "ignored\n", "inner/ignored": "x", "inner/b": "x"})
    git(tmp_path / "inner", "init", "--quiet")
    git(tmp_path / "inner", "add", "b")
    git(tmp_path / "inner", "commit", "--quiet", "--message", "x")
    git(tmp_path, "init", "--quiet")
    expected = {"a", "inner/.gitignore", "inner/b"}
    assert names(read_tree(tmp_path)) == expected
    git(tmp_path, "add", "inner")  # a submodule
    assert names(read_tree(tmp_path)) == expected
    (tmp_path / "inner" / ".git").rename(tmp_path / "moved")  # a copy of one, which git does not look into
    (tmp_path / "moved" / "HEAD").unlink()
    assert names(read_tree(tmp_path)) >= expected
    assert "inner/ignored" not in names(read_tree(tmp_path))


def test_a_broken_repository_in_the_tree_is_read_once(tmp_path: Path) -> None:
    plant(tmp_path, {"inner/b": "x"})
    git(tmp_path / "inner", "init", "--quiet")
    git(tmp_path / "inner", "add", "b")
    git(tmp_path / "inner", "commit", "--quiet", "--message", "x")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "inner")
    (tmp_path / "inner" / ".git" / "HEAD").unlink()
    assert [file.name for file in read_tree(tmp_path).files] == ["inner/b"]


def test_a_folder_that_became_a_link_leads_nowhere(tmp_path: Path) -> None:
    outside = plant(tmp_path / "outside", {"secret": "x", "deep/secret": "x"})
    root = plant(tmp_path / "root", {"d/secret": "x", "d/deep/secret": "x", "a": "x"})
    git(root, "init", "--quiet")
    git(root, "add", ".")
    (root / "d").rename(tmp_path / "moved")
    (root / "d").symlink_to(outside, target_is_directory=True)
    assert names(read_tree(root)) == {"a"}


def test_a_tree_starts_no_program_of_its_own(tmp_path: Path) -> None:
    plant(tmp_path, {"a": "x"})
    git(tmp_path, "init", "--quiet")
    (tmp_path / "monitor.sh").write_text(f"#!/bin/sh\ntouch '{tmp_path}/started'\n", encoding="utf-8")
    (tmp_path / "monitor.sh").chmod(0o755)
    git(tmp_path, "config", "core.fsmonitor", str(tmp_path / "monitor.sh"))
    assert names(read_tree(tmp_path)) == {"a", "monitor.sh"}
    assert not (tmp_path / "started").exists()


def test_a_hook_of_git_does_not_mislead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other, root = plant(tmp_path / "other", {"x": "x"}), plant(tmp_path / "root", {"a": "x"})
    for folder in (other, root):
        git(folder, "init", "--quiet")
    git(other, "add", "x")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    assert names(read_tree(root)) == {"a"}


def test_a_repository_that_git_refuses_is_walked_and_that_is_said(tmp_path: Path) -> None:
    plant(tmp_path, {".gitignore": "*.log\n", "a": "x", "b.log": "x"})
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".git" / "config").write_text("no configuration", encoding="utf-8")
    tree = read_tree(tmp_path)
    assert names(tree) == {".gitignore", "a"}
    assert "its .gitignore files are followed instead" in tree.notices[0]


def test_without_git_ignore_files_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, {".gitignore": "*.log\n", "a": "x", "b.log": "x"})
    git(tmp_path, "init", "--quiet")
    monkeypatch.setenv("PATH", str(tmp_path))
    tree = read_tree(tmp_path)
    assert (names(tree), tree.notices) == ({".gitignore", "a"}, [])


def test_a_folder_that_git_cannot_open_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "bin" / "git"
    plant(tmp_path, {"bin/git": "", "root/a": "x"})
    script.write_text(
        "#!/bin/sh\n"
        'case "$*" in *check-ignore*) exit 1 ;; esac\n'
        "printf 'a\\0'\n"
        "echo \"warning: could not open directory 'closed/': Permission denied\" >&2\n"
        "echo 'warning: something else' >&2\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    listing = list_work_tree(tmp_path / "root")
    assert listing.names == ["a"]
    assert listing.problems == [("closed", "permission denied")]
    assert listing.notices == ["git: warning: something else"]


def test_a_folder_that_cannot_be_opened_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, {"a": "x", "closed/b": "x"})
    open_folder = os.scandir

    def closed(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return open_folder(path)

    monkeypatch.setattr(os, "scandir", closed)
    tree = read_tree(tmp_path)
    assert names(tree) == {"a"}
    assert tree.unread == [Unread("closed/", "permission denied")]


def test_names_that_the_service_refuses_are_reported(tmp_path: Path) -> None:
    for name in (b"new\nline", b"back\\slash", b"caf\xe9", b"esc\x1b[2J", "café".encode(), b"...", b"a b"):
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).touch()
    tree = read_tree(tmp_path)
    assert names(tree) == {"café", "...", "a b"}
    assert {printable(as_text(each.name)): each.reason for each in tree.unread} == {
        "new\\nline": "its name has a control character",
        "back\\slash": "its name has a backslash",
        "caf\\xe9": "its name is not UTF-8",
        "esc\\x1b[2J": "its name has a control character",
    }


def test_a_path_that_is_too_long_is_reported(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(6):
        folder = folder / ("d" * 200)
    plant(folder, {"a": "x"})
    tree = read_tree(tmp_path)
    assert tree.files == []
    assert [each.reason for each in tree.unread] == ["its path is longer than 1024 bytes"]


def test_special_files_are_no_documents(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    tree = read_tree(tmp_path)
    assert (tree.files, tree.unread) == ([], [])
    with pytest.raises(UnreadableError, match="not a regular file"):
        read_document(tmp_path / "pipe")


def test_a_single_file_is_a_tree(tmp_path: Path) -> None:
    plant(tmp_path, {".gitignore": "a.log\n", "a.log": "x"})
    git(tmp_path, "init", "--quiet")
    tree = read_tree(tmp_path / "a.log")
    assert (names(tree), tree.is_folder) == ({"a.log"}, False)


def test_a_path_that_is_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or directory"):
        read_tree(tmp_path / "nothing")
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(UsageError, match="circle"):
        read_tree(tmp_path / "circle")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="neither a folder nor a file"):
        read_tree(tmp_path / "pipe")


def test_a_document_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * MAX_BYTES)
    assert len(read_document(file)) == MAX_BYTES
    file.write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(UnreadableError, match="larger than 16 MiB"):
        read_document(file)
    with pytest.raises(UnreadableError, match="no such file"):
        read_document(tmp_path / "gone")
    (tmp_path / "link").symlink_to(file)
    with pytest.raises(UnreadableError, match="symbolic links"):
        read_document(tmp_path / "link")


def test_a_digest_is_that_of_the_service() -> None:
    assert digest_of(b"abc") == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("name", ["", "/a", "a/", "a//b", "./a", "a/../b"])
def test_a_path_that_is_not_plain_is_refused(name: str) -> None:
    assert refusal(name) == "its path is not a plain relative one"


def test_text_that_would_steer_a_terminal_is_shown_as_what_it_is() -> None:
    assert printable("plain é 漢 🙂") == "plain é 漢 🙂"
    assert printable("\x1b[31m\r\n\x9b\u202e\u2028") == "\\x1b[31m\\r\\n\\x9b\\u202e\\u2028"
