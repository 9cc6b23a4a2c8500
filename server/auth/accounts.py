"""E-mail addresses, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from server.auth.tables import User

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.storage.database import Database


def canonical_email(text: str) -> str:
    """Return an address as it is stored and compared: without outer spaces, in lower case."""
    return text.strip().lower()


async def users_of_address(database: Database, email: str, organization_id: str = "") -> Sequence[User]:
    """Return the users of an address, in all organizations or in one, newest first."""
    query = select(User).where(User.email == canonical_email(email)).order_by(User.id.desc())
    if organization_id:
        query = query.where(User.organization_id == organization_id)
    async with database.service_read() as session:
        return (await session.scalars(query)).all()
