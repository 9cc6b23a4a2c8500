"""A session that is bound to a tenant cannot see or write another's rows, whatever the query says.

Reads, updates and deletes of the ORM get the tenant's criteria from ``with_loader_criteria``; new objects get the
tenant's marks and are refused if they carry others; a statement that the ORM does not know (Core, text) is refused,
as nothing could be added to it. ``upsert`` is the one way to insert past the ORM, and stamps its rows itself.

A service session (tenant None) sees all. It is for finding out who calls and for the workers' sweeps; what they do
for a tenant, they do in a session of that tenant.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, with_loader_criteria

from server.storage.base import OfCredentials, OfEnvironment, OfOrganization

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlalchemy.orm import ORMExecuteState
    from sqlalchemy.orm.unitofwork import UOWTransaction

    from server.principal import Tenant
    from server.storage.base import Base

TENANT = "tenant"
_STAMPED = "netallion_stamped"


class TenantBreach(Exception):
    """The code tried to reach past its tenant. Always a bug; the call fails with INTERNAL."""


class BoundSession(Session):
    """The session class of the storage; ``info["tenant"]`` is the tenant that it is bound to, or None."""


@lru_cache(maxsize=4096)
def _criteria(tenant: Tenant) -> tuple[Any, ...]:
    """Return the options that bind a statement. Kept, as every statement needs them."""
    organization, environment, worlds = tenant.organization_id, tenant.environment, tenant.credential_environments
    return (
        with_loader_criteria(OfOrganization, lambda table: table.organization_id == organization, include_aliases=True),
        with_loader_criteria(OfEnvironment, lambda table: table.environment == environment, include_aliases=True),
        with_loader_criteria(OfCredentials, lambda table: table.environment.in_(worlds), include_aliases=True),
    )


@event.listens_for(BoundSession, "do_orm_execute")
def _bind_statement(state: ORMExecuteState) -> None:
    tenant = state.session.info[TENANT]
    if tenant is None or state.is_column_load or state.is_relationship_load:
        return
    if state.is_insert and state.execution_options.get(_STAMPED):
        return
    if not state.is_orm_statement or state.is_insert:
        message = "a statement that cannot be bound to the tenant"
        raise TenantBreach(message)
    state.statement = state.statement.options(*_criteria(tenant))


@event.listens_for(BoundSession, "before_flush")
def _bind_objects(session: BoundSession, _context: UOWTransaction, _instances: object) -> None:
    tenant = session.info[TENANT]
    if tenant is None:
        return
    for row in session.new:
        _stamp(row, tenant)
    for row in (*session.dirty, *session.deleted):
        _refuse_foreign(row, tenant)


def _stamp(row: object, tenant: Tenant) -> None:
    """Give a new row the tenant's marks. Raises TenantBreach if it carries others."""
    for name, value in _marks(type(row), tenant).items():
        if getattr(row, name) not in (None, value):
            message = f"a new {type(row).__name__} of another tenant"
            raise TenantBreach(message)
        setattr(row, name, value)
    _refuse_unmanaged(row, tenant)


def _refuse_foreign(row: object, tenant: Tenant) -> None:
    """Raise TenantBreach unless a changed row is the tenant's."""
    if any(getattr(row, name) != value for name, value in _marks(type(row), tenant).items()):
        message = f"a change to a {type(row).__name__} of another tenant"
        raise TenantBreach(message)
    _refuse_unmanaged(row, tenant)


def _refuse_unmanaged(row: object, tenant: Tenant) -> None:
    """Raise TenantBreach for a credential of a world that the tenant may not manage."""
    if isinstance(row, OfCredentials) and row.environment not in tenant.credential_environments:
        message = f"a {type(row).__name__} of an environment that the caller may not manage"
        raise TenantBreach(message)


def _marks(table: type, tenant: Tenant) -> dict[str, str]:
    """Return the columns that say whose a row of `table` is, with the tenant's values."""
    marks: dict[str, str] = {}
    if issubclass(table, OfOrganization):
        marks["organization_id"] = tenant.organization_id
    if issubclass(table, OfEnvironment):
        marks["environment"] = tenant.environment
    return marks


def insert_into(session: AsyncSession, table: type[Base]) -> Any:
    """Return the database's own insert, which knows ``on_conflict_do_…``; in bound sessions for `upsert` only."""
    return (sqlite if session.get_bind().dialect.name == "sqlite" else postgresql).insert(table)


async def upsert(
    session: AsyncSession,
    table: type[Base],
    rows: Sequence[Mapping[str, Any]],
    *,
    key: Sequence[str],
    update: Sequence[str] = (),
) -> None:
    """Insert rows, stamped with the session's tenant; where `key` is taken, update the named columns or do nothing.

    `key`: the columns of a primary key or unique constraint, which must begin with the tenant's columns or be an id
    that only we make, so that no conflict can be with another tenant's row.
    """
    tenant = session.info[TENANT]
    if tenant is None:
        message = "upsert needs a tenant"
        raise TenantBreach(message)
    stamp = _marks(table, tenant)
    if not rows:
        return
    # One statement and many parameters: compiled once, and not bounded in rows as one VALUES clause is.
    statement: Any = insert_into(session, table)
    if update:
        changes = {name: getattr(statement.excluded, name) for name in update}
        mine = [getattr(table, name) == value for name, value in stamp.items()]
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=changes, where=_all(mine))
    else:
        statement = statement.on_conflict_do_nothing(index_elements=list(key))
    await session.execute(statement, [{**row, **stamp} for row in rows], execution_options={_STAMPED: True})


def _all(conditions: Sequence[Any]) -> Any:
    return and_(*conditions) if conditions else None
