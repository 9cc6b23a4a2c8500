"""Clients, grants, codes and tokens of OAuth."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_OF_CLIENT = ("client_id", "oauth_clients.id")
_OF_GRANT = ("grant_id", "oauth_grants.id")
_INDEXES = {
    "oauth_clients": (("organization_id",),),
    "oauth_client_secrets": (("client_id",), ("organization_id",)),
    "oauth_grants": (("client_id",), ("organization_id",), ("user_id", "client_id")),
    "oauth_codes": (("expires_at",), ("grant_id",), ("organization_id",)),
    "oauth_refresh_tokens": (("expires_at",), ("family",), ("grant_id",), ("organization_id",)),
    "oauth_access_tokens": (("client_id",), ("expires_at",), ("family",), ("grant_id",), ("organization_id",)),
}


def _text(name: str, length: int = 32, *, optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=optional)


def _time(name: str, *, optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=optional)


def _hash(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(length=32), nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _make(table: str, *columns: sa.Column[Any], of: tuple[tuple[str, str], ...] = ()) -> None:
    keys = [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")
        for column, target in of
    ]
    op.create_table(table, *columns, *keys, sa.PrimaryKeyConstraint(columns[0].name, name=op.f(f"pk_{table}")))
    for names in _INDEXES[table]:
        op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, [*names])


def upgrade() -> None:
    _make(
        "oauth_clients",
        *(_text("id"), _text("name", 100), _json("redirect_uris"), _json("scopes"), _json("grant_types")),
        *(_flag("confidential"), _text("created_by"), _time("created_at")),
        *(_text("environment", 8), _text("organization_id")),
    )
    _make(
        "oauth_client_secrets",
        *(_hash("hash"), _text("client_id"), _time("created_at"), _time("superseded_at", optional=True)),
        *(_time("expires_at", optional=True), _text("organization_id")),
        of=(_OF_CLIENT,),
    )
    _make(
        "oauth_grants",
        *(_text("id"), _text("client_id"), _text("user_id"), _json("scopes"), _time("created_at")),
        *(_time("last_used_at", optional=True), _text("environment", 8), _text("organization_id")),
        of=(_OF_CLIENT, ("user_id", "users.id")),
    )
    _make(
        "oauth_codes",
        *(_hash("hash"), _text("grant_id"), _text("family"), _text("redirect_uri", 2000), _flag("redirect_uri_given")),
        *(_text("code_challenge", 43), _time("created_at"), _time("expires_at"), _time("used_at", optional=True)),
        _text("organization_id"),
        of=(_OF_GRANT,),
    )
    _make(
        "oauth_refresh_tokens",
        *(_hash("hash"), _text("grant_id"), _text("family"), _hash("nonce"), _time("created_at"), _time("expires_at")),
        *(_time("used_at", optional=True), _text("organization_id")),
        of=(_OF_GRANT,),
    )
    _make(
        "oauth_access_tokens",
        *(_hash("hash"), _text("client_id"), _text("grant_id", optional=True), _text("family"), _json("scopes")),
        *(_time("created_at"), _time("expires_at"), _text("organization_id")),
        of=(_OF_CLIENT, _OF_GRANT),
    )


def downgrade() -> None:
    for table in reversed(_INDEXES):
        op.drop_table(table)
