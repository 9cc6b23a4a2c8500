"""The detector of prompt injection: invisible characters everywhere, orders to models where people or models read."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from server.detection.injection.catalog import RULES
from server.detection.injection.classifier import standard
from server.detection.injection.encoded import GATES
from server.detection.injection.fold import fold
from server.detection.injection.invisible import PRESENCE, unseen
from server.detection.injection.matching import prepare
from server.detection.injection.reading import is_text, scope_of
from server.detection.injection.search import orders
from server.detection.model import Observation, Sighting
from server.detection.text import sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from server.detection.injection.classifier import Model
    from server.detection.injection.patterns import Scope
    from server.detection.model import Rule, Severity, Subject

MAXIMUM_SIGHTINGS: Final = 100
"""Told of one document; who reads a hundred needs no more to distrust it, and the observation says there are more."""

_SECTION: Final = 256 * 1024
# What a sighting is known by; a passage that goes on is the same one.
_LONGEST_VALUE: Final = 4096


class InjectionDetector:
    """The detector of orders to models; safe to use from several threads at once."""

    def __init__(self, model: Model | None = None, cache_folder: Path | None = None) -> None:
        """Compile the patterns (seconds, once in a process), or load them from the folder, and read the weights.

        model replaces the one that the project ships, to measure it.
        """
        self._model = standard() if model is None else model
        prepare(cache_folder)
        GATES.prepare(cache_folder)
        PRESENCE.prepare(cache_folder)
        fold("\u00e9".encode())  # makes its tables

    def rules(self) -> Sequence[Rule]:
        """Return every rule by its id, in the order of the ids."""
        return sorted(RULES.values(), key=lambda rule: rule.rule_id)

    def wants(self, subject: Subject) -> bool:
        """Return whether the document is text."""
        return is_text(subject.text)

    def detect(self, subject: Subject, time_limit: float) -> Observation:
        """Return at most 100 orders and hidden texts. Raises TimeoutError after time_limit seconds.

        The clock is looked at after every 256 KiB, which take some 50 ms.
        """
        deadline = monotonic() + time_limit
        sightings: list[Sighting] = []
        for sighting in _sightings(subject.text, scope_of(subject), deadline, self._model):
            if len(sightings) == MAXIMUM_SIGHTINGS:
                return Observation(sightings, cut_off=True)
            sightings.append(sighting)
        return Observation(sightings, cut_off=False)


def _sightings(text: bytes, scope: Scope, deadline: float, model: Model) -> Iterator[Sighting]:
    source = scope is scope.SOURCE
    for start, end in sections(text, _SECTION):
        section = text[start:end]
        hidden = list(unseen(section, source=source))
        for one in hidden:
            yield _sighting(one.kind, start + one.start, start + one.end, one.severity, one.says)
        for order in orders(section, scope, model):
            if not any(one.start < order.end and order.start < one.end for one in hidden):
                yield _sighting(
                    order.kind, start + order.start, start + order.end, order.severity, order.words.encode()
                )
        if monotonic() > deadline:
            raise TimeoutError


def _sighting(kind: str, start: int, end: int, severity: Severity, value: bytes) -> Sighting:
    return Sighting(
        start=start,
        end=end,
        value=value[:_LONGEST_VALUE],
        rule=RULES[kind],
        severity=severity,
        specificity=0 if kind.startswith("likely") else 1,
        shown=True,
    )
