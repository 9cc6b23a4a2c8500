"""Migrations lead to the tables that the code knows, and back, on both databases."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from server.storage.migrate import configuration, migration_engine, upgrade_url
from server.storage.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from tests.support.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        name = server.create_database()
        yield server.url(name)
        server.drop_database(name)


async def on(url: str, work: Callable[[Connection], Any]) -> Any:
    engine = migration_engine(url)
    async with engine.connect() as plain:
        connection = await plain.execution_options(netallion_writes=True)
        result = await connection.run_sync(work)
        await connection.commit()
    await engine.dispose()
    return result


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def differences(connection: Connection) -> list[Any]:
    found: list[Any] = compare_metadata(MigrationContext.configure(connection), METADATA)
    return found


async def test_the_newest_revision_is_what_the_code_knows(empty_url: str) -> None:
    await upgrade_url(empty_url)
    assert await on(empty_url, differences) == []
    assert await on(empty_url, tables) == set(METADATA.tables)


async def test_every_step_can_be_taken_back_and_again(empty_url: str) -> None:
    await upgrade_url(empty_url)
    await on(empty_url, lambda connection: command.downgrade(configuration(connection), "base"))
    assert await on(empty_url, tables) == set()
    await upgrade_url(empty_url)
    assert await on(empty_url, differences) == []


async def test_two_processes_that_migrate_at_once_take_turns(empty_url: str) -> None:
    program = f"import asyncio; from server.storage.migrate import upgrade_url; asyncio.run(upgrade_url({empty_url!r}))"
    both = [await asyncio.create_subprocess_exec(sys.executable, "-c", program) for _ in range(2)]
    assert [await process.wait() for process in both] == [0, 0]
    assert await on(empty_url, differences) == []
