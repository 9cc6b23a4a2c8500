"""What one process admits alone while Valkey is away, and what of it Valkey has yet to be told."""

from __future__ import annotations

import struct
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

from server.limits.plans import share
from server.limits.verdict import Verdict, verdicts
from server.limits.windows import LocalWindows

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.limits.plans import Plan

# A subject takes about 1 KiB. The one charged longest ago is forgotten first; it then starts with a full share again.
MAX_SUBJECTS = 20_000


Entry = TypeVar("Entry")


class _Debt:
    """What Valkey has yet to be told of a subject, and whether its plan has a day window to keep it for."""

    __slots__ = ("has_day", "windows")

    def __init__(self) -> None:
        self.windows = LocalWindows()
        self.has_day = False


class Ledger:
    """The share of this process in every subject's windows.

    The windows outlive an outage, so that a server that comes and goes does not hand out a full share each time.
    """

    def __init__(self, servers: int, max_subjects: int = MAX_SUBJECTS) -> None:
        self._servers = servers
        self._max_subjects = max_subjects
        self._windows: OrderedDict[str, LocalWindows] = OrderedDict()
        self._owed: OrderedDict[str, _Debt] = OrderedDict()

    def charge(self, clock: int, subject: str, plan: Plan, cost: int, count: int, *, owed: bool) -> list[Verdict]:
        """Decide by this process's share. With `owed`, what is admitted is to be settled with Valkey later."""
        own = share(plan, self._servers)
        cost = min(cost, own.largest_cost)  # a share may be smaller than what the whole plan lets a call cost
        outcome = _entry(self._windows, subject, self._max_subjects, LocalWindows).charge(clock, own, cost, count)
        if owed and cost and outcome.admitted:
            debt = _entry(self._owed, subject, self._max_subjects, _Debt)
            debt.windows.record(clock, outcome.admitted * cost)
            debt.has_day = plan.day is not None
        return verdicts(own, cost, count, outcome)

    @property
    def owes(self) -> bool:
        """Whether anything is to be settled."""
        return bool(self._owed)

    @property
    def subjects(self) -> int:
        """How many subjects are kept."""
        return len(self._windows)

    def take(self, clock: int, subject: str) -> bytes | None:
        """Return what is owed for a subject as the argument of settle.lua, and forget it; None if it is nothing."""
        debt = self._owed.pop(subject, None)
        if debt is None:
            return None
        today, minute = debt.windows.usage(clock)
        if not minute and not (debt.has_day and today):
            return None
        pairs = (part for pair in minute.items() for part in pair)
        return struct.pack(f"<{2 + 2 * len(minute)}I", debt.has_day, today, *pairs)

    def take_some(self, clock: int, most: int) -> list[tuple[str, bytes]]:
        """Return what is owed for up to `most` subjects, and forget it."""
        subjects = [subject for subject, _ in zip(self._owed, range(most), strict=False)]
        return [(subject, owed) for subject in subjects if (owed := self.take(clock, subject)) is not None]


def _entry(entries: OrderedDict[str, Entry], subject: str, most: int, fresh: Callable[[], Entry]) -> Entry:
    """Return the subject's entry, made if there is none, as the newest one; forget the oldest if they are too many."""
    entry = entries.get(subject)
    if entry is None:
        entry = entries[subject] = fresh()
        if len(entries) > most:
            entries.popitem(last=False)
    else:
        entries.move_to_end(subject)
    return entry
