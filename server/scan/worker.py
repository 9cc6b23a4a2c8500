"""One worker process: a Dramatiq worker in this very process, so that a killed worker leaves nothing behind.

    main thread            waits for SIGTERM or SIGINT
    event loop thread      pieces of scans, sweeps and chores (Dramatiq's AsyncIO middleware)
    Dramatiq's threads     fetch messages, which make the runner look for work
    examination threads    detectors

Redis may come and go: Dramatiq connects again, and the runner looks for work every second without it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import dramatiq
import structlog
from dramatiq.asyncio import get_event_loop_thread
from dramatiq.middleware import AsyncIO
from prometheus_client import start_http_server
from redis import RedisError

from server.errors import Unavailable
from server.incident.intake import expire
from server.logs import configure_logs
from server.scan.engine import open_engine
from server.scan.purge import purge
from server.scan.queue import ACTOR, QUEUE, make_broker
from server.scan.runner import Runner
from server.storage.database import Database
from server.storage.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence
    from concurrent.futures import Future

    from server.settings import Settings

    Chore = Callable[[Database, Settings], Awaitable[None]]

log = structlog.get_logger(__name__)

CHORES_SECONDS: Final = 3600.0
RETRY_CHORES_SECONDS: Final = 60.0
REDIS_SECONDS: Final = 5.0
GIVE_BACK_SECONDS: Final = 1.0
CLOSE_SECONDS: Final = 1.0
POLL_MILLISECONDS: Final = 200
"""How long Dramatiq's threads sleep between two looks: how late a message is taken at worst, and a stop noticed."""


def run(settings: Settings, index: int, chores: Sequence[Chore]) -> None:
    """Run a worker until SIGTERM or SIGINT. `chores` are run at the start and then every hour.

    Raises LookupError without a master key, SealBroken with another one than the database's, and Unavailable if the
    database is away at the start.
    """
    configure_logs(settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if settings.metrics_listen:
        host, _, port = settings.metrics_listen.rpartition(":")
        start_http_server(int(port), host)
    process = _Process(settings, chores)
    process.start()
    log.info("working", index=index, threads=settings.worker_threads)
    stop.wait()
    log.info("stopping", index=index)
    process.stop()
    # A detector in the middle of a document would hold the exit up; its scan has been given back.
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0)


class _Process:
    """The parts of a worker process. Made, started and stopped in the main thread."""

    def __init__(self, settings: Settings, chores: Sequence[Chore]) -> None:
        self._settings = settings
        self._chores = chores
        keys = asyncio.run(_load_keys(settings))
        engine = open_engine(settings.home, settings.document_timeout_seconds, settings.names_model)
        self._database = Database(settings.resolved_database_url())
        self._runner = Runner(self._database, keys, engine, engine.version, settings)
        broker = make_broker(settings.redis_url, socket_seconds=REDIS_SECONDS, middleware=[AsyncIO()])
        dramatiq.actor(broker=broker, actor_name=ACTOR, queue_name=QUEUE)(self._runner.wake)
        self._worker = dramatiq.Worker(broker, worker_threads=1, worker_timeout=POLL_MILLISECONDS)
        # One message wakes one worker: let the next one wake another.
        self._worker.queue_prefetch = self._worker.delay_prefetch = 1
        self._loops: Sequence[Future[None]] = ()

    def start(self) -> None:
        self._worker.start()
        sweeps = (self._sweep(expire), self._sweep(purge))
        self._loops = [self._submit(loop) for loop in (self._runner.run(), *sweeps, self._do_chores())]

    def stop(self) -> None:
        """Give back what runs, and close everything that can be closed in time."""
        for task in self._loops[1:]:  # the runner ends by itself
            task.cancel()
        with suppress(TimeoutError):
            self._submit(self._runner.stop(GIVE_BACK_SECONDS)).result(GIVE_BACK_SECONDS + 1.5)
        with suppress(TimeoutError):
            self._submit(self._database.close()).result(0.5)
        # A Redis that is silent would hold this up; what it had given us is found by others in the database.
        closing = threading.Thread(target=self._stop_dramatiq, daemon=True)
        closing.start()
        closing.join(CLOSE_SECONDS)

    def _stop_dramatiq(self) -> None:
        try:
            self._worker.stop(int(CLOSE_SECONDS * 500))
        except RedisError as error:
            log.warning("stopped without Redis", error=type(error).__name__)

    async def _sweep(self, job: Callable[[Database], Awaitable[None]]) -> None:
        while True:
            try:
                await job(self._database)
            except Unavailable as error:
                log.warning("sweep failed", job=job.__name__, exc_info=error.__cause__)
            except Exception:
                log.exception("sweep failed", job=job.__name__)
            await asyncio.sleep(self._settings.sweep_seconds)

    async def _do_chores(self) -> None:
        while True:
            pause = CHORES_SECONDS
            for chore in self._chores:
                try:
                    await chore(self._database, self._settings)
                except Exception:
                    log.exception("chore failed", chore=chore.__module__)
                    pause = RETRY_CHORES_SECONDS
            await asyncio.sleep(pause)

    def _submit(self, work: Coroutine[Any, Any, None]) -> Future[None]:
        thread = get_event_loop_thread()
        if thread is None:
            work.close()
            message = "the worker has not been started"
            raise RuntimeError(message)
        return asyncio.run_coroutine_threadsafe(work, thread.loop)


async def _load_keys(settings: Settings) -> Keys:
    database = Database(settings.resolved_database_url())
    try:
        return await Keys.load(database, settings.master_key_bytes())
    finally:
        await database.close()
