"""Installations and parts that the integration tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.stack import Stack, start_stack
from tests.support.valkey import Valkey, running_valkey
from tests.support.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.postgres import Postgres


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def each_stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """An installation on each database: the shared one, and one on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("stack")
        return
    server: Postgres = request.getfixturevalue("postgres")
    running = start_stack(
        tmp_path_factory.mktemp("stack") / "home",
        database_url=server.url(server.create_database()),
        trusted_hops="2",
    )
    yield running
    running.stop()


@pytest.fixture(scope="session")
def rules_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled rules for all workers of a run."""
    return tmp_path_factory.mktemp("worker-home")


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    """A Valkey of this test's own."""
    with running_valkey(tmp_path / "valkey") as server:
        yield server


@pytest.fixture
def workers(tmp_path: Path, rules_cache: Path, database_url: str, valkey: Valkey) -> Iterator[Workers]:
    """Worker processes of this test's own, on its database and Valkey."""
    made = Workers(tmp_path, rules_cache, database_url, valkey.url)
    yield made
    made.end()
