"""Progress: bars on a terminal, a few plain lines in a log, nothing if quiet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from server.client.api import Scan
from server.client.progress import Bars, PlainLines, Silent, progress_on

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def scan(status: str, total: int, done: int) -> Scan:
    return Scan({"status": status, "coverage": {"documents_total": total, "documents_scanned": done}})


def test_a_log_gets_a_line_for_each_tenth() -> None:
    stream = io.StringIO()
    with progress_on(stream, quiet=False) as progress:
        with progress.phase("Uploading", 2000, "documents") as advance:
            for _ in range(2000):
                advance(1)
        with progress.phase("Deleting", 0, "documents"):
            pass
    lines = stream.getvalue().splitlines()
    assert lines[0] == "Uploading: 0 of 2,000 documents"
    assert lines[-1] == "Uploading: 2,000 of 2,000 documents"
    assert len(lines) == 11


def test_a_log_follows_a_scan() -> None:
    stream = io.StringIO()
    with progress_on(stream, quiet=False) as progress, progress.scanning() as tell:
        for state in (scan("queued", 0, 0), scan("running", 4, 0), scan("running", 4, 1), scan("completed", 4, 4)):
            tell(state)
            tell(state)
    assert stream.getvalue().splitlines() == [
        "Waiting for a worker",
        "Scanning: 0 of 4 documents",
        "Scanning: 1 of 4 documents",
        "Scanned: 4 of 4 documents",
    ]


def test_a_notice_cannot_speak_to_the_terminal() -> None:
    stream = io.StringIO()
    progress_on(stream, quiet=False).notice("a\x1b[2J\nb")
    assert stream.getvalue() == "a\\x1b[2J\nb\n"


def test_quiet_is_silent() -> None:
    stream = io.StringIO()
    with progress_on(stream, quiet=True) as progress:
        progress.notice("x")
        with progress.phase("Uploading", 1, "documents") as advance:
            advance(1)
    assert isinstance(progress, Silent)
    assert stream.getvalue() == ""


def test_a_terminal_gets_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    with progress_on(stream, quiet=False) as progress:
        progress.notice("[red]notice[/red]")
        with progress.phase("Uploading", 3, "documents") as advance:
            advance(3)
        with progress.scanning() as tell:
            tell(scan("queued", 0, 0))
            tell(scan("completed", 0, 0))
    assert isinstance(progress, Bars)
    assert "3/3" in stream.getvalue()
    assert "0/0" in stream.getvalue()
    assert "[red]notice[/red]" in stream.getvalue()
    assert stream.getvalue().count("\x1b[?25l") == stream.getvalue().count("\x1b[?25h") == 1, "the cursor comes back"


def test_no_color_means_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    stream = Terminal()
    with progress_on(stream, quiet=False) as progress, progress.phase("Uploading", 3, "documents") as advance:
        advance(3)
    assert "3/3" in stream.getvalue()
    assert "\x1b[3" not in stream.getvalue()


def test_a_terminal_that_cannot_move_its_cursor_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert isinstance(progress_on(Terminal(), quiet=False), PlainLines)
