"""Worker processes as they run in production, for tests on any database."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.support.scanning import MASTER_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

START_SECONDS = 60.0


@dataclass
class Workers:
    """Makes worker processes on one database and one Valkey, and ends them."""

    folder: Path
    cache: Path
    database_url: str
    redis_url: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, **settings: str) -> subprocess.Popen[bytes]:
        """Start a worker and wait until it works. `settings` are variables without their prefix, in lower case."""
        (process,) = self.start_many(1, **settings)
        return process

    def start_many(self, count: int, **settings: str) -> Sequence[subprocess.Popen[bytes]]:
        """Start so many workers at once, and wait until all work."""
        begun = [self._begin(settings) for _ in range(count)]
        deadline = time.monotonic() + START_SECONDS
        for number, process in enumerate(begun, len(self.processes) - count):
            log = self.log(number)
            while b'"working"' not in log.read_bytes():
                assert process.poll() is None, log.read_text(encoding="utf-8")
                assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
                time.sleep(0.05)
        return begun

    def _begin(self, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
        variables = {
            "home": str(self.cache),
            "database_url": self.database_url,
            "redis_url": self.redis_url,
            "master_key": base64.b64encode(MASTER_KEY).decode(),
            **settings,
        }
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NETALLION_")}
        environment |= {f"NETALLION_{name.upper()}": value for name, value in variables.items()}
        with self.log(len(self.processes)).open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "server", "worker"], env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        self.processes.append(process)
        return process

    def log(self, index: int) -> Path:
        """Return the file of what a worker wrote."""
        return self.folder / f"worker-{index}.log"

    def end(self) -> None:
        """Kill what still runs."""
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a worker as the supervisor does; it must end by itself."""
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
