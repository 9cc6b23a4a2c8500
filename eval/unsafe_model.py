"""Model files: malicious pickles that are found, and benign ones that are not."""

from __future__ import annotations

import logging
import tempfile
from collections import Counter
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from eval.benign_pickles import benign
from eval.malicious_pickles import malicious
from eval.model import NOT_INSTALLED, Row
from eval.subject import examine

if TYPE_CHECKING:
    from collections.abc import Callable

    from eval.opcodes import Sample


def rows() -> list[Row]:
    """Return the rows of the category unsafe_model."""
    bad, good = malicious(), benign()
    found, flagged = _count(_ours, bad), _count(_ours, good)
    kinds = Counter(sample.path.rsplit(".", 1)[-1] for sample in bad)
    missed = [sample.kind for sample in bad if not _ours(sample)]
    return [
        Row(
            "malicious pickles found / benign flagged",
            f"{found} of {len(bad)} / {flagged} of {len(good)}",
            "all / 0 of 100",
            found == len(bad) and flagged == 0 and len(good) >= 100,  # noqa: PLR2004 - the goal
            {f"picklescan {_version('picklescan')}".rstrip(): _picklescan(bad, good)},
            f"made at run time: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common(5))}, …"
            + (f"; missed: {', '.join(missed)}" if missed else ""),
        )
    ]


def _count(flags: Callable[[Sample], bool], samples: list[Sample]) -> int:
    return sum(flags(sample) for sample in samples)


def _ours(sample: Sample) -> bool:
    examination = examine(sample.content, sample.path)
    return any(match.category == "unsafe_model" for match in examination.matches)


def _picklescan(bad: list[Sample], good: list[Sample]) -> str:
    """Return what picklescan finds: files with dangerous imports, and those that it cannot read."""
    try:
        scanner = import_module("picklescan.scanner")
    except ImportError:
        return NOT_INSTALLED

    def flags(sample: Sample) -> bool:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / sample.path
            file.write_bytes(sample.content)
            try:
                return bool(scanner.scan_file_path(str(file)).issues_count)
            except Exception:  # noqa: BLE001 - what a peer makes of a broken file is its answer
                return False

    logging.getLogger("picklescan").setLevel(logging.CRITICAL)
    return f"{_count(flags, bad)} of {len(bad)} / {_count(flags, good)} of {len(good)}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
