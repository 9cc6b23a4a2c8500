"""The product's engine, as it runs in a worker: all default detectors."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from server.detection import DocumentBytes, Engine
from server.detection.engine import standard_detectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.detection import Detector, Examination

_KEY = bytes(range(32))


@cache
def engine() -> Engine:
    """Return one engine for the whole run, its compiled rules in a folder that goes with it."""
    return Engine(Path(_cache().name), detectors=detectors())


@cache
def detectors() -> Sequence[Detector]:
    """Return the detectors of that engine."""
    return standard_detectors(Path(_cache().name))


@cache
def _cache() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="eval-rules-")


def examine(content: str | bytes, path: str = "document.txt", media_type: str = "") -> Examination:
    """Return what the engine makes of a document."""
    data = content.encode() if isinstance(content, str) else content
    return engine().examine(DocumentBytes(path, media_type, data), _KEY)
