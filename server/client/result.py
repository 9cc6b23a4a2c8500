"""What became of a scan, and the exit status that this makes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.client.options import EXIT_CLEAN, EXIT_FAILED, EXIT_FOUND, Options, Scope, rank

if TYPE_CHECKING:
    from pathlib import Path

    from server.client.api import Scan, Workspace
    from server.client.errors import ClientError
    from server.client.mirror import Mirrored
    from server.client.transport import Json


@dataclass(slots=True)
class Result:
    """What is known so far; what was not reached is None or empty. `interrupted` is the exit status of a signal."""

    options: Options
    root: Path | None = None
    workspace: Workspace | None = None
    mirrored: Mirrored | None = None
    scan: Scan | None = None
    findings: list[Json] = field(default_factory=list)
    links: int = 0
    notices: list[str] = field(default_factory=list)
    error: ClientError | None = None
    interrupted: int = 0

    @property
    def counts(self) -> Counter[str]:
        """How many findings are how bad: as listed, or as the scan counts them where that is more."""
        listed = Counter(str(finding.get("severity", "")) for finding in self.findings)
        counted = Counter({word: int(count) for word, count in self._counted().items()})
        return listed | counted

    def _counted(self) -> Json:
        return (self.scan.json.get("severity_counts") or {}) if self.scan else {}

    @property
    def bad(self) -> int:
        """How many findings are at or above `fail_on`."""
        return sum(count for word, count in self.counts.items() if rank(word) <= rank(self.options.fail_on))

    @property
    def gaps(self) -> list[str]:
        """Why this is not the whole truth about the tree; empty if it is."""
        gaps = []
        if self.mirrored and self.mirrored.unread:
            gaps.append(f"{_number(len(self.mirrored.unread), 'file')} could not be uploaded")
        if self.scan is None:
            return [*gaps, "nothing was scanned"]
        if self.scan.status != "completed":
            why = f": {self.scan.error}" if self.scan.error else ""
            gaps.append(f"the scan is {self.scan.status or 'in no known state'}{why}")
        elif self.scan.skipped_count:
            gaps.append(f"{_number(self.scan.skipped_count, 'document')} could not be scanned")
        elif not self.scan.is_complete:
            gaps.append("the scan is not complete")
        held = self.mirrored.documents if self.mirrored else 0
        if self.options.scope is Scope.FULL and self.scan.status == "completed" and self.scan.total < held:
            gaps.append(f"the scan read {self.scan.total} documents where {held} were: another client changed them")
        return gaps

    @property
    def exit_status(self) -> int:
        """Return the process's exit status. A result with gaps is never clean, nor just "found": it is no result."""
        if self.interrupted:
            return self.interrupted
        if self.error or self.gaps:
            return EXIT_FAILED
        return EXIT_FOUND if self.bad else EXIT_CLEAN


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
