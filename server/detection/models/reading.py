"""What is read of a pickle: the names that it imports, the calls that it makes, the constants that it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Import:
    """A name that the pickle imports, and where it says so. What is put together by calls is empty."""

    module: str
    name: str
    start: int
    end: int


@dataclass(slots=True)
class Made:
    """What a call would return, and where it is called. plain: by ``__new__`` alone, as plain objects are."""

    callee: Any
    arguments: Any
    start: int
    end: int
    plain: bool = False


@dataclass(slots=True)
class Reading:
    """What was read of a stream: constants with their places, arrays that were passed over, and where it ended.

    whole: it ended by itself; exhausted: there is more than is read.
    """

    imports: list[Import] = field(default_factory=list)
    calls: list[Made] = field(default_factory=list)
    constants: list[tuple[int, bytes]] = field(default_factory=list)
    arrays: list[tuple[int, int]] = field(default_factory=list)
    end: int = 0
    whole: bool = False
    exhausted: bool = False

    def add(self, inner: Reading) -> None:
        """Add what was read of a stream within this one."""
        self.imports += inner.imports
        self.calls += inner.calls
        self.constants += inner.constants
        self.arrays += inner.arrays
        self.exhausted |= inner.exhausted
