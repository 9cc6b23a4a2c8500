"""Tables of workspaces, documents, scans and findings.

Indexes follow the lists: the tenant (or the parent, which is one tenant's), the filters, the id. An id sorts by the
time it was made, so the id is also the order of a list and the cursor of its pages.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.contract.vocabulary import CRITICAL, HIGH, LOW, MEDIUM
from server.storage.base import Base, OfEnvironment, now

_ID = String(32)
_WORD = String(20)
PATH_BYTES = 1024
DIGEST_CHARACTERS = len("sha256:") + 64
MEMBER_CHARACTERS = 255
"""PostgreSQL bounds what an index may hold of a row to 2,700 bytes."""
FREE: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When a lease that nobody holds has run out: long ago, by every worker's clock."""
# By bytes on both databases, whatever the database's locale: the order that documents are listed in.
_PATH = String(PATH_BYTES).with_variant(String(PATH_BYTES, collation="C"), "postgresql")


class _OfTenant(OfEnvironment):
    """A row whose own indexes find it: it needs none on the organization alone."""

    organization_id: Mapped[str] = mapped_column(_ID)


class Workspace(_OfTenant, Base):
    """A named set of documents. One with `deleted_at` is gone for everyone; a worker removes what is left of it."""

    __tablename__ = "workspaces"
    __table_args__ = (
        Index(None, "organization_id", "environment", "id"),
        Index(None, "organization_id", "environment", "name", "id"),
        Index(None, "deleted_at"),
    )

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    documents_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)


class Document(_OfTenant, Base):
    """A document without its bytes. `scanned_by`: the last scan that read these very bytes, "" if none has."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("workspace_id", "path"),
        Index(None, "workspace_id", "id"),
        Index(None, "updated_at"),
    )

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(_ID, ForeignKey("workspaces.id", ondelete="CASCADE"))
    path: Mapped[str] = mapped_column(_PATH)
    media_type: Mapped[str] = mapped_column(String(127))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(DIGEST_CHARACTERS))
    scanned_by: Mapped[str] = mapped_column(_ID, default="")
    updated_at: Mapped[datetime] = mapped_column(default=now)


class DocumentContent(_OfTenant, Base):
    """A document's bytes, sealed for its organization, environment and id. Apart, so that no list loads them."""

    __tablename__ = "document_contents"

    document_id: Mapped[str] = mapped_column(_ID, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Scan(_OfTenant, Base):
    """A scan: what it is about and where it stands. Its status is the truth: no chunk counts unless it is running.

    The lease is for planning: for writing down, in chunks, what the scan has to read. `planned_through` is the path
    up to which that is done, `documents_planned` how many documents there are up to it, and `planned` says that it is
    done whole. `engine_version`: that of all the workers that have read for it, or `MIXED`. `ignore_digest`: the digest
    of the workspace's ignore file, "" if there was none. The counts by severity are without the suppressed findings.
    """

    __tablename__ = "scans"
    __table_args__ = (
        Index(None, "organization_id", "environment", "id"),
        Index(None, "organization_id", "environment", "status", "id"),
        Index(None, "organization_id", "environment", "workspace_id", "id"),
        Index(None, "organization_id", "environment", "workspace_id", "status", "id"),
        Index(None, "workspace_id"),
        Index(None, "status", "organization_id", "environment", "id"),
    )

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(_ID, ForeignKey("workspaces.id", ondelete="CASCADE"))
    scope: Mapped[str] = mapped_column(_WORD)
    status: Mapped[str] = mapped_column(_WORD)
    triggered_by: Mapped[str] = mapped_column(_ID)
    created_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    completed_at: Mapped[datetime | None] = mapped_column(default=None)
    error: Mapped[str] = mapped_column(String(500), default="")
    engine_version: Mapped[str] = mapped_column(String(100), default="")
    planned: Mapped[bool] = mapped_column(default=False)
    planned_through: Mapped[str] = mapped_column(_PATH, default="")
    documents_planned: Mapped[int] = mapped_column(default=0)
    documents_total: Mapped[int] = mapped_column(default=0)
    documents_scanned: Mapped[int] = mapped_column(default=0)
    documents_skipped: Mapped[int] = mapped_column(default=0)
    critical: Mapped[int] = mapped_column(default=0)
    high: Mapped[int] = mapped_column(default=0)
    medium: Mapped[int] = mapped_column(default=0)
    low: Mapped[int] = mapped_column(default=0)
    suppressed_count: Mapped[int] = mapped_column(default=0)
    ignore_digest: Mapped[str] = mapped_column(String(DIGEST_CHARACTERS), default="")
    lease_owner: Mapped[str] = mapped_column(_ID, default="")
    lease_expires_at: Mapped[datetime] = mapped_column(default=FREE)

    @property
    def findings_count(self) -> int:
        """Return how many findings there are so far."""
        return sum(self.severity_counts.values())

    @property
    def severity_counts(self) -> dict[str, int]:
        """Return how many of the findings are how bad, by the words of the contract."""
        return {CRITICAL: self.critical, HIGH: self.high, MEDIUM: self.medium, LOW: self.low}


class ScanChunk(_OfTenant, Base):
    """Some documents that a scan has yet to read, one after the other; the row goes with the last of them.

    `first`: the place of its first document among all of the scan's, which tells chunks apart and puts them in order.
    `done`: how many of its documents have been read. `attempt` counts the takes since it last got on.
    """

    __tablename__ = "scan_chunks"
    __table_args__ = (Index(None, "lease_expires_at"),)

    scan_id: Mapped[str] = mapped_column(_ID, ForeignKey("scans.id", ondelete="CASCADE"), primary_key=True)
    first: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str] = mapped_column(_ID, default="")
    lease_expires_at: Mapped[datetime] = mapped_column(default=FREE)
    attempt: Mapped[int] = mapped_column(default=0)
    documents: Mapped[list[list[str]]] = mapped_column(JSON)
    """The id and the path of each."""


