"""Pages of a list: a cursor that is opaque, authentic, and good only for the list it was made in."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import TYPE_CHECKING, TypeVar

from server.errors import InvalidArgument, Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DEFAULT_PAGE_SIZE = 50
_MAC_BYTES = 16


class PageTokens:
    """Makes and reads page tokens: base64url of a MAC and the cursor, the id or path that the last page ended with."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def _mac(self, cursor: bytes, bound_to: Sequence[str]) -> bytes:
        parts = [*(part.encode() for part in bound_to), cursor]
        # each with its length, so that no byte can pass from one part to another
        text = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return hmac.digest(self._key, text, hashlib.sha256)[:_MAC_BYTES]

    def issue(self, cursor: str, bound_to: Sequence[str]) -> str:
        """Return the token of a cursor; `bound_to`: the list, the tenant, and every filter."""
        raw = cursor.encode()
        return base64.urlsafe_b64encode(self._mac(raw, bound_to) + raw).decode().rstrip("=")

    def read(self, token: str, bound_to: Sequence[str]) -> str:
        """Return the cursor, "" of an empty token. Raises InvalidArgument if it is forged or of another list."""
        if not token:
            return ""
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raw = b""
        mac, cursor = raw[:_MAC_BYTES], raw[_MAC_BYTES:]
        if len(mac) != _MAC_BYTES or not hmac.compare_digest(mac, self._mac(cursor, bound_to)):
            raise InvalidArgument([Violation("page_token", "is not a token of this list with these filters")])
        return cursor.decode()


Row = TypeVar("Row")


def cut(rows: Sequence[Row], size: int, cursor: Callable[[Row], str]) -> tuple[Sequence[Row], str]:
    """Return a page of `size` out of up to size + 1 rows, and the cursor for the next one, "" on the last."""
    return (rows[:size], cursor(rows[size - 1])) if len(rows) > size else (rows, "")
