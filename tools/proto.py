"""`python -m tools.proto`: regenerates `generated/` out of `proto/`, or with `--check` tells whether it differs."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tools import plugins
from tools.commands import CommandFailedError
from tools.generation import GENERATED, PARTS, generate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

ROOT: Final = Path(__file__).parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 0; 1 if a program failed or `--check` found a difference; 2 if a language's tools are missing."""
    options = _parser().parse_args(arguments)
    parts: list[str] = options.only
    missing = plugins.missing_programs(ROOT, parts)
    if missing:
        _say(_missing_text(missing, parts))
        return 2
    try:
        plugins.install(ROOT, parts)
        with tempfile.TemporaryDirectory() as folder:
            generate(ROOT, Path(folder), parts)
            fresh, committed = Path(folder, GENERATED), ROOT / GENERATED
            if not options.check:
                replace(committed, fresh, parts)
                return 0
            differing = differences(committed, fresh, parts)
    except (CommandFailedError, plugins.PluginError) as error:
        _say(str(error))
        return 1
    for name in differing:
        _say(f"{GENERATED}/{name} differs from what proto/ gives; run: python -m tools.proto")
    return 1 if differing else 0


def differences(committed: Path, fresh: Path, parts: Iterable[str]) -> list[str]:
    """Returns the names, as `<part>/…`, of files that are in one of the two folders only or that are not the same."""
    names = _file_names(committed, parts) | _file_names(fresh, parts)
    return sorted(name for name in names if _content(committed / name) != _content(fresh / name))


def replace(committed: Path, fresh: Path, parts: Collection[str]) -> None:
    """Makes the parts in `committed` the same as in `fresh`; files that are the same already are not touched."""
    for name in differences(committed, fresh, parts):
        if not (fresh / name).exists():
            (committed / name).unlink()
            continue
        (committed / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(fresh / name, committed / name)


def _file_names(folder: Path, parts: Iterable[str]) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for part in parts
        for path in (folder / part).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _missing_text(missing: dict[str, list[str]], parts: Sequence[str]) -> str:
    lines = [f"{language} needs {' and '.join(programs)}, not found" for language, programs in missing.items()]
    rest = ",".join(part for part in parts if part not in missing)
    return "\n".join([*lines, f"Install them, or generate the rest: python -m tools.proto --only {rest}"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.proto", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if generated/ differs")
    parser.add_argument(
        "--only", type=_parts, default=list(PARTS), metavar="PART,…", help=f"some of {','.join(PARTS)}; default: all"
    )
    return parser


def _parts(text: str) -> list[str]:
    named = text.split(",")
    unknown = sorted(set(named) - set(PARTS))
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; known: {', '.join(PARTS)}")
    return [part for part in PARTS if part in named]


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
