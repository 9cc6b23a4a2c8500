"""Deleting much in small transactions, so that other writers wait for one of them only."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import CursorResult, delete, select

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlalchemy.orm import InstrumentedAttribute

    from server.principal import Tenant
    from server.storage.database import Database

ROWS = 500


async def delete_rows(session: AsyncSession, key: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]) -> int:
    """Delete the rows of `key`'s table that meet the conditions, and return how many there were."""
    statement = delete(key.class_).where(*conditions).execution_options(synchronize_session=False)
    result = await session.execute(statement)
    return result.rowcount if isinstance(result, CursorResult) else 0


async def delete_in_batches(
    database: Database, tenant: Tenant | None, key: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]
) -> None:
    """Delete rows in transactions of some 500 each, with pauses as long as those, for whoever else has to write.

    `key`: what tells the rows apart that meet the conditions. Without a tenant, rows of all tenants are deleted. Done
    twice at once, each deletes what the other does not.
    """
    some = select(key).where(*conditions).limit(ROWS).with_for_update(skip_locked=True)
    while True:
        began = time.monotonic()
        async with database.service_write() if tenant is None else database.write(tenant) as session:
            deleted = await delete_rows(session, key, *conditions, key.in_(some))
        if deleted < ROWS:
            return
        await asyncio.sleep(time.monotonic() - began)
