"""What the limiter says of a call, and how the answer to the call says it on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from server.limits.plans import DAY_SECONDS

if TYPE_CHECKING:
    from server.limits.plans import Plan, Window


class WindowState(NamedTuple):
    """A window as it stands after the call."""

    name: str
    limit: int
    remaining: int
    reset: int
    """Seconds until `remaining` next grows; 0 if nothing is used."""


class Verdict(NamedTuple):
    """Whether a call is admitted, and what its windows hold after it. Times are whole Unix seconds.

    A tuple, since one is made for every call.
    """

    plan: Plan
    """The plan that decided; while Valkey is away, this process's share of it."""
    refused_by: Window | None
    """Of the windows that refuse the call, the one with the longest wait."""
    retry_after: int
    """Whole seconds, rounded up, after which a client that is alone on its key is admitted; 0 if it is admitted now."""
    clock: int
    """The clock that decided: Valkey's own."""
    bucket: int
    """The second that was charged: `clock`, unless that clock was set back a little."""
    minute_remaining: int
    second_remaining: int
    day_remaining: int
    """0 in a plan without a day window; so is `day_reset`."""
    minute_reset: int
    """When the remaining quota of the window next grows; `clock` if nothing is used, since then nothing can grow."""
    second_reset: int
    day_reset: int

    @property
    def admitted(self) -> bool:
        """Whether the call may go on."""
        return self.refused_by is None

    @property
    def limit(self) -> int:
        """Capacity of the window described: the minute, or the one that refuses."""
        return (self.refused_by or self.plan.minute).capacity

    @property
    def remaining(self) -> int:
        """What is left of the window described."""
        return self._described()[0]

    @property
    def reset(self) -> int:
        """When `remaining` next grows, in Unix seconds."""
        return self._described()[1]

    @property
    def windows(self) -> tuple[WindowState, ...]:
        """Every window of the plan."""
        plan, clock = self.plan, self.clock
        states = (
            WindowState(plan.minute.name, plan.minute.capacity, self.minute_remaining, self.minute_reset - clock),
            WindowState(plan.second.name, plan.second.capacity, self.second_remaining, self.second_reset - clock),
        )
        if plan.day is None:
            return states
        return (*states, WindowState(plan.day.name, plan.day.capacity, self.day_remaining, self.day_reset - clock))

    def _described(self) -> tuple[int, int]:
        window = self.refused_by
        if window is None or window is self.plan.minute:
            return self.minute_remaining, self.minute_reset
        if window is self.plan.second:
            return self.second_remaining, self.second_reset
        return self.day_remaining, self.day_reset


def verdicts(plan: Plan, cost: int, count: int, outcome: tuple[int, ...]) -> list[Verdict]:
    """Return what an outcome (see windows.Outcome) means for each of the equal charges that it decided, in order."""
    clock, now, admitted, minute_used, second_used, day_used, minute_reset, minute_free = outcome
    minute, second, day = plan.capacities
    charged = admitted * cost
    second_reset = now + 1 if second_used + charged else clock
    midnight = now - now % DAY_SECONDS + DAY_SECONDS
    day_reset = midnight if day_used + charged else clock
    minute -= minute_used
    second -= second_used
    if day:
        day -= day_used
        day_cost = cost
    else:
        day_cost = day_reset = 0
    decided = []
    for _ in range(admitted):
        minute -= cost
        second -= cost
        day -= day_cost
        left = minute, second, day
        if minute < 0 or second < 0 or day < 0:  # a free call on a plan smaller than what was used under another
            left = _at_least_zero(left)
        decided.append(Verdict(plan, None, 0, clock, now, *left, minute_reset, second_reset, day_reset))
    if admitted < count:
        # The longest wait wins; of equal ones the first named.
        free, refused_by = minute_free, plan.minute
        if second < cost and now + 1 > free:
            free, refused_by = now + 1, plan.second
        if plan.day and day < cost and midnight > free:
            free, refused_by = midnight, plan.day
        left = _at_least_zero((minute, second, day))
        refusal = Verdict(plan, refused_by, free - clock, clock, now, *left, minute_reset, second_reset, day_reset)
        decided.extend([refusal] * (count - admitted))
    return decided


def _at_least_zero(left: tuple[int, int, int]) -> tuple[int, int, int]:
    minute, second, day = left
    return max(0, minute), max(0, second), max(0, day)


def limit_headers(verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """Return the fields of the answer to a call, named as gRPC metadata must be.

    X-RateLimit-* and Retry-After as the guide says; RateLimit-Policy and RateLimit of
    draft-ietf-httpapi-ratelimit-headers-11, where `r` is what remains and `t` the seconds until it next grows. While
    Valkey is away all of them describe this process's share, which is the limit in force (the draft, section 5.2).
    Retry-After is of the windows that refuse: another one's `t` may be longer, with quota left in it.
    """
    plan, refused_by, retry_after, clock, _, minute, second, day, minute_reset, second_reset, day_reset = verdict
    minute_name, second_name = plan.minute.name, plan.second.name
    state = f'"{minute_name}";r={minute};t={minute_reset - clock}, "{second_name}";r={second};t={second_reset - clock}'
    if plan.day is not None:
        state += f', "{plan.day.name}";r={day};t={day_reset - clock}'
    if refused_by is None:
        return (
            ("x-ratelimit-limit", str(plan.minute.capacity)),
            ("x-ratelimit-remaining", str(minute)),
            ("x-ratelimit-reset", str(minute_reset)),
            ("ratelimit-policy", plan.policy),
            ("ratelimit", state),
        )
    return (
        ("x-ratelimit-limit", str(verdict.limit)),
        ("x-ratelimit-remaining", str(verdict.remaining)),
        ("x-ratelimit-reset", str(verdict.reset)),
        ("ratelimit-policy", plan.policy),
        ("ratelimit", state),
        ("retry-after", str(retry_after)),
    )
