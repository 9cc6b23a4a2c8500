"""Writing down what came of documents: findings, incidents and progress in one transaction, or nothing.

The scan's own row comes last: all workers of a scan add to its counts, and so wait for each other only briefly.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import tuple_, update

from server.contract.vocabulary import SEVERITIES
from server.identifiers import new_id
from server.incident.intake import Report, SeenFinding, record
from server.scan import metrics
from server.scan.lease import change_scan, complete, holding
from server.scan.tables import MEMBER_CHARACTERS, Document, Finding, Scan, ScanChunk, ScanDocument
from server.storage.base import now
from server.storage.batches import delete_rows
from server.storage.tenancy import upsert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from server.detection.model import Match
    from server.scan.examination import Found, Outcome
    from server.scan.lease import ChunkLease
    from server.storage.database import Database


async def commit(database: Database, lease: ChunkLease, outcomes: Sequence[Outcome]) -> None:
    """Write down what came of a chunk's next documents. Raises LeaseLost or Unavailable; then nothing was written.

    With the last of them the chunk goes, and with the last chunk the scan is completed.
    """
    found = [(outcome, each) for outcome in outcomes for each in _distinct(outcome.found)]
    done, left = lease.done + len(outcomes), lease.documents[len(outcomes) :]
    async with holding(database, lease, attempt=0, done=done) as session:
        await _add_findings(session, lease, outcomes, found)
        await _tick_off(session, lease, outcomes)
        if not left:
            mine = (ScanChunk.scan_id == lease.scan_id, ScanChunk.first == lease.first)
            await delete_rows(session, ScanChunk, *mine)
        await _count(session, lease, outcomes, [each for _, each in found])
        completed = not left and await complete(session, lease)
    lease.done, lease.documents, lease.completed = done, left, completed
    for outcome in outcomes:
        metrics.DOCUMENTS.labels(outcome.skipped or "scanned").inc()
        metrics.BYTES.inc(len(outcome.document.sealed or b""))
    for _, each in found:
        metrics.FINDINGS.labels(each.match.category, each.match.severity, _word(each)).inc()


async def _add_findings(
    session: AsyncSession, lease: ChunkLease, outcomes: Sequence[Outcome], found: Sequence[tuple[Outcome, Found]]
) -> None:
    report = Report(
        workspace_id=lease.workspace_id,
        scan_id=lease.scan_id,
        began_at=lease.began_at,
        read_paths=[outcome.document.path for outcome in outcomes if not outcome.skipped],
        findings=[_seen(outcome, each.match) for outcome, each in found if each.suppression is None],
        suppressed=[_seen(outcome, each.match) for outcome, each in found if each.suppression is not None],
    )
    incidents = await record(session, report)
    at = now()
    rows = [
        {
            "id": new_id("fnd"),
            "scan_id": lease.scan_id,
            "incident_id": "" if each.suppression else incidents[match.fingerprint],
            "document_id": outcome.document.id,
            "category": match.category,
            "rule_id": match.rule_id,
            "severity": match.severity,
            "path": _place(outcome.document.path, match.member),
            "line": match.line,
            "column": match.column,
            "excerpt": _text(match.excerpt, 200),
            "fingerprint": match.fingerprint,
            "remediation": match.remediation,
            "confidence": match.confidence,
            "member": _member(match.member),
            "suppressed": each.suppression is not None,
            "suppression_source": each.suppression.source if each.suppression else "",
            "suppression_line": each.suppression.line if each.suppression else 0,
            "created_at": at,
        }
        for outcome, each in found
        for match in (each.match,)
    ]
    place = ("scan_id", "document_id", "rule_id", "fingerprint", "line", "column", "member")
    await upsert(session, Finding, rows, key=place)


def _seen(outcome: Outcome, match: Match) -> SeenFinding:
    return SeenFinding(
        fingerprint=match.fingerprint,
        category=match.category,
        rule_id=match.rule_id,
        title=_text(match.title, 200),
        severity=match.severity,
        path=_place(outcome.document.path, match.member),
        document_path=outcome.document.path,
        line=match.line,
        column=match.column,
        earlier_fingerprint=match.earlier_fingerprint,
    )


async def _tick_off(session: AsyncSession, lease: ChunkLease, outcomes: Sequence[Outcome]) -> None:
    """Remember of each document that it was read, or why not."""
    skipped = [
        {
            "scan_id": lease.scan_id,
            "document_id": outcome.document.id,
            "path": outcome.document.path,
            "reason": outcome.skipped,
        }
        for outcome in outcomes
        if outcome.skipped
    ]
    await upsert(session, ScanDocument, skipped, key=("scan_id", "document_id"))
    # Only if its bytes are still those that were read.
    same = [(outcome.document.id, outcome.document.digest) for outcome in outcomes if not outcome.skipped]
    if same:
        await session.execute(
            update(Document)
            .where(tuple_(Document.id, Document.digest).in_(same))
            .values(scanned_by=lease.scan_id)
            .execution_options(synchronize_session=False)
        )


async def _count(session: AsyncSession, lease: ChunkLease, outcomes: Sequence[Outcome], found: Sequence[Found]) -> None:
    skipped = sum(1 for outcome in outcomes if outcome.skipped)
    severities = Counter[str](each.match.severity for each in found if each.suppression is None)
    changes = {
        "documents_scanned": Scan.documents_scanned + len(outcomes) - skipped,
        "documents_skipped": Scan.documents_skipped + skipped,
        "suppressed_count": Scan.suppressed_count + len(found) - severities.total(),
    }
    changes |= {name: getattr(Scan, name) + severities[name] for name in SEVERITIES if severities[name]}
    await change_scan(session, lease, **changes)


def _distinct(found: Sequence[Found]) -> Iterator[Found]:
    seen = set()
    for each in found:
        match = each.match
        place = (match.rule_id, match.fingerprint, match.line, match.column, _member(match.member))
        if place not in seen:
            seen.add(place)
            yield each


def _member(name: str) -> str:
    """Return the name of a file in an archive as it is stored: of one that is very long its end."""
    name = name if len(name) <= MEMBER_CHARACTERS else f"…{name[1 - MEMBER_CHARACTERS :]}"
    return _text(name, MEMBER_CHARACTERS)


def _word(each: Found) -> str:
    return "yes" if each.suppression else "no"


def _place(path: str, member: str) -> str:
    """Return where a match is: the document, or the file in it if it is an archive, as ``archive.zip!/file``."""
    return _text(f"{path}!/{member}", 1024) if member else path


def _text(text: str, length: int) -> str:
    """Return text that both databases store: PostgreSQL knows no NUL."""
    return text[:length].replace("\0", "\N{REPLACEMENT CHARACTER}")
