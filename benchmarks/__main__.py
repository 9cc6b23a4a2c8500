"""All benchmarks of the hot path, or those named: python -m benchmarks [NAME…]. Each writes its part of RESULTS.md."""

from __future__ import annotations

import sys
from importlib import import_module

from benchmarks.load import require
from benchmarks.report import console, publish, write_results

NAMES = ("grpc_calls", "chain", "rest", "processes", "limiter", "lists")


def main(names: list[str]) -> None:
    """Measure; each module with its defaults."""
    if unknown := set(names).difference(NAMES):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}.")
    require("h2load", "wrk")
    for name in names or NAMES:
        console.print(f"== {name}")
        module = import_module(f"benchmarks.{name}")
        found = module.measure(module.options().parse_args([]))
        publish(*found)
        write_results(name, found, NAMES)


if __name__ == "__main__":
    main(sys.argv[1:])
