"""Where the service is and what the caller proves itself with, as the environment says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from server.client.access import read_access
from server.client.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

KEY = "cpf_live_example"


@pytest.mark.parametrize(
    ("given", "url", "target", "exposed"),
    [
        ("", "http://127.0.0.1:8080", "127.0.0.1:8080", False),
        ("http://localhost:9/", "http://localhost:9", "localhost:9", False),
        ("http://[::1]:9", "http://[::1]:9", "[::1]:9", False),
        ("https://api.example.com", "https://api.example.com", "api.example.com:443", False),
        ("http://api.example.com", "http://api.example.com", "api.example.com:80", True),
        (" https://api.example.com/api/v1/ ", "https://api.example.com", "api.example.com:443", False),
        ("https://example.com/netallion/", "https://example.com/netallion", "", False),
    ],
)
def test_an_address_is_read(given: str, url: str, target: str, exposed: bool) -> None:
    access = read_access({"NETALLION_URL": given, "NETALLION_API_KEY": KEY})
    assert (access.url, access.grpc_target, access.exposed) == (url, target, exposed)


@pytest.mark.parametrize(
    "url", ["localhost:8080", "ftp://a", "http://", "http://a:port", "http://a:70000", "http://a?b=c", "http://a#b"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="NETALLION_URL must be the address"):
        read_access({"NETALLION_URL": url, "NETALLION_API_KEY": KEY})


def test_an_address_with_a_password_is_refused_without_repeating_it() -> None:
    with pytest.raises(UsageError, match="must not hold a name or password") as refused:
        read_access({"NETALLION_URL": "https://me:hunter2@example.com", "NETALLION_API_KEY": KEY})
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("key", ["cpf_live_a b", "cpf_live_é", "cpf_live_a\nX-Header: b"])
def test_what_cannot_be_a_key_is_refused_without_repeating_it(key: str) -> None:
    with pytest.raises(UsageError, match="NETALLION_API_KEY holds something that cannot be a key") as refused:
        read_access({"NETALLION_API_KEY": key})
    assert key not in str(refused.value)


def test_a_key_is_in_no_repr() -> None:
    assert KEY not in repr(read_access({"NETALLION_API_KEY": f" {KEY}\n"}))


def test_a_missing_key_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        read_access({"NETALLION_HOME": str(tmp_path)})
    assert str(refused.value) == ("NETALLION_API_KEY is not set: make a key in the dashboard, Settings > API Keys")


@pytest.mark.parametrize("text", ["", "[]", "{}", "no JSON"])
def test_a_demo_that_cannot_be_read_is_no_hint(tmp_path: Path, text: str) -> None:
    (tmp_path / "demo.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"Settings > API Keys$"):
        read_access({"NETALLION_HOME": str(tmp_path)})


def test_a_demo_beside_is_a_hint_that_does_not_show_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netallion").mkdir()
    demo = {"base_url": "http://127.0.0.1:8081", "api_key_live": KEY}
    (tmp_path / ".netallion" / "demo.json").write_text(json.dumps(demo), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as refused:
        read_access({})
    assert "export NETALLION_URL=http://127.0.0.1:8081 NETALLION_API_KEY=" in str(refused.value)
    assert KEY not in str(refused.value)
