"""What the supervisor keeps on disk and says, without processes."""

from __future__ import annotations

import base64
import os
import stat
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from server.settings import Settings
from server.supervisor import process
from server.supervisor.files import make_private_directory, write_private
from server.supervisor.parts import Installation
from server.supervisor.sessions import process_table
from server.supervisor.state import REDIS_URL_FILE, free_port, installed, open_home, require_port, with_secrets
from server.supervisor.supervisor import StartError
from server.supervisor.up import greeting
from server.supervisor.watchdog import remaining

if TYPE_CHECKING:
    import socket
    from pathlib import Path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "state" / "home"


def test_home_is_made_and_closed_to_others(home: Path) -> None:
    home.mkdir(parents=True, mode=0o755)
    assert open_home(Settings(home=home)).home == home
    assert mode(home) == 0o700


def test_home_becomes_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert open_home(Settings()).home == tmp_path / ".netallion"


def test_a_private_file_is_replaced_whole_and_leaves_no_draft(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    write_private(file, "one")
    inode = file.stat().st_ino
    write_private(file, "two")
    assert file.read_text(encoding="utf-8") == "two"
    assert file.stat().st_ino != inode
    assert mode(file) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_private_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    write_private(file, "one")
    with pytest.raises(UnicodeEncodeError):
        write_private(file, "\ud800")
    assert file.read_text(encoding="utf-8") == "one"
    assert list(tmp_path.iterdir()) == [file]


def test_the_master_key_is_made_once_and_kept(home: Path) -> None:
    settings = open_home(Settings(home=home))
    first = with_secrets(settings)
    assert len(first.master_key_bytes()) == 32
    assert with_secrets(settings).master_key_bytes() == first.master_key_bytes()
    assert mode(home / "master.key") == 0o600
    assert base64.b64decode((home / "master.key").read_text(encoding="ascii")) == first.master_key_bytes()


def test_a_master_key_from_the_environment_is_not_kept(home: Path) -> None:
    key = base64.b64encode(bytes(32)).decode()
    settings = with_secrets(open_home(Settings(home=home, master_key=SecretStr(key))))
    assert settings.master_key_bytes() == bytes(32)
    assert not (home / "master.key").exists()


@pytest.mark.parametrize("content", ["", "not base64!", base64.b64encode(bytes(31)).decode(), "ключ"])
def test_a_damaged_master_key_is_refused_and_neither_replaced_nor_shown(home: Path, content: str) -> None:
    settings = open_home(Settings(home=home))
    (home / "master.key").write_text(content, encoding="utf-8")
    with pytest.raises(StartError) as refused:
        with_secrets(settings)
    assert str(refused.value) == (
        f"{home / 'master.key'} does not hold 32 bytes in base64: restore it, or set NETALLION_MASTER_KEY"
    )
    assert (home / "master.key").read_text(encoding="utf-8") == content


def test_a_command_beside_the_installation_finds_its_valkey_and_keys(home: Path) -> None:
    settings = with_secrets(open_home(Settings(home=home)))
    assert installed(settings).redis_url == ""
    write_private(home / REDIS_URL_FILE, "redis://:password@127.0.0.1:20000/0\n")
    beside = installed(Settings(home=home))
    assert beside.redis_url == "redis://:password@127.0.0.1:20000/0"
    assert beside.master_key_bytes() == settings.master_key_bytes()
    assert installed(Settings(home=home, redis_url="redis://elsewhere/0")).redis_url == "redis://elsewhere/0"


def test_a_command_where_there_is_no_installation_makes_none(home: Path) -> None:
    assert installed(Settings(home=home)) == Settings(home=home)
    assert not home.exists()


def test_free_ports_differ_and_can_be_had() -> None:
    taken: set[int] = set()
    ports = [free_port(taken) for _ in range(20)]
    assert len(set(ports)) == 20
    for port in ports:
        require_port(port)


def test_a_port_below_1024_that_needs_privileges_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: socket.socket, __: object) -> None:
        raise PermissionError

    monkeypatch.setattr("socket.socket.bind", refuse)
    with pytest.raises(StartError, match=r"^port 443 needs privileges .* NETALLION_PORT=8080$"):
        require_port(443)


def test_the_watchdog_keeps_the_sessions_that_were_not_ended() -> None:
    assert remaining(["+10\n", "+11\n", "-10\n", "+12\n", "-13\n"]) == {11, 12}


def test_the_process_table_has_this_process() -> None:
    (this,) = [entry for entry in process_table() if entry.pid == os.getpid()]
    assert this.parent == os.getppid()
    assert this.session == os.getsid(0)


def test_a_large_log_is_moved_aside_before_a_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(process, "LOG_BYTES", 10)
    log = tmp_path / "part.log"
    process.rotate(log)
    log.write_text("0123456789", encoding="ascii")
    process.rotate(log)
    assert list(tmp_path.iterdir()) == [log]
    log.write_text("01234567890", encoding="ascii")
    process.rotate(log)
    assert [file.name for file in tmp_path.iterdir()] == ["part.log.1"]


def test_a_large_log_is_cut_while_it_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(process, "LOG_BYTES", 10)
    log = tmp_path / "part.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"before the cut")
        process.rotate_in_use(log)
        writer.write(b"after")
    assert log.read_bytes() == b"after"
    assert (tmp_path / "part.log.1").read_bytes() == b"before the cut"


def test_the_greeting_has_three_calls_that_can_be_pasted_and_no_password(home: Path) -> None:
    make_private_directory(home)
    demo = home / "demo.json"
    demo.write_text(
        '{"base_url": "http://127.0.0.1:8080", "api_key_live": "cpf_live_x", "workspace_id": "ws_1",'
        ' "email": "demo@example.com", "password": "hidden"}',
        encoding="utf-8",
    )
    text = greeting(demo, Installation(Settings(home=home), [], []))
    calls = [line.strip() for line in text.splitlines() if line.startswith("  curl ")]
    authorization = '-H "Authorization: Bearer cpf_live_x"'
    assert calls == [
        f"curl -s http://127.0.0.1:8080/api/v1/scans {authorization}",
        (
            f"curl -s -X POST http://127.0.0.1:8080/api/v1/scans {authorization} "
            """-H "Content-Type: application/json" -d '{"workspace_id": "ws_1", "scope": "full"}'"""
        ),
        f"curl -s http://127.0.0.1:8080/api/v1/incidents {authorization}",
    ]
    assert "hidden" not in text
