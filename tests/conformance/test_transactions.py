"""Transactions: all or nothing, writers that take turns, and a database that is away, on both databases."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update

from server.errors import Unavailable
from server.identifiers import new_id
from server.principal import Tenant
from server.scan.tables import Workspace
from server.storage.database import Database
from server.storage.keys import Keys, SealBroken

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.postgres import Postgres

MINE = Tenant("org_mine", "live")


async def add_workspace(database: Database) -> str:
    workspace = Workspace(id=new_id("ws"), name="A", documents_count=0)
    async with database.write(MINE) as session:
        session.add(workspace)
    return workspace.id


async def count(database: Database) -> int | None:
    async with database.read(MINE) as session:
        return await session.scalar(select(func.count()).select_from(Workspace))


async def test_what_fails_in_the_middle_leaves_nothing(database: Database) -> None:
    async def write() -> None:
        async with database.write(MINE) as session:
            session.add(Workspace(id=new_id("ws"), name="A"))
            await session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write()
    assert await count(database) == 0


async def test_what_is_canceled_in_the_middle_leaves_nothing_and_holds_no_lock(database: Database) -> None:
    inside = asyncio.Event()

    async def write() -> None:
        async with database.write(MINE) as session:
            session.add(Workspace(id=new_id("ws"), name="A"))
            await session.flush()
            inside.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(write())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await count(database) == 0
    await add_workspace(database)
    assert await count(database) == 1


async def test_a_reading_session_changes_nothing(database: Database) -> None:
    async with database.read(MINE) as session:
        session.add(Workspace(id=new_id("ws"), name="A"))
        await session.flush()
    assert await count(database) == 0


async def test_writers_at_once_lose_no_update(database: Database) -> None:
    workspace_id = await add_workspace(database)

    async def add_one() -> None:
        async with database.write(MINE) as session:
            query = select(Workspace).where(Workspace.id == workspace_id).with_for_update()
            workspace = (await session.scalars(query)).one()
            await asyncio.sleep(0)
            workspace.documents_count += 1

    async def add_by_statement() -> None:
        async with database.write(MINE) as session:
            await session.execute(update(Workspace).values(documents_count=Workspace.documents_count + 1))

    await asyncio.gather(*[add_one() for _ in range(25)], *[add_by_statement() for _ in range(25)])
    async with database.read(MINE) as session:
        assert await session.scalar(select(Workspace.documents_count)) == 50


async def test_writers_of_two_processes_lose_no_update(database: Database, database_url: str) -> None:
    workspace_id = await add_workspace(database)
    other = Database(database_url)

    async def add_one(through: Database) -> None:
        async with through.write(MINE) as session:
            await session.execute(
                update(Workspace)
                .where(Workspace.id == workspace_id)
                .values(documents_count=Workspace.documents_count + 1)
            )

    try:
        await asyncio.gather(*[add_one(through) for _ in range(20) for through in (database, other)])
    finally:
        await other.close()
    async with database.read(MINE) as session:
        assert await session.scalar(select(Workspace.documents_count)) == 40


async def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    async with database.write(MINE) as session:
        session.add(Workspace(id=new_id("ws"), name="A"))
        await session.flush()
        assert await asyncio.wait_for(count(database), 5) == 0
    assert await count(database) == 1


async def test_more_callers_than_connections_all_get_their_turn(database: Database) -> None:
    await asyncio.gather(*[add_workspace(database) for _ in range(40)], *[count(database) for _ in range(40)])
    assert await count(database) == 40


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_locked_sqlite_is_unavailable(database: Database, database_url: str) -> None:
    holder = sqlite3.connect(database_url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable):
            await add_workspace(database)
        holder.execute("ROLLBACK")
        await add_workspace(database)
    finally:
        holder.close()


async def test_a_row_that_is_locked_too_long_is_unavailable_or_waited_for(database: Database) -> None:
    workspace_id = await add_workspace(database)
    async with asyncio.timeout(20):
        async with database.write(MINE) as session:
            await session.execute(update(Workspace).values(name="B"))
            waiting = asyncio.create_task(add_workspace(database))
            await asyncio.sleep(0.1)
        await waiting
    async with database.read(MINE) as session:
        assert (await session.get_one(Workspace, workspace_id)).name == "B"


@pytest.mark.parametrize("scheme", ["sqlite", "postgresql"])
async def test_a_database_that_is_nowhere_is_unavailable(scheme: str, tmp_path: Path) -> None:
    nowhere = {
        "sqlite": f"sqlite+aiosqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}",
        "postgresql": "postgresql+asyncpg://postgres@127.0.0.1:9/nowhere",
    }
    database = Database(nowhere[scheme])
    with pytest.raises(Unavailable):
        await count(database)
    with pytest.raises(Unavailable):
        await add_workspace(database)
    await database.close()
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:  # aiosqlite's, of connections that could not be opened
            await asyncio.to_thread(thread.join, 10)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_postgresql_that_comes_back_is_used_again(
    database: Database, database_url: str, postgres: Postgres
) -> None:
    await add_workspace(database)
    await asyncio.to_thread(postgres.disconnect_all, database_url.rpartition("/")[2])
    with pytest.raises(Unavailable):
        await count(database)
    assert await count(database) == 1


async def test_the_root_secret_is_made_once_by_whoever_is_first(database: Database) -> None:
    master = bytes(range(32))
    loaded = await asyncio.gather(*[Keys.load(database, master) for _ in range(5)])
    assert len({keys.purpose("test") for keys in loaded}) == 1
    with pytest.raises(SealBroken):
        await Keys.load(database, bytes(32))
