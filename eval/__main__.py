"""Print the table of the goals: ``python -m eval [category …]``; exits with 1 where a goal is not met."""

from __future__ import annotations

import argparse
import pkgutil
import sys
from importlib import import_module
from time import perf_counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

import eval as home
from eval.data import DataMissingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from eval.model import Row


def categories() -> dict[str, Callable[[], list[Row]]]:
    """Return the function ``rows`` of every module here that has one, by the module's name."""
    names = sorted(module.name for module in pkgutil.iter_modules(home.__path__) if module.name != "__main__")
    modules = {name: import_module(f"eval.{name}") for name in names}
    return {name: module.rows for name, module in modules.items() if hasattr(module, "rows")}


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; return 0 if every goal is met, 1 if one is not, 2 if there is nothing to measure on."""
    known = categories()
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    parser.add_argument("category", nargs="*", help=f"one of {', '.join(known)}; all without")
    chosen = parser.parse_args(arguments).category or list(known)
    if unknown := [name for name in chosen if name not in known]:
        parser.error(f"no category {', '.join(unknown)}")
    console = Console(stderr=True)
    table = Table("", "measured", "goal", "met", "peers, same run", "note", title="Detection", show_lines=True)
    unmet = False
    for name in chosen:
        started = perf_counter()
        try:
            rows = known[name]()
        except DataMissingError as missing:
            console.print(f"{name}: {missing}", highlight=False)
            return 2
        console.print(f"{name}: {perf_counter() - started:.0f} s", highlight=False)
        for row in rows:
            unmet |= row.met is False
            peers = "\n".join(f"{peer}: {numbers}" for peer, numbers in row.peers.items())
            met = {True: "yes", False: "no", None: "-"}[row.met]
            table.add_row(*map(escape, (row.name, row.measured, row.goal or "-", met, peers, row.note)))
    Console(width=None if sys.stdout.isatty() else 180).print(table)
    return int(unmet)


if __name__ == "__main__":
    sys.exit(main())
