"""The life of incidents: timeline, ignoring for a time, regression, places that are gone; severity as a rank.

What is there is kept: severities become ranks, and occurrences learn their workspace from their incident.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_SEVERITIES = ("low", "medium", "high", "critical")
_TENANT = ("organization_id", "environment")
_INDEXES = {
    "incidents": (
        (*_TENANT, "severity_rank", "id"),
        (*_TENANT, "last_seen_at", "id"),
        (*_TENANT, "assignee", "id"),
        ("status", "ignored_until"),
    ),
    "occurrences": ((*_TENANT, "workspace_id", "path"),),
}


def upgrade() -> None:
    op.create_table(
        "incident_events",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("incident_id", sa.String(length=32), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("environment", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_events_incident_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_events")),
    )
    op.create_index(op.f("ix_incident_events_incident_id_id"), "incident_events", ["incident_id", "id"])
    with op.batch_alter_table("incidents") as incidents:
        incidents.add_column(sa.Column("severity_rank", sa.Integer(), nullable=True))
        incidents.add_column(sa.Column("status_changed_at", sa.DateTime(timezone=True), nullable=True))
        incidents.add_column(sa.Column("ignored_until", sa.DateTime(timezone=True), nullable=True))
        incidents.add_column(sa.Column("regressed", sa.Boolean(), nullable=True))
    with op.batch_alter_table("occurrences") as occurrences:
        occurrences.add_column(sa.Column("workspace_id", sa.String(length=32), nullable=True))
        occurrences.add_column(sa.Column("severity_rank", sa.Integer(), nullable=True))
        occurrences.add_column(sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True))
    for table in ("incidents", "occurrences"):
        severities = sa.table(table, sa.column("severity"), sa.column("severity_rank"))
        for rank, severity in enumerate(_SEVERITIES):
            op.execute(severities.update().where(severities.c.severity == severity).values(severity_rank=rank))
    op.execute("UPDATE incidents SET status_changed_at = first_seen_at, regressed = false")
    op.execute(
        "UPDATE occurrences SET workspace_id ="
        " (SELECT workspace_id FROM incidents WHERE incidents.id = occurrences.incident_id)"
    )
    with op.batch_alter_table("incidents") as incidents:
        incidents.drop_index(op.f("ix_incidents_organization_id_environment_severity_id"))
        incidents.alter_column("severity_rank", existing_type=sa.Integer(), nullable=False)
        incidents.alter_column("status_changed_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        incidents.alter_column("regressed", existing_type=sa.Boolean(), nullable=False)
        incidents.alter_column("resolution", existing_type=sa.String(length=1000), type_=sa.String(length=20))
        incidents.drop_column("severity")
    with op.batch_alter_table("occurrences") as occurrences:
        occurrences.alter_column("workspace_id", existing_type=sa.String(length=32), nullable=False)
        occurrences.alter_column("severity_rank", existing_type=sa.Integer(), nullable=False)
        occurrences.drop_column("severity")
    for table, indexes in _INDEXES.items():
        for columns in indexes:
            op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def downgrade() -> None:
    for table, indexes in _INDEXES.items():
        for columns in indexes:
            op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table)
        with op.batch_alter_table(table) as changed:
            changed.add_column(sa.Column("severity", sa.String(length=20), nullable=True))
        severities = sa.table(table, sa.column("severity"), sa.column("severity_rank"))
        for rank, severity in enumerate(_SEVERITIES):
            op.execute(severities.update().where(severities.c.severity_rank == rank).values(severity=severity))
        with op.batch_alter_table(table) as changed:
            changed.alter_column("severity", existing_type=sa.String(length=20), nullable=False)
            changed.drop_column("severity_rank")
    with op.batch_alter_table("occurrences") as occurrences:
        occurrences.drop_column("workspace_id")
        occurrences.drop_column("gone_at")
    with op.batch_alter_table("incidents") as incidents:
        incidents.drop_column("status_changed_at")
        incidents.drop_column("ignored_until")
        incidents.drop_column("regressed")
        incidents.alter_column("resolution", existing_type=sa.String(length=20), type_=sa.String(length=1000))
        incidents.create_index(
            op.f("ix_incidents_organization_id_environment_severity_id"), [*_TENANT, "severity", "id"]
        )
    op.drop_table("incident_events")
