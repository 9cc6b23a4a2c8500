"""How every benchmark says what it found: a table on the screen, and a section in RESULTS.md with a plot of goals."""

from __future__ import annotations

import argparse
import json
import platform
import time
from dataclasses import asdict, dataclass, field
from html import escape
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import psutil
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
RESULTS, PLOT = HERE / "RESULTS.md", HERE / "goals.svg"
FOUND = HERE / "results.json"
"""What each benchmark found when it last ran, so that one can be run alone; RESULTS.md is made of it."""
NOTES = HERE / "NOTES.md"
"""What no program can say of the results: where a goal is missed, what was tried, and what the profile taught."""

console = Console()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what it is about, and its cells."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """What was to be reached: `measured` at least as large as `wanted`, or at most if `at_most`."""

    name: str
    measured: float
    wanted: float
    at_most: bool = False

    @property
    def met(self) -> bool:
        """Whether it is reached."""
        return self.measured <= self.wanted if self.at_most else self.measured >= self.wanted

    @property
    def share(self) -> float:
        """How far it is reached; 1 or more if it is met."""
        return self.wanted / self.measured if self.at_most else self.measured / self.wanted

    def __str__(self) -> str:
        sign = "at most" if self.at_most else "at least"
        return f"{self.name}: {self.measured:.2f}, wanted {sign} {self.wanted:g}: {'met' if self.met else 'MISSED'}"


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


def parser(description: str | None, **defaults: float | str) -> argparse.ArgumentParser:
    """Return a parser of a command line; each default is an option."""
    made = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in defaults.items():
        made.add_argument(f"--{name}", type=type(value), default=value)
    return made


def publish(*outcomes: Outcome) -> None:
    """Print tables."""
    for outcome in outcomes:
        table = Table("", *outcome.columns, title=outcome.title, title_justify="left")
        for row in outcome.rows:
            table.add_row(row.name, *row.cells)
        console.print(table)
        for goal in outcome.goals:
            console.print(f"[{'green' if goal.met else 'bold red'}]{goal}[/]")
        if outcome.note:
            console.print(outcome.note)


def write_results(name: str, outcomes: Sequence[Outcome], order: Sequence[str]) -> None:
    """Keep what a benchmark found, and write all that is kept to RESULTS.md, with the plot of the goals."""
    kept = json.loads(FOUND.read_text(encoding="utf-8")) if FOUND.exists() else {}
    kept[name] = {"on": _machine(), "found": [asdict(outcome) for outcome in outcomes]}
    FOUND.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    runs = {each: kept[each] for each in order if each in kept}
    goals = [Goal(**goal) for run in runs.values() for outcome in run["found"] for goal in outcome["goals"]]
    PLOT.write_text(_plot(goals), encoding="utf-8")
    parts = [
        "# What the benchmarks found",
        "Made by `make bench` (notes: NOTES.md). Ratios are of one run, in turn; numbers are medians.",
        f"![How far each goal is reached; the line is the goal.]({PLOT.name})",
        "\n".join(f"- {goal}" if goal.met else f"- **{goal}**" for goal in goals),
    ]
    for each, run in runs.items():
        parts += [f"## {each}", run["on"], *(_section(outcome) for outcome in run["found"])]
    if NOTES.exists():
        parts.append(NOTES.read_text(encoding="utf-8").strip())
    RESULTS.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _section(outcome: dict[str, Any]) -> str:
    columns = outcome["columns"]
    lines = [f"### {outcome['title']}", "", f"| | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {row['name']} | {' | '.join(row['cells'])} |" for row in outcome["rows"]]
    return "\n".join([*lines, *(["", outcome["note"]] if outcome["note"] else [])])


def _machine() -> str:
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line.partition(": ")[2] for line in cpuinfo.read_text(encoding="utf-8").splitlines()]
        model = next(
            (name for name in names if "GHz" in name or "CPU" in name or "EPYC" in name or "Xeon" in name), model
        )
    memory = psutil.virtual_memory().total / 2**30
    load = psutil.getloadavg()[0]
    return (
        f"{time.strftime('%Y-%m-%d')}, {model}, {psutil.cpu_count()} processors, {memory:.0f} GiB, "
        f"{platform.system()}, Python {platform.python_version()}; load average at its end {load:.1f}."
    )


def _plot(goals: Sequence[Goal]) -> str:
    """Return a bar for each goal, as SVG: how far it is reached, up to twice."""
    bar, left, unit = 22, 430, 220
    width, height = left + 2 * unit + 70, bar * len(goals) + 30
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" '
            f'font-size="12"><rect width="100%" height="100%" fill="white"/>'
        )
    ]
    for place, goal in enumerate(goals):
        top, length = 10 + place * bar, min(goal.share, 2) * unit
        colour = "#3a7d44" if goal.met else "#c0392b"
        lines.append(f'<text x="{left - 8}" y="{top + 14}" text-anchor="end">{escape(goal.name)}</text>')
        lines.append(f'<rect x="{left}" y="{top + 2}" width="{length:.0f}" height="{bar - 6}" fill="{colour}"/>')
        lines.append(f'<text x="{left + length + 6:.0f}" y="{top + 14}">{goal.measured:.2f}</text>')
    lines.append(f'<line x1="{left + unit}" y1="4" x2="{left + unit}" y2="{height - 14}" stroke="black"/>')
    lines.append(f'<text x="{left + unit}" y="{height - 2}" text-anchor="middle">goal</text></svg>')
    return "\n".join(lines) + "\n"