class ScanDocument(_OfTenant, Base):
    """A document that a scan could not read, or not to its end, and why."""

    __tablename__ = "scan_documents"
    __table_args__ = (Index(None, "scan_id", "path"),)

    scan_id: Mapped[str] = mapped_column(_ID, ForeignKey("scans.id", ondelete="CASCADE"), primary_key=True)
    document_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    path: Mapped[str] = mapped_column(_PATH)
    reason: Mapped[str] = mapped_column(_WORD)


class Finding(_OfTenant, Base):
    """One thing found at one place. Nothing in it gives the value away.

    `suppression_source` and `suppression_line` are "" and 0 if it is not suppressed; `incident_id` is "" if it is.
    `member`: the file in the archive that the document is, cut at its beginning if its name is very long; `path` ends
    in it, behind "!/".
    """

    __tablename__ = "findings"
    __table_args__ = (
        UniqueConstraint(
            "scan_id", "document_id", "rule_id", "fingerprint", "line", "column", "member", name="uq_findings_place"
        ),
        Index(None, "scan_id", "suppressed", "id"),
        Index(None, "scan_id", "suppressed", "severity", "id"),
        Index(None, "scan_id", "suppressed", "category", "id"),
    )

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    scan_id: Mapped[str] = mapped_column(_ID, ForeignKey("scans.id", ondelete="CASCADE"))
    incident_id: Mapped[str] = mapped_column(_ID)
    document_id: Mapped[str] = mapped_column(_ID)
    category: Mapped[str] = mapped_column(_WORD)
    rule_id: Mapped[str] = mapped_column(String(100))
    severity: Mapped[str] = mapped_column(_WORD)
    path: Mapped[str] = mapped_column(_PATH)
    line: Mapped[int]
    column: Mapped[int]
    excerpt: Mapped[str] = mapped_column(String(200))
    fingerprint: Mapped[str] = mapped_column(String(80))
    remediation: Mapped[str] = mapped_column(Text)
    confidence: Mapped[str] = mapped_column(_WORD, default="")
    member: Mapped[str] = mapped_column(String(MEMBER_CHARACTERS), default="")
    suppressed: Mapped[bool] = mapped_column(default=False)
    suppression_source: Mapped[str] = mapped_column(_WORD, default="")
    suppression_line: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
