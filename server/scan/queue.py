"""The way from a server to the workers: a Dramatiq message in Redis or Valkey that names a scan.

A message only wakes a worker. The database says what there is to do, and every worker looks there by itself, so a
message that is lost, or never sent because Redis is away, costs a second and nothing else.

Dramatiq's broker is synchronous: messages are sent in two threads of their own, with short time-outs on the socket
and one on the wait. After a failure none is tried for a second, so that callers do not wait for a dead Redis in turn.
"""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import structlog
from dramatiq import Message
from dramatiq.brokers.redis import RedisBroker
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

if TYPE_CHECKING:
    from dramatiq import Middleware

log = structlog.get_logger(__name__)

NAMESPACE: Final = "netallion"
QUEUE: Final = "scans"
ACTOR: Final = "scan"
SEND_SECONDS: Final = 0.5
_PAUSE_SECONDS: Final = 1.0


def make_broker(redis_url: str, *, socket_seconds: float, middleware: list[Middleware] | None = None) -> RedisBroker:
    """Return the broker. It tries once: what fails is tried again by whoever called, in its own time.

    Raises LookupError without a URL, and ValueError for one of another scheme than Redis'.
    """
    if not redis_url:
        message = "NETALLION_REDIS_URL is not set: give the URL of Redis or Valkey"
        raise LookupError(message)
    client = Redis.from_url(
        redis_url,
        socket_timeout=socket_seconds,
        socket_connect_timeout=socket_seconds,
        retry=Retry(NoBackoff(), 0),
    )
    return RedisBroker(client=client, middleware=middleware or [], namespace=NAMESPACE)  # type: ignore[no-untyped-call]


class ScanQueue:
    """Sends scans to the workers. Close it when done."""

    def __init__(self, redis_url: str) -> None:
        self._broker = make_broker(redis_url, socket_seconds=SEND_SECONDS)
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="scan-queue")
        self._quiet_until = 0.0

    async def enqueue(self, scan_id: str) -> None:
        """Wake a worker for a scan. Waits half a second at most, and never raises: a failure is logged."""
        if time.monotonic() < self._quiet_until:
            return
        message: Message[Any] = Message(queue_name=QUEUE, actor_name=ACTOR, args=(scan_id,), kwargs={}, options={})
        sending = asyncio.get_running_loop().run_in_executor(self._threads, self._broker.enqueue, message)
        try:
            await asyncio.wait_for(sending, SEND_SECONDS)
        except (RedisError, OSError, TimeoutError) as error:
            self._quiet_until = time.monotonic() + _PAUSE_SECONDS
            log.warning("scan not announced; a worker will find it", scan_id=scan_id, error=type(error).__name__)

    async def close(self) -> None:
        """Close the connections."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._broker.client.close()
