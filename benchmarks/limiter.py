"""The limiter alone, on a Valkey of its own: charges a second, its price in CPU, bytes a key.

    python -m benchmarks.limiter [--keys 1000 100000 1000000] [--rounds 5] [--charges 20000]

Ways to charge are measured in turn, round after round, so that a busy machine slows all of them; the median is printed.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import socket
import struct
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import hiredis
import redis
import redis.asyncio
import structlog
import uvloop

from benchmarks.report import Goal, Outcome, Row, middle, publish
from server.limits.connection import pack
from server.limits.limiter import CHARGE, Limiter, limit_headers
from server.limits.plans import PLANS
from tests.support.valkey import running_valkey

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    Call = Callable[[str], Awaitable[object]]

PLAN = PLANS["benchmark"]
CALLERS = 64
TERMS = struct.pack("<5I", *PLAN.capacities, 1, 1)
MICRO = 1_000_000
IDLE_BYTES, BUSY_BYTES = 300, 1024
FLAT = 1.2

# Shadowing its two tables makes a call over many keys of the script as it is.
MANY = (
    b"local function one(KEYS, ARGV)\n"
    + CHARGE
    + (b"\nend\nlocal out = {}\nfor i = 1, #KEYS do out[i] = one({KEYS[i]}, {ARGV[i]}) end\nreturn out")
)


async def _measure(call: Call, subjects: list[str], charges: int) -> tuple[float, float]:
    """Return charges a second, and this process's CPU in microseconds a charge, with a caller for each subject."""

    async def caller(subject: str) -> None:
        for _ in range(charges // len(subjects)):
            await call(subject)

    started, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(caller(subject) for subject in subjects))
    return charges / (time.perf_counter() - started), (time.process_time() - cpu) / charges * MICRO


async def charges_a_second(url: str, rounds: int, charges: int) -> Outcome:
    """Compare the limiter with redis-py, for one caller, for many on one key, and for many on a key each."""
    limiter = Limiter(url)
    await limiter.start()
    client = redis.asyncio.Redis.from_url(url)
    digest = await client.script_load(CHARGE)

    async def ours(subject: str) -> object:
        return limit_headers(await limiter.charge(subject, PLAN))

    def plain(subject: str) -> Awaitable[object]:
        return client.evalsha(digest, 1, f"rl:{{{subject}}}", TERMS)

    rows = []
    for callers, keys in ((1, 1), (CALLERS, 1), (CALLERS, CALLERS)):
        subjects = [f"key_{number % keys:026}" for number in range(callers)]
        count = charges if callers > 1 else charges // 10
        turns = [(await _measure(plain, subjects, count), await _measure(ours, subjects, count)) for _ in range(rounds)]
        (slow, slow_cpu), (fast, fast_cpu) = (
            (middle([turn[way][0] for turn in turns]), middle([turn[way][1] for turn in turns])) for way in (0, 1)
        )
        rates = f"{slow:,.0f}", f"{fast:,.0f}", f"{fast / slow:.1f}"
        rows.append(Row(f"{callers} callers, {keys} keys", (*rates, f"{slow_cpu:.1f}", f"{fast_cpu:.1f}")))
    await client.aclose()
    await limiter.close()
    columns = ("redis-py, 1/s", "limiter, 1/s", "ratio", "redis-py, µs CPU", "limiter, µs CPU")
    return Outcome("The limiter alone, against redis-py", columns, rows)


