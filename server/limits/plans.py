"""The guide's table of plans: what a credential may call per minute, per second and per UTC day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MINUTE_SECONDS = 60
SECOND_SECONDS = 1
DAY_SECONDS = 86_400

# The script and the value it keeps hold counts as uint32; half of that leaves room for what an outage adds.
LARGEST_CAPACITY = 2**31 - 1

WINDOWS = ("minute", "second", "day")
Overrides = tuple[tuple[str, int], ...]
"""Other capacities than the plan's: pairs of a window and its calls."""

# A name is sent as a Structured Fields string and read by people: "100 calls per minute".
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Window:
    """Admits `capacity` calls in `seconds` seconds. Raises ValueError for what no window can be."""

    name: str
    capacity: int
    seconds: int

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"not the name of a window: {self.name!r}")
        if not 1 <= self.capacity <= LARGEST_CAPACITY:
            raise ValueError(f"the capacity of a window is 1 to {LARGEST_CAPACITY}, not {self.capacity}")


@dataclass(frozen=True, slots=True)
class Plan:
    """The windows that a call must fit into, all of them.

    `minute` is the last 60 one-second buckets, the current one included; `second` is the current bucket; `day` is a
    UTC day, or None for no such window.
    """

    name: str
    minute: Window
    second: Window
    day: Window | None
    capacities: tuple[int, int, int] = field(init=False, repr=False, compare=False)
    """Of the minute, the second and the day; 0 stands for no day window."""
    largest_cost: int = field(init=False, repr=False, compare=False)
    """What one call can cost at most: with more it would never be admitted."""
    policy: str = field(init=False, repr=False, compare=False)
    """The field value of RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-11, section 3)."""

    @property
    def windows(self) -> tuple[Window, ...]:
        """Return the windows that the plan has."""
        return (self.minute, self.second, *([self.day] if self.day else []))

    def __post_init__(self) -> None:
        lengths = self.minute.seconds, self.second.seconds, self.day.seconds if self.day else DAY_SECONDS
        if lengths != (MINUTE_SECONDS, SECOND_SECONDS, DAY_SECONDS):
            raise ValueError(f"the windows of a plan are a minute, a second and a day, not {lengths} seconds")
        capacities = self.minute.capacity, self.second.capacity, self.day.capacity if self.day else 0
        policy = ", ".join(f'"{window.name}";q={window.capacity};w={window.seconds}' for window in self.windows)
        object.__setattr__(self, "capacities", capacities)
        object.__setattr__(self, "largest_cost", min(window.capacity for window in self.windows))
        object.__setattr__(self, "policy", policy)


def make_plan(name: str, minute: int, second: int, day: int | None) -> Plan:
    """Return the plan with these capacities; `day` None means no daily quota."""
    return Plan(
        name,
        Window("minute", minute, MINUTE_SECONDS),
        Window("second", second, SECOND_SECONDS),
        None if day is None else Window("day", day, DAY_SECONDS),
    )


@lru_cache(maxsize=1024)
def share(plan: Plan, servers: int) -> Plan:
    """Return what one of `servers` processes may admit alone: each capacity divided by them, at least 1."""
    if servers == 1:
        return plan
    minute, second, day = (max(1, capacity // servers) for capacity in plan.capacities)
    return make_plan(plan.name, minute, second, day if plan.day else None)


def overrides(limits: Mapping[str, int]) -> Overrides:
    """Return capacities by window as what `overridden` takes, which can be a key of a cache."""
    return tuple(sorted(limits.items()))


def overridden(plan: Plan, limits: Overrides) -> Plan:
    """Return a plan with other capacities for the windows named; 0 for the day takes the daily quota away.

    The same plan for the same arguments. Raises ValueError for what no window can hold, or for one of another name.
    """
    return _overridden(plan, limits) if limits else plan


@lru_cache(maxsize=4096)
def _overridden(plan: Plan, limits: Overrides) -> Plan:
    capacities = dict(zip(WINDOWS, plan.capacities, strict=True)) | dict(limits)
    if len(capacities) > len(WINDOWS):
        raise ValueError(f"the windows are {', '.join(WINDOWS)}")
    return make_plan(plan.name, capacities["minute"], capacities["second"], capacities["day"] or None)


# The guide's three rows, and the demo's own for measuring: the same work, windows that no load fills.
PLANS: Mapping[str, Plan] = MappingProxyType(
    {
        plan.name: plan
        for plan in (
            make_plan("starter", minute=100, second=20, day=10_000),
            make_plan("professional", minute=500, second=100, day=100_000),
            make_plan("enterprise", minute=2_000, second=500, day=None),
            make_plan("benchmark", minute=1_000_000_000, second=1_000_000_000, day=1_000_000_000),
        )
    }
)
