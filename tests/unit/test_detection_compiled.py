"""Hyperscan databases out of a folder: the same as compiled anew, and compiled anew where the folder is no help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hyperscan
import pytest

from server.detection.compiled import database

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("apple", "pear")


def ends(made: hyperscan.Database) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []

    def event(identifier: int, _start: int, end: int, _flags: int, _context: object) -> bool:
        found.append((identifier, end))
        return False

    made.scan(b"a pear, an apple", match_event_handler=event, scratch=hyperscan.Scratch(made))
    return found


def test_what_was_kept_is_loaded_and_not_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "kept"
    expected = [(1, 6), (0, 16)]
    assert ends(database(WORDS, 0, folder)) == expected
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    monkeypatch.setattr("server.detection.compiled._compile", pytest.fail)
    assert ends(database(WORDS, 0, folder)) == expected


@pytest.mark.parametrize("damage", [b"", b"x" * 200])
def test_damage_is_compiled_over(damage: bytes, tmp_path: Path) -> None:
    database(WORDS, 0, tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage + whole[:-1])
    assert ends(database(WORDS, 0, tmp_path)) == [(1, 6), (0, 16)]
    assert file.read_bytes() == whole


def test_other_expressions_or_flags_are_other_files(tmp_path: Path) -> None:
    for words, flags in ((WORDS, 0), (WORDS[::-1], 0), (WORDS, hyperscan.HS_FLAG_CASELESS)):
        database(words, flags, tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert ends(database(WORDS, 0, blocked / "folder")) == [(1, 6), (0, 16)]
    assert ends(database(WORDS, 0, None)) == [(1, 6), (0, 16)]
