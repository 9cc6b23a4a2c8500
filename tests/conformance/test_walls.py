"""PostgreSQL's own walls: with the application's filter taken away it still shows and changes nothing of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from server.auth.tables import ApiKey, User
from server.contract.vocabulary import LIVE, TEST
from server.identifiers import new_id
from server.principal import Tenant
from server.scan.tables import Workspace
from server.storage import tenancy
from server.storage.base import Base
from server.storage.database import Database
from server.storage.migrate import migration_engine, upgrade_url
from server.storage.walls import ROLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.postgres import Postgres

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

MINE, MY_SANDBOX, THEIRS = Tenant("org_mine", LIVE), Tenant("org_mine", TEST), Tenant("org_theirs", LIVE)


async def fill(database: Database, tenant: Tenant) -> None:
    async with database.write(tenant) as session:
        session.add(Workspace(id=new_id("ws"), name=f"{tenant.organization_id} {tenant.environment}"))
        session.add(User(id=new_id("usr"), email=f"{new_id('usr')}@example.com", role="owner", password_hash="x"))
        session.add(
            ApiKey(id=new_id("key"), name="k", scopes=[], limits={}, environment=tenant.environment, created_by="")
        )


@pytest.fixture
async def unfiltered(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database with rows of three tenants, whose application has lost its filter and its checks."""
    for tenant in (MINE, MY_SANDBOX, THEIRS):
        await fill(database, tenant)
    monkeypatch.setattr(tenancy, "_criteria", lambda _tenant: [])
    monkeypatch.setattr(tenancy, "_refuse_foreign", lambda _row, _tenant: None)
    monkeypatch.setattr(tenancy, "_stamp", lambda _row, _tenant: None)
    return database


async def test_without_the_filter_nothing_foreign_is_read(unfiltered: Database) -> None:
    async with unfiltered.read(MINE) as session:
        assert list(await session.scalars(select(Workspace.name))) == ["org_mine live"]
        assert await session.scalar(select(func.count()).select_from(User)) == 2
        assert set(await session.scalars(select(ApiKey.environment))) == {LIVE, TEST}
    async with unfiltered.read(MY_SANDBOX) as session:
        assert list(await session.scalars(select(Workspace.name))) == ["org_mine test"]
        assert list(await session.scalars(select(ApiKey.environment))) == [TEST]
    async with unfiltered.service_read() as session:
        assert await session.scalar(select(func.count()).select_from(Workspace)) == 3


async def test_without_the_filter_nothing_foreign_is_changed(unfiltered: Database) -> None:
    async with unfiltered.write(MINE) as session:
        await session.execute(update(Workspace).values(name="taken"))
        await session.execute(delete(User))
    async with unfiltered.service_read() as session:
        names = set(await session.scalars(select(Workspace.name)))
        assert set(await session.scalars(select(User.organization_id))) == {"org_theirs"}
    assert names == {"taken", "org_mine test", "org_theirs live"}


async def test_without_the_checks_nothing_is_written_into_another_tenant(unfiltered: Database) -> None:
    foreign = Workspace(id=new_id("ws"), name="x", organization_id="org_theirs", environment=LIVE)
    with pytest.raises(DBAPIError, match="row-level security"):
        async with unfiltered.write(MINE) as session:
            session.add(foreign)


async def test_a_transaction_that_does_not_say_whose_it_is_sees_nothing(unfiltered: Database) -> None:
    async with unfiltered.engine.connect() as connection:
        assert await connection.scalar(text("SELECT current_user")) == ROLE
        assert await connection.scalar(text("SELECT count(*) FROM workspaces")) == 0
    async with unfiltered.service_read() as session:  # what a transaction said ends with it
        assert await session.scalar(select(func.count()).select_from(Workspace)) == 3
    async with unfiltered.engine.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM workspaces")) == 0


async def test_every_table_of_a_tenant_has_its_wall(database: Database) -> None:
    query = text(
        "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid"
        " WHERE relrowsecurity AND relforcerowsecurity AND polname = 'tenant'"
    )
    async with database.engine.connect() as connection:
        walled = set(await connection.scalars(query))
    of_tenants = {table.name for table in Base.metadata.sorted_tables if "organization_id" in table.c}
    assert walled == of_tenants | {"organizations"}


async def test_the_role_of_the_service_cannot_pass(database: Database) -> None:
    async with database.engine.connect() as connection:
        passes = text("SELECT rolsuper OR rolbypassrls OR rolcanlogin FROM pg_roles WHERE rolname = current_user")
        assert await connection.scalar(passes) is False


@pytest.fixture
def plain_url(postgres: Postgres, database_url: str) -> Iterator[str]:
    """The URL of an empty database for a role that owns it and may do nothing else."""
    assert database_url
    postgres.run("CREATE ROLE plain LOGIN NOSUPERUSER")
    name = postgres.create_database()
    postgres.run(f"ALTER DATABASE {name} OWNER TO plain")
    yield postgres.url(name).replace("postgres@", "plain@", 1)
    postgres.drop_database(name)
    postgres.run("DROP ROLE plain")


async def test_a_plain_owner_of_the_tables_meets_the_walls_and_its_migrations_do_not(plain_url: str) -> None:
    await upgrade_url(plain_url)
    database, engine = Database(plain_url), migration_engine(plain_url)
    await fill(database, MINE)
    await fill(database, THEIRS)
    count = text("SELECT count(*) FROM workspaces")
    async with database.engine.connect() as connection:
        assert await connection.scalar(text("SELECT current_user")) == "plain"
        assert await connection.scalar(count) == 0
    async with engine.connect() as connection:
        assert await connection.scalar(count) == 2
    await database.close()
    await engine.dispose()
