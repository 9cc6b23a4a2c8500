"""A pipelined connection to Valkey or Redis for the hot path: bytes out, replies in, nothing per command but a queue.

redis-py serves everything else. Here its call path would cost more than the command does. A command is never sent
twice: when the connection is lost, every command without a reply is given back to its sender as lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import ssl
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import parse_qs, unquote, urlsplit

import hiredis
import structlog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

DEFAULT_PORT = 6379

# Both are short, so that a server that is back is in use again within half a second.
FIRST_DELAY = 0.02
LONGEST_DELAY = 0.25

# A connection that lived this long was a good one: the next attempt after it does not wait.
GOOD_SECONDS = 1.0

CLOSED = "CLOSED"

log = structlog.get_logger(__name__)


class Receiver(Protocol):
    """What waits for the reply to one command."""

    def receive(self, reply: Any) -> None:
        """Take the reply; an error of the server comes as a hiredis.ReplyError."""

    def lose(self) -> None:
        """Learn that the connection is gone; whether the command was executed is not known."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server is and how to enter it. Its text names the place and nothing secret."""

    host: str
    port: int
    path: str
    username: str = field(repr=False)
    password: str = field(repr=False)
    database: int
    tls: ssl.SSLContext | None

    def __str__(self) -> str:
        return self.path or f"{self.host}:{self.port}"

    @classmethod
    def parse(cls, url: str) -> Endpoint:
        """Return what the URL says, in redis-py's forms: redis://, rediss:// or unix://. Raises ValueError.

        The database is the path of redis:// and rediss://, or the query parameter `db`. rediss:// takes `ssl_ca_certs`
        (a file) and `ssl_cert_reqs` (required, none) as well.
        """
        try:
            parts = urlsplit(url)
            port = parts.port or DEFAULT_PORT
        except ValueError:
            raise ValueError("not the URL of a Redis or Valkey server") from None  # the cause would show the URL
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        local = parts.scheme == "unix"
        if parts.scheme not in {"redis", "rediss", "unix"} or (local and not parts.path):
            raise ValueError("the URL of a Redis or Valkey server begins with redis://, rediss:// or unix://")
        database = options.get("db") or ("" if local else parts.path.strip("/")) or "0"
        if not database.isdecimal():
            raise ValueError("the database in the URL of a Redis or Valkey server is a number")
        return cls(
            host="" if local else unquote(parts.hostname or "localhost"),
            port=0 if local else port,
            path=unquote(parts.path) if local else "",
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            database=int(database),
            tls=_tls(options) if parts.scheme == "rediss" else None,
        )

    def greeting(self) -> list[bytes]:
        """Return the commands that enter the server."""
        commands = []
        if self.password:
            user = (self.username.encode(),) if self.username else ()
            commands.append(pack(b"AUTH", *user, self.password.encode()))
        if self.database:
            commands.append(pack(b"SELECT", b"%d" % self.database))
        return commands


def bulk(value: bytes) -> bytes:
    """Return a word of a command as RESP has it."""
    return b"$%d\r\n%b\r\n" % (len(value), value)


def pack(*words: bytes) -> bytes:
    """Return a command as RESP has it."""
    return b"*%d\r\n" % len(words) + b"".join(map(bulk, words))


def _tls(options: dict[str, str]) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=options.get("ssl_ca_certs"))
    if options.get("ssl_cert_reqs") == "none":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class _Answer:
    """Waits for one reply of the greeting. Of an error only the first word is kept: the rest may be anything."""

    def __init__(self) -> None:
        self.future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def receive(self, reply: Any) -> None:
        if self.future.done():
            return
        if isinstance(reply, hiredis.ReplyError):
            self.future.set_exception(ConnectionError(error_code(reply)))
        else:
            self.future.set_result(reply)

    def lose(self) -> None:
        if not self.future.done():
            self.future.set_exception(ConnectionError("LOST"))


def error_code(error: hiredis.ReplyError) -> str:
    """Return the first word of an error reply, such as NOSCRIPT."""
    return str(error).partition(" ")[0]


