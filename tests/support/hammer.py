"""One process that charges one subject as fast as it can: several of them are a test of exactness.

Run as a program it prints, last, one JSON object for each kind of decision: calls by bucket.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from server.limits.limiter import Limiter
from server.limits.plans import make_plan

READY = "ready\n"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Load:
    """What every process does. A `rate` other than 0 runs a common clock so fast, from `epoch` at the start."""

    url: str
    minute: int
    second: int
    day: int
    seconds: float
    share_of: int = 1
    timeout: float = 5.0
    connections: int = 50
    epoch: int = 0
    rate: float = 0.0


@dataclass
class Counts:
    """Calls by bucket: admitted and refused by Valkey, admitted and refused by the process alone."""

    admitted: Counter[int] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    alone_admitted: Counter[int] = field(default_factory=Counter)
    alone_refused: Counter[int] = field(default_factory=Counter)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.admitted + other.admitted,
            self.refused + other.refused,
            self.alone_admitted + other.alone_admitted,
            self.alone_refused + other.alone_refused,
        )


def start(load: Load, processes: int) -> list[subprocess.Popen[str]]:
    """Return the processes when all of them are connected and have been told to begin."""
    command = [sys.executable, "-m", "tests.support.hammer"]
    for name, value in vars(load).items():
        command += [f"--{name}", str(value)]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(processes)
    ]
    for process in started:
        assert process.stdout is not None
        while (line := process.stdout.readline()) != READY:
            assert line, "a process ended before it was ready"
    origin = time.monotonic()
    for process in started:
        assert process.stdin is not None
        process.stdin.write(f"{origin}\n")
        process.stdin.flush()
    return started


def finish(processes: list[subprocess.Popen[str]]) -> list[Counts]:
    """Return what each process counted, when all have ended."""
    try:
        outputs = [process.communicate(timeout=60)[0] for process in processes]
    finally:
        for process in processes:
            process.kill()
            process.wait()
    return [_read(output) for output in outputs]


def _read(output: str) -> Counts:
    by_kind = json.loads(output.splitlines()[-1])  # behind log lines
    return Counts(*(Counter({int(bucket): calls for bucket, calls in kind.items()}) for kind in by_kind))


async def _hammer(load: Load) -> Counts:
    origin = time.monotonic()

    def clock() -> float:
        return load.epoch + (time.monotonic() - origin) * load.rate

    plan = make_plan("hammered", load.minute, load.second, load.day or None)
    limiter = Limiter(load.url, share_of=load.share_of, timeout=load.timeout, clock=clock if load.rate else None)
    await limiter.start()
    sys.stdout.write(READY)
    sys.stdout.flush()
    origin = float(sys.stdin.readline())
    counts = Counts()
    end = time.monotonic() + load.seconds

    async def call() -> None:
        while time.monotonic() < end:
            verdict = await limiter.charge("key", plan)
            if verdict.plan is plan:
                (counts.admitted if verdict.admitted else counts.refused)[verdict.bucket] += 1
            else:
                (counts.alone_admitted if verdict.admitted else counts.alone_refused)[verdict.bucket] += 1
                await asyncio.sleep(0)  # a decision that was made at once gives no one else a turn

    await asyncio.gather(*(call() for _ in range(load.connections)))
    await limiter.close()
    return counts


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, kind in (("url", str), ("minute", int), ("second", int), ("day", int), ("share_of", int)):
        parser.add_argument(f"--{name}", type=kind, required=True)
    for name in ("connections", "epoch"):
        parser.add_argument(f"--{name}", type=int, required=True)
    for name in ("seconds", "timeout", "rate"):
        parser.add_argument(f"--{name}", type=float, required=True)
    counts = asyncio.run(_hammer(Load(**vars(parser.parse_args()))))
    print(json.dumps(list(vars(counts).values())))  # noqa: T201 -- it is the answer


if __name__ == "__main__":
    main()
