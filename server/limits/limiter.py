"""The limiter: one decision for every call, exact over all processes that share a Valkey or Redis.

Charges go out in one write, as soon as nothing is awaited from Valkey: at once for a call that is alone, and for those
that come while a reply is on its way, when it is there. So the more calls there are the more of them share a write, a
wake-up and a read; and none waits longer than the reply that it would have stood behind anyway. A write has one call of
charge.lua for each subject, with all of its equal charges in it. One call for all subjects of a write would be a call
over several keys: a cluster refuses it when they lie in different slots, and a proxy that spreads keys over servers
would count some of them in the wrong place, unseen. It saves nothing when a write has one subject; when it has 64,
between 1 and 3 of the 10 microseconds that each takes of Valkey's time (benchmarks/limiter.py), and next to nothing of
this process's.

A charge is never sent twice. If its reply is lost, it is decided by this process's share and not settled later: Valkey
may have counted it, and then the caller has paid for it once already. So at worst a refused call has been charged, or
an admitted one has not, for the calls that were under way when a connection broke; never is one charged twice.

While Valkey cannot be reached, each process admits its share (see ledger.py). What it admits then is added to Valkey's
windows as soon as Valkey is back (settle.lua), so that they are exact again, and not only from there on.

What is not covered: a replica that takes over without the last writes of its master, since replication is
asynchronous; and a server that evicts keys: run it with `maxmemory-policy noeviction`.
"""

from __future__ import annotations

import asyncio
import hashlib
import struct
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hiredis
import structlog
from prometheus_client import Counter, Gauge

from server.limits.connection import Connection, Endpoint, bulk, error_code, pack
from server.limits.ledger import Ledger
from server.limits.verdict import Verdict, WindowState, limit_headers, verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.limits.connection import Receiver
    from server.limits.plans import Plan

CHARGE = Path(__file__).with_name("charge.lua").read_bytes()
SETTLE = Path(__file__).with_name("settle.lua").read_bytes()

# Nothing in this time, while something is asked, means that the server is away.
TIMEOUT = 0.25

# After an outage, so many subjects are settled at a time, so that calls need not wait for all of them.
SETTLE_AT_ONCE = 200
SETTLE_PAUSE = 0.005

AWAY = Gauge("netallion_limiter_away", "1 while this process cannot reach Valkey and admits its share alone, else 0.")
LOCAL_DECISIONS = Counter(
    "netallion_limiter_local_decisions", "Charges that this process decided alone, by its share.", ["outcome"]
)

_LOCALLY_ADMITTED = LOCAL_DECISIONS.labels("admitted")
_LOCALLY_REFUSED = LOCAL_DECISIONS.labels("refused")

_pack_terms = struct.Struct("<5I").pack
_unpack_outcome = struct.Struct("<8I").unpack

log = structlog.get_logger(__name__)


class _Run:
    """Equal charges of one subject, one after another: one call of the script, and the receiver of its reply."""

    __slots__ = ("cost", "futures", "key", "limiter", "plan", "subject")

    def __init__(self, limiter: Limiter, subject: str, plan: Plan, cost: int) -> None:
        self.limiter = limiter
        self.subject = subject
        self.key = subject.encode()
        self.plan = plan
        self.cost = cost
        self.futures: list[asyncio.Future[Verdict]] = []

    def receive(self, reply: Any) -> None:
        if type(reply) is bytes:
            self.decide(verdicts(self.plan, self.cost, len(self.futures), _unpack_outcome(reply)))
        else:
            self.limiter.fail(self, reply)

    def lose(self) -> None:
        self.limiter.decide_alone(self, owed=False)

    def decide(self, decided: list[Verdict]) -> None:
        """Hand each charge its verdict; who has gone away meanwhile has been charged all the same."""
        for future, verdict in zip(self.futures, decided, strict=True):
            if not future.done():
                future.set_result(verdict)


class _Settlement:
    """Receives the reply of settle.lua. A settlement that failed is forgotten: it may have been counted."""

    def receive(self, reply: Any) -> None:
        if isinstance(reply, hiredis.ReplyError):
            log.warning("limiter.unsettled", reason=error_code(reply))

    def lose(self) -> None:
        log.warning("limiter.unsettled", reason="LOST")


