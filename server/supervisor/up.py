"""`netallion up`: the whole installation in the foreground, until SIGTERM, SIGINT or SIGHUP."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import shlex
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from server.supervisor.launch import PR_SET_CHILD_SUBREAPER, prctl
from server.supervisor.parts import Installation, installation
from server.supervisor.state import REDIS_URL_FILE, Lock, demo_draft, open_home, require_port, with_secrets
from server.supervisor.supervisor import StartError, Supervisor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from server.settings import Settings

OPEN_FILES = 65_536


def up(settings: Settings) -> int:
    """Run everything until it is told to stop. Returns the exit status: 0, or 1 if it could not start."""
    os.umask(0o077)
    _raise_open_files()
    try:
        settings = open_home(settings)
        lock = Lock(settings.home)
    except StartError as error:
        return _refuse(error)
    try:
        return asyncio.run(_up(settings))
    except StartError as error:
        return _refuse(error)
    finally:
        lock.release()


async def _up(settings: Settings) -> int:
    require_port(settings.port)
    plan = installation(with_secrets(settings))
    supervisor = Supervisor(
        plan.layers,
        run_directory=settings.home / "run",
        log_directory=settings.home / "log",
        announce=announce,
        subreaper=prctl(PR_SET_CHILD_SUBREAPER, 1),
    )

    demo = settings.home / "demo.json"
    demo.unlink(missing_ok=True)  # whoever waits for it shall find a service behind it

    def serve() -> None:
        demo_draft(settings.home).replace(demo)
        announce(greeting(demo, plan))

    announce(f"starting in {settings.home}")
    try:
        await run(supervisor, serve)
    finally:
        (settings.home / REDIS_URL_FILE).unlink(missing_ok=True)
    return 0


async def run(supervisor: Supervisor, on_ready: Callable[[], None]) -> None:
    """Start what is supervised, and end it when this process is told to stop. Raises StartError.

    Args:
        supervisor: Not started yet.
        on_ready: Called when all of it is ready.
    """
    stop = asyncio.Event()
    for number in _stop_signals():
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    start = asyncio.ensure_future(supervisor.start())
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((start, stopped), return_when=asyncio.FIRST_COMPLETED)
        if start.done():
            start.result()
            on_ready()
            await stopped
        announce("stopping")
    finally:
        start.cancel()
        stopped.cancel()
        await asyncio.gather(start, stopped, return_exceptions=True)
        await supervisor.stop()


def _stop_signals() -> tuple[signal.Signals, ...]:
    """Return what ends us: also the terminal's end, unless nohup(1) says otherwise."""
    hang_up = () if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else (signal.SIGHUP,)
    return (signal.SIGTERM, signal.SIGINT, *hang_up)


def greeting(demo_file: Path, plan: Installation) -> str:
    """Return what a person needs first: the URL, a key, and three calls that work when pasted."""
    demo = json.loads(demo_file.read_text(encoding="utf-8"))
    url, key = demo["base_url"], demo["api_key_live"]
    scan = json.dumps({"workspace_id": demo["workspace_id"], "scope": "full"})
    authorization = f'-H "Authorization: Bearer {key}"'
    return f"""
Netallion AI Assurance: {url}   (plan: {plan.settings.demo_plan})
API key:  {key}
Sign in:  {url}/dashboard as {demo["email"]}, with the password in {demo_file}
Logs:     {demo_file.parent / "log"}

  curl -s {url}/api/v1/scans {authorization}
  curl -s -X POST {url}/api/v1/scans {authorization} -H "Content-Type: application/json" -d {shlex.quote(scan)}
  curl -s {url}/api/v1/incidents {authorization}
"""


def announce(line: str) -> None:
    """Write to the terminal; one that has been closed is no reason to stop."""
    try:
        sys.stdout.write(f"{line}\n" if line.startswith("\n") else f"netallion: {line}\n")
        sys.stdout.flush()
    except OSError:
        # what is still buffered must go somewhere, or the interpreter fails when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse(error: StartError) -> int:
    with suppress(OSError, ValueError):
        sys.stderr.write(f"netallion: {error}\n")
    return 1


def _raise_open_files() -> None:
    """Let each process hold as many connections as the system allows; macOS starts with 256."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):  # a system with a lower limit of its own
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
