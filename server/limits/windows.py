"""The arithmetic of the windows, in plain Python: what one process counts by alone while Valkey is away.

It is also the model that the tests hold charge.lua against: for the same charges at the same clock both give the same
Outcome. The script says why things are as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from server.limits.plans import DAY_SECONDS, MINUTE_SECONDS

if TYPE_CHECKING:
    from server.limits.plans import Plan

# A clock this many seconds behind the last bucket waits for it; further, the past is moved to the present.
STEP_BACK = 60


class Outcome(NamedTuple):
    """What became of a run of equal charges: the reply of charge.lua. Times are Unix seconds."""

    clock: int
    """The clock that decided."""
    now: int
    """The bucket that was charged: the clock, or the last bucket if the clock is a little behind it."""
    admitted: int
    """How many of the charges, the first ones, were admitted."""
    minute_used: int
    """What the minute window held before; the next two likewise."""
    second_used: int
    day_used: int
    minute_reset: int
    """When the remaining quota of the minute window next grows; `clock` if nothing is used."""
    minute_free: int
    """When one more charge fits into the minute window; 0 if one fits now."""


class LocalWindows:
    """What one subject has used. Reads and refusals change nothing, unless the clock was set back far."""

    __slots__ = ("_used",)

    def __init__(self) -> None:
        self._used = _Used(0, 0, 0, {})

    def charge(self, clock: int, plan: Plan, cost: int, count: int) -> Outcome:
        """Charge `cost` `count` times, one after the other, as far as each fits; a refused one costs nothing."""
        before = self._used.at(clock)
        if clock < self._used.last - STEP_BACK:
            self._used = before
        minute, second, day = plan.capacities
        admitted, after = count, before
        if cost:
            room = min(minute - before.minute, second - before.second)
            if day:
                room = min(room, day - before.day)
            admitted = max(0, min(count, room // cost))
            if admitted:
                after = self._used = before.plus(admitted * cost)
        reset, free = clock, 0
        if after.buckets:
            used = after.minute
            reset = after.leaves(max(1, used - minute + 1))
            if used + cost > minute:
                free = after.leaves(used + cost - minute)
        return Outcome(clock, before.last, admitted, before.minute, before.second, before.day, reset, free)

    def record(self, clock: int, amount: int) -> None:
        """Count `amount`, more than 0, whether it fits or not."""
        self._used = self._used.at(clock).plus(amount)

    def usage(self, clock: int) -> tuple[int, dict[int, int]]:
        """Return what was used in the clock's UTC day, and in the minute by age in seconds (0 to 59)."""
        used = self._used.at(clock)
        return used.day, {used.last - second: amount for second, amount in used.buckets.items()}


class _Used(NamedTuple):
    """What the windows hold at one moment."""

    last: int  # the current bucket
    second: int  # used in it
    day: int  # used in its UTC day
    buckets: dict[int, int]  # second -> used in it, oldest first; at most 60 of them, none empty

    @property
    def minute(self) -> int:
        return sum(self.buckets.values())

    def at(self, clock: int) -> _Used:
        """Return what is left of it at the clock."""
        last, second, day, buckets = self
        if clock == last or 0 < last - clock <= STEP_BACK:
            return self
        if clock < last:
            return _Used(clock, second, day, {clock: self.minute} if buckets else {})
        if clock // DAY_SECONDS != last // DAY_SECONDS:
            day = 0
        alive = {bucket: used for bucket, used in buckets.items() if clock - bucket < MINUTE_SECONDS}
        return _Used(clock, 0, day, alive)

    def plus(self, amount: int) -> _Used:
        """Return it with `amount` more in the current bucket."""
        buckets = {**self.buckets, self.last: self.buckets.get(self.last, 0) + amount}
        return _Used(self.last, self.second + amount, self.day + amount, buckets)

    def leaves(self, amount: int) -> int:
        """Return the second in which `amount` of what the minute holds has left it."""
        newest = self.last
        for newest, used in self.buckets.items():  # noqa: B007 -- it is what the loop looks for
            amount -= used
            if amount <= 0:
                break
        return newest + MINUTE_SECONDS
