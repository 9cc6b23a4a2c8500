"""What an installation keeps in NETALLION_HOME between its runs, and who may run it.

``master.key`` wraps every other key: with it gone, documents and secrets in the database are unreadable. ``redis.url``
says where its own Valkey is, for as long as it runs.
"""

from __future__ import annotations

import base64
import fcntl
import os
import random
import secrets
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import SecretStr

from server.settings import MASTER_KEY_BYTES, PREFIX, Settings
from server.supervisor.files import make_private_directory, write_private
from server.supervisor.supervisor import StartError

if TYPE_CHECKING:
    from pathlib import Path

HOST = "127.0.0.1"
PORT_SECONDS = 1.0
OTHER_PORT = 8081
MASTER_KEY_FILE = "master.key"
REDIS_URL_FILE = "redis.url"
"""In home while the installation runs on its own Valkey."""

PORTS = range(20_000, 30_000)
"""Below those that systems use for outgoing connections, so that a part which restarts finds its port still free."""


def open_home(settings: Settings) -> Settings:
    """Return settings with an absolute, private home. Raises StartError."""
    try:
        home = make_private_directory(settings.home.absolute())
    except OSError as error:
        message = f"{settings.home.absolute()} cannot be used ({error.strerror}); choose another folder: {PREFIX}HOME"
        raise StartError(message) from error
    return settings.replace(home=home)


def with_secrets(settings: Settings) -> Settings:
    """Return settings with the keys of this installation, made at its first start. Raises StartError."""
    changes: dict[str, object] = {}
    if not settings.master_key.get_secret_value():
        changes["master_key"] = _master_key(settings.home / MASTER_KEY_FILE)
    if not settings.edge_secret.get_secret_value():
        changes["edge_secret"] = SecretStr(secrets.token_urlsafe(32))
    return settings.replace(**changes)


def _master_key(path: Path) -> SecretStr:
    try:
        if not path.exists():
            write_private(path, base64.b64encode(secrets.token_bytes(MASTER_KEY_BYTES)).decode() + "\n")
        key = path.read_text(encoding="ascii").strip()
        size = len(base64.b64decode(key, validate=True))
    except (OSError, ValueError):
        size = 0
    if size != MASTER_KEY_BYTES:
        message = f"{path} does not hold {MASTER_KEY_BYTES} bytes in base64: restore it, or set {PREFIX}MASTER_KEY"
        raise StartError(message)
    return SecretStr(key)


def demo_draft(home: Path) -> Path:
    """Return where ``demo.json`` waits until everything in it answers."""
    return home / "demo.json.draft"


def installed(settings: Settings) -> Settings:
    """Return settings as the processes of the installation in `home` have them: for commands beside it.

    Makes nothing: where there is no installation, the settings are what the environment says. Raises StartError if the
    installation's key cannot be read.
    """
    home = settings.home.absolute()
    changes: dict[str, object] = {"home": home}
    key, redis_url = home / MASTER_KEY_FILE, home / REDIS_URL_FILE
    if not settings.master_key.get_secret_value() and key.exists():
        changes["master_key"] = _master_key(key)
    if not settings.redis_url:
        with suppress(FileNotFoundError):  # it is not running
            changes["redis_url"] = redis_url.read_text(encoding="ascii").strip()
    return settings.replace(**changes)


class Lock:
    """The right to run an installation: one supervisor has it, until it ends in whatever way."""

    def __init__(self, home: Path) -> None:
        """Take it. Raises StartError if another has it."""
        self._pid_file = home / "supervisor.pid"
        self._descriptor = os.open(home / "supervisor.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._descriptor)
            holder = self._holder()
            message = f"{home} is in use by process {holder}: end that first, or choose another folder: {PREFIX}HOME"
            raise StartError(message) from error
        write_private(self._pid_file, f"{os.getpid()}\n")

    def release(self) -> None:
        """Give it back."""
        self._pid_file.unlink(missing_ok=True)
        os.close(self._descriptor)

    def _holder(self) -> str:
        with suppress(OSError):
            return self._pid_file.read_text(encoding="ascii").strip()
        return "(unknown)"


def require_port(port: int) -> None:
    """Raise StartError if the port for callers cannot be had, with what to do.

    Waits a second for it, since an Envoy whose supervisor was killed may just be ending.
    """
    deadline = time.monotonic() + PORT_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError):
            return _bind(port)
        time.sleep(PORT_SECONDS / 20)
    try:
        return _bind(port)
    except PermissionError as error:
        message = f"port {port} needs privileges on this system; choose one above 1023: {PREFIX}PORT=8080"
        raise StartError(message) from error
    except OSError as error:
        other = OTHER_PORT if port != OTHER_PORT else OTHER_PORT + 1
        message = (
            f"port {port} on {HOST} is in use: end that program, or choose another port: {PREFIX}PORT={other} make run"
        )
        raise StartError(message) from error


def free_port(taken: set[int]) -> int:
    """Return a port of this machine that nobody has, and add it to `taken`. Raises StartError."""
    for port in random.SystemRandom().sample(PORTS, 200):
        if port in taken:
            continue
        with suppress(OSError):
            _bind(port)
            taken.add(port)
            return port
    message = f"no free port from {PORTS.start} to {PORTS.stop - 1} on {HOST}"
    raise StartError(message)


def _bind(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # closed connections that still linger do not count
        trial.bind((HOST, port))
