"""What is measured upon: a database, a Valkey, an organization whose plan no load fills, and processes of ours."""

from __future__ import annotations

import asyncio
import base64
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from server.auth.api_keys import NewKey
from server.auth.passwords import temporary_password
from server.contract.vocabulary import ADMIN, LIVE, OWNER
from server.principal import Tenant
from server.resources import open_resources
from server.settings import PREFIX, Settings
from server.storage.migrate import upgrade_url
from server.supervisor import launch
from tests.support.postgres import running_postgres
from tests.support.stack import free_port
from tests.support.valkey import running_valkey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.valkey import Valkey

START_SECONDS = 30.0
EMAIL = "bench@example.com"


@dataclass
class Installation:
    """The parts. `variables` are the settings of a server process."""

    folder: Path
    valkey: Valkey
    variables: dict[str, str]
    tenant: Tenant
    key_id: str
    token: str
    password: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def database_url(self) -> str:
        """SQLAlchemy's URL of the database."""
        return self.variables["database_url"]

    @property
    def settings(self) -> Settings:
        """The settings as an object."""
        return Settings.model_validate(self.variables)

    def start(self, module: str, *arguments: str, port: int, **changes: str) -> subprocess.Popen[bytes]:
        """Start a module as a process, and return when it accepts connections. Its log lines go to a file."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        environment |= {f"{PREFIX}{name.upper()}": value for name, value in (self.variables | changes).items()}
        command = (sys.executable, "-I", "-S", launch.__file__, str(os.getpid()), sys.executable, "-m", module)
        log = self.folder / f"{module}-{port}.log"
        with log.open("wb") as output:
            process = subprocess.Popen((*command, *arguments), env=environment, stdout=output, stderr=output)  # noqa: S603
        self.processes.append(process)
        deadline = time.monotonic() + START_SECONDS
        while not _accepts(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{module} did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.05)
        return process

    def stop(self) -> None:
        """End what was started."""
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes.clear()


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def database_url(kind: str, folder: Path) -> Iterator[str]:
    """Run a database for the length of a with statement."""
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{folder / 'netallion.db'}"
        return
    with running_postgres() as server:
        yield server.url(server.create_database())


@contextmanager
def installation(kind: str = "sqlite", plan: str = "benchmark") -> Iterator[Installation]:
    """Have an installation for the length of a with statement."""
    with TemporaryDirectory(prefix="bench-") as name, running_valkey(Path(name) / "valkey") as valkey:
        folder = Path(name)
        with database_url(kind, folder) as url:
            variables = {
                "database_url": url,
                "redis_url": valkey.url,
                "master_key": base64.b64encode(os.urandom(32)).decode(),
                "public_url": "https://api.example.com",
            }
            made = asyncio.run(_populate(folder, valkey, variables, plan))
            try:
                yield made
            finally:
                made.stop()


async def _populate(folder: Path, valkey: Valkey, variables: dict[str, str], plan: str) -> Installation:
    await upgrade_url(variables["database_url"])
    async with open_resources(Settings.model_validate(variables)) as resources:
        organization = await resources.organizations.create("Bench", plan)
        tenant, password = Tenant(organization.id, LIVE), temporary_password()
        user, _ = await resources.users.create(tenant, EMAIL, OWNER, password, must_change=False)
        view, token = await resources.api_keys.issue(tenant, NewKey("Bench", [ADMIN], LIVE), user.id)
        return Installation(folder, valkey, variables, tenant, view.key.id, token, password)


__all__ = ["EMAIL", "Installation", "database_url", "free_port", "installation"]
