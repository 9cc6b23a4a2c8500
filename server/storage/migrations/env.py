"""Alembic's entry: runs the migrations in one transaction on the connection that `server.storage.migrate` opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import context
from sqlalchemy import text

from server.storage.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LOCK = 0x6E65_7461  # any number; two processes that migrate at once take turns

connection: Connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
