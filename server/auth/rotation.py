"""Refresh-token rotation: the rule alone, without storage (CONTRACT.md, "Rotation"; RFC 9700, section 4.14).

The successor of a token is HMAC(server key, token, nonce), with a nonce that was stored when the token was made. So
parallel refreshes of one token get the same successor, and nothing plain is kept. The used token answers for 30 s, and
only until its successor has been used; any later use is a replay.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from server.auth.credentials import token_of

if TYPE_CHECKING:
    from datetime import datetime

GRACE = timedelta(seconds=30)
_NONCE_BYTES = 32


class Use(Enum):
    """What the presentation of a refresh token is."""

    FIRST = "first"
    AGAIN = "again"
    REPLAY = "replay"


def new_nonce() -> bytes:
    """Return the nonce to store with a new token."""
    return os.urandom(_NONCE_BYTES)


def successor_of(token: str, nonce: bytes, key: bytes, prefix: str) -> str:
    """Return the token that follows `token`."""
    return token_of(prefix, hmac.digest(key, nonce + token.encode(), hashlib.sha256))


def judge(used_at: datetime | None, successor_used_at: datetime | None, at: datetime) -> Use:
    """Return what a use at the instant `at` is. `successor_used_at`: None if there is no successor or it is unused."""
    if used_at is None:
        return Use.FIRST
    if successor_used_at is None and at - used_at <= GRACE:
        return Use.AGAIN
    return Use.REPLAY
