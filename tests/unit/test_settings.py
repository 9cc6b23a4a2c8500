"""Settings: their documentation, and what a wrong one does."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from server.cli import app
from server.settings import Settings
from server.settings_table import as_document

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_document_says_what_the_code_does() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == as_document(), "run make docs"


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_nothing_secret_is_shown() -> None:
    key = base64.b64encode(bytes(32)).decode()
    settings = Settings(master_key=key, edge_secret="hush-hush", database_url="postgresql+asyncpg://u:pw-pw@h/d")
    for secret in (key, "hush-hush", "pw-pw"):
        assert secret not in repr(settings)
        assert secret not in str(settings)


@pytest.mark.parametrize("key", ["short", base64.b64encode(b"too short").decode(), "*" * 44])
def test_a_wrong_master_key_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(master_key=key)
    assert key not in str(refused.value)


def test_no_master_key_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(LookupError, match="NETALLION_MASTER_KEY is not set"):
        Settings().master_key_bytes()


def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETALLION_PORT", "many")
    outcome = CliRunner().invoke(app, ["up"])
    assert outcome.exit_code == 2
    assert "NETALLION_PORT: " in outcome.output


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("DATABASE_URL", "mysql://u:pw-pw@h/d", "postgresql+asyncpg://"),
        ("DATABASE_URL", "postgresql://u:pw-pw@h/d", "postgresql+asyncpg://"),
        ("REDIS_URL", "http://:pw-pw@h", "redis://"),
        ("PUBLIC_URL", "api.example.com", "https://"),
    ],
)
def test_a_url_of_another_kind_is_refused_without_being_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, hint: str
) -> None:
    monkeypatch.setenv(f"NETALLION_{name}", value)
    outcome = CliRunner().invoke(app, ["up"])
    assert outcome.exit_code == 2
    assert f"NETALLION_{name}: " in outcome.output
    assert hint in outcome.output
    assert value not in outcome.output
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert value not in str(refused.value)


def test_urls_are_derived() -> None:
    settings = Settings(home=Path("/somewhere"), port=8123, public_url="https://api.example.com/")
    assert settings.resolved_public_url() == "https://api.example.com"
    assert settings.replace(public_url="").resolved_public_url() == "http://127.0.0.1:8123"
    assert settings.resolved_database_url() == "sqlite+aiosqlite:////somewhere/netallion.db"
    assert Settings(cors_origins="https://a.example, https://b.example").cors_origins == (
        "https://a.example",
        "https://b.example",
    )
