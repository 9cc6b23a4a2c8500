"""Writing down what came of documents: findings, incidents and progress in one transaction, or nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, tuple_, update

from server.contract.vocabulary import SEVERITIES
from server.identifiers import new_id
from server.incident.intake import Report, SeenFinding, record
from server.scan import metrics
from server.scan.lease import hold
from server.scan.tables import SKIPPED, Document, Finding, Scan, ScanDocument
from server.storage.base import now
from server.storage.tenancy import upsert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from server.detection.model import Match
    from server.scan.examination import Outcome
    from server.scan.lease import Lease
    from server.storage.database import Database


async def commit(database: Database, lease: Lease, outcomes: Sequence[Outcome]) -> None:
    """Write down what came of some documents. Raises LeaseLost or Unavailable; then nothing was written."""
    found = [(outcome, match) for outcome in outcomes for match in _distinct(outcome.matches)]
    bad = Counter[str](match.severity for _, match in found)
    skipped = sum(1 for outcome in outcomes if outcome.skipped)
    async with database.write(lease.tenant) as session:
        await hold(
            session,
            lease,
            attempt=0,
            documents_scanned=Scan.documents_scanned + len(outcomes) - skipped,
            documents_skipped=Scan.documents_skipped + skipped,
            **{severity: getattr(Scan, severity) + bad[severity] for severity in SEVERITIES if bad[severity]},
        )
        await _add_findings(session, lease, outcomes, found)
        await _tick_off(session, lease, outcomes)
    for outcome in outcomes:
        metrics.DOCUMENTS.labels(outcome.skipped or "scanned").inc()
        metrics.BYTES.inc(len(outcome.document.sealed or b""))
    for _, match in found:
        metrics.FINDINGS.labels(match.category, match.severity).inc()


async def _add_findings(
    session: AsyncSession, lease: Lease, outcomes: Sequence[Outcome], found: Sequence[tuple[Outcome, Match]]
) -> None:
    report = Report(
        workspace_id=lease.workspace_id,
        scan_id=lease.scan_id,
        began_at=lease.began_at,
        read_paths=[outcome.document.path for outcome in outcomes if not outcome.skipped],
        findings=[
            SeenFinding(
                fingerprint=match.fingerprint,
                category=match.category,
                rule_id=match.rule_id,
                title=_text(match.title, 200),
                severity=match.severity,
                path=outcome.document.path,
                line=match.line,
                column=match.column,
            )
            for outcome, match in found
        ],
    )
    incidents = await record(session, report)
    at = now()
    rows = [
        {
            "id": new_id("fnd"),
            "scan_id": lease.scan_id,
            "incident_id": incidents[match.fingerprint],
            "document_id": outcome.document.id,
            "category": match.category,
            "rule_id": match.rule_id,
            "severity": match.severity,
            "path": outcome.document.path,
            "line": match.line,
            "column": match.column,
            "excerpt": _text(match.excerpt, 200),
            "fingerprint": match.fingerprint,
            "remediation": match.remediation,
            "created_at": at,
        }
        for outcome, match in found
    ]
    await upsert(session, Finding, rows, key=("scan_id", "document_id", "rule_id", "fingerprint", "line", "column"))


async def _tick_off(session: AsyncSession, lease: Lease, outcomes: Sequence[Outcome]) -> None:
    """Forget what was read, and remember why the rest was not."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for outcome in outcomes:
        by_reason[outcome.skipped].append(outcome.document.id)
    read = by_reason.pop("", [])
    mine = ScanDocument.scan_id == lease.scan_id
    for reason, ids in by_reason.items():
        await session.execute(
            update(ScanDocument)
            .where(mine, ScanDocument.document_id.in_(ids))
            .values(state=SKIPPED, reason=reason)
            .execution_options(synchronize_session=False)
        )
    if read:
        await session.execute(
            delete(ScanDocument)
            .where(mine, ScanDocument.document_id.in_(read))
            .execution_options(synchronize_session=False)
        )
        # Only if its bytes are still those that were read.
        same = [(outcome.document.id, outcome.document.digest) for outcome in outcomes if not outcome.skipped]
        await session.execute(
            update(Document)
            .where(tuple_(Document.id, Document.digest).in_(same))
            .values(scanned_by=lease.scan_id)
            .execution_options(synchronize_session=False)
        )


def _distinct(matches: Sequence[Match]) -> Iterator[Match]:
    seen = set()
    for match in matches:
        place = (match.rule_id, match.fingerprint, match.line, match.column)
        if place not in seen:
            seen.add(place)
            yield match


def _text(text: str, length: int) -> str:
    """Return text that both databases store: PostgreSQL knows no NUL."""
    return text[:length].replace("\0", "\N{REPLACEMENT CHARACTER}")
