"""Tables of organizations, users and their credentials."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 -- SQLAlchemy reads the annotations

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.storage.base import Base, OfCredentials, OfOrganization, now

_ID = String(32)
_HASH = LargeBinary(32)


class Organization(Base):
    """A tenant. Bound sessions reach it by their own id only (`organizations.py`)."""

    __tablename__ = "organizations"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    plan: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(default=now)


class User(OfOrganization, Base):
    """A user of one organization. One address may be a user of several organizations, as several users."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("organization_id", "email"), Index(None, "email"))

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str] = mapped_column(String(256))
    password_change_required: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_login_at: Mapped[datetime | None] = mapped_column(default=None)


class Session(OfOrganization, Base):
    """A user's session, from login to its end."""

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    user_id: Mapped[str] = mapped_column(_ID, ForeignKey("users.id", ondelete="CASCADE"), index=True)
    address: Mapped[str] = mapped_column(String(64), default="")
    user_agent: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_used_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)


class RefreshToken(OfOrganization, Base):
    """One refresh token of a session, by its keyed hash. `nonce` decides its successor (`rotation.py`)."""

    __tablename__ = "refresh_tokens"

    hash: Mapped[bytes] = mapped_column(_HASH, primary_key=True)
    session_id: Mapped[str] = mapped_column(_ID, ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    nonce: Mapped[bytes] = mapped_column(_HASH)
    created_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class ApiKey(OfCredentials, Base):
    """An API key: what it allows. Its secrets are rows of their own."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    allowed_ips: Mapped[list[str]] = mapped_column(JSON, default=list)
    limits: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)  # by window, where they are not the plan's
    created_by: Mapped[str] = mapped_column(_ID)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None] = mapped_column(default=None)
    last_used_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)


class ApiKeySecret(OfOrganization, Base):
    """One secret of an API key, by its keyed hash. More than one is valid while a rotation overlaps."""

    __tablename__ = "api_key_secrets"

    hash: Mapped[bytes] = mapped_column(_HASH, primary_key=True)
    api_key_id: Mapped[str] = mapped_column(_ID, ForeignKey("api_keys.id", ondelete="CASCADE"), index=True)
    prefix: Mapped[str] = mapped_column(String(16))
    last_four: Mapped[str] = mapped_column(String(4))
    created_at: Mapped[datetime] = mapped_column(default=now)
    superseded_at: Mapped[datetime | None] = mapped_column(default=None)
    expires_at: Mapped[datetime | None] = mapped_column(default=None)


class UsageDay(OfCredentials, Base):
    """How many calls a credential made in an environment on a UTC day; seen from where the credential is managed."""

    __tablename__ = "usage_days"

    credential_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    environment: Mapped[str] = mapped_column(String(8), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    calls: Mapped[int]


class LoginFailure(Base):
    """Wrong tries at one account from one address; both are kept as keyed hashes, so unknown accounts look alike."""

    __tablename__ = "login_failures"

    pair: Mapped[bytes] = mapped_column(_HASH, primary_key=True)
    failures: Mapped[int]
    retry_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)


class SigningKey(Base):
    """A key pair for session tokens. Published from the start, signs from `signs_from`, verifies until `ends_at`."""

    __tablename__ = "signing_keys"

    kid: Mapped[str] = mapped_column(String(64), primary_key=True)
    wrapped_private_key: Mapped[bytes] = mapped_column(LargeBinary)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)
    signs_from: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(default=None)
