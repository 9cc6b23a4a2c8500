"""What the auth domain forgets: ended sessions with their tokens, old counts of wrong logins and of calls."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, or_

from server.auth.tables import ApiKeySecret, LoginFailure, Session, SigningKey, UsageDay
from server.auth.throttle import FORGOTTEN_AFTER
from server.storage.base import now

if TYPE_CHECKING:
    from server.settings import Settings
    from server.storage.database import Database

_KEPT_AFTER_END = timedelta(days=30)


async def apply(database: Database, settings: Settings) -> None:
    """Delete what nobody needs any more, in one transaction per table."""
    at = now()
    old = at - _KEPT_AFTER_END
    for statement in (
        delete(Session).where(or_(Session.expires_at < old, Session.revoked_at < old)),
        delete(ApiKeySecret).where(ApiKeySecret.expires_at < at),
        delete(LoginFailure).where(LoginFailure.updated_at < at - FORGOTTEN_AFTER),
        delete(SigningKey).where(SigningKey.ends_at < old),
        delete(UsageDay).where(UsageDay.day < (at - timedelta(days=settings.retention_usage_days)).date()),
    ):
        async with database.service_write() as session:
            await session.execute(statement, execution_options={"synchronize_session": False})
