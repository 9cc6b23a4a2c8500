"""What the modules of the kinds hand to the detector."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.detection.model import Confidence, Rule


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data at text[start:end]; value is its normal form, the same however it is written."""

    start: int
    end: int
    value: bytes = field(repr=False)
    rule: Rule
    confidence: Confidence
