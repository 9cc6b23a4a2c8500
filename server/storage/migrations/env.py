"""Alembic's entry: runs the migrations in one transaction on the connection that `server.storage.migrate` opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from alembic import context
from sqlalchemy import text

from server.storage.base import UtcDateTime
from server.storage.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection


def _render(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column types as what they are in the database, so that old migrations need none of our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


_LOCK = 0x6E65_7461  # any number; two processes that migrate at once take turns

connection: Connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=_render,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
