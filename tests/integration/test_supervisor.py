"""The supervisor as a real process over real processes: starts, deaths and ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 20
STOP_SECONDS = 5
"""CONTRACT.md, "The demo": SIGTERM or Ctrl-C ends all of it within 5 s."""

SLEEP = "ready(); time.sleep(600)"
ENDS_NEVER = "signal.signal(signal.SIGTERM, signal.SIG_IGN); note(str(spawn('import time; time.sleep(600)'))); " + SLEEP


class Fleet:
    """A supervisor's process and what it supervises.

    `lines` is how much is read of what it says before the terminal is closed; 0: all.
    """

    def __init__(self, folder: Path, *layers: list[tuple[str, str]], lines: int = 0) -> None:
        self.folder = folder
        (folder / "fleet.json").write_text(json.dumps(layers), encoding="utf-8")
        with (folder / "output").open("wb") as output:
            script = str(Path(__file__).with_name("supervised_fleet.py"))
            self.process = subprocess.Popen(
                [sys.executable, script, str(folder)], stdout=subprocess.PIPE if lines else output, stderr=output
            )
            if lines and self.process.stdout:
                with self.process.stdout as terminal:
                    output.writelines(terminal.readline() for _ in range(lines))
        self.seen: set[psutil.Process] = set()

    def output(self) -> str:
        return (self.folder / "output").read_text(encoding="utf-8")

    def wait_for_line(self, text: str) -> None:
        eventually(lambda: text in self.output(), self.output)

    def pid(self, name: str) -> int:
        return int((self.folder / "run" / f"{name}.pid").read_text(encoding="ascii"))

    def noted(self) -> list[str]:
        notes = self.folder / "notes"
        return notes.read_text(encoding="utf-8").split() if notes.exists() else []

    def look(self) -> None:
        """Remember all that runs below the supervisor."""
        with psutil.Process(self.process.pid).oneshot():
            self.seen |= set(psutil.Process(self.process.pid).children(recursive=True))

    def restarted(self, name: str, old: int) -> int:
        """Return the pid of the successor."""
        file = self.folder / "run" / f"{name}.pid"
        eventually(lambda: file.exists() and self.pid(name) != old, self.output)
        return self.pid(name)


def runs(pid: int) -> bool:
    """Return whether a process lives; one that only waits to be reaped does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def eventually(holds: Callable[[], object], explain: Callable[[], object] = str) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"did not come to hold within {SECONDS} s: {explain()}")
        time.sleep(0.02)


@pytest.fixture
def fleets() -> Iterator[list[Fleet]]:
    started: list[Fleet] = []
    yield started
    for fleet in started:
        if fleet.process.poll() is None:
            fleet.process.kill()
        fleet.process.wait()
        for process in fleet.seen:
            if process.is_running():
                process.kill()


@pytest.fixture
def start(fleets: list[Fleet], tmp_path: Path) -> Callable[..., Fleet]:
    def begin(*layers: list[tuple[str, str]], lines: int = 0) -> Fleet:
        fleet = Fleet(tmp_path, *layers, lines=lines)
        fleets.append(fleet)
        return fleet

    return begin


def ready(fleet: Fleet) -> Fleet:
    fleet.wait_for_line("netallion: ready")
    fleet.look()
    return fleet


def test_starts_layers_in_order_and_each_part_has_a_pid_file_and_a_log(start: Callable[..., Fleet]) -> None:
    slow = "time.sleep(0.3); note(NAME); print('hello from', NAME, flush=True); " + SLEEP
    quick = "note(NAME); " + SLEEP
    fleet = ready(start([("first", slow)], [("once-only", "note(NAME)")], [("second", quick)]))
    assert fleet.noted() == ["first", "once-only", "second"]
    assert sorted(file.name for file in (fleet.folder / "run").iterdir()) == ["first.pid", "second.pid"]
    assert runs(fleet.pid("first"))
    assert "hello from first" in (fleet.folder / "log" / "first.log").read_text(encoding="utf-8")