def one_call_or_many(url: str, rounds: int, charges: int) -> Outcome:
    """Compare a pipelined script call for each subject with one script call for all of them."""
    wire = socket.socket(socket.AF_UNIX)
    wire.connect(url.removeprefix("unix://"))
    reader = hiredis.Reader()

    def ask(commands: bytes, replies: int) -> object:
        wire.sendall(commands)
        reply: object = False
        for _ in range(replies):
            while (reply := reader.gets()) is False:
                reader.feed(wire.recv(1 << 20))
        return reply

    loaded = [ask(pack(b"SCRIPT", b"LOAD", script), 1) for script in (CHARGE, MANY)]
    single, many = (str(digest, "ascii") if isinstance(digest, bytes) else str(digest) for digest in loaded)
    rows = []
    for subjects in (1, 4, 16, 64):
        keys = [b"rl:{key_%026d}" % number for number in range(subjects)]
        each = b"".join(pack(b"EVALSHA", single.encode(), b"1", key, TERMS) for key in keys)
        together = pack(b"EVALSHA", many.encode(), b"%d" % subjects, *keys, *[TERMS] * subjects)
        times: list[list[float]] = [[], []]
        for _ in range(rounds):
            for way, (commands, replies) in enumerate(((each, subjects), (together, 1))):
                started = time.perf_counter()
                for _ in range(charges // subjects):
                    ask(commands, replies)
                times[way].append((time.perf_counter() - started) / charges * MICRO)
        rows.append(Row(f"{subjects} subjects a write", tuple(f"{middle(way):.1f}" for way in times)))
    wire.close()
    return Outcome("One script call for each subject, or for all: wall time", ("a call each, µs", "one call, µs"), rows)


def bytes_a_key(client: redis.Redis) -> Outcome:
    """Print what one key takes: charged once, and charged in every second of a minute."""
    rows, idle, busy = [], 0, 0
    key = f"rl:{{key_{0:026}}}"
    charge = client.register_script(CHARGE)
    for plan in PLANS.values():
        client.delete(key)
        sizes: list[int] = []
        for second in range(60):  # one charge or more in every bucket is the largest that a key gets
            cost = max(1, min(plan.minute.capacity // 60, 10_000))
            charge(keys=[key], args=[struct.pack("<5I", *plan.capacities, cost, 1), 10**9 + second])
            sizes.append(client.memory_usage(key) or 0)
        rows.append(Row(plan.name, (str(sizes[0]), str(sizes[-1]))))
        idle, busy = max(idle, sizes[0]), max(busy, sizes[-1])
    goals = (
        Goal("bytes of an idle key", idle, IDLE_BYTES, at_most=True),
        Goal("bytes of a busy key", busy, BUSY_BYTES, at_most=True),
    )
    return Outcome("What a key takes, by plan", ("idle, bytes", "busy, bytes"), rows, goals)


def many_keys(client: redis.Redis, sizes: list[int]) -> Outcome:
    """Print the time of a charge and the memory of a key, by the number of keys there are."""
    rows: list[Row] = []
    times: list[float] = []
    digest = client.script_load(CHARGE)

    def charge_keys(numbers: Iterable[int]) -> None:
        pipeline = client.pipeline(transaction=False)
        for number in numbers:
            pipeline.evalsha(digest, 1, f"rl:{{key_{number:026}}}", TERMS)
        pipeline.execute()

    client.flushdb()
    made = 0
    for size in sorted(sizes):
        for start in range(made, size, 1_000):
            charge_keys(range(start, min(start + 1_000, size)))
        made = size
        client.config_resetstat()
        charge_keys(number * 7_919 % size for number in range(20_000))
        spent = client.info("commandstats")["cmdstat_evalsha"]["usec_per_call"]
        sample = [client.memory_usage(f"rl:{{key_{number * size // 100:026}}}") or 0 for number in range(100)]
        times.append(spent)
        rows.append(Row(f"{size:,} keys", (f"{spent:.1f}", f"{sum(sample) / len(sample):.0f}")))
    client.flushdb()
    goal = Goal("µs of a charge, most keys / fewest", times[-1] / times[0], FLAT, at_most=True)
    return Outcome("A charge by the number of keys", ("µs of Valkey a charge", "bytes a key"), rows, (goal,))


def measure(arguments: argparse.Namespace) -> list[Outcome]:
    """Measure everything."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with (
        tempfile.TemporaryDirectory() as directory,
        running_valkey(Path(directory)) as valkey,
        valkey.client() as client,
    ):
        return [
            uvloop.run(charges_a_second(valkey.url, arguments.rounds, arguments.charges)),
            one_call_or_many(valkey.url, arguments.rounds, arguments.charges),
            bytes_a_key(client),
            many_keys(client, arguments.keys),
        ]


def options() -> argparse.ArgumentParser:
    """Return what can be chosen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--charges", type=int, default=20_000)
    return parser


if __name__ == "__main__":
    publish(*measure(options().parse_args()))
