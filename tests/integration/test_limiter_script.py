"""The Lua scripts against the Python model, call for call, with a clock that the test sets."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.limits.ledger import Ledger
from server.limits.limiter import CHARGE, SETTLE
from server.limits.plans import PLANS, Plan, make_plan
from server.limits.windows import LocalWindows, Outcome
from tests.support.valkey import running_valkey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import redis

MIDNIGHT = 20_000 * 86_400
KEY = "rl:{subject}"

plans = st.builds(
    make_plan,
    st.just("any"),
    minute=st.integers(1, 12) | st.integers(60_000, 200_000),
    second=st.integers(1, 5) | st.integers(60_000, 200_000),
    day=st.none() | st.integers(1, 30) | st.just(1_000_000_000),
)
changes = st.sampled_from([0, 0, 0, 1, 1, 2, 29, 58, 59, 60, 61, 119, 600, 86_400, -1, -2, -59, -60, -61, -3_600])
costs = st.integers(0, 4) | st.sampled_from([1_000, 65_535, 65_536, 131_072])
steps = st.lists(st.tuples(changes, plans, costs, st.integers(1, 8)), max_size=40)
bounded = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[redis.Redis]:
    with running_valkey(tmp_path_factory.mktemp("valkey")) as valkey, valkey.client() as client:
        yield client


@pytest.fixture(scope="module")
def charge(client: redis.Redis) -> Callable[[Plan, int, int, int], Outcome]:
    script = client.register_script(CHARGE)

    def call(plan: Plan, cost: int, count: int, clock: int) -> Outcome:
        reply = script(keys=[KEY], args=[struct.pack("<5I", *plan.capacities, cost, count), clock])
        return Outcome(*struct.unpack("<8I", reply))

    return call


@given(st.sampled_from([MIDNIGHT - 70, MIDNIGHT + 40_000]), steps)
@bounded
def test_the_script_decides_as_the_model(
    client: redis.Redis,
    charge: Callable[[Plan, int, int, int], Outcome],
    start: int,
    path: list[tuple[int, Plan, int, int]],
) -> None:
    client.delete(KEY)
    model, clock = LocalWindows(), start
    for change, plan, any_cost, count in path:
        clock, cost = clock + change, min(any_cost, plan.largest_cost)
        assert charge(plan, cost, count, clock) == model.charge(clock, plan, cost, count)


@given(st.lists(st.tuples(st.sampled_from([0, 1, 2, 30, 61]), st.booleans(), st.integers(1, 8)), max_size=30))
@bounded
def test_what_was_admitted_alone_is_added_to_the_buckets_it_was_admitted_in(
    client: redis.Redis,
    charge: Callable[[Plan, int, int, int], Outcome],
    path: list[tuple[int, bool, int]],
) -> None:
    client.delete(KEY)
    plan, clock, ledger = make_plan("any", minute=12, second=5, day=40), MIDNIGHT - 100, Ledger(servers=1)
    admitted: list[tuple[int, int]] = []
    for change, alone, count in path:
        clock += change
        if alone:
            verdicts = ledger.charge(clock, "subject", plan, 1, count, owed=True)
            admitted.append((clock, sum(verdict.admitted for verdict in verdicts)))
        else:
            admitted.append((clock, charge(plan, 1, count, clock).admitted))
    owed = ledger.take(clock, "subject")
    if owed is not None:
        client.register_script(SETTLE)(keys=[KEY], args=[owed, clock])
    held = charge(plan, 0, 1, clock)
    assert held.minute_used == sum(amount for second, amount in admitted if clock - 60 < second)
    assert held.second_used == sum(amount for second, amount in admitted if second == clock)
    assert held.day_used == sum(amount for second, amount in admitted if second // 86_400 == clock // 86_400)
    for wait in (1, 20, 59, 60):
        later = charge(plan, 0, 1, clock + wait)
        assert later.minute_used == sum(amount for second, amount in admitted if clock + wait - 60 < second)


def size(client: redis.Redis) -> int:
    return int(client.memory_usage(KEY) or 0)


def test_a_key_is_small_and_expires(client: redis.Redis, charge: Callable[[Plan, int, int, int], Outcome]) -> None:
    client.delete(KEY)
    charge(PLANS["starter"], 1, 1, MIDNIGHT)
    assert size(client) <= 300
    assert 86_400 <= client.ttl(KEY) <= 86_400 + 60  # the day has just begun
    for second in range(60):
        charge(PLANS["benchmark"], 1, 500, MIDNIGHT + second)
    assert size(client) <= 1_024
    charge(PLANS["enterprise"], 1, 1, MIDNIGHT + 200)
    assert 60 <= client.ttl(KEY) <= 120
    assert size(client) <= 300


def test_a_refused_call_and_a_read_write_nothing(
    client: redis.Redis, charge: Callable[[Plan, int, int, int], Outcome]
) -> None:
    client.delete(KEY)
    plan = make_plan("any", minute=3, second=2, day=None)
    charge(plan, 0, 5, MIDNIGHT)
    assert not client.exists(KEY)
    charge(plan, 1, 2, MIDNIGHT)
    kept = client.get(KEY)
    assert charge(plan, 1, 7, MIDNIGHT).admitted == 0
    assert charge(plan, 0, 7, MIDNIGHT).admitted == 7
    assert client.get(KEY) == kept


def test_the_clock_is_the_servers_own(client: redis.Redis) -> None:
    client.delete(KEY)
    before = int(client.time()[0])
    reply = client.register_script(CHARGE)(keys=[KEY], args=[struct.pack("<5I", 1, 1, 0, 1, 1)])
    assert before <= struct.unpack("<8I", reply)[0] <= int(client.time()[0])
