"""The scan domain's rows, and what detectors say, as messages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from netallion.scan.v1 import document_pb2, finding_pb2, rule_pb2, scan_pb2, text_pb2, workspace_pb2

from server.contract.numbers import int32
from server.contract.times import timestamp
from server.scan.words import COMPLETED
from server.storage.base import now

if TYPE_CHECKING:
    from server.detection.model import Match, Rule
    from server.scan.scans import ScanView
    from server.scan.tables import Document, Finding, Scan, Workspace
    from server.scan.texts import TextResult


def workspace_message(row: Workspace) -> workspace_pb2.Workspace:
    """Return a workspace as a message."""
    return workspace_pb2.Workspace(
        id=row.id,
        name=row.name,
        documents_count=row.documents_count,
        created_at=timestamp(row.created_at),
        updated_at=timestamp(row.updated_at),
    )


def document_message(row: Document) -> document_pb2.Document:
    """Return a document as a message."""
    return document_pb2.Document(
        path=row.path,
        media_type=row.media_type,
        size=row.size,
        digest=row.digest,
        updated_at=timestamp(row.updated_at),
    )


def scan_message(view: ScanView) -> scan_pb2.Scan:
    """Return a scan as a message."""
    scan = view.scan
    return scan_pb2.Scan(
        id=scan.id,
        workspace_id=scan.workspace_id,
        scope=scan.scope,
        status=scan.status,
        findings_count=scan.findings_count,
        severity_counts=scan_pb2.SeverityCounts(**scan.severity_counts),
        coverage=scan_pb2.Coverage(
            complete=scan.status == COMPLETED and scan.documents_skipped == 0,
            documents_total=scan.documents_total,
            documents_scanned=scan.documents_scanned,
            skipped=[scan_pb2.SkippedDocument(path=path, reason=reason) for path, reason in view.skipped],
            documents_skipped=scan.documents_skipped,
        ),
        triggered_by=scan.triggered_by,
        created_at=timestamp(scan.created_at),
        started_at=timestamp(scan.started_at),
        completed_at=timestamp(scan.completed_at),
        duration_ms=_duration_ms(scan),
        error=scan.error,
        suppressed_count=scan.suppressed_count,
    )


def finding_message(row: Finding) -> finding_pb2.Finding:
    """Return a finding as a message."""
    return finding_pb2.Finding(
        id=row.id,
        scan_id=row.scan_id,
        incident_id=row.incident_id,
        category=row.category,
        rule_id=row.rule_id,
        severity=row.severity,
        path=row.path,
        line=row.line,
        column=row.column,
        excerpt=row.excerpt,
        fingerprint=row.fingerprint,
        remediation=row.remediation,
        created_at=timestamp(row.created_at),
        confidence=row.confidence,
        member=row.member,
        suppressed=row.suppressed,
        suppression=finding_pb2.Suppression(source=row.suppression_source, line=row.suppression_line)
        if row.suppressed
        else None,
    )


def text_message(result: TextResult) -> text_pb2.ScanTextResponse:
    """Return what is in a text as a message."""
    return text_pb2.ScanTextResponse(
        findings=[_text_finding_message(match) for match in result.matches],
        findings_count=len(result.matches),
        severity_counts=scan_pb2.SeverityCounts(**Counter[str](match.severity for match in result.matches)),
        complete=not result.incomplete,
        incomplete_reason=result.incomplete,
        engine_version=result.engine_version,
    )


def _text_finding_message(match: Match) -> text_pb2.TextFinding:
    return text_pb2.TextFinding(
        category=match.category,
        rule_id=match.rule_id,
        severity=match.severity,
        confidence=match.confidence,
        title=match.title,
        line=match.line,
        column=match.column,
        excerpt=match.excerpt,
        fingerprint=match.fingerprint,
        remediation=match.remediation,
    )


def rule_message(rule: Rule) -> rule_pb2.Rule:
    """Return a rule as a message."""
    return rule_pb2.Rule(
        id=rule.rule_id,
        category=rule.category,
        title=rule.title,
        severity=rule.severity,
        why=rule.why,
        remediation=rule.remediation,
        source=rule.source,
    )


def _duration_ms(scan: Scan) -> int:
    """Return the milliseconds from the start to the end, or to now; 0 if it never started."""
    if scan.started_at is None:
        return 0
    seconds = ((scan.completed_at or now()) - scan.started_at).total_seconds()
    return int32(int(seconds * 1000))
