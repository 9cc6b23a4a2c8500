"""Scans are read in chunks, by several workers at once; what belongs to a deleted workspace is hidden at once.

Scans that are under way go on: what they had yet to read becomes chunks.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_FREE = datetime(1970, 1, 1, tzinfo=UTC)
_DOCUMENTS = 500
_PATH = sa.String(length=1024).with_variant(sa.String(length=1024, collation="C"), "postgresql")
_INSTANT = sa.DateTime(timezone=True)
_TENANT = ("organization_id", "environment")
_STATE = "ix_scan_documents_scan_id_state_path"
_STATUS = "ix_scans_status_organization_id_environment_id"
_LEASE = "ix_scans_status_lease_expires_at"

_scans = sa.table(
    "scans", *(sa.column(name) for name in ("id", "status", "planned", "documents_planned", "documents_total"))
)
_documents = sa.table(
    "scan_documents",
    *(sa.column(name) for name in ("scan_id", *_TENANT, "document_id", "path", "state", "reason")),
)
_chunks = sa.table(
    "scan_chunks",
    *(sa.column(name) for name in ("scan_id", "first", "size", "done", *_TENANT, "lease_owner", "attempt")),
    sa.column("lease_expires_at", _INSTANT),
    sa.column("documents", sa.JSON),
)


def upgrade() -> None:
    op.create_table(
        "hidden_workspaces",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("environment", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_hidden_workspaces")),
    )
    op.create_index(
        op.f("ix_hidden_workspaces_organization_id_environment_workspace_id"),
        "hidden_workspaces",
        [*_TENANT, "workspace_id"],
    )
    op.execute(
        "INSERT INTO hidden_workspaces (workspace_id, organization_id, environment)"
        " SELECT id, organization_id, environment FROM workspaces WHERE deleted_at IS NOT NULL"
    )
    op.create_table(
        "scan_chunks",
        sa.Column("scan_id", sa.String(length=32), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sa.String(length=32), nullable=False),
        sa.Column("lease_expires_at", _INSTANT, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("environment", sa.String(length=8), nullable=False),
        # The last, as SQLite reads a row from its beginning.
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["scan_id"], ["scans.id"], name=op.f("fk_scan_chunks_scan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("scan_id", "first", name=op.f("pk_scan_chunks")),
    )
    op.create_index(op.f("ix_scan_chunks_lease_expires_at"), "scan_chunks", ["lease_expires_at"])
    _upgrade_scans()
    _make_chunks()
    with op.batch_alter_table("scan_documents") as documents:
        documents.drop_index(op.f(_STATE))
        documents.drop_column("state")
    op.create_index(op.f("ix_scan_documents_scan_id_path"), "scan_documents", ["scan_id", "path"])


def _upgrade_scans() -> None:
    with op.batch_alter_table("scans") as scans:
        scans.drop_index(op.f(_LEASE))
        scans.drop_column("attempt")
        scans.drop_column("lease_expires_at")
        scans.add_column(sa.Column("lease_expires_at", _INSTANT, nullable=True))
        scans.add_column(sa.Column("planned_through", _PATH, nullable=False, server_default=""))
        scans.add_column(sa.Column("documents_planned", sa.Integer(), nullable=False, server_default="0"))
    free = sa.table("scans", sa.column("lease_expires_at", _INSTANT), sa.column("lease_owner"))
    op.execute(free.update().values(lease_expires_at=_FREE, lease_owner=""))
    with op.batch_alter_table("scans") as scans:
        scans.alter_column("lease_expires_at", existing_type=_INSTANT, nullable=False)
        scans.alter_column("planned_through", existing_type=_PATH, server_default=None)
        scans.alter_column("documents_planned", existing_type=sa.Integer(), server_default=None)
    op.create_index(op.f(_STATUS), "scans", ["status", *_TENANT, "id"])
    op.execute(_scans.update().where(_scans.c.planned).values(documents_planned=_scans.c.documents_total))


def _make_chunks() -> None:
    connection = op.get_bind()
    pending = _documents.c.state == "pending"
    active = sa.select(_scans.c.id).where(_scans.c.status.in_(("queued", "running")), _scans.c.planned)
    columns = (_documents.c[name] for name in ("scan_id", *_TENANT, "document_id", "path"))
    query = sa.select(*columns).where(pending, _documents.c.scan_id.in_(active)).order_by("scan_id", "path")
    for (scan_id, organization_id, environment), rows in groupby(connection.execute(query), lambda row: row[:3]):
        documents = [[document_id, path] for *_, document_id, path in rows]
        for first in range(0, len(documents), _DOCUMENTS):
            part = documents[first : first + _DOCUMENTS]
            chunk = {"scan_id": scan_id, "first": first, "size": len(part), "documents": part, "done": 0, "attempt": 0}
            tenant = {"organization_id": organization_id, "environment": environment}
            lease = {"lease_owner": "", "lease_expires_at": _FREE}
            connection.execute(_chunks.insert().values(chunk | tenant | lease))
    op.execute(_documents.delete().where(pending))


def downgrade() -> None:
    op.drop_index(op.f("ix_scan_documents_scan_id_path"), "scan_documents")
    with op.batch_alter_table("scan_documents") as documents:
        documents.add_column(sa.Column("state", sa.String(length=20), nullable=False, server_default="skipped"))
    with op.batch_alter_table("scan_documents") as documents:
        documents.alter_column("state", existing_type=sa.String(length=20), server_default=None)
        documents.create_index(op.f(_STATE), ["scan_id", "state", "path"])
    connection = op.get_bind()
    columns = (_chunks.c[name] for name in ("scan_id", *_TENANT, "done", "documents"))
    # A scan that was still being planned has read some: it is ended, to be asked for again.
    half = _scans.update().where(_scans.c.status == "running", ~_scans.c.planned)
    op.execute(half.values(status="canceled"))
    for scan_id, organization_id, environment, done, documents in connection.execute(sa.select(*columns)).all():
        rows = [
            {"scan_id": scan_id, "organization_id": organization_id, "environment": environment}
            | {"document_id": document_id, "path": path, "state": "pending", "reason": ""}
            for document_id, path in documents[done:]
        ]
        connection.execute(_documents.insert(), rows)
    op.drop_table("scan_chunks")
    op.drop_table("hidden_workspaces")
    op.drop_index(op.f(_STATUS), "scans")
    with op.batch_alter_table("scans") as scans:
        scans.drop_column("documents_planned")
        scans.drop_column("planned_through")
        scans.alter_column("lease_expires_at", existing_type=_INSTANT, nullable=True)
        scans.add_column(sa.Column("attempt", sa.Integer(), nullable=False, server_default="0"))
        scans.create_index(op.f(_LEASE), ["status", "lease_expires_at"])
    with op.batch_alter_table("scans") as scans:
        scans.alter_column("attempt", existing_type=sa.Integer(), server_default=None)
