from __future__ import annotations

import re
import time

from ulid import ULID

from server.identifiers import new_ulid


def test_a_quick_ulid_is_a_ulid_of_now() -> None:
    before = time.time_ns() // 1_000_000
    made = [new_ulid() for _ in range(1000)]
    after = time.time_ns() // 1_000_000
    assert all(re.fullmatch("[0-7][0-9A-HJKMNP-TV-Z]{25}", each) for each in made)
    assert all(before <= ULID.from_str(each).milliseconds <= after for each in made)
    assert len(set(made)) == len(made)
