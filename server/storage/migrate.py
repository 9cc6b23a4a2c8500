"""Migrations: brings a database to the tables that this version of the code knows. Alembic, from code alone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import event

from server.storage.database import create_engine
from server.storage.walls import open_for_migration

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

    from server.settings import Settings


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, on an open connection if one is given."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def migration_engine(url: str) -> AsyncEngine:
    """Return an engine for migrations.

    SQLite changes a table by making it anew. Dropping the old one would delete what refers to it, so foreign keys are
    not looked at meanwhile (https://www.sqlite.org/lang_altertable.html#otheralter). PostgreSQL shows it all rows.
    """
    engine = create_engine(url)
    open_for_migration(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF"))
    return engine


async def upgrade(settings: Settings) -> None:
    """Bring the database to the newest revision. Does nothing if it is there; safe to run twice at once."""
    url = settings.resolved_database_url()
    if url.startswith("sqlite"):
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    await upgrade_url(url)


async def upgrade_url(url: str) -> None:
    """Bring the database at `url` to the newest revision."""
    engine = migration_engine(url)
    try:
        async with engine.connect() as plain:
            connection = await plain.execution_options(netallion_writes=True)
            await connection.run_sync(lambda sync: command.upgrade(configuration(sync), "head"))
            await connection.commit()
    finally:
        await engine.dispose()


def upgrade_now(settings: Settings) -> None:
    """Run `upgrade` outside of an event loop."""
    asyncio.run(upgrade(settings))
