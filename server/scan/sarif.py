"""A scan's findings as a SARIF 2.1.0 log, in pieces: a log of 25,000 results has some 30 MB.

What code scanning makes of the fields: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

from datetime import UTC
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

import orjson

from server.contract.vocabulary import CRITICAL, HIGH, LOW, MEDIUM
from server.scan.sarif_log import SCHEMA, VERSION
from server.scan.words import COMPLETED, IGNORE_PATH, INLINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from server.detection.model import Rule
    from server.scan.sarif_log import (
        Descriptor,
        Invocation,
        Level,
        Location,
        Log,
        Message,
        Notification,
        Result,
        Run,
        Suppression,
    )
    from server.scan.scans import ScanView
    from server.scan.tables import Finding

MOST_RESULTS: Final = 25_000
"""As many as GitHub takes of one run."""

BASE: Final = "%SRCROOT%"
"""The workspace: what the paths of documents are relative to."""

FINGERPRINT: Final = "netallion/v1"
_REDACTED: Final = "[redacted]"

_LEVELS: Final[Mapping[str, Level]] = {CRITICAL: "error", HIGH: "error", MEDIUM: "warning", LOW: "note"}
_SCORES: Final = {CRITICAL: "9.5", HIGH: "8.0", MEDIUM: "5.5", LOW: "2.5"}
"""GitHub calls from 9.1 on critical, from 7.0 on high, from 4.0 on medium."""

_REASONS: Final = {
    "unreadable": "The document cannot be decrypted.",
    "deleted": "The document was deleted before its turn came.",
    "timeout": "A detector took too long.",
    "detector_failed": "A detector failed.",
    "too_large": "The document is larger than detectors read.",
    "too_many_matches": "There are more findings in the document than are kept.",
    "archive_cut_off": "The archive holds more than is opened.",
    "archive_unreadable": "The archive is damaged or encrypted.",
    "unfinished": "The scan has not read all documents.",
    "more": "There is more of this kind.",
}


class SarifRules:
    """The rules that a log's results name, each with its place in the log."""

    def __init__(self, named: Sequence[tuple[str, str, str]], known: Iterable[Rule]) -> None:
        """`named`: (rule id, severity, remediation) of the rules that findings name; `known`: the engine's."""
        by_id = {rule.rule_id: rule for rule in known}
        self._places = {rule_id: place for place, (rule_id, _, _) in enumerate(named)}
        self._titles = {rule_id: by_id[rule_id].title if rule_id in by_id else rule_id for rule_id, _, _ in named}
        self.descriptors: list[Descriptor] = [
            _descriptor(by_id[rule_id]) if rule_id in by_id else _bare_descriptor(rule_id, severity, remediation)
            for rule_id, severity, remediation in named
        ]

    def place(self, rule_id: str) -> int | None:
        """Return where the rule is in `descriptors`; None of one that a scan under way has come upon since."""
        return self._places.get(rule_id)

    def title(self, rule_id: str) -> str:
        """Return what the rule finds, in a few words."""
        return self._titles.get(rule_id, rule_id)


def opening(view: ScanView, rules: SarifRules, most: int) -> bytes:
    """Return a log up to its first result. `most`: how many results it may have."""
    total = view.scan.findings_count + view.scan.suppressed_count
    run: Run = {
        "tool": {
            "driver": {
                "name": "Netallion AI Assurance",
                "organization": "Netallion",
                "version": version("netallion"),
                "rules": rules.descriptors,
                "notifications": [],
                "properties": {"engineVersion": view.scan.engine_version},
            }
        },
        "automationDetails": {"id": f"netallion/{view.scan.workspace_id}/{view.scan.id}"},
        "invocations": [_invocation(view)],
        "originalUriBaseIds": {BASE: {"description": {"text": "The workspace that was scanned."}}},
        "columnKind": "unicodeCodePoints",
        "redactionTokens": [_REDACTED],
        "properties": {
            "scanId": view.scan.id,
            "workspaceId": view.scan.workspace_id,
            "scanStatus": view.scan.status,
            "resultsTotal": total,
            "resultsSuppressed": view.scan.suppressed_count,
            "resultsOmitted": max(0, total - most),
        },
        "results": [],
    }
    told = {notification["descriptor"]["id"] for notification in run["invocations"][0]["toolExecutionNotifications"]}
    run["tool"]["driver"]["notifications"] = [
        {"id": reason, "shortDescription": {"text": _REASONS.get(reason, reason)}} for reason in sorted(told)
    ]
    log: Log = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    return orjson.dumps(log).removesuffix(CLOSING)


CLOSING: Final = b"]}]}"
"""What ends a log after its last result."""


