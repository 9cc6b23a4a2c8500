"""A new SQLite file that several processes open at once: none of them is locked out."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

from server.storage.database import _prepare_sqlite

if TYPE_CHECKING:
    from pathlib import Path

AT_ONCE = 6
ROUNDS = 40


def test_those_who_open_a_new_file_at_once_wait_for_each_other(tmp_path: Path) -> None:
    together = Barrier(AT_ONCE)

    def write_first(path: Path) -> str:
        connection = sqlite3.connect(path, timeout=5)
        together.wait()
        _prepare_sqlite(connection, None)
        for statement in ("BEGIN IMMEDIATE", "CREATE TABLE IF NOT EXISTS made (x)", "COMMIT"):
            connection.execute(statement)
        mode: str = connection.execute("PRAGMA journal_mode").fetchone()[0]
        connection.close()
        return mode

    with ThreadPoolExecutor(AT_ONCE) as threads:
        for number in range(ROUNDS):
            opened = [threads.submit(write_first, tmp_path / f"{number}.db") for _ in range(AT_ONCE)]
            assert {each.result() for each in opened} == {"wal"}