def test_a_killed_part_takes_its_children_with_it_and_is_started_again(start: Callable[..., Fleet]) -> None:
    child = "import time; time.sleep(600)"
    detached = (
        "import os, time; os.fork() and os._exit(0); os.setsid(); print(os.getpid(), flush=True); time.sleep(600)"
    )
    # one in the part's own process group, one in another, and one in a session of its own, as daemons are
    script = (
        f"note(str(spawn({child!r}))); note(str(spawn({child!r}, process_group=0)));"
        f"pipe = subprocess.Popen([sys.executable, '-c', {detached!r}], text=True, stdout=-1);"
        f"note(pipe.stdout.readline().strip()); pipe.wait(); {SLEEP}"
    )
    fleet = ready(start([("part", script)]))
    old, grandchildren = fleet.pid("part"), [int(line) for line in fleet.noted()]
    assert len(grandchildren) == 3
    assert all(runs(pid) for pid in grandchildren)

    os.kill(old, signal.SIGKILL)

    new = fleet.restarted("part", old)
    assert not any(runs(pid) for pid in [old, *grandchildren])
    assert not any(psutil.pid_exists(pid) for pid in grandchildren), "left as zombies"
    fleet.wait_for_line(f"part was killed by SIGKILL; started again as process {new}")
    eventually(lambda: (fleet.folder / "part.ready").read_text(encoding="ascii") == str(new))
    fleet.look()


@pytest.mark.parametrize("status", [0, 3])
def test_a_part_that_exits_is_started_again_whatever_its_status(start: Callable[..., Fleet], status: int) -> None:
    script = f"signal.signal(signal.SIGUSR1, lambda *_: os._exit({status})); {SLEEP}"
    fleet = ready(start([("part", script)]))
    old = fleet.pid("part")
    os.kill(old, signal.SIGUSR1)
    new = fleet.restarted("part", old)
    assert runs(new)
    fleet.wait_for_line(f"part exited with {status}; started again as process {new}")


def test_other_parts_live_on_when_one_dies(start: Callable[..., Fleet]) -> None:
    fleet = ready(start([("one", SLEEP), ("two", SLEEP)]))
    one, two = fleet.pid("one"), fleet.pid("two")
    os.kill(one, signal.SIGKILL)
    fleet.restarted("one", one)
    assert fleet.pid("two") == two
    assert runs(two)


