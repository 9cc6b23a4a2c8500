"""Deleting much in small transactions, so that other writers wait for one of them only."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import CursorResult, delete, inspect, select, tuple_

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.principal import Tenant
    from server.storage.base import Base
    from server.storage.database import Database

ROWS = 500


async def delete_rows(session: AsyncSession, table: type[Base], *conditions: ColumnElement[bool]) -> int:
    """Delete the rows of a table that meet the conditions, and return how many there were."""
    statement = delete(table).where(*conditions).execution_options(synchronize_session=False)
    result = await session.execute(statement)
    return result.rowcount if isinstance(result, CursorResult) else 0


async def delete_in_batches(
    database: Database, tenant: Tenant | None, table: type[Base], *conditions: ColumnElement[bool]
) -> None:
    """Delete rows in transactions of 500 each, with pauses as long as those, for whoever else has to write.

    Without a tenant, rows of all tenants are deleted. Done twice at once, each deletes what the other does not.
    """
    key = [getattr(table, str(column.key)) for column in inspect(table).primary_key]
    some = select(*key).where(*conditions).limit(ROWS).with_for_update(skip_locked=True)
    while True:
        began = time.monotonic()
        async with database.service_write() if tenant is None else database.write(tenant) as session:
            rows = [tuple(row) for row in await session.execute(some)]
            if rows:
                await delete_rows(session, table, _among(key, rows))
        if len(rows) < ROWS:
            return
        await asyncio.sleep(time.monotonic() - began)


def _among(key: list[Any], rows: list[tuple[Any, ...]]) -> ColumnElement[bool]:
    """Return the condition of rows by their keys: as values, as SQLite would combine two conditions row by row."""
    among: ColumnElement[bool] = key[0].in_([row[0] for row in rows]) if len(key) == 1 else tuple_(*key).in_(rows)
    return among
