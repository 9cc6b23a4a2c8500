"""What OAuth forgets: codes, tokens and client secrets that have expired. Grants stay until they are withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete

from server.oauth.tables import OAuthAccessToken, OAuthClientSecret, OAuthCode, OAuthRefreshToken
from server.storage.base import now

if TYPE_CHECKING:
    from server.settings import Settings
    from server.storage.database import Database

_CODES_KEPT = timedelta(days=30)
"""A code that has been used is known for as long as the refresh token that it brought."""


async def apply(database: Database, settings: Settings) -> None:  # noqa: ARG001 -- the signature of a worker's chore
    """Delete what nobody needs any more, in one transaction per table."""
    at = now()
    for statement in (
        delete(OAuthCode).where(OAuthCode.expires_at < at - _CODES_KEPT),
        delete(OAuthAccessToken).where(OAuthAccessToken.expires_at < at),
        delete(OAuthRefreshToken).where(OAuthRefreshToken.expires_at < at),
        delete(OAuthClientSecret).where(OAuthClientSecret.expires_at < at),
    ):
        async with database.service_write() as session:
            await session.execute(statement, execution_options={"synchronize_session": False})
