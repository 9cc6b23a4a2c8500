"""The engine: bytes in, redacted and fingerprinted matches out. Raw values do not leave ``Engine.examine``."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Final

from server.detection.agents import AgentsDetector
from server.detection.archives import Bounds, Opener, is_archive
from server.detection.fingerprint import SECRET, earlier_fingerprint, fingerprint, normalise, require_key
from server.detection.injection import InjectionDetector
from server.detection.inline import InlineComments
from server.detection.model import SEVERITIES, DocumentBytes, Examination, Match, Subject
from server.detection.models import ModelDetector
from server.detection.pii import PiiDetector, names
from server.detection.reasons import with_reason
from server.detection.redaction import Redactor
from server.detection.secrets import SecretsDetector
from server.detection.spans import SpanSet
from server.detection.text import Places, scannable
from server.detection.version import ENGINE_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from server.detection.model import Detector, Rule, Sighting, SkipReason

MAXIMUM_BYTES: Final = 64 * 1024 * 1024
"""Larger documents are not read, and their examination says so."""

MAXIMUM_MATCHES: Final = 1000
"""Matches kept of one document, first come first; an examination that had more says so."""

DEFAULT_TIME_LIMIT: Final = 20.0
"""Seconds for one document; ordinary source takes milliseconds, 16 MiB of nothing but tokens five seconds."""


class Engine:
    """All detectors behind one call. Made once in each worker process; any thread may call ``examine``."""

    def __init__(
        self,
        cache_folder: Path,
        *,
        time_limit: float = DEFAULT_TIME_LIMIT,
        detectors: Sequence[Detector] | None = None,
        bounds: Bounds | None = None,
        names_model: str = "",
    ) -> None:
        """Load the detectors; their compiled rules are in the cache folder (a second; ten the first time).

        time_limit is in seconds for each document. detectors replaces the standard ones. bounds say how far archives
        are opened. names_model is that of `pii/names.py`, which is left out without one; raises
        LookupError for one that is not installed.
        """
        self._time_limit = time_limit
        self._bounds = bounds or Bounds()
        self._detectors: tuple[Detector, ...] = (
            standard_detectors(cache_folder) if detectors is None else tuple(detectors)
        )
        if names_model:
            self._detectors += (names.installed(names_model),)
        self.version = ENGINE_VERSION + names.judged_by(names_model)

    def rules(self) -> tuple[Rule, ...]:
        """Return every rule that a match can name, with the reason for it."""
        return tuple(with_reason(rule) for detector in self._detectors for rule in detector.rules())

    def examine(self, document: DocumentBytes, fingerprint_key: bytes) -> Examination:
        """Return the document's matches, fingerprinted under the organization's key (16 bytes or more, or ValueError).

        Archives are opened, and every detector sees each file in them under the path ``document!/member``.
        Never raises for what a document contains. What could not be read or was cut off is named in ``skipped``; what
        the other detectors found is there all the same.
        """
        require_key(fingerprint_key)  # the caller's mistake, whatever the document holds
        if not document.content:
            return Examination((), None)
        if len(document.content) > MAXIMUM_BYTES:
            return Examination((), "too_large")
        deadline = monotonic() + self._time_limit
        examination = self._look(document, fingerprint_key, deadline)
        if not is_archive(document.content):
            return examination
        return self._open(document, examination, fingerprint_key, deadline)

    def _open(self, document: DocumentBytes, whole: Examination, key: bytes, deadline: float) -> Examination:
        """Return what is in the archive besides what is seen in the document as a whole."""
        opener = Opener(len(document.content), deadline, self._bounds)
        matches: list[Match] = []
        skipped = whole.skipped
        for member in opener.members(document.path, document.content):
            if len(matches) > MAXIMUM_MATCHES:
                skipped = skipped or "too_many_matches"
                break
            inside = self._look(DocumentBytes(f"{document.path}!/{member.name}", "", member.content), key, deadline)
            skipped = skipped or inside.skipped
            matches += (replace(match, member=member.name) for match in inside.matches)
        # What is stored without compression was seen in the whole, too: the member says more.
        known = {(match.rule_id, match.fingerprint) for match in matches}
        matches = [match for match in whole.matches if (match.rule_id, match.fingerprint) not in known] + matches
        if len(matches) > MAXIMUM_MATCHES:
            matches, skipped = matches[:MAXIMUM_MATCHES], skipped or "too_many_matches"
        return Examination(tuple(matches), skipped or opener.skipped)

    def _look(self, document: DocumentBytes, key: bytes, deadline: float) -> Examination:
        text = scannable(document.content)
        subject = Subject(document.path, document.media_type, document.content, text)
        sightings, skipped = self._sightings(subject, deadline)
        kept = _without_doubles(sightings)
        if not kept:
            return Examination((), skipped)
        if len(kept) > MAXIMUM_MATCHES:
            kept, skipped = kept[:MAXIMUM_MATCHES], skipped or "too_many_matches"
        return Examination(_matches(text, kept, sightings, key), skipped)

    def _sightings(self, subject: Subject, deadline: float) -> tuple[list[Sighting], SkipReason | None]:
        sightings: list[Sighting] = []
        skipped: SkipReason | None = None
        for detector in self._detectors:
            try:
                if not detector.wants(subject):
                    continue
                observation = detector.detect(subject, max(0.001, deadline - monotonic()))
            except TimeoutError:
                skipped = skipped or "timeout"
            except Exception:  # noqa: BLE001 - the scan goes on and says so; the error's text may hold a secret
                skipped = "detector_failed"
            except BaseException as failure:
                # A panic of a native library; interrupts and the worker's own shutdown signals pass.
                if type(failure).__name__ != "PanicException":
                    raise
                skipped = "detector_failed"
            else:
                sightings += observation.sightings
                if observation.cut_off:
                    skipped = skipped or "too_many_matches"
        return sightings, skipped


def standard_detectors(cache_folder: Path) -> tuple[Detector, ...]:
    """Return the detectors that an engine has unless it is given others, their compiled rules from the folder."""
    secrets = SecretsDetector(cache_folder)
    return (
        secrets,
        PiiDetector(),
        InjectionDetector(cache_folder=cache_folder / "hyperscan"),
        AgentsDetector(secrets.detect),
        ModelDetector(),
    )


def _without_doubles(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Return what is a finding, in order of place, each thing once.

    Of sightings of one value that overlap, the one by the most specific rule is kept. A rule that knows only the
    place (a URI, a manifest) gives way to one that knows the format, whatever each took as the value.
    """
    ordered = sorted((sighting for sighting in sightings if sighting.rule is not None), key=_order)
    latest: dict[tuple[str, bytes], Sighting] = {}
    kept: dict[int, Sighting] = {}
    for sighting in ordered:
        value = (_category(sighting), normalise(sighting.value))
        other = latest.get(value)
        if other is not None and _overlap(sighting, other):
            if _rank(sighting) >= _rank(other):
                continue
            kept.pop(id(other))
        latest[value] = kept[id(sighting)] = sighting
    return _without_vague(list(kept.values()))


