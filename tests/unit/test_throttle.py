"""How long a login must wait after wrong tries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from server.auth.throttle import FREE_TRIES, LONGEST_WAIT_SECONDS, wait_after


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (1, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (14, 512), (15, 900), (16, 900), (10**9, 900)],
)
def test_wait_after(failures: int, seconds: int) -> None:
    assert wait_after(failures) == timedelta(seconds=seconds)


def test_a_day_of_guessing_gets_few_tries() -> None:
    waited, failures = timedelta(), 0
    while waited < timedelta(days=1):
        failures += 1
        waited += wait_after(failures)
    assert failures < 120
    assert FREE_TRIES == 5
    assert LONGEST_WAIT_SECONDS == 900
