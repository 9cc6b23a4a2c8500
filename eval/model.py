"""The one interface of an evaluation: a line of the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_INSTALLED = "not installed"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, what came out, what was wanted.

    name says what the numbers are, in the order in which measured, goal and peers give them ("provider secrets:
    recall / negatives hit"). met is None where there is no goal to hold it against. peers are the same numbers of
    others in the same run, by name and version; ``NOT_INSTALLED`` where one is missing. note: what a reader must know
    to judge the number (how many examples, which half, what was trained on).
    """

    name: str
    measured: str
    goal: str = ""
    met: bool | None = None
    peers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def share(count: int, total: int) -> float:
    """Return count of total, 0 to 1; of nothing, 0."""
    return count / total if total else 0.0


def shares(*numbers: float) -> str:
    """Return shares as the table writes them: ``.83 / .06``, and 1.00 for all."""
    return " / ".join(f"{number:.2f}".removeprefix("0") for number in numbers)
