"""The detector for personal data: candidates by Vectorscan, each judged by the module of its kind."""

from __future__ import annotations

from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING, Final

from server.detection.model import Observation, Sighting
from server.detection.pii import addresses, cards, emails, ibans, national, passports, phones, us_numbers
from server.detection.pii.candidates import Candidates
from server.detection.pii.documents import document as as_document
from server.detection.pii.rules import DEFAULT_RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from server.detection.model import Rule, Subject
    from server.detection.pii.candidates import Family
    from server.detection.pii.documents import Document
    from server.detection.pii.found import Found

MAXIMUM_OF_A_RULE: Final = 200
"""Findings of one rule in one document: a longer table of people is one thing to deal with, and says it is cut off."""
MAXIMUM_OF_A_FAMILY: Final = 1000
"""What is looked at beyond that: so many are hidden in the excerpts of other findings."""

_JUDGES: Final[dict[Family, Callable[[Document, int], Found | None]]] = {
    "passport": passports.judge,
    "card": cards.judge,
    "iban": ibans.judge,
    "national": national.judge,
    "ssn": us_numbers.judge,
    "ssn_word": us_numbers.judge_word,
    "email": emails.judge,
    "ipv4": addresses.judge_v4,
    "ipv6": addresses.judge_v6,
    "phone": phones.judge,
    "run": phones.judge,
}
_PRECEDENCE: Final = {family: place for place, family in enumerate(_JUDGES)}
_BINARY_SAMPLE: Final = 4096
_SQLITE: Final = b"SQLite format 3\0"
_LOOK_AT_CLOCK: Final = 256


class PiiDetector:
    """The detector for personal data; safe to use from several threads at once."""

    def __init__(self) -> None:
        self._candidates = Candidates()

    def rules(self) -> Sequence[Rule]:
        """Return every rule, one for each kind."""
        return DEFAULT_RULES

    def wants(self, subject: Subject) -> bool:
        """Return whether the document is text, or a database that holds its texts as they are."""
        return b"\0" not in subject.text[:_BINARY_SAMPLE] or subject.text.startswith(_SQLITE)

    def detect(self, subject: Subject, time_limit: float) -> Observation:
        """Return what is found, at most 200 of each rule. Raises TimeoutError after time_limit seconds."""
        deadline = monotonic() + time_limit
        document = as_document(subject)
        places, cut_off = self._candidates.find(document)
        judged, left = _judged(document, places, deadline)
        found = _without_overlap(judged)
        counts: Counter[str] = Counter()
        sightings = []
        for one in found:
            counts[one.rule.rule_id] += 1
            # Beyond the limit it is no finding, and hidden in the excerpts of others all the same.
            rule = one.rule if counts[one.rule.rule_id] <= MAXIMUM_OF_A_RULE else None
            sightings.append(_sighting(one, rule))
        return Observation(sightings, cut_off or left or any(count > MAXIMUM_OF_A_RULE for count in counts.values()))


def _judged(
    document: Document, places: Iterable[tuple[int, Family]], deadline: float
) -> tuple[list[tuple[int, Found]], bool]:
    """Return what the candidates are, with the precedence of their kind (lower is surer), and whether some were left.

    Of a family that has given 1,000 the rest is left: a list of people's addresses is not read to its end.
    """
    found: list[tuple[int, Found]] = []
    known: set[tuple[Family, int]] = set()
    counts: Counter[Family] = Counter()
    for count, (end, family) in enumerate(places):
        if count % _LOOK_AT_CLOCK == 0 and monotonic() > deadline:
            raise TimeoutError
        if counts[family] >= MAXIMUM_OF_A_FAMILY:
            continue
        one = _JUDGES[family](document, end)
        if one is not None and (family, one.start) not in known:
            known.add((family, one.start))
            counts[family] += 1
            found.append((_PRECEDENCE[family], one))
    return found, any(count >= MAXIMUM_OF_A_FAMILY for count in counts.values())


def _without_overlap(found: Iterable[tuple[int, Found]]) -> list[Found]:
    """Return what is found in order of place; of two that share a place, the kind that is surer."""
    kept: list[tuple[int, Found]] = []
    for precedence, one in sorted(found, key=lambda pair: (pair[1].start, pair[0])):
        if kept and one.start < kept[-1][1].end:
            if precedence < kept[-1][0]:
                kept[-1] = (precedence, one)
            continue
        kept.append((precedence, one))
    return [one for _, one in kept]


def _sighting(found: Found, rule: Rule | None) -> Sighting:
    severity = "low" if found.confidence == "low" else found.rule.severity
    return Sighting(
        start=found.start,
        end=found.end,
        value=found.value,
        rule=rule,
        severity=severity,
        specificity=1,
        confidence=found.confidence,
    )
