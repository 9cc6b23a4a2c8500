"""Runs the programs that do the work."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class CommandFailedError(RuntimeError):
    """A program ended with an error; the text has its name, exit code and what it wrote."""


def run(arguments: Sequence[str], *, folder: Path, variables: Mapping[str, str]) -> None:
    """Runs a program in `folder` with `variables` added to the environment; raises CommandFailedError."""
    finished = subprocess.run(
        arguments,
        cwd=folder,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode != 0:
        raise CommandFailedError(f"{' '.join(arguments[:2])} ended with {finished.returncode}:\n{finished.stdout}")
