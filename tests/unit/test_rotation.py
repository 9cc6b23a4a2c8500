"""The rule of refresh-token rotation as a table (CONTRACT.md, "Rotation")."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from server.auth.credentials import REFRESH_PREFIX, is_well_formed, new_token
from server.auth.rotation import GRACE, Use, judge, new_nonce, successor_of

T = datetime(2026, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
INSTANT = timedelta(microseconds=1)

TABLE = [
    # used at, successor used at, presented at, what it is
    (None, None, T, Use.FIRST),
    (None, None, T + timedelta(days=6), Use.FIRST),
    (T, None, T, Use.AGAIN),
    (T, None, T + SECOND, Use.AGAIN),
    (T, None, T + GRACE, Use.AGAIN),
    (T, None, T + GRACE + INSTANT, Use.REPLAY),
    (T, None, T + timedelta(days=1), Use.REPLAY),
    (T, T + SECOND, T + SECOND, Use.REPLAY),
    (T, T + SECOND, T + GRACE, Use.REPLAY),
    (T, T + SECOND, T + timedelta(days=1), Use.REPLAY),
    (T + SECOND, None, T, Use.AGAIN),  # another server's clock is a little ahead
]


@pytest.mark.parametrize(("used_at", "successor_used_at", "at", "use"), TABLE)
def test_judge(used_at: datetime | None, successor_used_at: datetime | None, at: datetime, use: Use) -> None:
    assert judge(used_at, successor_used_at, at) is use


def test_grace_is_30_seconds() -> None:
    assert GRACE.total_seconds() == 30


def test_the_successor_is_a_token_that_key_nonce_and_token_decide() -> None:
    token, nonce, key = new_token(REFRESH_PREFIX), new_nonce(), b"k" * 32
    successor = successor_of(token, nonce, key, REFRESH_PREFIX)
    assert is_well_formed(successor, REFRESH_PREFIX)
    assert successor == successor_of(token, nonce, key, REFRESH_PREFIX)
    others = {
        successor_of(new_token(REFRESH_PREFIX), nonce, key, REFRESH_PREFIX),
        successor_of(token, new_nonce(), key, REFRESH_PREFIX),
        successor_of(token, nonce, b"K" * 32, REFRESH_PREFIX),
        token,
    }
    assert len(others) == 4
    assert successor not in others


def test_nonces_are_32_bytes_and_differ() -> None:
    nonces = {new_nonce() for _ in range(100)}
    assert len(nonces) == 100
    assert {len(nonce) for nonce in nonces} == {32}
