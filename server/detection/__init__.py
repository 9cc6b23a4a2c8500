"""Detection: a document's bytes in, redacted and fingerprinted matches out. Knows nothing of tenants, storage or calls.

``Engine`` (engine.py) runs the detectors and is the only way in. Each detector is one module behind ``Detector``
(model.py): secrets.py. What they share: text.py (decoding, lines and columns), judgement.py (templates and examples),
redaction.py (excerpts), fingerprint.py, catalog.py (ids, titles, severities, remediation), spans.py.
``ENGINE_VERSION`` says when an unchanged document must be read again.
"""

from __future__ import annotations

from server.detection.engine import MAXIMUM_BYTES, MAXIMUM_MATCHES, Engine
from server.detection.model import SEVERITIES, Detector, DocumentBytes, Examination, Match, Rule, Severity, SkipReason
from server.detection.version import ENGINE_VERSION

__all__ = [
    "ENGINE_VERSION",
    "MAXIMUM_BYTES",
    "MAXIMUM_MATCHES",
    "SEVERITIES",
    "Detector",
    "DocumentBytes",
    "Engine",
    "Examination",
    "Match",
    "Rule",
    "Severity",
    "SkipReason",
]
