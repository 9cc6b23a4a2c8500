"""What a scan can be asked for, and what its exit status means. Light, since ``netallion --help`` reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

EXIT_CLEAN = 0
EXIT_FOUND = 1
EXIT_FAILED = 2
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143


class Severity(StrEnum):
    """How bad a finding is; the worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Scope(StrEnum):
    """How much of the workspace is read."""

    FULL = "full"
    INCREMENTAL = "incremental"


class Format(StrEnum):
    """How the result is written."""

    TEXT = "text"
    JSON = "json"


WORST_FIRST = tuple(Severity)


def rank(severity: str) -> int:
    """Return 0 for the worst severity, more for lesser ones. A word that is not known counts as the worst."""
    return WORST_FIRST.index(Severity(severity)) if severity in WORST_FIRST else 0


@dataclass(frozen=True, slots=True)
class Options:
    """What ``netallion scan`` was asked for."""

    path: Path
    workspace_id: str = ""
    fail_on: Severity = Severity.LOW
    format: Format = Format.TEXT
    scope: Scope = Scope.FULL
    quiet: bool = False
