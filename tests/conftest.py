"""What all tests share: databases of both kinds, each test's own, with all tables; one installation for a run."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING

import pytest

from server.storage.database import Database
from server.storage.migrate import upgrade_url
from tests.support.postgres import Postgres, running_postgres
from tests.support.stack import Stack, start_stack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL for the whole run, with a database `migrated` to copy."""
    with running_postgres() as server:
        server.run("CREATE DATABASE migrated TEMPLATE template0")
        asyncio.run(upgrade_url(server.url("migrated")))
        yield server


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One SQLite file with all tables, to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    asyncio.run(upgrade_url(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database of this test's own, once of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "test.db"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite+aiosqlite:///{path}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        name = server.create_database("migrated")
        yield server.url(name)
        server.drop_database(name)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database of this test's own, once of each kind."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """An installation with two servers and two workers; the demo is on the Enterprise plan.

    It believes one more proxy than its own Envoy, so that each client of a test can have an address of its own.
    """
    running = start_stack(tmp_path_factory.mktemp("stack") / "home", servers="2", workers="2", trusted_hops="2")
    yield running
    running.stop()
