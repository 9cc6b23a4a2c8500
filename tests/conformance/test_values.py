"""What is stored comes back as it was, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, StatementError

from server.identifiers import new_id
from server.principal import Tenant
from server.scan.tables import Document, DocumentContent, Workspace

if TYPE_CHECKING:
    from server.storage.database import Database

MINE = Tenant("org_mine", "live")


async def store(database: Database, **values: object) -> Workspace:
    workspace = Workspace(id=new_id("ws"), **({"name": "A"} | values))
    async with database.write(MINE) as session:
        session.add(workspace)
    async with database.read(MINE) as session:
        return await session.get_one(Workspace, workspace.id)


def new_document(workspace_id: str, path: str) -> Document:
    return Document(id=new_id("fnd"), workspace_id=workspace_id, path=path, media_type="", size=0, digest="")


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC),
        datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2))),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
async def test_an_instant_comes_back_in_utc_to_the_microsecond(database: Database, at: datetime) -> None:
    found = (await store(database, created_at=at)).created_at
    assert found == at
    assert found.utcoffset() == timedelta(0)


async def test_instants_compare_whatever_their_zone(database: Database) -> None:
    at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    await store(database, created_at=at)
    later_in_its_words = at.astimezone(timezone(timedelta(hours=9)))
    async with database.read(MINE) as session:
        count = select(func.count()).select_from(Workspace)
        assert await session.scalar(count.where(Workspace.created_at == later_in_its_words)) == 1
        assert await session.scalar(count.where(Workspace.created_at < later_in_its_words)) == 0


async def test_a_naive_instant_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="says no instant"):
        await store(database, created_at=datetime(2026, 1, 1))  # noqa: DTZ001 -- what must be refused


async def test_no_instant_comes_back_as_none(database: Database) -> None:
    assert (await store(database)).deleted_at is None


@pytest.mark.parametrize(
    "name", ["", "  ", "Ünïcode ✓ 漢字 🔑", "'; DROP TABLE workspaces; --", "a\nb\tc", "\u202e", "%_\\"]
)
async def test_text_comes_back_as_it_was(database: Database, name: str) -> None:
    assert (await store(database, name=name)).name == name


async def test_names_differ_by_case_and_by_trailing_space(database: Database) -> None:
    await store(database, name="Name")
    async with database.read(MINE) as session:
        for other in ("name", "NAME", "Name "):
            assert (await session.scalars(select(Workspace).where(Workspace.name == other))).all() == []


async def test_paths_are_listed_in_the_order_of_their_bytes(database: Database) -> None:
    workspace = await store(database)
    paths = ["B", "a", "a/b", "a-b", "a.b", "Z", "_", "é", "z", "漢", "🔑", "\uffee", "10", "9", "a b"]
    async with database.write(MINE) as session:
        session.add_all(new_document(workspace.id, path) for path in paths)
    async with database.read(MINE) as session:
        found = (await session.scalars(select(Document.path).order_by(Document.path))).all()
    assert found == sorted(paths, key=str.encode)


async def test_bytes_come_back_as_they_were(database: Database) -> None:
    workspace = await store(database)
    content = bytes(range(256)) * 4096
    document = new_document(workspace.id, "a")
    async with database.write(MINE) as session:
        session.add(document)
        await session.flush()
        session.add(DocumentContent(document_id=document.id, sealed=content))
    async with database.read(MINE) as session:
        assert await session.scalar(select(DocumentContent.sealed)) == content


async def test_a_child_needs_its_parent_and_goes_with_it(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.write(MINE) as session:
            session.add(new_document("ws_nowhere", "a"))
    workspace = await store(database)
    async with database.write(MINE) as session:
        session.add(new_document(workspace.id, "a"))
    async with database.write(MINE) as session:
        await session.delete(await session.get_one(Workspace, workspace.id))
    async with database.service_read() as session:
        assert await session.scalar(select(func.count()).select_from(Document)) == 0


async def test_a_path_is_once_in_a_workspace(database: Database) -> None:
    workspace = await store(database)
    with pytest.raises(IntegrityError):
        async with database.write(MINE) as session:
            session.add_all([new_document(workspace.id, "a"), new_document(workspace.id, "a")])
