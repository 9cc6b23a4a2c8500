"""Every setting of every process, read from the environment.

Each field is the variable ``NETALLION_<FIELD>``; its description is the documentation (``netallion settings``
prints the table, and docs/settings.md is made of it). A wrong value stops the process with the variable's name.
"""

from __future__ import annotations

import base64
import binascii
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "NETALLION_"
MASTER_KEY_BYTES = 32
SCHEMES = {
    "database_url": ("postgresql+asyncpg", "sqlite+aiosqlite"),
    "redis_url": ("redis", "rediss", "unix"),
    "public_url": ("https", "http"),
}


class Settings(BaseSettings):
    """What the environment says. Frozen: a process lives with what it was started with."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", hide_input_in_errors=True)

    home: Path = Field(Path(".netallion"), description="Folder of everything that `netallion up` keeps.")
    port: int = Field(8080, ge=1, le=65535, description="Port on 127.0.0.1 of `netallion up`.")
    servers: int = Field(1, ge=1, le=64, description="Number of server processes; also each one's share of the limits.")
    workers: int = Field(1, ge=1, le=64, description="Number of worker processes.")
    worker_threads: int = Field(2, ge=1, le=64, description="Pieces of scans that one worker process works on at once.")
    demo_plan: Literal["starter", "professional", "enterprise", "benchmark"] = Field(
        "enterprise", description="Plan of the demo organization."
    )
    database_url: str = Field(
        "",
        repr=False,
        description="SQLAlchemy URL, postgresql+asyncpg://… or sqlite+aiosqlite:///…; SQLite in `home` if empty.",
    )
    redis_url: str = Field(
        "", repr=False, description="URL of Redis or Valkey; `netallion up` starts its own if empty."
    )
    master_key: SecretStr = Field(
        SecretStr(""),
        description="32 random bytes in base64 that wrap all other keys; kept in `home` by `netallion up`.",
    )
    listen: str = Field("127.0.0.1:50051", description="Where a server process listens (plain gRPC).")
    metrics_listen: str = Field(
        "", description="Where a process serves Prometheus metrics over HTTP; not at all if empty."
    )
    public_url: str = Field(
        "",
        description="What issuer, redirects and links are made of, https://…; the local port if empty.",
    )
    limits_shadow: bool = Field(
        False, description="Only count calls over a rate limit, in metrics, and refuse none: to try limits out."
    )
    trusted_hops: int = Field(
        1,
        ge=0,
        le=10,
        description="Trusted proxies in front of a server, the own Envoy included; 0: the peer is the client.",
    )
    edge_secret: SecretStr = Field(
        SecretStr(""),
        description="What Envoy proves itself with; if set, X-Forwarded-For counts only together with it.",
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Origins, separated by commas, whose pages may call the API; none if empty."
    )
    reflection: bool = Field(default=True, description="Whether gRPC reflection is served.")
    drain_seconds: float = Field(3.0, ge=0, le=600, description="How long calls may finish after SIGTERM.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least severe log line written."
    )
    log_format: Literal["json", "console"] = Field("json", description="Form of log lines.")
    retention_documents_days: int = Field(
        0, ge=0, description="Days after its last change that a document is kept; 0: for ever."
    )
    retention_findings_days: int = Field(365, ge=0, description="Days that findings are kept; 0: for ever.")
    retention_scans_days: int = Field(365, ge=0, description="Days that finished scans are kept; 0: for ever.")
    retention_usage_days: int = Field(90, ge=31, description="Days that counts of calls are kept.")
    scan_lease_seconds: float = Field(
        4.0, gt=0, le=300, description="How long a silent worker keeps a piece of a scan."
    )
    sweep_seconds: float = Field(1.0, gt=0, le=60, description="How often an idle worker looks for work.")
    document_timeout_seconds: float = Field(30.0, gt=0, le=600, description="How long a document may take to scan.")
    names_model: str = Field(
        "",
        description="Installed spaCy model by which Presidio finds names and places in prompts and prose "
        "(`pip install netallion[names]`); they are not looked for if empty.",
    )

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("names_model")
    @classmethod
    def _is_installed(cls, value: str) -> str:
        if value and not re.fullmatch(r"[a-z]{2}_\w+", value):
            message = "is not the name of a spaCy model, such as en_core_web_sm"
            raise ValueError(message)
        missing = [name for name in ("presidio_analyzer", value) if value and find_spec(name) is None]
        if missing:
            message = f"needs {' and '.join(missing)}, not installed: pip install netallion[names], and the model"
            raise ValueError(message)
        return value

    @field_validator("master_key")
    @classmethod
    def _is_key(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value()
        if text:
            try:
                size = len(base64.b64decode(text, validate=True))
            except binascii.Error:
                size = 0
            if size != MASTER_KEY_BYTES:
                message = f"must be {MASTER_KEY_BYTES} bytes in base64"
                raise ValueError(message)
        return value

    @field_validator(*SCHEMES)
    @classmethod
    def _has_a_scheme(cls, value: str, about: ValidationInfo) -> str:
        schemes = SCHEMES[about.field_name or ""]
        if value and value.partition("://")[0] not in schemes:
            message = f"must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}"
            raise ValueError(message)  # the value may hold a password
        return value

    @field_validator("public_url")
    @classmethod
    def _has_no_slash(cls, value: str) -> str:
        return value.rstrip("/")

    def master_key_bytes(self) -> bytes:
        """Return the master key. Raises LookupError if there is none."""
        text = self.master_key.get_secret_value()
        if not text:
            message = f"{PREFIX}MASTER_KEY is not set: give {MASTER_KEY_BYTES} random bytes in base64"
            raise LookupError(message)
        return base64.b64decode(text)

    def resolved_database_url(self) -> str:
        """Return the database's URL: the given one, or that of the SQLite file in `home`."""
        return self.database_url or f"sqlite+aiosqlite:///{self.home.absolute() / 'netallion.db'}"

    def resolved_public_url(self) -> str:
        """Return what links are made of, without a slash at the end."""
        return self.public_url or f"http://127.0.0.1:{self.port}"

    def replace(self, **changes: object) -> Self:
        """Return a copy with other values."""
        return self.model_copy(update=changes)
