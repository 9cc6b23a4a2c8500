"""Prompt injection: orders to a model where there should be none, and characters that hide them.

``InjectionDetector`` (detector.py) is the detector. ``orders`` (search.py) asks one text, for detectors that have parts
of documents in hand, such as tool descriptions. Underneath: reading.py (how a document will be read), fold.py (as a
model would read it), patterns.py and languages.py with matching.py (rules), encoded.py (what encodings say),
invisible.py (characters without a shape), features.py and classifier.py (the linear model, whose weights
``make train`` makes; MODEL_CARD.md), catalog.py (ids, titles, severities, remediation).
"""

from __future__ import annotations

from server.detection.injection.detector import MAXIMUM_SIGHTINGS, InjectionDetector
from server.detection.injection.patterns import Scope
from server.detection.injection.search import Order, orders

__all__ = ["MAXIMUM_SIGHTINGS", "InjectionDetector", "Order", "Scope", "orders"]
