"""What a person sees meanwhile, on stderr: bars on a terminal, plain lines elsewhere, or nothing."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self, TextIO

from rich import progress as bars
from rich.console import Console
from rich.text import Text

from server.client.names import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from server.client.api import Scan

LINES_PER_PHASE = 10
SCANNING = {"queued": "Waiting for a worker", "running": "Scanning"}


class Progress(ABC):
    """Shows how far the work is. Phases follow one another; to be used in ``with``."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def phase(self, verb: str, total: int, what: str) -> Iterator[Callable[[int], None]]:
        """Give a function to call with the number of things just done. A phase of nothing is not shown."""
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            self.show(verb, done, total, what)

        if total:
            self.show(verb, 0, total, what)
        yield advance
        self.finish()

    @contextmanager
    def scanning(self) -> Iterator[Callable[[Scan], None]]:
        """Give a function to call with the scan as it is now."""

        def tell(scan: Scan) -> None:
            verb = SCANNING.get(scan.status, "Scanned")
            total = scan.total if scan.total or scan.is_final else None
            self.show(verb, scan.read + scan.skipped_count, total, "documents")

        yield tell
        self.finish()

    def close(self) -> None:
        """End all output."""
        self.finish()

    @abstractmethod
    def show(self, verb: str, done: int, total: int | None, what: str) -> None:
        """Show how much of a phase is done; `total` is None while it is not known."""

    @abstractmethod
    def finish(self) -> None:
        """End the phase."""

    @abstractmethod
    def notice(self, text: str) -> None:
        """Say something that does not end the work."""


class Silent(Progress):
    """Shows nothing."""

    def show(self, verb: str, done: int, total: int | None, what: str) -> None:
        """Show nothing."""

    def finish(self) -> None:
        """End nothing."""

    def notice(self, text: str) -> None:
        """Say nothing."""


class PlainLines(Progress):
    """A line for each tenth of a phase, for logs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown: tuple[str, int] | None = None

    def show(self, verb: str, done: int, total: int | None, what: str) -> None:
        """Print a line, if a tenth more is done."""
        tenths = done * LINES_PER_PHASE // total if total else 0
        if (verb, tenths) != self._shown:
            self._shown = (verb, tenths)
            self._print(verb if total is None else f"{verb}: {done:,} of {total:,} {what}")

    def finish(self) -> None:
        """Forget where the phase was."""
        self._shown = None

    def notice(self, text: str) -> None:
        """Print it."""
        self._print(text)

    def _print(self, text: str) -> None:
        self._stream.write("\n".join(printable(line) for line in text.split("\n")) + "\n")
        self._stream.flush()


class Bars(Progress):
    """A moving bar for each phase, for terminals."""

    def __init__(self, console: Console) -> None:
        self._bars = bars.Progress(
            bars.TextColumn("{task.description}", markup=False),
            bars.BarColumn(),
            bars.MofNCompleteColumn(),
            bars.TextColumn("{task.fields[what]}", markup=False),
            bars.TimeElapsedColumn(),
            console=console,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task: bars.TaskID | None = None

    def show(self, verb: str, done: int, total: int | None, what: str) -> None:
        """Move the bar."""
        if self._task is None:
            self._bars.start()
            self._task = self._bars.add_task(verb, total=total, what=what)
        self._bars.update(self._task, description=verb, completed=done, total=total, what=what)

    def finish(self) -> None:
        """Leave the bar as it is."""
        if self._task is not None:
            self._bars.stop_task(self._task)
            self._task = None

    def notice(self, text: str) -> None:
        """Print it above the bars."""
        for line in text.split("\n"):
            self._bars.console.print(Text(printable(line)), soft_wrap=True)

    def close(self) -> None:
        """End the phase, and give the terminal back."""
        self.finish()
        self._bars.stop()


def progress_on(stream: TextIO, *, quiet: bool) -> Progress:
    """Return what shows progress on a stream."""
    if quiet:
        return Silent()
    console = Console(file=stream)
    return Bars(console) if stream.isatty() and not console.is_dumb_terminal else PlainLines(stream)


def progress_on_stderr(*, quiet: bool) -> Progress:
    """Return what shows progress to whoever runs the command."""
    return progress_on(sys.stderr, quiet=quiet)
