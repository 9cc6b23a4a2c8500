"""How every benchmark says what it found: a table on the screen, and a section in RESULTS.md with a plot."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

console = Console()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what it is about, and its cells."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """What was to be reached. `ratio` is what was measured, over `wanted`; `at_most` if less is better."""

    name: str
    measured: float
    wanted: float
    at_most: bool = False

    @property
    def met(self) -> bool:
        """Whether it is reached."""
        return self.measured <= self.wanted if self.at_most else self.measured >= self.wanted

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        return f"{self.name}: {self.measured:.2f}, goal {sign} {self.wanted:g}: {'met' if self.met else 'MISSED'}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a benchmark found."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    goals: Sequence[Goal] = field(default=())
    note: str = ""


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return float(median(values))


def spread(values: Sequence[float], form: str = ".1f") -> str:
    """Return the least and the greatest."""
    return f"{min(values):{form}} to {max(values):{form}}"


def options(description: str | None, **defaults: float | str) -> argparse.Namespace:
    """Return what the command line says; each default is an option."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in defaults.items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    return parser.parse_args()


def publish(outcome: Outcome) -> None:
    """Print a table."""
    table = Table("", *outcome.columns, title=outcome.title, title_justify="left")
    for row in outcome.rows:
        table.add_row(row.name, *row.cells)
    console.print(table)
    for goal in outcome.goals:
        console.print(f"[{'green' if goal.met else 'bold red'}]{goal}[/]")
    if outcome.note:
        console.print(outcome.note)
