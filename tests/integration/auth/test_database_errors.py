"""What PostgreSQL does to us in earnest is UNAVAILABLE, so that a client may try again, and not an internal error."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest_asyncio
from sqlalchemy import select, text

from server.auth.tables import Organization
from server.errors import Unavailable
from server.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.postgres import Postgres

AS_OPERATOR = text("SET LOCAL ROLE NONE")
"""Acts as the role that has logged in, which here is the server's superuser."""


@pytest_asyncio.fixture(loop_scope="session")
async def database(postgres: Postgres) -> AsyncIterator[Database]:
    """A PostgreSQL database of this test's own, with two organizations."""
    name = await asyncio.to_thread(postgres.create_database, "migrated")
    opened = Database(postgres.url(name))
    async with opened.service_write() as session:
        session.add_all([Organization(id=each, name=each, plan="starter") for each in ("org_1", "org_2")])
    yield opened
    await opened.close()


async def test_of_two_that_wait_for_each_other_one_is_unavailable(database: Database) -> None:
    both = asyncio.Barrier(2)

    async def lock(first: str, second: str) -> str:
        try:
            async with database.service_write() as session:
                await session.execute(AS_OPERATOR)
                await session.execute(text("SET LOCAL deadlock_timeout = '50ms'"))
                await session.get_one(Organization, first, with_for_update=True)
                await both.wait()
                await session.get_one(Organization, second, with_for_update=True)
        except Unavailable as error:
            return error.reason
        return ""

    reasons = await asyncio.gather(lock("org_1", "org_2"), lock("org_2", "org_1"))
    assert sorted(reasons) == ["", "STORAGE_UNAVAILABLE"]


async def test_a_connection_that_the_operator_ends_is_unavailable_once(database: Database) -> None:
    query = select(Organization.id).order_by(Organization.id)
    ended: list[str] = []
    try:
        async with database.service_read() as session:
            pid = await session.scalar(text("SELECT pg_backend_pid()"))
            async with database.service_read() as other:
                await other.execute(AS_OPERATOR)
                await other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            await session.scalars(query)
    except Unavailable as error:
        ended.append(error.reason)
    assert ended == ["STORAGE_UNAVAILABLE"]
    async with database.service_read() as session:
        assert (await session.scalars(query)).all() == ["org_1", "org_2"]


async def test_a_statement_that_is_canceled_is_unavailable(database: Database) -> None:
    reasons: list[str] = []
    try:
        async with database.service_read() as session:
            await session.execute(text("SET LOCAL statement_timeout = '50ms'"))
            await session.execute(text("SELECT pg_sleep(20)"))
    except Unavailable as error:
        reasons.append(error.reason)
    assert reasons == ["STORAGE_UNAVAILABLE"]
