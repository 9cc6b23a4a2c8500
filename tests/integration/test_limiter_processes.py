"""Four processes with fifty callers each charge one key as fast as they can, and every call is counted."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.support.hammer import Counts, Load, finish, start
from tests.support.valkey import Valkey, running_valkey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROCESSES = 4
MIDNIGHT = 20_000 * 86_400


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    with running_valkey(tmp_path, "--appendonly", "yes", "--appendfsync", "always") as valkey:
        yield valkey


def windows(admitted: Counter[int], bucket: int) -> tuple[int, int, int]:
    minute = sum(calls for second, calls in admitted.items() if bucket - 60 < second <= bucket)
    day = sum(calls for second, calls in admitted.items() if second // 86_400 == bucket // 86_400 and second <= bucket)
    return minute, admitted[bucket], day


def check_exact(load: Load, counts: Counts) -> None:
    """Not one call over a limit was admitted, and none was refused before a window was full."""
    limits = load.minute, load.second, load.day
    for bucket in sorted(counts.admitted | counts.refused):
        held = windows(counts.admitted, bucket)
        assert all(amount <= limit for amount, limit in zip(held, limits, strict=True)), (bucket, held)
        if counts.refused[bucket]:
            assert any(amount == limit for amount, limit in zip(held, limits, strict=True)), (bucket, held)


def test_exactly_the_limit_is_admitted(valkey: Valkey) -> None:
    load = Load(valkey.url, minute=100, second=20, day=10_000, seconds=8)
    by_process = finish(start(load, PROCESSES))
    counts = sum(by_process, Counts())
    check_exact(load, counts)
    assert counts.admitted.total() == 100
    assert all(count.refused for count in by_process)
    assert not counts.alone_admitted + counts.alone_refused


def test_exactly_the_limit_is_admitted_across_the_edges_of_all_windows(valkey: Valkey) -> None:
    # Six seconds of a clock that all processes share and that runs 30 times as fast: past midnight and three minutes.
    load = Load(valkey.url, minute=40, second=7, day=60, seconds=6, rate=30, epoch=MIDNIGHT - 45)
    counts = sum(finish(start(load, PROCESSES)), Counts())
    check_exact(load, counts)
    days: Counter[int] = Counter()
    for bucket, calls in counts.admitted.items():
        days[bucket // 86_400] += calls
    assert days == {MIDNIGHT // 86_400 - 1: 40, MIDNIGHT // 86_400: 60}
    assert not counts.alone_admitted + counts.alone_refused


def test_exact_before_and_after_a_restart_and_the_share_in_between(valkey: Valkey) -> None:
    load = Load(valkey.url, minute=1_000, second=20, day=10_000, seconds=7, share_of=PROCESSES)
    processes = start(load, PROCESSES)
    time.sleep(3)
    valkey.kill()
    time.sleep(1.5)
    valkey.start()
    by_process = finish(processes)
    for count in by_process:
        assert count.alone_admitted.total() >= 5
        assert max(count.alone_admitted.values()) <= 5
        assert max(count.admitted | count.refused) > max(count.alone_admitted | count.alone_refused)
    counts = sum(by_process, Counts())
    outage = set(counts.alone_admitted | counts.alone_refused)
    for bucket, calls in counts.admitted.items():
        assert calls <= 20
        if counts.refused[bucket] and bucket not in outage:
            assert calls == 20
    # What was admitted alone is in Valkey's day too, but for the calls whose reply was lost.
    with valkey.client() as client:
        day_used = int.from_bytes(client.get("rl:{key}")[12:16], "little")
    known = counts.admitted.total() + counts.alone_admitted.total()
    assert known - 5 * PROCESSES <= day_used <= known + load.connections * PROCESSES
