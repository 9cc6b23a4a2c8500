"""The channel that makes revocation fast. The database is the truth about it; a lost message costs less than a second.

A message is the id of what changed: a credential, a user or an organization. Every server process drops what it has
cached of it (`authenticator.py`), and would drop it anyway once it is older than `CACHE_SECONDS`.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.get_logger(__name__)

CHANNEL = "netallion:revoked"
_TIMEOUT_SECONDS = 0.5
_RETRY_SECONDS = 0.5
_PING_SECONDS = 5.0
_CANCEL_SECONDS = 0.1


class RevocationChannel:
    """Publishes what was revoked, and hears what others revoked."""

    def __init__(self, redis_url: str) -> None:
        once = Retry(NoBackoff(), 0)  # whoever revokes waits for the channel; the database is enough
        self._publisher = Redis.from_url(
            redis_url, socket_timeout=_TIMEOUT_SECONDS, socket_connect_timeout=_TIMEOUT_SECONDS, retry=once
        )
        self._subscriber = Redis.from_url(redis_url, socket_connect_timeout=_TIMEOUT_SECONDS, retry=once)
        self._listening: asyncio.Task[None] | None = None
        self._heard: Callable[[str], None] = lambda _: None

    def start(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with each id that anyone revokes, this process included."""
        self._heard = heard
        self._listening = asyncio.create_task(self._listen(), name="revocations")

    async def revoke(self, *ids: str) -> None:
        """Tell everyone. Never fails: whoever does not hear finds out from the database within a second."""
        for each in ids:
            self._heard(each)
        try:
            for each in ids:
                await self._publisher.publish(CHANNEL, each)
        except (RedisError, OSError) as error:
            log.warning("revocation channel away", error=type(error).__name__)

    async def _listen(self) -> None:
        while True:
            try:
                async with self._subscriber.pubsub() as channel:
                    await channel.subscribe(CHANNEL)
                    while True:
                        message = await channel.get_message(ignore_subscribe_messages=True, timeout=_PING_SECONDS)
                        if message is None:
                            await channel.ping()
                        elif message["type"] == "message":
                            self._heard(message["data"].decode(errors="replace"))
            except (RedisError, OSError):
                await asyncio.sleep(_RETRY_SECONDS)

    async def close(self) -> None:
        """Stop listening and close the connections."""
        while self._listening is not None and not self._listening.done():
            self._listening.cancel()  # again if need be: redis-py 8.1 swallows one that comes while it connects
            await asyncio.wait([self._listening], timeout=_CANCEL_SECONDS)
        await self._publisher.aclose()
        await self._subscriber.aclose()
