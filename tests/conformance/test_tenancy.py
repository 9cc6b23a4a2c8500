"""A session that is bound to a tenant reaches nothing of another organization or environment, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import aliased

from server.auth.tables import ApiKey, User
from server.contract.vocabulary import LIVE, TEST
from server.identifiers import new_id
from server.incident.tables import Incident
from server.principal import Tenant
from server.scan.tables import Scan, Workspace
from server.storage.base import Base, now
from server.storage.tenancy import TenantBreach, upsert

if TYPE_CHECKING:
    from server.storage.database import Database

MINE = Tenant("org_mine", LIVE)
MY_SANDBOX = Tenant("org_mine", TEST)
THEIRS = Tenant("org_theirs", LIVE)
FOREIGN = (MY_SANDBOX, THEIRS)


async def add_workspace(database: Database, tenant: Tenant, name: str = "A") -> str:
    workspace = Workspace(id=new_id("ws"), name=name)
    async with database.write(tenant) as session:
        session.add(workspace)
    return workspace.id


async def names(database: Database, tenant: Tenant) -> list[str]:
    async with database.read(tenant) as session:
        return list(await session.scalars(select(Workspace.name).order_by(Workspace.name)))


def key_of(environment: str) -> ApiKey:
    return ApiKey(id=new_id("key"), name=environment, scopes=[], environment=environment, created_by="usr_x")


async def test_a_new_row_gets_the_tenant_of_its_session(database: Database) -> None:
    workspace_id = await add_workspace(database, MY_SANDBOX)
    async with database.service_read() as session:
        row = await session.get_one(Workspace, workspace_id)
    assert (row.organization_id, row.environment) == (MY_SANDBOX.organization_id, MY_SANDBOX.environment)


@pytest.mark.parametrize("other", FOREIGN)
async def test_selects_of_every_shape_leave_foreign_rows_out(database: Database, other: Tenant) -> None:
    foreign = await add_workspace(database, other)
    again = aliased(Workspace)
    inner = select(Workspace.id).where(Workspace.id == foreign)
    async with database.read(MINE) as session:
        assert await session.get(Workspace, foreign) is None
        assert await session.get(Workspace, foreign, with_for_update=True) is None
        assert (await session.scalars(select(Workspace))).all() == []
        assert (await session.execute(select(Workspace.id, Workspace.name))).all() == []
        assert (await session.scalars(select(again).where(again.id == foreign))).all() == []
        assert await session.scalar(select(func.count()).select_from(Workspace)) == 0
        assert await session.scalar(select(func.count(Workspace.id))) == 0
        assert await session.scalar(select(inner.exists())) is False
        subquery = inner.subquery()
        assert (await session.execute(select(subquery))).all() == []
        assert (await session.scalars(select(Workspace.name).union(select(Workspace.id)))).all() == []


async def test_joins_leave_foreign_rows_out_on_both_sides(database: Database) -> None:
    mine, theirs = await add_workspace(database, MINE), await add_workspace(database, THEIRS)
    async with database.service_write() as session:
        # what no code of ours would write: a row that refers to another tenant's
        session.add(
            Scan(id="scan_x", workspace_id=theirs, scope="full", status="queued", triggered_by="", **_marks(MINE))
        )
        session.add(
            Scan(id="scan_y", workspace_id=mine, scope="full", status="queued", triggered_by="", **_marks(THEIRS))
        )
    async with database.read(MINE) as session:
        inner = select(Scan.id, Workspace.id).join(Workspace, Workspace.id == Scan.workspace_id)
        assert (await session.execute(inner)).all() == []
        outer = select(Workspace.id, Scan.id).outerjoin(Scan, Scan.workspace_id == Workspace.id)
        rows = (await session.execute(outer)).all()
        assert [row[0] for row in rows] == [mine]
        assert [row[1] for row in rows if row[1]] == []


@pytest.mark.parametrize("other", FOREIGN)
async def test_updates_and_deletes_by_statement_leave_foreign_rows_alone(database: Database, other: Tenant) -> None:
    foreign = await add_workspace(database, other, "Foreign")
    mine = await add_workspace(database, MINE, "Mine")
    async with database.write(MINE) as session:
        await session.execute(update(Workspace).values(name="Changed"))
        await session.execute(update(Workspace).where(Workspace.id == foreign).values(name="Changed"))
        await session.execute(delete(Workspace).where(Workspace.id.in_([foreign, mine])))
    assert await names(database, other) == ["Foreign"]
    assert await names(database, MINE) == []


@pytest.mark.parametrize("other", FOREIGN)
async def test_objects_of_another_tenant_cannot_be_added(database: Database, other: Tenant) -> None:
    with pytest.raises(TenantBreach):
        async with database.write(MINE) as session:
            session.add(Workspace(id=new_id("ws"), name="A", **_marks(other)))
    assert await names(database, other) == []


@pytest.mark.parametrize("other", FOREIGN)
async def test_objects_of_another_tenant_cannot_be_changed_or_deleted(database: Database, other: Tenant) -> None:
    foreign = await add_workspace(database, other, "Foreign")

    async def change() -> None:
        async with database.read(other) as session:
            row = await session.get_one(Workspace, foreign)
        async with database.write(MINE) as session:
            session.add(row)
            row.name = "Changed"

    async def remove() -> None:
        async with database.read(other) as session:
            row = await session.get_one(Workspace, foreign)
        async with database.write(MINE) as session:
            session.add(row)
            await session.delete(row)

    with pytest.raises(TenantBreach):
        await change()
    with pytest.raises(TenantBreach):
        await remove()
    assert await names(database, other) == ["Foreign"]


async def test_a_row_cannot_be_moved_to_another_tenant(database: Database) -> None:
    mine = await add_workspace(database, MINE, "Mine")

    async def move() -> None:
        async with database.write(MINE) as session:
            row = await session.get_one(Workspace, mine)
            row.organization_id = THEIRS.organization_id

    with pytest.raises(TenantBreach):
        await move()
    assert await names(database, MINE) == ["Mine"]


async def test_statements_that_cannot_be_bound_are_refused(database: Database) -> None:
    table = Base.metadata.tables["workspaces"]
    row = {"id": "ws_x", "name": "A", "documents_count": 0, "created_at": now(), "updated_at": now()} | _marks(THEIRS)
    for statement in (
        text("SELECT * FROM workspaces"),
        text("DELETE FROM workspaces"),
        select(table),
        select(table.c.id),
        update(table).values(name="A"),
        delete(table),
        insert(table).values(**row),
        insert(Workspace).values(**row),
    ):
        with pytest.raises(TenantBreach):
            async with database.write(MINE) as session:
                await session.execute(statement)
    with pytest.raises(TenantBreach):
        async with database.write(MINE) as session:
            await session.execute(insert(Workspace), [row])


async def test_upsert_stamps_its_rows_with_the_tenant(database: Database) -> None:
    rows = [_incident_row(f"v1:{number}") for number in range(3)]
    async with database.write(MY_SANDBOX) as session:
        await upsert(session, Incident, rows, key=("workspace_id", "fingerprint"))
    async with database.service_read() as session:
        found = (await session.execute(select(Incident.organization_id, Incident.environment))).all()
    assert [tuple(row) for row in found] == [("org_mine", TEST)] * 3


async def test_upsert_ignores_marks_of_others_in_its_rows(database: Database) -> None:
    async with database.write(MINE) as session:
        await upsert(session, Incident, [_incident_row("v1:a") | _marks(THEIRS)], key=("workspace_id", "fingerprint"))
    async with database.read(MINE) as session:
        assert await session.scalar(select(func.count()).select_from(Incident)) == 1


async def test_upsert_updates_the_named_columns_only(database: Database) -> None:
    first, second = _incident_row("v1:a"), _incident_row("v1:a") | {"severity_rank": 0, "title": "Other"}
    async with database.write(MINE) as session:
        await upsert(session, Incident, [first], key=("workspace_id", "fingerprint"))
        await upsert(session, Incident, [second], key=("workspace_id", "fingerprint"), update=("severity_rank",))
        await upsert(session, Incident, [second], key=("workspace_id", "fingerprint"))
    async with database.read(MINE) as session:
        row = (await session.scalars(select(Incident))).one()
    assert (row.id, row.title, row.severity) == (first["id"], "Title", "low")


@pytest.mark.parametrize("other", FOREIGN)
async def test_upsert_does_not_update_a_foreign_row_it_conflicts_with(database: Database, other: Tenant) -> None:
    row = _incident_row("v1:a")
    async with database.write(other) as session:
        await upsert(session, Incident, [row], key=("workspace_id", "fingerprint"))
    async with database.write(MINE) as session:
        mine = row | {"id": new_id("inc"), "title": "Changed"}
        await upsert(session, Incident, [mine], key=("workspace_id", "fingerprint"), update=("title",))
    async with database.read(other) as session:
        assert (await session.scalars(select(Incident.title))).all() == ["Title"]


async def test_upsert_needs_a_tenant(database: Database) -> None:
    with pytest.raises(TenantBreach):
        async with database.service_write() as session:
            await upsert(session, Incident, [_incident_row("v1:a")], key=("workspace_id", "fingerprint"))


async def test_rows_of_the_organization_are_seen_from_both_its_environments(database: Database) -> None:
    async with database.write(MINE) as session:
        session.add(User(id=new_id("usr"), email="a@example.com", role="owner", password_hash=""))
    for tenant, count in ((MINE, 1), (MY_SANDBOX, 1), (THEIRS, 0)):
        async with database.read(tenant) as session:
            assert await session.scalar(select(func.count()).select_from(User)) == count


async def test_keys_of_both_worlds_are_seen_from_live_and_only_test_ones_from_the_sandbox(database: Database) -> None:
    async with database.write(MINE) as session:
        session.add_all([key_of(LIVE), key_of(TEST)])
    for tenant, expected in ((MINE, [LIVE, TEST]), (MY_SANDBOX, [TEST]), (THEIRS, [])):
        async with database.read(tenant) as session:
            assert (await session.scalars(select(ApiKey.environment).order_by(ApiKey.environment))).all() == expected


async def test_the_sandbox_cannot_make_or_change_a_live_key(database: Database) -> None:
    with pytest.raises(TenantBreach):
        async with database.write(MY_SANDBOX) as session:
            session.add(key_of(LIVE))
    async with database.write(MINE) as session:
        session.add(key_of(LIVE))
    async with database.write(MY_SANDBOX) as session:
        await session.execute(update(ApiKey).values(name="Changed"))
        await session.execute(delete(ApiKey))
    async with database.read(MINE) as session:
        assert (await session.scalars(select(ApiKey.name))).all() == [LIVE]


async def test_a_service_session_sees_all_tenants(database: Database) -> None:
    for tenant in (MINE, MY_SANDBOX, THEIRS):
        await add_workspace(database, tenant)
    async with database.service_read() as session:
        assert await session.scalar(select(func.count()).select_from(Workspace)) == 3


async def test_every_table_says_whose_its_rows_are() -> None:
    """A table without marks is the same for all tenants; each of those is known here, and why."""
    unmarked = {mapper.class_.__name__ for mapper in Workspace.registry.mappers if not _is_marked(mapper.class_)}
    assert unmarked == {
        "Organization",  # reached by the tenant's own id only
        "DataKey",  # as Organization
        "ServiceSecret",  # the whole service's
        "SigningKey",  # the whole service's
        "LoginFailure",  # keyed hashes, before anyone is known
    }


def _is_marked(table: type) -> bool:
    return hasattr(table, "organization_id") and table.__name__ != "DataKey"


def _marks(tenant: Tenant) -> dict[str, str]:
    return {"organization_id": tenant.organization_id, "environment": tenant.environment}


def _incident_row(fingerprint: str) -> dict[str, object]:
    return {
        "id": new_id("inc"),
        "workspace_id": "ws_x",
        "fingerprint": fingerprint,
        "status": "open",
        "severity_rank": 2,
        "category": "secret",
        "rule_id": "secret.test.key",
        "title": "Title",
        "occurrences_count": 0,
        "first_seen_at": now(),
        "last_seen_at": now(),
        "assignee": "",
        "resolution": "",
    }
