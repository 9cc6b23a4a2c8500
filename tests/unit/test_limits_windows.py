"""The windows' arithmetic against the contract itself: a list of all admitted charges, counted anew for every call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from server.limits.plans import PLANS, Plan, make_plan
from server.limits.verdict import Verdict, verdicts
from server.limits.windows import LocalWindows

if TYPE_CHECKING:
    from collections.abc import Iterator

MIDNIGHT = 20_000 * 86_400

plans = st.builds(
    make_plan,
    st.just("small"),
    minute=st.integers(1, 12),
    second=st.integers(1, 5),
    day=st.none() | st.integers(1, 30),
)
starts = st.sampled_from([MIDNIGHT + 40_000, MIDNIGHT - 70])
waits = st.sampled_from([0, 0, 0, 1, 1, 2, 7, 30, 58, 59, 60, 61, 119, 600, 86_400])
costs = st.integers(0, 4)
counts = st.integers(1, 8)
steps = st.lists(st.tuples(waits, plans, costs, counts), max_size=40)


class Contract:
    """What the contract says, word for word."""

    def __init__(self) -> None:
        self.admitted: list[tuple[int, int]] = []

    def used(self, now: int) -> tuple[int, int, int]:
        minute = sum(cost for second, cost in self.admitted if now - 60 < second <= now)
        second = sum(cost for second, cost in self.admitted if second == now)
        day = sum(cost for second, cost in self.admitted if second // 86_400 == now // 86_400)
        return minute, second, day

    def fits(self, now: int, plan: Plan, cost: int) -> bool:
        minute, second, day = self.used(now)
        return (
            minute + cost <= plan.minute.capacity
            and second + cost <= plan.second.capacity
            and (plan.day is None or day + cost <= plan.day.capacity)
        )

    def charge(self, now: int, plan: Plan, cost: int) -> bool:
        admitted = cost == 0 or self.fits(now, plan, cost)
        if admitted and cost:
            self.admitted.append((now, cost))
        return admitted

    def remaining(self, now: int, plan: Plan) -> list[int]:
        windows = [window for window in (plan.minute, plan.second, plan.day) if window]
        return [max(0, window.capacity - used) for window, used in zip(windows, self.used(now), strict=False)]


def decisions(windows: LocalWindows, now: int, plan: Plan, cost: int, count: int) -> list[Verdict]:
    return verdicts(plan, cost, count, windows.charge(now, plan, cost, count))


def walk(start: int, path: list[tuple[int, Plan, int, int]]) -> Iterator[tuple[int, Plan, int, int]]:
    now = start
    for wait, plan, cost, count in path:
        now += wait
        yield now, plan, min(cost, plan.largest_cost), count


@given(starts, steps)
def test_admits_what_the_contract_admits_and_says_what_is_left(
    start: int, path: list[tuple[int, Plan, int, int]]
) -> None:
    windows, contract = LocalWindows(), Contract()
    for now, plan, cost, count in walk(start, path):
        for verdict in decisions(windows, now, plan, cost, count):
            assert verdict.admitted == contract.charge(now, plan, cost)
            assert (verdict.clock, verdict.bucket) == (now, now)
            left = verdict.windows
            if verdict.admitted:
                assert [state.remaining for state in left] == contract.remaining(now, plan)
                assert (verdict.limit, verdict.remaining) == (plan.minute.capacity, left[0].remaining)
                assert verdict.retry_after == 0
            else:
                described = {state.name: state for state in left}[verdict.refused_by.name if verdict.refused_by else ""]
                assert (verdict.limit, verdict.remaining) == (described.limit, described.remaining)
                assert verdict.reset == now + described.reset


@given(starts, steps)
def test_reset_is_when_remaining_next_grows(start: int, path: list[tuple[int, Plan, int, int]]) -> None:
    windows, contract = LocalWindows(), Contract()
    for now, plan, cost, count in walk(start, path):
        last = decisions(windows, now, plan, cost, count)[-1]
        for _ in range(count):
            contract.charge(now, plan, cost)
        before = contract.remaining(now, plan)
        for index, state in enumerate(last.windows):
            if state.reset == 0:
                assert contract.used(now)[index] == 0
                continue
            assert contract.remaining(now + state.reset, plan)[index] > before[index]
            for wait in {1, state.reset // 2, state.reset - 1} - {0, state.reset}:
                assert contract.remaining(now + wait, plan)[index] <= before[index]


@given(starts, steps)
@example(MIDNIGHT - 70, [(0, make_plan("a", minute=12, second=4, day=1), 1, 2)])
def test_a_client_that_waits_for_retry_after_is_admitted_and_not_earlier(
    start: int, path: list[tuple[int, Plan, int, int]]
) -> None:
    windows, contract = LocalWindows(), Contract()
    for now, plan, cost, count in walk(start, path):
        last = decisions(windows, now, plan, cost, count)[-1]
        for _ in range(count):
            contract.charge(now, plan, cost)
        if not last.admitted:
            assert last.retry_after >= 1
            assert contract.fits(now + last.retry_after, plan, cost)
            assert not contract.fits(now + last.retry_after - 1, plan, cost)
            assert not contract.fits(now + last.retry_after // 2, plan, cost)


@given(starts, steps)
def test_a_run_of_charges_is_decided_as_one_after_the_other(start: int, path: list[tuple[int, Plan, int, int]]) -> None:
    together, apart = LocalWindows(), LocalWindows()
    for now, plan, cost, count in walk(start, path):
        run = decisions(together, now, plan, cost, count)
        singly = [decisions(apart, now, plan, cost, 1)[0] for _ in range(count)]
        assert [verdict.windows for verdict in run] == [verdict.windows for verdict in singly]
        assert [verdict.retry_after for verdict in run] == [verdict.retry_after for verdict in singly]
        assert [verdict.refused_by for verdict in run] == [verdict.refused_by for verdict in singly]


@given(starts, st.lists(st.tuples(st.integers(-200, 90), counts), max_size=40))
def test_a_clock_that_is_set_back_admits_no_more_than_a_window_in_real_time(
    start: int, path: list[tuple[int, int]]
) -> None:
    plan = make_plan("small", minute=10, second=4, day=None)
    windows, clock, passed = LocalWindows(), start, 0
    admitted: list[tuple[int, int]] = []  # in seconds that really passed
    for change, count in path:
        clock += change
        passed += max(0, change)  # set back in no time, else it runs as time does
        outcome = windows.charge(clock, plan, 1, count)
        admitted.append((passed, outcome.admitted))
        assert sum(amount for moment, amount in admitted if moment > passed - 60) <= 10
        assert sum(amount for moment, amount in admitted if moment == passed) <= 10


@given(st.integers(1, 5_000))
def test_a_clock_that_is_set_back_frees_everything_again_within_two_minutes(step: int) -> None:
    plan = make_plan("small", minute=10, second=10, day=None)
    windows = LocalWindows()
    assert windows.charge(MIDNIGHT, plan, 1, 10).admitted == 10
    refused = verdicts(plan, 1, 1, windows.charge(MIDNIGHT - step, plan, 1, 1))[0]
    assert not refused.admitted
    assert refused.retry_after <= 120
    assert windows.charge(MIDNIGHT - step + refused.retry_after, plan, 1, 1).admitted == 1


def test_what_was_used_under_a_larger_plan_counts_under_a_smaller_one() -> None:
    windows = LocalWindows()
    assert windows.charge(MIDNIGHT, PLANS["enterprise"], 1, 300).admitted == 300
    assert windows.charge(MIDNIGHT + 1, PLANS["enterprise"], 1, 1).admitted == 1
    refused = decisions(windows, MIDNIGHT + 2, PLANS["starter"], 1, 1)[0]
    assert refused.refused_by == PLANS["starter"].minute
    assert (refused.remaining, refused.reset, refused.retry_after) == (0, MIDNIGHT + 60, 58)
    free = decisions(windows, MIDNIGHT + 2, PLANS["starter"], 0, 1)[0]
    assert free.admitted
    assert [state.remaining for state in free.windows] == [0, 20, 9_699]


def test_usage_is_by_age_and_by_day() -> None:
    windows = LocalWindows()
    windows.record(MIDNIGHT - 1, 3)
    windows.record(MIDNIGHT + 10, 2)
    windows.record(MIDNIGHT + 10, 2)
    assert windows.usage(MIDNIGHT + 12) == (4, {13: 3, 2: 4})
    assert windows.usage(MIDNIGHT + 65) == (4, {55: 4})
    assert windows.usage(MIDNIGHT + 86_400) == (0, {})
