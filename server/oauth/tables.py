"""Tables of OAuth: clients with their secrets; grants with their codes and tokens, all by keyed hash.

A grant that ends is deleted, and so is a client; the database takes codes and tokens along. What is not there is
refused.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 -- SQLAlchemy reads the annotations

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.storage.base import Base, OfCredentials, OfOrganization, now

_ID = String(32)
_HASH = LargeBinary(32)
_OF_CLIENT = "oauth_clients.id"
_OF_GRANT = "oauth_grants.id"


class OAuthClient(OfCredentials, Base):
    """A client: what it may ask for."""

    __tablename__ = "oauth_clients"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    redirect_uris: Mapped[list[str]] = mapped_column(JSON)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    grant_types: Mapped[list[str]] = mapped_column(JSON)
    confidential: Mapped[bool]
    created_by: Mapped[str] = mapped_column(_ID)
    created_at: Mapped[datetime] = mapped_column(default=now)


class OAuthClientSecret(OfOrganization, Base):
    """One secret of a client. More than one is valid while a rotation overlaps."""

    __tablename__ = "oauth_client_secrets"

    hash: Mapped[bytes] = mapped_column(_HASH, primary_key=True)
    client_id: Mapped[str] = mapped_column(_ID, ForeignKey(_OF_CLIENT, ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    superseded_at: Mapped[datetime | None] = mapped_column(default=None)
    expires_at: Mapped[datetime | None] = mapped_column(default=None)


class OAuthGrant(OfCredentials, Base):
    """What one user lets one client do: the remembered consent, and all that came of it. One for each set of scopes."""

    __tablename__ = "oauth_grants"
    __table_args__ = (Index(None, "user_id", "client_id"),)

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    client_id: Mapped[str] = mapped_column(_ID, ForeignKey(_OF_CLIENT, ondelete="CASCADE"), index=True)
    user_id: Mapped[str] = mapped_column(_ID, ForeignKey("users.id", ondelete="CASCADE"))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_used_at: Mapped[datetime | None] = mapped_column(default=None)


class OAuthCode(OfOrganization, Base):
    """An authorization code with what it was asked for; kept when used, so that a replay is known.

    `family`: what the tokens that it brings are known by, together.
    """

    __tablename__ = "oauth_codes"

    hash: Mapped[bytes] = mapped_column(_HASH, primary_key=True)
    grant_id: Mapped[str] = mapped_column(_ID, ForeignKey(_OF_GRANT, ondelete="CASCADE"), index=True)
    family: Mapped[str] = mapped_column(_ID)
    redirect_uri: Mapped[str] = mapped_column(String(2000))
    redirect_uri_given: Mapped[bool]
    code_challenge: Mapped[str] = mapped_column(String(43))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class OAuthRefreshToken(OfOrganization, Base):
    """A refresh token. `nonce` decides its successor (`server.auth.rotation`)."""

    __tablename__ = "oauth_refresh_tokens"

    hash: Mapped[bytes] = mapped_column(_HASH, primary_key=True)
    grant_id: Mapped[str] = mapped_column(_ID, ForeignKey(_OF_GRANT, ondelete="CASCADE"), index=True)
    family: Mapped[str] = mapped_column(_ID, index=True)
    nonce: Mapped[bytes] = mapped_column(_HASH)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class OAuthAccessToken(OfOrganization, Base):
    """An access token: of a grant, or, without one, of the client itself."""

    __tablename__ = "oauth_access_tokens"

    hash: Mapped[bytes] = mapped_column(_HASH, primary_key=True)
    client_id: Mapped[str] = mapped_column(_ID, ForeignKey(_OF_CLIENT, ondelete="CASCADE"), index=True)
    grant_id: Mapped[str | None] = mapped_column(_ID, ForeignKey(_OF_GRANT, ondelete="CASCADE"), index=True)
    family: Mapped[str] = mapped_column(_ID, index=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
