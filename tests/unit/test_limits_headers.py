from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.limits.limiter import limit_headers
from server.limits.plans import PLANS, Plan, make_plan
from server.limits.verdict import Verdict, verdicts
from server.limits.windows import LocalWindows

NOON = 20_000 * 86_400 + 43_200

# RFC 9651: a List of Strings with Integer parameters, as it is serialized. gRPC: a metadata key, an ASCII value.
ITEM = r'"[a-z][a-z0-9_-]*"(;[a-z]+=\d{1,15})+'
LIST = re.compile(rf"{ITEM}(, {ITEM})*")
KEY = re.compile(r"[a-z0-9_.-]+")

plans = st.builds(
    make_plan,
    st.just("any"),
    minute=st.integers(1, 2**31 - 1),
    second=st.integers(1, 2**31 - 1),
    day=st.none() | st.integers(1, 2**31 - 1),
)


def decide(plan: Plan, count: int, *, cost: int = 1, now: int = NOON, windows: LocalWindows | None = None) -> Verdict:
    windows = windows or LocalWindows()
    return verdicts(plan, cost, count, windows.charge(now, plan, cost, count))[-1]


def test_an_admitted_call_describes_the_minute() -> None:
    assert limit_headers(decide(PLANS["starter"], 3)) == (
        ("x-ratelimit-limit", "100"),
        ("x-ratelimit-remaining", "97"),
        ("x-ratelimit-reset", str(NOON + 60)),
        ("ratelimit-policy", '"minute";q=100;w=60, "second";q=20;w=1, "day";q=10000;w=86400'),
        ("ratelimit", '"minute";r=97;t=60, "second";r=17;t=1, "day";r=9997;t=43200'),
    )


def test_a_refused_call_describes_the_window_with_the_longest_wait() -> None:
    assert limit_headers(decide(PLANS["starter"], 21)) == (
        ("x-ratelimit-limit", "20"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", str(NOON + 1)),
        ("ratelimit-policy", '"minute";q=100;w=60, "second";q=20;w=1, "day";q=10000;w=86400'),
        ("ratelimit", '"minute";r=80;t=60, "second";r=0;t=1, "day";r=9980;t=43200'),
        ("retry-after", "1"),
    )


@pytest.mark.parametrize(
    ("plan", "limit", "reset", "retry_after"),
    [
        (make_plan("a", minute=2, second=2, day=2), "day", NOON + 43_200, 43_200),
        (make_plan("b", minute=2, second=2, day=3), "minute", NOON + 60, 60),
        (make_plan("c", minute=3, second=2, day=3), "second", NOON + 1, 1),
    ],
)
def test_of_several_windows_that_refuse_the_longest_wait_is_told(
    plan: Plan, limit: str, reset: int, retry_after: int
) -> None:
    refused = decide(plan, 3)
    assert refused.refused_by is not None
    assert refused.refused_by.name == limit
    assert (refused.limit, refused.remaining, refused.reset) == (2, 0, reset)
    assert refused.retry_after == retry_after


def test_of_equal_waits_the_minute_is_told() -> None:
    plan, windows = make_plan("any", minute=2, second=2, day=2), LocalWindows()
    decide(plan, 1, now=NOON - 59, windows=windows)
    refused = decide(plan, 2, now=NOON, windows=windows)
    assert refused.refused_by == plan.day
    plan = make_plan("any", minute=2, second=1, day=None)
    refused = decide(plan, 1, now=NOON, windows=windows)
    assert (refused.refused_by, refused.retry_after) == (plan.minute, 1)


def test_a_window_of_which_nothing_is_used_is_full_now() -> None:
    read = decide(PLANS["starter"], 1, cost=0)
    assert (read.limit, read.remaining, read.reset) == (100, 100, NOON)
    assert dict(limit_headers(read))["ratelimit"] == '"minute";r=100;t=0, "second";r=20;t=0, "day";r=10000;t=0'


def test_an_unlimited_day_is_no_window() -> None:
    fields = dict(limit_headers(decide(PLANS["enterprise"], 1)))
    assert fields["ratelimit"] == '"minute";r=1999;t=60, "second";r=499;t=1'


@given(plans, st.integers(1, 40), st.lists(st.integers(0, 70), max_size=5))
def test_the_fields_have_their_syntax(plan: Plan, count: int, waits: list[int]) -> None:
    windows, now = LocalWindows(), NOON
    for wait in [0, *waits]:
        now += wait
        verdict = decide(plan, count, now=now, windows=windows)
        fields = limit_headers(verdict)
        names = [name for name, _ in fields]
        assert len(set(names)) == len(names)
        assert ("retry-after" in names) is not verdict.admitted
        for name, value in fields:
            assert KEY.fullmatch(name)
            assert LIST.fullmatch(value) if name in {"ratelimit", "ratelimit-policy"} else value.isdecimal()