def _category(sighting: Sighting) -> str:
    return sighting.rule.category if sighting.rule is not None else ""


def _without_vague(ordered: list[Sighting]) -> list[Sighting]:
    specific = SpanSet(
        (sighting.start, sighting.end)
        for sighting in ordered
        if _category(sighting) == SECRET and sighting.specificity > 0 and not sighting.encoded
    )
    return [
        sighting
        for sighting in ordered
        if _category(sighting) != SECRET
        or sighting.specificity > 0
        or sighting.encoded
        or not any(specific.within(sighting.start, sighting.end))
    ]


def _order(sighting: Sighting) -> tuple[int, int, tuple[int, int, str]]:
    return (sighting.start, sighting.end, _rank(sighting))


def _rank(sighting: Sighting) -> tuple[int, int, str]:
    """Return what sorts the more specific, then the graver, then the first by name to the front."""
    name = sighting.rule.rule_id if sighting.rule is not None else ""
    return (-sighting.specificity, SEVERITIES.index(sighting.severity), name)


def _overlap(one: Sighting, other: Sighting) -> bool:
    return (one.start, one.end) == (other.start, other.end) or (one.start < other.end and other.start < one.end)


def _matches(text: bytes, kept: list[Sighting], seen: list[Sighting], key: bytes) -> tuple[Match, ...]:
    redactor = Redactor(
        text,
        ((sighting.start, sighting.end) for sighting in seen if not sighting.shown),
        (sighting.value for sighting in kept if not sighting.shown),
    )
    places, comments = Places(text), InlineComments(text)
    matches = []
    for sighting in kept:
        rule = sighting.rule
        if rule is None:
            continue
        place = places.at(sighting.start)
        matches.append(
            Match(
                category=rule.category,
                rule_id=rule.rule_id,
                title=rule.title,
                severity=sighting.severity,
                line=place.line,
                column=place.column,
                excerpt=redactor.excerpt(sighting.start, sighting.end, place, shown=sighting.shown),
                fingerprint=fingerprint(key, sighting.value, rule.category),
                remediation=rule.remediation,
                confidence=sighting.confidence,
                earlier_fingerprint=earlier_fingerprint(key, sighting.value, rule.category),
                ignore_line=comments.line_about(place.line, rule.rule_id, rule.category),
            )
        )
    return tuple(matches)
