from __future__ import annotations

import pytest

from server.limits.plans import PLANS, Plan, Window, make_plan, overridden, share


@pytest.mark.parametrize(
    ("name", "minute", "second", "day"),
    [
        ("starter", 100, 20, 10_000),
        ("professional", 500, 100, 100_000),
        ("enterprise", 2_000, 500, None),
        ("benchmark", 1_000_000_000, 1_000_000_000, 1_000_000_000),
    ],
)
def test_a_row_of_the_guide(name: str, minute: int, second: int, day: int | None) -> None:
    plan = PLANS[name]
    assert plan.name == name
    assert plan.minute == Window("minute", minute, 60)
    assert plan.second == Window("second", second, 1)
    assert plan.day == (None if day is None else Window("day", day, 86_400))


def test_the_policy_names_every_window_and_no_unlimited_one() -> None:
    assert PLANS["starter"].policy == '"minute";q=100;w=60, "second";q=20;w=1, "day";q=10000;w=86400'
    assert PLANS["enterprise"].policy == '"minute";q=2000;w=60, "second";q=500;w=1'


def test_a_share_is_the_limit_divided_and_at_least_one() -> None:
    assert share(PLANS["starter"], 1) is PLANS["starter"]
    assert share(PLANS["starter"], 3).capacities == (33, 6, 3_333)
    assert share(PLANS["starter"], 64).capacities == (1, 1, 156)
    assert share(PLANS["enterprise"], 4).day is None


def test_an_override_changes_the_windows_it_names_alone() -> None:
    starter = PLANS["starter"]
    assert overridden(starter, ()) is starter
    changed = overridden(starter, (("second", 3),))
    assert (changed.name, changed.capacities) == ("starter", (100, 3, 10_000))
    assert overridden(starter, (("second", 3),)) is changed
    assert overridden(starter, (("day", 0),)).day is None
    assert overridden(PLANS["enterprise"], (("day", 7), ("minute", 5))).capacities == (5, 500, 7)


@pytest.mark.parametrize("limits", [(("minute", 0),), (("minute", -1),), (("day", 2**31),), (("hour", 5),)])
def test_an_override_that_no_window_can_hold(limits: tuple[tuple[str, int], ...]) -> None:
    with pytest.raises(ValueError, match="window"):
        overridden(PLANS["starter"], limits)


@pytest.mark.parametrize("capacity", [0, -1, 2**31])
def test_a_window_admits_something_and_not_too_much(capacity: int) -> None:
    with pytest.raises(ValueError, match="capacity"):
        Window("minute", capacity, 60)


@pytest.mark.parametrize("name", ["", "Minute", 'a"b', "a b", "é"])
def test_a_window_has_a_name_that_a_header_can_carry(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        Window(name, 1, 60)


def test_a_plan_has_a_minute_a_second_and_a_day() -> None:
    minute, second = Window("minute", 2, 60), Window("second", 1, 1)
    with pytest.raises(ValueError, match="seconds"):
        Plan("odd", second, minute, None)
    with pytest.raises(ValueError, match="seconds"):
        Plan("odd", minute, second, Window("day", 3, 3_600))


def test_what_a_call_can_cost_at_most() -> None:
    assert make_plan("a", minute=9, second=5, day=3).largest_cost == 3
    assert make_plan("b", minute=9, second=5, day=None).largest_cost == 5
