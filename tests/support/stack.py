"""The whole product, started as a user starts it: ``netallion up`` with a home and a port of its own."""

from __future__ import annotations

import ipaddress
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from pathlib import Path

_clients = itertools.count(1)

START_SECONDS = 90.0
STOP_SECONDS = 10.0


def free_port() -> int:
    """Return a port of this machine that nobody has right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fresh_address() -> str:
    """Return an address that no other client of this run has."""
    return str(ipaddress.ip_address("10.0.0.0") + next(_clients))


@dataclass
class Stack:
    """A running installation."""

    home: Path
    process: subprocess.Popen[bytes]
    demo: dict[str, Any]
    environment: dict[str, str]

    @property
    def url(self) -> str:
        """Where REST and gRPC are served."""
        return str(self.demo["base_url"])

    def client(self, credential: str = "", **headers: str) -> httpx.Client:
        """Return a REST client with a credential, and with an address of its own if the installation believes it."""
        fields = {"X-Forwarded-For": fresh_address()} | {n.replace("_", "-"): v for n, v in headers.items()}
        if credential:
            fields["Authorization"] = f"Bearer {credential}"
        return httpx.Client(base_url=self.url, headers=fields, timeout=30.0)

    def pid(self, part: str) -> int:
        """Return the process id of a part, e.g. "worker-0"."""
        return int((self.home / "run" / f"{part}.pid").read_text(encoding="ascii"))

    def command(self, *arguments: str) -> str:
        """Run ``netallion`` on the installation's host, and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "server", *arguments],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        )
        return done.stdout

    def organization(self, name: str, plan: str = "enterprise") -> dict[str, str]:
        """Make an organization with an owner; return its id, e-mail address and password."""
        email = f"{name}@example.com"
        printed = self.command("admin", "create-organization", name, "--owner", email, "--plan", plan)
        fields = dict(line.split(": ", 1) for line in printed.strip().splitlines())
        return {"organization_id": fields["organization"], "email": email, "password": fields["password"]}

    def stop(self) -> float:
        """End it as Ctrl-C does, and return how long that took, in seconds."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
        return time.monotonic() - began


def start_stack(home: Path, **settings: str) -> Stack:
    """Start an installation and wait until it serves. `settings` are variables without their prefix, in lower case."""
    variables = {"home": str(home), "port": str(free_port())} | settings
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NETALLION_")}
    environment |= {f"NETALLION_{name.upper()}": value for name, value in variables.items()}
    output = home.parent / f"{home.name}.log"
    with output.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "server", "up"], env=environment, stdout=log, stderr=subprocess.STDOUT
        )
    deadline = time.monotonic() + START_SECONDS
    while not (home / "demo.json").exists() or b"curl" not in output.read_bytes():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            message = f"the installation did not start:\n{output.read_text(encoding='utf-8')}"
            raise AssertionError(message)
        time.sleep(0.1)
    return Stack(home, process, json.loads((home / "demo.json").read_text(encoding="utf-8")), environment)
