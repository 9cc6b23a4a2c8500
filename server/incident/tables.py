"""Tables of incidents and of the places where they were found."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 -- SQLAlchemy reads the annotations

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.contract.vocabulary import SEVERITIES
from server.storage.base import Base, OfEnvironment, now

_ID = String(32)
_WORD = String(20)

BY_RANK = SEVERITIES[::-1]
"""Severities by their rank, which sorts: the worst has the highest."""


class _OfTenant(OfEnvironment):
    """A row whose own indexes find it: it needs none on the organization alone."""

    organization_id: Mapped[str] = mapped_column(_ID)


class Incident(_OfTenant, Base):
    """One thing found in a workspace, by its fingerprint."""

    __tablename__ = "incidents"
    __table_args__ = (
        UniqueConstraint("workspace_id", "fingerprint"),
        Index(None, "organization_id", "environment", "id"),
        Index(None, "organization_id", "environment", "status", "id"),
        Index(None, "organization_id", "environment", "severity_rank", "id"),
        Index(None, "organization_id", "environment", "last_seen_at", "id"),
        Index(None, "organization_id", "environment", "assignee", "id"),
        Index(None, "status", "ignored_until"),
        Index(None, "organization_id", "environment", "category", "id"),
        Index(None, "organization_id", "environment", "workspace_id", "id"),
        Index(None, "organization_id", "environment", "workspace_id", "status", "id"),
    )

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(_ID)
    fingerprint: Mapped[str] = mapped_column(String(80))
    status: Mapped[str] = mapped_column(_WORD)
    severity_rank: Mapped[int]
    category: Mapped[str] = mapped_column(_WORD)
    rule_id: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(200))
    occurrences_count: Mapped[int] = mapped_column(default=0)
    first_seen_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    assignee: Mapped[str] = mapped_column(_ID, default="")
    resolution: Mapped[str] = mapped_column(_WORD, default="")
    status_changed_at: Mapped[datetime] = mapped_column(default=now)
    ignored_until: Mapped[datetime | None] = mapped_column(default=None)
    regressed: Mapped[bool] = mapped_column(default=False)

    @property
    def severity(self) -> str:
        """Return the word of the rank."""
        return BY_RANK[self.severity_rank]


class Occurrence(_OfTenant, Base):
    """One place where an incident was found, and how bad it was there when it was found last."""

    __tablename__ = "occurrences"
    __table_args__ = (
        Index(None, "incident_id", "last_seen_at"),
        Index("ix_occurrences_document", "organization_id", "environment", "workspace_id", "document_path"),
    )

    incident_id: Mapped[str] = mapped_column(_ID, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True)
    path: Mapped[str] = mapped_column(String(1024), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    column: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(_ID)
    document_path: Mapped[str] = mapped_column(String(1024))  # of an archive, where `path` is a file in it
    severity_rank: Mapped[int]
    scan_id: Mapped[str] = mapped_column(_ID)
    first_seen_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    gone_at: Mapped[datetime | None] = mapped_column(default=None)


class IncidentEvent(_OfTenant, Base):
    """One thing that happened to an incident: its timeline, which only grows."""

    __tablename__ = "incident_events"
    __table_args__ = (Index(None, "incident_id", "id"),)

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    incident_id: Mapped[str] = mapped_column(_ID, ForeignKey("incidents.id", ondelete="CASCADE"))
    occurred_at: Mapped[datetime] = mapped_column(default=now)
    action: Mapped[str] = mapped_column(_WORD)
    actor: Mapped[str] = mapped_column(_ID)
    text: Mapped[str] = mapped_column(String(2000), default="")


class HiddenWorkspace(_OfTenant, Base):
    """A workspace that was deleted: nobody sees its incidents any more, and workers remove them."""

    __tablename__ = "hidden_workspaces"
    __table_args__ = (Index(None, "organization_id", "environment", "workspace_id"),)

    workspace_id: Mapped[str] = mapped_column(_ID, primary_key=True)
