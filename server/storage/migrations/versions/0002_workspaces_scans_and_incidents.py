"""workspaces, scans and incidents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("fingerprint", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("rule_id", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("occurrences_count", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assignee", sa.String(length=32), nullable=False),
        sa.Column("resolution", sa.String(length=1000), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("environment", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sa.UniqueConstraint("workspace_id", "fingerprint", name=op.f("uq_incidents_workspace_id_fingerprint")),
    )
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_incidents_organization_id_environment_category_id"),
            ["organization_id", "environment", "category", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_incidents_organization_id_environment_id"),
            ["organization_id", "environment", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_incidents_organization_id_environment_severity_id"),
            ["organization_id", "environment", "severity", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_incidents_organization_id_environment_status_id"),
            ["organization_id", "environment", "status", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_incidents_organization_id_environment_workspace_id_id"),
            ["organization_id", "environment", "workspace_id", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_incidents_organization_id_environment_workspace_id_status_id"),
            ["organization_id", "environment", "workspace_id", "status", "id"],
            unique=False,
        )

    op.create_table(
        "workspaces",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("documents_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("environment", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
    )
    with op.batch_alter_table("workspaces", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workspaces_deleted_at"), ["deleted_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_workspaces_organization_id_environment_id"),
            ["organization_id", "environment", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_workspaces_organization_id_environment_name_id"),
            ["organization_id", "environment", "name", "id"],
            unique=False,
        )

    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column(
            "path",
            sa.String(length=1024).with_variant(sa.String(length=1024, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("media_type", sa.String(length=127), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=71), nullable=False),
        sa.Column("scanned_by", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("environment", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_documents_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("workspace_id", "path", name=op.f("uq_documents_workspace_id_path")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_updated_at"), ["updated_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_workspace_id_id"), ["workspace_id", "id"], unique=False)

    op.create_table(
        "occurrences",
        sa.Column("incident_id", sa.String(length=32), nullable=False),
        sa.Column("path", sa.String(length=1024), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=False),
        sa.Column("scan_id", sa.String(length=32), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("environment", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_occurrences_incident_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "path", "line", "column", name=op.f("pk_occurrences")),
    )
    with op.batch_alter_table("occurrences", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_occurrences_incident_id_last_seen_at"), ["incident_id", "last_seen_at"], unique=False
        )

    op.create_table(
        "scans",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("triggered_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=500), nullable=False),
        sa.Column("engine_version", sa.String(length=100), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("documents_total", sa.Integer(), nullable=False),
        sa.Column("documents_scanned", sa.Integer(), nullable=False),
        sa.Column("documents_skipped", sa.Integer(), nullable=False),
        sa.Column("critical", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("medium", sa.Integer(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sa.String(length=32), nullable=False),
        sa.Column("lease_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("environment", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_scans_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scans")),
    )
    with op.batch_alter_table("scans", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_scans_organization_id_environment_id"),
            ["organization_id", "environment", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_scans_organization_id_environment_status_id"),
            ["organization_id", "environment", "status", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_scans_organization_id_environment_workspace_id_id"),
            ["organization_id", "environment", "workspace_id", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_scans_organization_id_environment_workspace_id_status_id"),
            ["organization_id", "environment", "workspace_id", "status", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_scans_status_lease_expires_at"), ["status", "lease_expires_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_scans_workspace_id"), ["workspace_id"], unique=False)

    op.create_table(
        "document_contents",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("environment", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_document_contents_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_contents")),
    )
    op.create_table(
        "findings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("scan_id", sa.String(length=32), nullable=False),
        sa.Column("incident_id", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("rule_id", sa.String(length=100), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=False),
        sa.Column(
            "path",
            sa.String(length=1024).with_variant(sa.String(length=1024, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.Column("excerpt", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=80), nullable=False),
        sa.Column("remediation", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("environment", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["scan_id"], ["scans.id"], name=op.f("fk_findings_scan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.UniqueConstraint(
            "scan_id", "document_id", "rule_id", "fingerprint", "line", "column", name="uq_findings_place"
        ),
    )
    with op.batch_alter_table("findings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_findings_scan_id_category_id"), ["scan_id", "category", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_findings_scan_id_id"), ["scan_id", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_findings_scan_id_severity_id"), ["scan_id", "severity", "id"], unique=False
        )

    op.create_table(
        "scan_documents",
        sa.Column("scan_id", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column(
            "path",
            sa.String(length=1024).with_variant(sa.String(length=1024, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("environment", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["scan_id"], ["scans.id"], name=op.f("fk_scan_documents_scan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("scan_id", "document_id", name=op.f("pk_scan_documents")),
    )
    with op.batch_alter_table("scan_documents", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_scan_documents_scan_id_state_path"), ["scan_id", "state", "path"], unique=False
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("scan_documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scan_documents_scan_id_state_path"))

    op.drop_table("scan_documents")
    with op.batch_alter_table("findings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_findings_scan_id_severity_id"))
        batch_op.drop_index(batch_op.f("ix_findings_scan_id_id"))
        batch_op.drop_index(batch_op.f("ix_findings_scan_id_category_id"))

    op.drop_table("findings")
    op.drop_table("document_contents")
    with op.batch_alter_table("scans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scans_workspace_id"))
        batch_op.drop_index(batch_op.f("ix_scans_status_lease_expires_at"))
        batch_op.drop_index(batch_op.f("ix_scans_organization_id_environment_workspace_id_status_id"))
        batch_op.drop_index(batch_op.f("ix_scans_organization_id_environment_workspace_id_id"))
        batch_op.drop_index(batch_op.f("ix_scans_organization_id_environment_status_id"))
        batch_op.drop_index(batch_op.f("ix_scans_organization_id_environment_id"))

    op.drop_table("scans")
    with op.batch_alter_table("occurrences", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_occurrences_incident_id_last_seen_at"))

    op.drop_table("occurrences")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_workspace_id_id"))
        batch_op.drop_index(batch_op.f("ix_documents_updated_at"))

    op.drop_table("documents")
    with op.batch_alter_table("workspaces", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_workspaces_organization_id_environment_name_id"))
        batch_op.drop_index(batch_op.f("ix_workspaces_organization_id_environment_id"))
        batch_op.drop_index(batch_op.f("ix_workspaces_deleted_at"))

    op.drop_table("workspaces")
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incidents_organization_id_environment_workspace_id_status_id"))
        batch_op.drop_index(batch_op.f("ix_incidents_organization_id_environment_workspace_id_id"))
        batch_op.drop_index(batch_op.f("ix_incidents_organization_id_environment_status_id"))
        batch_op.drop_index(batch_op.f("ix_incidents_organization_id_environment_severity_id"))
        batch_op.drop_index(batch_op.f("ix_incidents_organization_id_environment_id"))
        batch_op.drop_index(batch_op.f("ix_incidents_organization_id_environment_category_id"))

    op.drop_table("incidents")
