"""Numbers as the contract has them: 32 bits, as transcoding prints larger ones as strings."""

from __future__ import annotations

from typing import Final

_LARGEST: Final = 2**31 - 1


def int32(number: int) -> int:
    """Return a count or a length of time, 0 or more, as a field can hold it: what is larger is told as the largest."""
    return min(max(0, number), _LARGEST)
