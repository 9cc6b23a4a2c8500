"""The words that detectors and their callers share: a document in, redacted matches out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

Severity = Literal["critical", "high", "medium", "low"]
SEVERITIES: Final[tuple[Severity, ...]] = ("critical", "high", "medium", "low")
"""Worst first."""

Confidence = Literal["high", "medium", "low"]
"""How sure a detector is. low: probably an example, a placeholder or a test's value, or known by its looks alone."""

SkipReason = Literal[
    "timeout", "detector_failed", "too_large", "too_many_matches", "archive_cut_off", "archive_unreadable"
]
"""Why an examination is not the whole truth: out of time, a detector broke, more bytes or matches than are taken, an
archive that holds more than is opened, or one that is damaged or encrypted."""


@dataclass(frozen=True, slots=True)
class DocumentBytes:
    """One document to examine: its path in the workspace, its declared media type ("" if none), and its bytes."""

    path: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Subject:
    """A document as detectors see it: `text` is its content as scannable text (UTF-16 and UTF-32 become UTF-8)."""

    path: str
    media_type: str
    content: bytes = field(repr=False)
    text: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that can be found: for the rules list and the documentation.

    why says what comes of it; of a rule that does not say, reasons.py says it for all of its kind.
    """

    rule_id: str
    category: str
    title: str
    severity: Severity
    remediation: str
    source: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """One occurrence, fit to be stored and shown: nothing here gives the value away.

    line and column are 1-based; the column counts characters of the line as decoded (UTF-8 where the line is valid
    UTF-8, else Latin-1; UTF-16 and UTF-32 documents are decoded first, and a byte order mark has no column). Lines
    end at a line feed. A secret found inside Base64 has the place of the encoded text. excerpt is at most 200
    characters of the line. fingerprint is ``v1:`` and 64 hex digits; earlier_fingerprint is that of the version before,
    while there is one.

    member is "" for what stands in the document itself; else the document is an archive, line and column are of a file
    in it, and member is that file's name, with ``!/`` between archives in archives (``inner.zip!/config/.env``).
    """

    category: str
    rule_id: str
    title: str
    severity: Severity
    line: int
    column: int
    excerpt: str
    fingerprint: str
    remediation: str
    confidence: Confidence = "high"
    member: str = ""
    earlier_fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """A document's matches in the order of their places; skipped says why they are not all, None if they are."""

    matches: tuple[Match, ...]
    skipped: SkipReason | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a detector saw, with the raw value: lives only inside one call of ``Engine.examine``.

    start and end are byte offsets into the subject's text; an empty span is for what stands nowhere in plain sight.
    value is what the fingerprint is made of (decoded, if it was encoded); outside the category secret the category is
    added to it. shown: the value is no secret (an order to a model, a setting), and the excerpt may show it. rule is
    None for what is no finding by itself but must be hidden in excerpts. encoded says that the span holds the value in
    another form, such as Base64. Of two sightings of one thing the more specific is kept; at specificity 0
    or less a rule knows a place where values stand, not the value's own format.
    """

    start: int
    end: int
    value: bytes = field(repr=False)
    rule: Rule | None
    severity: Severity
    specificity: int
    encoded: bool = False
    shown: bool = False
    confidence: Confidence = "high"


@dataclass(frozen=True, slots=True)
class Observation:
    """All that one detector saw in a text; cut_off says that there was more than it looks at."""

    sightings: Sequence[Sighting]
    cut_off: bool


class Detector(Protocol):
    """One kind of thing to look for. Implementations are safe to use from several threads."""

    def wants(self, subject: Subject) -> bool:
        """Return whether this kind of document is looked at; cheap, as every detector is asked for every document."""
        ...

    def detect(self, subject: Subject, time_limit: float) -> Observation:
        """Return what is seen in the document, in any order. Raises TimeoutError after time_limit seconds."""
        ...

    def rules(self) -> Sequence[Rule]:
        """Return every rule that ``detect`` can name, one for each rule id."""
        ...
