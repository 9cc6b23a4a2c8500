"""Detection: a document's bytes in, redacted and fingerprinted matches out. Knows nothing of tenants, storage or calls.

``Engine`` (engine.py) runs the detectors, also on what is inside archives (archives.py), and is the only way in. Each
detector is behind ``Detector`` (model.py). secrets.py finds secrets: catalog.py has the words for their rules (ids,
titles, severities, remediation); patterns.py, assigned.py, names.py, randomness.py and generic.py are for those of no
known format. What all share: text.py (decoding, lines and columns), judgement.py (templates and examples), redaction.py
(excerpts), fingerprint.py, spans.py.
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