def test_a_part_that_keeps_dying_waits_longer_each_time_and_recovers(start: Callable[..., Fleet]) -> None:
    # ready once; then it dies young until the file appears
    script = f"""
first = not pathlib.Path("{"part.ready"}").exists()
if first or pathlib.Path("healed").exists():
    ready()
    time.sleep(600)
sys.exit("broken")
"""
    fleet = ready(start([("part", script)]))
    os.kill(fleet.pid("part"), signal.SIGKILL)
    for deaths, delay in ((2, "0.02"), (3, "0.04"), (4, "0.08")):
        fleet.wait_for_line(f"part exited with 1, {deaths} times in a row; next start in {delay} s. Its log: ")
    (fleet.folder / "healed").touch()
    fleet.wait_for_line("part runs again, as process ")
    fleet.look()
    assert "broken" in (fleet.folder / "log" / "part.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_signal_ends_everything_last_layer_first(start: Callable[..., Fleet], number: signal.Signals) -> None:
    script = "signal.signal(signal.SIGTERM, lambda *_: (note(NAME), os._exit(0))); " + SLEEP
    fleet = ready(start([("store", script)], [("server", script)], [("edge", script)]))
    fleet.process.send_signal(number)
    assert fleet.process.wait(STOP_SECONDS) == 0
    assert fleet.noted() == ["edge", "server", "store"]
    assert not any(runs(process.pid) for process in fleet.seen)
    assert list((fleet.folder / "run").iterdir()) == []


def test_a_stop_kills_what_does_not_end_by_itself(start: Callable[..., Fleet]) -> None:
    fleet = ready(start([("store", ENDS_NEVER)], [("server", ENDS_NEVER)], [("edge", ENDS_NEVER)]))
    os.kill(fleet.pid("server"), signal.SIGSTOP)
    fleet.process.terminate()
    assert fleet.process.wait(STOP_SECONDS) == 0
    assert len(fleet.noted()) == 3
    assert not any(runs(int(pid)) for pid in fleet.noted())
    assert not any(runs(process.pid) for process in fleet.seen)


def test_a_stop_during_the_start_ends_what_has_started(start: Callable[..., Fleet]) -> None:
    fleet = start([("first", SLEEP)], [("never-ready", "note(NAME); time.sleep(600)")])
    eventually(fleet.noted, fleet.output)
    fleet.look()
    fleet.process.terminate()
    assert fleet.process.wait(STOP_SECONDS) == 0
    assert len(fleet.seen) >= 2
    assert not any(runs(process.pid) for process in fleet.seen)


@pytest.mark.parametrize("watchdog_first", [False, True])
def test_a_killed_supervisor_leaves_nothing_behind(start: Callable[..., Fleet], *, watchdog_first: bool) -> None:
    fleet = ready(start([("one", ENDS_NEVER)], [("two", ENDS_NEVER)]))
    if watchdog_first:
        (first,) = watchdogs(fleet)
        os.kill(first, signal.SIGKILL)
        eventually(lambda: watchdogs(fleet) - {first}, fleet.output)
        fleet.look()
    fleet.process.kill()
    fleet.process.wait()
    assert len(fleet.noted()) == 2
    eventually(lambda: not any(runs(int(pid)) for pid in fleet.noted()))
    eventually(lambda: not any(runs(process.pid) for process in fleet.seen))


def test_a_new_supervisor_takes_over_where_one_was_killed(start: Callable[..., Fleet]) -> None:
    layer = [("part", SLEEP)]
    killed = ready(start(layer))
    old = killed.pid("part")
    killed.process.kill()
    killed.process.wait()
    assert killed.pid("part") == old, "nobody was left to remove the pid file"
    fleet = ready(start(layer))
    assert fleet.pid("part") != old
    assert runs(fleet.pid("part"))
    assert not runs(old)


def test_a_closed_terminal_is_no_reason_to_stop(start: Callable[..., Fleet]) -> None:
    fleet = start([("part", SLEEP)], lines=1)
    fleet.wait_for_line("netallion: ready")
    pid = fleet.pid("part")
    for _ in range(2):
        os.kill(pid, signal.SIGKILL)
        pid = fleet.restarted("part", pid)
    fleet.look()
    fleet.process.terminate()
    assert fleet.process.wait(STOP_SECONDS) == 0
    assert not any(runs(process.pid) for process in fleet.seen)


def watchdogs(fleet: Fleet) -> set[int]:
    found = set()
    for child in psutil.Process(fleet.process.pid).children():
        with suppress(psutil.NoSuchProcess):
            if "server.supervisor.watchdog" in child.cmdline():
                found.add(child.pid)
    return found


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("sys.exit('no such table')", "part exited with 1. The end of "),
        ("print('still loading', flush=True); time.sleep(600)", "part was not ready after 5 s. The end of "),
    ],
)
def test_a_failed_start_says_why_shows_the_log_and_ends_the_rest(
    start: Callable[..., Fleet], script: str, reason: str
) -> None:
    fleet = start([("first", "note(str(os.getpid())); " + SLEEP)], [("part", script)], [("last", "note('last')")])
    assert fleet.process.wait(SECONDS) == 1
    assert reason in fleet.output()
    assert ("    no such table" in fleet.output()) or ("    still loading" in fleet.output())
    (first,) = fleet.noted()
    assert not runs(int(first))


def test_a_once_only_part_that_fails_is_a_failed_start(start: Callable[..., Fleet]) -> None:
    fleet = start([("once-only", "sys.exit('database is newer than this program')")])
    assert fleet.process.wait(SECONDS) == 1
    assert "once-only exited with 1" in fleet.output()
    assert "database is newer than this program" in fleet.output()
