"""Personal data: recall and precision of each kind in sentences, and what is hit in ordinary source."""

from __future__ import annotations

import sysconfig
from collections import Counter, defaultdict
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from eval.data import records
from eval.model import NOT_INSTALLED, Row, share, shares
from server.detection.model import Subject
from server.detection.pii import PiiDetector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Spans = set[tuple[int, int]]

KINDS: Final = {
    "CREDIT_CARD": "pii.credit_card",
    "EMAIL_ADDRESS": "pii.email",
    "IBAN_CODE": "pii.iban",
    "US_SSN": "pii.us_ssn",
    "IP_ADDRESS": "pii.ip_address",
    "PHONE_NUMBER": "pii.phone",
}
"""The data's names of what has a goal, with ours."""

_EXACT: Final = ("CREDIT_CARD", "EMAIL_ADDRESS", "IBAN_CODE", "US_SSN", "IP_ADDRESS")
_SAMPLE: Final = 40 * 1024 * 1024
_LARGEST: Final = 2 * 1024 * 1024
# A peer brings the Public Suffix List, and with it the addresses of some thousand people who look after a suffix.
_PEOPLE: Final = ("tldextract/",)


@dataclass(slots=True)
class Score:
    """Spans that should be found, those that were, and findings that are none."""

    wanted: int = 0
    found: int = 0
    false: int = 0

    @property
    def recall(self) -> float:
        """Return the share found of what should be."""
        return share(self.found, self.wanted)

    @property
    def precision(self) -> float:
        """Return the share of findings that are right."""
        return share(self.found, self.found + self.false)

    def add(self, wanted: Spans, found: Spans) -> None:
        """Count one text; a finding is right where it shares a place with a span."""
        self.wanted += len(wanted)
        self.found += sum(any(_meet(span, other) for other in found) for span in wanted)
        self.false += sum(not any(_meet(span, other) for other in wanted) for span in found)


def rows() -> list[Row]:
    """Return the rows of the category pii."""
    ours = _scores(_ours())
    presidio = _presidio()
    theirs = None if presidio is None else _scores(presidio)
    name = f"Presidio {_version('presidio-analyzer')}".rstrip()
    lines = [_line(kind, ours, {name: theirs}, recall=1.0, precision=0.99) for kind in _EXACT]
    lines.append(_line("PHONE_NUMBER", ours, {name: theirs}, recall=0.75, precision=0.8))
    return [*lines, _source()]


def _line(
    kind: str,
    ours: Mapping[str, Score],
    peers: Mapping[str, Mapping[str, Score] | None],
    *,
    recall: float,
    precision: float,
) -> Row:
    score = ours[kind]
    return Row(
        f"{KINDS[kind]}: recall / precision",
        shares(score.recall, score.precision),
        f"≥ {shares(recall)} / ≥ {shares(precision)}",
        score.recall >= recall and score.precision >= precision,
        {name: _peer(kind, scores) for name, scores in peers.items()},
        f"{score.wanted} in the sentences",
    )


def _peer(kind: str, scores: Mapping[str, Score] | None) -> str:
    if scores is None:
        return NOT_INSTALLED
    if kind == "EMAIL_ADDRESS":
        return "needs the network"
    return shares(scores[kind].recall, scores[kind].precision)


def _scores(find: Callable[[str], Mapping[str, Spans]]) -> dict[str, Score]:
    scores: dict[str, Score] = defaultdict(Score)
    for record in records("pii"):
        found = find(record["text"])
        for kind in KINDS:
            wanted = {(start, end) for start, end, name in record["spans"] if name == kind}
            scores[kind].add(wanted, found.get(kind, set()))
    return scores


def _ours() -> Callable[[str], Mapping[str, Spans]]:
    detector = PiiDetector()
    names = {rule: kind for kind, rule in KINDS.items()}

    def find(text: str) -> Mapping[str, Spans]:
        data = text.encode()
        spans: dict[str, Spans] = defaultdict(set)
        for sighting in detector.detect(Subject("document.txt", "", data, data), 20.0).sightings:
            kind = names.get(sighting.rule.rule_id) if sighting.rule is not None else None
            if kind is not None:
                start = len(data[: sighting.start].decode())
                spans[kind].add((start, start + len(data[sighting.start : sighting.end].decode())))
        return spans

    return find


def _presidio() -> Callable[[str], Mapping[str, Spans]] | None:
    """Return Presidio's recognizers that need no language model, None where it is not installed.

    The one for e-mail is left out: it fetches a list of domains when it is used.
    """
    try:
        known = import_module("presidio_analyzer.predefined_recognizers")
    except ImportError:
        return None
    recognizers = [
        getattr(known, name)()
        for name in (
            "CreditCardRecognizer",
            "IbanRecognizer",
            "UsSsnRecognizer",
            "IpRecognizer",
            "PhoneRecognizer",
        )
    ]

    def find(text: str) -> Mapping[str, Spans]:
        spans: dict[str, Spans] = defaultdict(set)
        for recognizer in recognizers:
            for result in recognizer.analyze(text, recognizer.supported_entities, None):
                spans[result.entity_type].add((result.start, result.end))
        return spans

    return find


def _source() -> Row:
    """Return the row of what is hit in the packages installed here, a sample of 40 MB."""
    detector, hits, size = PiiDetector(), Counter[str](), 0
    for path, content in _packages():
        subject = Subject(path, "", content, content)
        if detector.wants(subject):
            size += len(content)
            found = detector.detect(subject, 20.0).sightings
            hits.update(sighting.rule.rule_id for sighting in found if sighting.rule is not None)
    per_megabyte = hits.total() / (size / 1e6) if size else 0.0
    kinds = ", ".join(f"{rule} {count}" for rule, count in hits.most_common()) or "nothing"
    return Row(
        "personal data in ordinary source: hits per MB",
        shares(per_megabyte),
        "≤ .50 with all detectors",
        per_megabyte <= 0.5,  # noqa: PLR2004 - the goal
        note=f"{size / 1e6:.0f} MB of installed packages without the Public Suffix List: {kinds}",
    )


def _packages() -> Iterator[tuple[str, bytes]]:
    """Yield texts of the installed packages, every third of them, in an order that stays the same."""
    root = Path(sysconfig.get_path("purelib"))
    size = 0
    for place, file in enumerate(_files(root)):
        if size > _SAMPLE:
            return
        if place % 3 == 0 and not file.relative_to(root).as_posix().startswith(_PEOPLE):
            content = file.read_bytes()
            if b"\0" not in content[:4096]:
                size += len(content)
                yield file.relative_to(root).as_posix(), content


def _files(root: Path) -> Iterable[Path]:
    return sorted(file for file in root.rglob("*") if file.is_file() and 0 < file.stat().st_size <= _LARGEST)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