class Limiter:
    """Decides calls. Make one for a process, start it in the event loop that uses it.

    `share_of` is the number of server processes. `timeout` is how long Valkey may be silent, in seconds. `clock` is for
    tests: it replaces Valkey's clock and this host's.
    """

    def __init__(
        self, url: str, *, share_of: int = 1, timeout: float = TIMEOUT, clock: Callable[[], float] | None = None
    ) -> None:
        self._clock = clock
        self._ledger = Ledger(share_of)
        self._runs: dict[str, _Run] = {}  # the newest run of each subject that is not sent yet
        self._queue: list[_Run] = []  # all runs that are not sent yet, in order
        self._settlement = _Settlement()
        timed = clock is not None
        self._charge_head = _head(b"EVALSHA", _digest(CHARGE), timed=timed)
        self._charge_text = _head(b"EVAL", CHARGE, timed=timed)
        self._settle_head = _head(b"EVALSHA", _digest(SETTLE), timed=timed)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._connection = Connection(
            Endpoint.parse(url),
            [
                pack(b"SCRIPT", b"LOAD", CHARGE),
                pack(b"SCRIPT", b"LOAD", SETTLE),
                pack(b"SET", b"rl:writable", b"1", b"EX", b"1"),  # not a replica, not full, not still loading
            ],
            up=self._on_up,
            heard=self._on_heard,
            down=self._on_down,
            timeout=timeout,
        )

    @property
    def away(self) -> bool:
        """Whether Valkey cannot be reached, so that this process admits its share alone."""
        return not self._connection.is_up

    async def start(self) -> None:
        """Connect. Returns after the first attempt, whatever became of it: a server starts without Valkey too."""
        self._loop = asyncio.get_running_loop()
        AWAY.set(1)
        await self._connection.start()

    async def close(self) -> None:
        """Disconnect; charges under way are decided alone."""
        await self._connection.close()

    def charge(self, subject: str, plan: Plan, cost: int = 1) -> asyncio.Future[Verdict]:
        """Charge a call to a subject; await the verdict. It comes in any case, and soon.

        With cost 0 nothing is charged and nothing refused: the verdict says how the windows stand. Charges of one
        subject are decided in the order of these calls. Raises ValueError for a cost that the plan could never admit.
        """
        loop = self._loop
        assert loop is not None, "start the limiter first"  # noqa: S101 -- the programmer's error
        future: asyncio.Future[Verdict] = loop.create_future()
        run = self._runs.get(subject)
        if run is None or run.plan is not plan or run.cost != cost:
            if not 0 <= cost <= plan.largest_cost:
                raise ValueError(f"a call of plan {plan.name} costs 0 to {plan.largest_cost}, not {cost}")
            run = _Run(self, subject, plan, cost)
            if not self._connection.is_up:
                run.futures.append(future)
                self.decide_alone(run, owed=True)
                return future
            self._runs[subject] = run
            if not self._queue:
                loop.call_soon(self._flush)
            self._queue.append(run)
        run.futures.append(future)
        return future

    def decide_alone(self, run: _Run, *, owed: bool) -> None:
        """Decide a run by this process's share. Not `owed` if Valkey may have counted it."""
        decided = self._ledger.charge(self._now(), run.subject, run.plan, run.cost, len(run.futures), owed=owed)
        admitted = sum(verdict.admitted for verdict in decided)
        _LOCALLY_ADMITTED.inc(admitted)
        _LOCALLY_REFUSED.inc(len(decided) - admitted)
        run.decide(decided)

    def fail(self, run: _Run, reply: object) -> None:
        """Deal with a run that the server answered with an error: it has not been charged."""
        code = error_code(reply) if isinstance(reply, hiredis.ReplyError) else "PROTOCOL"
        if code == "NOSCRIPT" and self._connection.is_up:  # flushed, or another master: send the script along
            self._connection.send(self._command(self._charge_text, run.key, _terms(run)), (run,))
            return
        self._connection.drop(code)
        self.decide_alone(run, owed=True)

    def _flush(self) -> None:
        """Send what has come in, unless a reply is still to come: then the reply sends it, or the loss of it."""
        if self._connection.is_waiting:
            return
        runs, self._queue = self._queue, []
        self._runs.clear()
        if not self._connection.is_up:
            for run in runs:
                self.decide_alone(run, owed=True)
            return
        receivers: list[Receiver] = []
        parts = []
        for run in runs:
            if self._ledger.owes and (owed := self._ledger.take(self._now(), run.subject)) is not None:
                parts.append(self._command(self._settle_head, run.key, owed))
                receivers.append(self._settlement)
            parts.append(self._command(self._charge_head, run.key, _terms(run)))
            receivers.append(run)
        self._connection.send(b"".join(parts), receivers)

    def _settle(self) -> None:
        """Tell Valkey, a part at a time, what this process admitted alone."""
        if not self._connection.is_up or not self._ledger.owes:
            return
        owed = self._ledger.take_some(self._now(), SETTLE_AT_ONCE)
        commands = [self._command(self._settle_head, subject.encode(), argument) for subject, argument in owed]
        if commands:
            self._connection.send(b"".join(commands), [self._settlement] * len(commands))
        if self._loop is not None:
            self._loop.call_later(SETTLE_PAUSE, self._settle)

    def _on_up(self) -> None:
        AWAY.set(0)
        self._settle()

    def _on_heard(self) -> None:
        if self._queue:
            self._flush()

    def _on_down(self) -> None:
        AWAY.set(1)
        if self._queue and self._loop is not None:  # after those that were sent before them
            self._loop.call_soon(self._flush)

    def _now(self) -> int:
        return int(time.time() if self._clock is None else self._clock())

    def _command(self, head: bytes, key: bytes, argument: bytes) -> bytes:
        command = b"%b$%d\r\nrl:{%b}\r\n$%d\r\n%b\r\n" % (head, len(key) + 5, key, len(argument), argument)
        return command if self._clock is None else command + bulk(b"%d" % self._now())


def _terms(run: _Run) -> bytes:
    return _pack_terms(*run.plan.capacities, run.cost, len(run.futures))


def _head(name: bytes, script: bytes, *, timed: bool) -> bytes:
    """Return a command that calls a script with one key and one argument, or two, up to where the key begins."""
    return b"*%d\r\n" % (6 if timed else 5) + bulk(name) + bulk(script) + bulk(b"1")


def _digest(script: bytes) -> bytes:
    """Return the name by which EVALSHA calls a script."""
    return hashlib.sha1(script, usedforsecurity=False).hexdigest().encode()


__all__ = ["AWAY", "LOCAL_DECISIONS", "Limiter", "Verdict", "WindowState", "limit_headers"]
