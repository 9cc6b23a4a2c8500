"""What a user or an organization is entitled to now, for the domains that may not read the tables of this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from server.auth.tables import Organization, User

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


async def plan_of(session: AsyncSession, organization_id: str) -> str | None:
    """Return an organization's plan; None if there is no such organization."""
    return (await session.scalars(select(Organization.plan).where(Organization.id == organization_id))).one_or_none()


async def role_of(session: AsyncSession, user_id: str) -> str | None:
    """Return a user's role; None if there is no such user."""
    return (await session.scalars(select(User.role).where(User.id == user_id))).one_or_none()
