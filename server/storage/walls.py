"""The second wall between tenants: PostgreSQL's own, which holds where the application's filter is forgotten.

Each transaction of a session says whose rows it may see, or "*" for the service itself; the policies of migration 0008
compare every row with that, read or written. A connection whose role would pass the policies takes one that does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import event, text

from server.storage.tenancy import TENANT, BoundSession

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine
    from sqlalchemy.orm import SessionTransaction

ROLE: Final = "netallion_service"

_EVERYTHING: Final = {"organization": "*", "environment": "*"}
_SAY: Final = text(
    "SELECT set_config('netallion.organization', :organization, true),"
    " set_config('netallion.environment', :environment, true)"
)
_PASSES: Final = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


def open_for_migration(engine: AsyncEngine) -> None:
    """Have every connection of an engine see all rows, as steps that change data must; its role stays as it is."""
    if engine.dialect.name == "postgresql":
        event.listen(engine.sync_engine, "connect", _say_everything)


def _say_everything(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute(
            "SELECT set_config('netallion.organization', '*', false), set_config('netallion.environment', '*', false)"
        )
    finally:
        cursor.close()
    connection.commit()


def guard(engine: AsyncEngine) -> None:
    """Have every connection of an engine take a role that the walls hold for."""
    if engine.dialect.name == "postgresql":
        event.listen(engine.sync_engine, "connect", _take_role)


def _take_role(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute(_PASSES)
        if cursor.fetchone()[0]:
            cursor.execute(f"SET ROLE {ROLE}")
    finally:
        cursor.close()
    connection.commit()  # or the end of the first transaction would take the role back


@event.listens_for(BoundSession, "after_begin")
def _say_whose(session: BoundSession, _transaction: SessionTransaction, connection: Connection) -> None:
    if connection.dialect.name != "postgresql":
        return
    tenant = session.info[TENANT]
    whose = (
        _EVERYTHING if tenant is None else {"organization": tenant.organization_id, "environment": tenant.environment}
    )
    connection.execute(_SAY, whose)