class _Wire(asyncio.Protocol):
    """One connection, from its beginning to its end."""

    def __init__(self, timeout: float, lost: Callable[[_Wire], None], heard: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._timeout = timeout
        self._lost = lost
        self._heard = heard
        self._reader = hiredis.Reader(notEnoughData=self)
        self._waiting: deque[Receiver] = deque()
        self._progress = 0.0  # when the last reply came, or the first of the commands now waiting was sent
        self._watch: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport | None = None
        self.reason = "LOST"

    @property
    def is_open(self) -> bool:
        return self._transport is not None

    @property
    def is_waiting(self) -> bool:
        return bool(self._waiting)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # what a stream protocol is given

    def data_received(self, data: bytes) -> None:
        reader, waiting = self._reader, self._waiting
        reader.feed(data)
        self._progress = time.monotonic()
        try:
            while (reply := reader.gets()) is not self:
                if not waiting:  # a reply to nothing, or a receiver has ended the connection
                    self.end("PROTOCOL")
                    return
                waiting.popleft().receive(reply)
        except hiredis.ProtocolError:
            self.end("PROTOCOL")
            return
        self._heard()

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self.end(self.reason)

    def send(self, data: bytes, receivers: Iterable[Receiver]) -> None:
        """Send commands; each receiver gets the reply to one of them, in order."""
        if self._transport is None:
            for receiver in receivers:
                receiver.lose()
            return
        if not self._waiting:
            self._progress = time.monotonic()
        self._waiting.extend(receivers)
        self._transport.write(data)
        if self._watch is None:
            self._watch = self._loop.call_later(self._timeout, self._check)

    def end(self, reason: str) -> None:
        """Give the connection up."""
        transport, self._transport = self._transport, None
        if transport is None:
            return
        self.reason = reason
        transport.abort()
        if self._watch is not None:
            self._watch.cancel()
        self._lost(self)
        while self._waiting:
            self._waiting.popleft().lose()

    def _check(self) -> None:
        """End a connection on which something waits and nothing has come for the time-out.

        Data that came while the event loop was busy has been read by now: the loop reads before it runs its timers. Its
        own time stands still while it runs callbacks, so the time-out is not measured by that.
        """
        self._watch = None
        if self._waiting:
            left = self._progress + self._timeout - time.monotonic()
            if left > 0:
                self._watch = self._loop.call_later(left, self._check)
            else:
                self.end("TIMEOUT")


class Connection:
    """Keeps one connection open, and opens it again whenever it is lost.

    `setup` are commands that make a fresh connection ready; `up` is called when they are done, before anything else is
    sent; `heard` when replies have come and were given out; `down` when a connection is lost, before its commands are
    given back.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        setup: Sequence[bytes],
        *,
        up: Callable[[], None],
        heard: Callable[[], None],
        down: Callable[[], None],
        timeout: float,
    ) -> None:
        self._endpoint = endpoint
        commands = [*endpoint.greeting(), *setup]
        self._setup = b"".join(commands)
        self._setup_replies = len(commands)
        self._up = up
        self._heard = heard
        self._down = down
        self._timeout = timeout
        self._wire: _Wire | None = None
        self._ended = asyncio.Event()
        self._tried = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_up(self) -> bool:
        """Whether commands can be sent."""
        return self._wire is not None

    @property
    def is_waiting(self) -> bool:
        """Whether a reply is still to come."""
        return self._wire is not None and self._wire.is_waiting

    async def start(self) -> None:
        """Begin to keep the connection; return when the first attempt has succeeded or failed."""
        self._task = asyncio.create_task(self._keep(), name="limiter connection")
        await self._tried.wait()

    async def close(self) -> None:
        """Give the connection up for good."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if self._wire is not None:
            self._wire.end(CLOSED)

    def send(self, data: bytes, receivers: Iterable[Receiver]) -> None:
        """Send commands; each receiver gets the reply to one of them, in order. Only while `is_up`."""
        assert self._wire is not None  # noqa: S101 -- the caller asked `is_up`, and nothing was awaited since
        self._wire.send(data, receivers)

    def drop(self, reason: str) -> None:
        """End the present connection, as the server cannot be used, and try again."""
        if self._wire is not None:
            self._wire.end(reason)

    async def _keep(self) -> None:
        loop = asyncio.get_running_loop()
        delay = FIRST_DELAY
        said = ""
        while True:
            self._ended.clear()
            try:
                self._wire = await self._open()
            except (OSError, UnicodeError) as error:
                reason = str(error) or type(error).__name__
                if reason != said:  # an outage is one line, not one for each attempt
                    said = reason
                    log.warning("limiter.unreachable", server=str(self._endpoint), reason=reason)
            else:
                said = ""
                log.info("limiter.connected", server=str(self._endpoint))
                self._up()
                opened = loop.time()
                self._tried.set()
                await self._ended.wait()
                if loop.time() - opened > GOOD_SECONDS:
                    delay = FIRST_DELAY
            self._tried.set()
            await asyncio.sleep(delay * random.uniform(0.5, 1.0))  # noqa: S311 -- spreads attempts, hides nothing
            delay = min(delay * 2, LONGEST_DELAY)

    async def _open(self) -> _Wire:
        """Return a connection that is ready. Raises OSError, of which ConnectionError and TimeoutError are kinds."""
        loop, endpoint = asyncio.get_running_loop(), self._endpoint
        wire = _Wire(self._timeout, self._on_lost, self._heard)
        try:
            async with asyncio.timeout(2 * self._timeout):
                if endpoint.path:
                    await loop.create_unix_connection(lambda: wire, endpoint.path)
                else:
                    await loop.create_connection(lambda: wire, endpoint.host, endpoint.port, ssl=endpoint.tls)
                answers = [_Answer() for _ in range(self._setup_replies)]
                wire.send(self._setup, answers)
                await asyncio.gather(*(answer.future for answer in answers))
        except BaseException:
            wire.end("REFUSED")
            raise
        if not wire.is_open:  # lost while this task waited for its turn
            raise ConnectionError(wire.reason)
        return wire

    def _on_lost(self, wire: _Wire) -> None:
        if wire is not self._wire:
            return  # it was never ready
        self._wire = None
        if wire.reason != CLOSED:
            log.warning("limiter.lost", server=str(self._endpoint), reason=wire.reason)
        self._ended.set()
        self._down()
