"""Personal data: payment cards, bank accounts, national numbers, and the addresses that reach a person.

``PiiDetector`` (detector.py) is the way in. candidates.py finds where to look, documents.py says what kind of writing a
document is, and a module for each kind judges: cards.py, ibans.py, us_numbers.py, national.py, passports.py, emails.py,
phones.py, addresses.py.
"""

from __future__ import annotations

from server.detection.pii.detector import PiiDetector

__all__ = ["PiiDetector"]
