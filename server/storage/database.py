"""The engine, and the only way to a session: for reading or for writing, bound to a tenant or openly to none.

SQLite runs in WAL mode with one writer: a writing transaction takes the lock at its start (BEGIN IMMEDIATE), so it
waits for its turn instead of failing in the middle. A database that is locked, gone or slow is Unavailable.
"""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_random

from server.errors import Unavailable
from server.storage.tenancy import TENANT, BoundSession
from server.storage.walls import guard

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

    from server.principal import Tenant

_WRITES = "netallion_writes"
_LOCK_WAIT_MS = 5000
_POOL_SIZE = 8
# PostgreSQL's SQLSTATEs, by their beginning: connection lost, rolled back (a deadlock), out of resources, lock not
# free, stopped by the operator (https://www.postgresql.org/docs/current/errcodes-appendix.html)
_AWAY_STATES = ("08", "40", "53", "55P03", "57")


def create_engine(url: str) -> AsyncEngine:
    """Return an engine for ``sqlite+aiosqlite:///…`` or ``postgresql+asyncpg://…``."""
    engine = create_async_engine(url, pool_size=_POOL_SIZE, max_overflow=0, pool_timeout=5, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_LOCK_WAIT_MS}")
    _use_wal(cursor)
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@retry(
    retry=retry_if_exception_type(sqlite3.OperationalError),
    wait=wait_random(0.01, 0.1),
    stop=stop_after_delay(_LOCK_WAIT_MS / 1000),
    reraise=True,
)
def _use_wal(cursor: Any) -> None:
    """Put the file in WAL mode, which it keeps. Of two processes that do so first at once one may fail at once."""
    cursor.execute("PRAGMA journal_mode=WAL")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def unavailable(error: Exception) -> bool:
    """Return whether a database error means that the database is away, locked or overloaded, not that we erred."""
    if isinstance(error, IntegrityError):
        return False
    if isinstance(error, DBAPIError):
        state = str(getattr(error.orig, "sqlstate", None) or "")
        away = isinstance(error, (OperationalError, InterfaceError)) or state.startswith(_AWAY_STATES)
        return error.connection_invalidated or away
    return isinstance(error, (PoolTimeout, OSError))


class Database:
    """One database. Close it when done."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)
        guard(self.engine)

    @asynccontextmanager
    async def _session(self, tenant: Tenant | None, *, writes: bool) -> AsyncIterator[AsyncSession]:
        session = AsyncSession(
            self.engine, sync_session_class=BoundSession, expire_on_commit=False, info={TENANT: tenant}
        )
        try:
            async with session:
                await session.connection(execution_options={_WRITES: writes})
                yield session
                if writes:
                    await session.commit()
        except Exception as error:
            if unavailable(error):
                raise Unavailable("STORAGE_UNAVAILABLE") from error
            raise

    def read(self, tenant: Tenant) -> AbstractAsyncContextManager[AsyncSession]:
        """Return a context manager of a session that reads a tenant's rows; what it changes is lost."""
        return self._session(tenant, writes=False)

    def write(self, tenant: Tenant) -> AbstractAsyncContextManager[AsyncSession]:
        """Return a context manager of a session in one transaction, committed at its end. Raises Unavailable."""
        return self._session(tenant, writes=True)

    def service_read(self) -> AbstractAsyncContextManager[AsyncSession]:
        """Return like `read`, bound to nobody: for finding out who calls, and for sweeps."""
        return self._session(None, writes=False)

    def service_write(self) -> AbstractAsyncContextManager[AsyncSession]:
        """Return like `write`, bound to nobody."""
        return self._session(None, writes=True)

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()
