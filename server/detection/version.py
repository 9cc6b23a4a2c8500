"""The version of the judgement: what an incremental scan compares to decide which documents to read again."""

from __future__ import annotations

from importlib.metadata import version
from typing import Final

REVISION: Final = 5
"""Raised by one by every change that could judge a document anew: rules, severities, decoding, fingerprints."""

ENGINE_VERSION: Final = f"kingfisher-{version('kingfisher-secret-scanner')}+netallion-{REVISION}"
"""Documents examined under another version are read again by an incremental scan."""
