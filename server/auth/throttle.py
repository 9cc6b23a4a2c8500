"""Logins slow down for the pair of client address and account: guessing is hopeless, and nobody locks out another.

The first five tries are free; then each must wait twice as long as the one before, up to 15 minutes. A try is counted
before its password is verified, so that many at once gain nothing; the right password clears the count. The address of
an IPv6 client is its /64, which it owns whole. Kept in the database, not in Valkey: guessing must stay hopeless while
Valkey is away, and argon2 costs more than the row.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete

from server.addresses import client_block
from server.auth.tables import LoginFailure
from server.errors import RateLimited
from server.storage.base import now
from server.storage.tenancy import insert_into

if TYPE_CHECKING:
    from server.storage.database import Database

FREE_TRIES = 5
LONGEST_WAIT_SECONDS = 900
FORGOTTEN_AFTER = timedelta(days=1)


def wait_after(failures: int) -> timedelta:
    """Return how long the next try must wait after so many wrong ones."""
    if failures < FREE_TRIES:
        return timedelta()
    return timedelta(seconds=min(2 ** min(failures - FREE_TRIES, 20), LONGEST_WAIT_SECONDS))


class LoginThrottle:
    """Counts tries by pair; keeps neither address nor account, only their keyed hash."""

    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._key = key

    def _pair(self, address: str, account: str) -> bytes:
        return hmac.digest(self._key, f"{client_block(address)}\0{account}".encode(), hashlib.sha256)

    async def begin(self, address: str, account: str) -> None:
        """Count a try that begins now. Raises RateLimited with the time to wait; such a try is not counted."""
        pair, began = self._pair(address, account), now()
        async with self._database.service_write() as session:
            fresh = insert_into(session, LoginFailure).values(pair=pair, failures=0, retry_at=began, updated_at=began)
            await session.execute(fresh.on_conflict_do_nothing())
            row = await session.get_one(LoginFailure, pair, with_for_update=True)
            at = now()  # only now: tries at the same time have taken turns
            if row.updated_at < at - FORGOTTEN_AFTER:
                row.failures = 0
            elif row.retry_at > at:
                wait = math.ceil((row.retry_at - at).total_seconds())
                raise RateLimited(
                    "LOGIN_SLOWED_DOWN",
                    f"too many tries; wait {wait} seconds",
                    retry_after=wait,
                    subject="login",
                )
            row.failures += 1
            row.retry_at = at + wait_after(row.failures)
            row.updated_at = at

    async def succeed(self, address: str, account: str) -> None:
        """Forget the wrong tries of a pair."""
        async with self._database.service_write() as session:
            await session.execute(delete(LoginFailure).where(LoginFailure.pair == self._pair(address, account)))