def result_of(row: Finding, rules: SarifRules) -> Result:
    """Return a finding as a result."""
    result: Result = {
        "ruleId": row.rule_id,
        "level": _LEVELS[row.severity],
        "message": _plain(f"{rules.title(row.rule_id)}. {row.remediation}"),
        "locations": [_location_of(row)],
        "partialFingerprints": {FINGERPRINT: row.fingerprint},
        "properties": {
            "findingId": row.id,
            "incidentId": row.incident_id,
            "category": row.category,
            "severity": row.severity,
            "security-severity": _SCORES[row.severity],
        },
    }
    place = rules.place(row.rule_id)
    if place is not None:
        result["ruleIndex"] = place
    if row.confidence:
        result["properties"]["confidence"] = row.confidence
    if row.member:
        result["properties"]["memberLine"] = row.line
    if row.suppressed:
        result["suppressions"] = [_suppression_of(row)]
    return result


def _location_of(row: Finding) -> Location:
    location: Location = {"physicalLocation": {"artifactLocation": {"uri": _uri(_document(row)), "uriBaseId": BASE}}}
    if row.member:  # lines are of that file, not of the archive
        location["logicalLocations"] = [{"fullyQualifiedName": row.path, "kind": "resource"}]
        return location
    location["physicalLocation"]["region"] = {"startLine": row.line, "startColumn": row.column}
    location["physicalLocation"]["contextRegion"] = {"startLine": row.line, "snippet": {"text": row.excerpt}}
    return location


def _document(row: Finding) -> str:
    """Return the path of the document: of a finding in an archive, what stands before the file in it."""
    inside = f"!/{row.member}"
    if not row.member or row.path.endswith(inside):
        return row.path.removesuffix(inside)
    return row.path.partition("!/")[0]  # one of the two was cut


def _suppression_of(row: Finding) -> Suppression:
    if row.suppression_source == INLINE:
        told = f"a comment in line {row.suppression_line}"
    else:
        told = f"{IGNORE_PATH}, line {row.suppression_line} ({row.suppression_source})"
    kind: Literal["inSource", "external"] = "inSource" if row.suppression_source == INLINE else "external"
    return {"kind": kind, "status": "accepted", "justification": told}


def _descriptor(rule: Rule) -> Descriptor:
    return {
        "id": rule.rule_id,
        "shortDescription": _plain(rule.title),
        "fullDescription": _plain(rule.why),
        "help": {
            "text": f"{rule.why}\n\n{rule.remediation}\n\nSource: {rule.source}",
            "markdown": f"{rule.why}\n\n**What to do:** {rule.remediation}\n\n**Source:** {rule.source}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "category": rule.category,
            "tags": ["security", rule.category],
            "security-severity": _SCORES[rule.severity],
        },
    }


def _bare_descriptor(rule_id: str, severity: str, remediation: str) -> Descriptor:
    """Return what is known of a rule that this version of the detectors has no more."""
    return {
        "id": rule_id,
        "shortDescription": {"text": rule_id},
        "help": {"text": remediation, "markdown": remediation},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": ["security"], "security-severity": _SCORES[severity]},
    }


def _invocation(view: ScanView) -> Invocation:
    scan = view.scan
    notifications = [_skipped(path, reason) for path, reason in view.skipped]
    if further := scan.documents_skipped - len(view.skipped):
        notifications.append(_notification("more", f"{further} more documents were not read, or not to their end."))
    if scan.status != COMPLETED:
        told = scan.error or f"the scan is {scan.status}"
        notifications.append(_notification("unfinished", f"Not all documents were read: {told}.", level="error"))
    invocation: Invocation = {
        "executionSuccessful": scan.status == COMPLETED,
        "toolExecutionNotifications": notifications,
    }
    if scan.started_at:
        invocation["startTimeUtc"] = _time(scan.started_at)
    if scan.completed_at:
        invocation["endTimeUtc"] = _time(scan.completed_at)
    return invocation


def _skipped(path: str, reason: str) -> Notification:
    notification = _notification(reason, _REASONS.get(reason, f"The document was not read to its end: {reason}."))
    notification["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": _uri(path), "uriBaseId": BASE}}}]
    return notification


def _notification(reason: str, text: str, level: Level = "warning") -> Notification:
    return {"message": _plain(text), "level": level, "descriptor": {"id": reason}}


def _plain(text: str) -> Message:
    """Return a message in which nothing is a link (3.11.6)."""
    return {"text": text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")}


def _uri(path: str) -> str:
    """Return a document's path as a relative reference (RFC 3986, section 4.2): a colon would make it a scheme."""
    return quote(path, safe="/")


def _time(at: datetime) -> str:
    """Return an instant in the form of section 3.9."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
