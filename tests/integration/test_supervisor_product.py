"""`netallion up` with the whole product: what it leaves on disk and prints, and what survives a kill and a restart."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest

from server.supervisor.state import MASTER_KEY_FILE, REDIS_URL_FILE
from tests.support.stack import Stack, start_stack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARTS = ("envoy", "server-0", "server-1", "valkey", "worker-0")
SECONDS = 30


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    running = start_stack(tmp_path_factory.mktemp("product") / "home", servers="2")
    yield running
    running.stop()


def printed(product: Stack) -> str:
    return (product.home.parent / f"{product.home.name}.log").read_text(encoding="utf-8")


def answers(product: Stack) -> bool:
    """Return whether a call gets through."""
    try:
        with product.client(product.demo["api_key_live"]) as client:
            return client.get("/api/v1/scans").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def test_the_demo_file_has_the_fields_of_the_contract_for_its_owner_alone(product: Stack) -> None:
    file = product.home / "demo.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert set(product.demo) == {
        "base_url",
        "grpc_target",
        "server_targets",
        "email",
        "password",
        "api_key_live",
        "api_key_test",
        "organization_id",
        "workspace_id",
    }
    assert product.demo["base_url"] == f"http://{product.demo['grpc_target']}"
    assert len(product.demo["server_targets"]) == 2
    assert not (product.home / "demo.json.draft").exists()


def test_nothing_in_home_can_be_read_by_others(product: Stack) -> None:
    assert stat.S_IMODE(product.home.stat().st_mode) == 0o700
    open_to_others = [path for path in product.home.rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert open_to_others == []


def test_each_part_has_a_pid_file_and_the_supervisor_elsewhere(product: Stack) -> None:
    assert sorted(file.stem for file in (product.home / "run").iterdir()) == sorted(PARTS)
    assert (product.home / "supervisor.pid").read_text(encoding="ascii") == f"{product.process.pid}\n"


def test_the_printed_calls_work_when_pasted(product: Stack) -> None:
    calls = [line for line in printed(product).splitlines() if line.startswith("  curl ")]
    results = [
        json.loads(subprocess.run(["/bin/sh", "-c", call], capture_output=True, check=True, timeout=SECONDS).stdout)
        for call in calls
    ]
    assert len(results) == 3
    assert "scans" in results[0]
    assert results[1]["workspace_id"] == product.demo["workspace_id"]
    assert "incidents" in results[2]


@pytest.mark.parametrize("part", PARTS)
def test_the_product_recovers_when_a_part_is_killed(product: Stack, part: str) -> None:
    file, old = product.home / "run" / f"{part}.pid", product.pid(part)
    others = {name: product.pid(name) for name in PARTS if name != part}
    os.kill(old, signal.SIGKILL)
    deadline = time.monotonic() + SECONDS
    while not file.exists() or product.pid(part) == old or not answers(product):
        assert time.monotonic() < deadline, printed(product)
        time.sleep(0.05)
    assert {name: product.pid(name) for name in others} == others
    assert f"{part} was killed by SIGKILL; started again as process {product.pid(part)}" in printed(product)


def test_data_and_credentials_survive_a_restart_and_logs_hold_no_secret(tmp_path: Path) -> None:
    first = start_stack(tmp_path / "home")
    secrets = secrets_of(first)
    try:
        with first.client(first.demo["api_key_live"]) as client:
            workspace = client.post("/api/v1/workspaces", json={"name": "kept"}).raise_for_status().json()
    finally:
        first.stop()
    assert first.process.returncode == 0
    assert list((first.home / "run").iterdir()) == []
    assert not (first.home / "supervisor.pid").exists()

    second = start_stack(tmp_path / "home")
    secrets |= secrets_of(second)
    try:
        assert {name: second.demo[name] for name in ("api_key_live", "api_key_test", "password", "workspace_id")} == {
            name: first.demo[name] for name in ("api_key_live", "api_key_test", "password", "workspace_id")
        }
        with second.client(second.demo["api_key_live"]) as client:
            found = client.get(f"/api/v1/workspaces/{workspace['id']}").raise_for_status().json()
        assert found["name"] == "kept"
    finally:
        second.stop()
    logs = b"".join(log.read_bytes() for log in (second.home / "log").iterdir())
    assert logs
    assert [secret for secret in secrets if secret.encode() in logs] == []


def secrets_of(product: Stack) -> set[str]:
    """Return what no log may hold."""
    master_key = (product.home / MASTER_KEY_FILE).read_text(encoding="ascii").strip()
    valkey = urlsplit((product.home / REDIS_URL_FILE).read_text(encoding="ascii").strip())
    assert valkey.password
    return {master_key, valkey.password, *(product.demo[name] for name in ("password", "api_key_live", "api_key_test"))}
