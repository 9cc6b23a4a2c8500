from __future__ import annotations

import struct

from server.limits.ledger import Ledger
from server.limits.plans import make_plan

NOON = 20_000 * 86_400 + 43_200
PLAN = make_plan("small", minute=8, second=4, day=80)


def admitted(ledger: Ledger, clock: int, subject: str, count: int, *, cost: int = 1, owed: bool = True) -> int:
    return sum(verdict.admitted for verdict in ledger.charge(clock, subject, PLAN, cost, count, owed=owed))


def test_each_process_has_its_share() -> None:
    ledger = Ledger(servers=4)
    assert admitted(ledger, NOON, "a", 3) == 1
    assert admitted(ledger, NOON + 1, "a", 3) == 1
    assert admitted(ledger, NOON + 2, "a", 3) == 0
    assert admitted(ledger, NOON + 2, "b", 3) == 1


def test_a_call_that_costs_more_than_a_share_takes_all_of_it() -> None:
    ledger = Ledger(servers=4)
    assert admitted(ledger, NOON, "a", 2, cost=3) == 1


def test_what_is_owed_is_taken_once_and_by_age() -> None:
    ledger = Ledger(servers=1)
    admitted(ledger, NOON, "a", 3)
    admitted(ledger, NOON + 20, "a", 9)
    assert ledger.owes
    owed = ledger.take(NOON + 50, "a")
    assert owed is not None
    assert struct.unpack("<6I", owed) == (1, 7, 50, 3, 30, 4)
    assert ledger.take(NOON + 50, "a") is None
    assert not ledger.owes


def test_what_may_have_been_counted_is_not_owed_but_takes_from_the_share() -> None:
    ledger = Ledger(servers=1)
    assert admitted(ledger, NOON, "a", 3, owed=False) == 3
    assert not ledger.owes
    assert admitted(ledger, NOON, "a", 3) == 1
    owed = ledger.take(NOON, "a")
    assert owed is not None
    assert struct.unpack("<4I", owed) == (1, 1, 0, 1)


def test_a_refused_call_and_a_read_owe_nothing() -> None:
    ledger = Ledger(servers=1)
    assert admitted(ledger, NOON, "a", 5, cost=0) == 5
    assert not ledger.owes
    admitted(ledger, NOON, "a", 4, owed=False)
    assert admitted(ledger, NOON, "a", 5) == 0
    assert not ledger.owes


def test_what_has_left_all_windows_is_not_settled() -> None:
    ledger = Ledger(servers=1)
    admitted(ledger, NOON, "a", 1)
    admitted(ledger, NOON, "b", 1)
    owed = ledger.take(NOON + 60, "a")
    assert owed is not None
    assert struct.unpack("<2I", owed) == (1, 1)
    assert ledger.take(NOON + 43_200, "b") is None


def test_debts_are_taken_a_part_at_a_time() -> None:
    ledger = Ledger(servers=1)
    for number in range(5):
        admitted(ledger, NOON, f"key {number}", 1)
    taken = [[subject for subject, _ in ledger.take_some(NOON, 2)] for _ in range(3)]
    assert taken == [["key 0", "key 1"], ["key 2", "key 3"], ["key 4"]]
    assert not ledger.owes


def test_the_subjects_charged_longest_ago_are_forgotten() -> None:
    ledger = Ledger(servers=1, max_subjects=3)
    assert admitted(ledger, NOON, "a", 4) == 4
    for number in range(2):
        admitted(ledger, NOON, f"key {number}", 1)
    assert admitted(ledger, NOON, "a", 1) == 0
    for number in range(2, 4):
        admitted(ledger, NOON, f"key {number}", 1)
    assert ledger.subjects == 3
    assert admitted(ledger, NOON, "a", 1) == 0
    assert len(ledger.take_some(NOON, 10)) <= 3
    for number in range(3):
        admitted(ledger, NOON, f"other {number}", 1)
    assert admitted(ledger, NOON, "a", 4) == 4
