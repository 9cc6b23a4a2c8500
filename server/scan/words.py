"""The words of the scan domain, as the contract declares them."""

from __future__ import annotations

from typing import Final

from netallion.scan.v1 import finding_pb2, scan_pb2

from server.contract.vocabulary import words_of

FULL, INCREMENTAL = words_of(scan_pb2.ScanScope.DESCRIPTOR)
QUEUED, RUNNING, COMPLETED, FAILED, CANCELED = words_of(scan_pb2.ScanStatus.DESCRIPTOR)
INLINE, BY_PATH, BY_RULE, BY_FINGERPRINT = words_of(finding_pb2.SuppressionSource.DESCRIPTOR)
ACTIVE: Final = (QUEUED, RUNNING)
FINISHED: Final = (COMPLETED, FAILED, CANCELED)

IGNORE_PATH: Final = ".netallionignore"
"""The document of a workspace that says what is to be suppressed (ignore_file.py)."""

# Why a document was not read, or not to its end (SkippedDocument.reason); the engine has words of its own.
UNREADABLE: Final = "unreadable"
DELETED: Final = "deleted"
TIMEOUT: Final = "timeout"
DETECTOR_FAILED: Final = "detector_failed"
