"""Names of people and places in prompts and prose, by Presidio with a model of spaCy: only when asked for.

    pip install 'netallion[names]', and a model, such as en_core_web_sm from spaCy's releases
    NETALLION_NAMES_MODEL=en_core_web_sm

Never on by default: a model of a language takes seconds for a hundred kilobytes, and many words for names. Never on
source, tables, or what is written about the work itself (documents.py). Nothing is downloaded: Presidio would fetch a
model that is missing, so one that is not installed is refused before Presidio is asked.
"""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from server.detection.model import Observation, Rule, Sighting
from server.detection.pii.documents import document
from server.detection.pii.rules import CATEGORY
from server.detection.text import encoding_of, sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from server.detection.model import Subject

    Analyse = Callable[[str], Iterable[tuple[str, int, int]]]
    """Returns what is named in a text: PERSON or LOCATION, and from which character to which."""

MAXIMUM_OF_A_RULE: Final = 200
LARGEST: Final = 256 * 1024
"""Bytes of the largest document that is read; more is no prompt, and would take longer than a scan may."""

_NOT_NEEDED: Final = ("attribute_ruler", "lemmatizer", "morphologizer", "parser", "senter", "tagger")
_PIECE: Final = 20_000
_BINARY_SAMPLE: Final = 4096
_ADVICE: Final = "Replace it with a made-up one or a role, and give a model no more of a person than it needs."
_SOURCE: Final = "Presidio with a model of spaCy (https://microsoft.github.io/presidio/); NIST SP 800-122"
RULES: Final = {
    "PERSON": Rule(f"{CATEGORY}.person_name", CATEGORY, "Name of a person", "low", _ADVICE, _SOURCE),
    "LOCATION": Rule(f"{CATEGORY}.place", CATEGORY, "Name of a place", "low", _ADVICE, _SOURCE),
}


class NamesDetector:
    """The detector of names; safe to use from several threads at once."""

    def __init__(self, analyse: Analyse) -> None:
        """Take what finds names in a text; ``installed`` makes it."""
        self._analyse = analyse

    def rules(self) -> Sequence[Rule]:
        """Return every rule."""
        return tuple(RULES.values())

    def wants(self, subject: Subject) -> bool:
        """Return whether the document is a prompt or prose that is not too large."""
        text = subject.text
        return len(text) <= LARGEST and b"\0" not in text[:_BINARY_SAMPLE] and document(subject).kind == "prose"

    def detect(self, subject: Subject, time_limit: float) -> Observation:
        """Return the names found, at most 200 of each rule. Raises TimeoutError after time_limit seconds."""
        deadline = monotonic() + time_limit
        counts: Counter[str] = Counter()
        sightings = []
        for start, end in sections(subject.text, _PIECE):
            if monotonic() > deadline:
                raise TimeoutError
            for kind, value, at in self._named(subject.text[start:end]):
                counts[kind] += 1
                if counts[kind] <= MAXIMUM_OF_A_RULE:
                    sightings.append(_sighting(RULES[kind], value, start + at))
        return Observation(sightings, any(count > MAXIMUM_OF_A_RULE for count in counts.values()))

    def _named(self, piece: bytes) -> Iterator[tuple[str, bytes, int]]:
        """Yield kind, name and byte offset of what is named in a piece, in order of place."""
        encoding = encoding_of(piece)
        text = piece.decode(encoding)
        reached = at = 0
        for kind, first, last in sorted(self._analyse(text), key=lambda found: found[1]):
            if kind in RULES and first >= reached:
                at += len(text[reached:first].encode(encoding))
                value = text[first:last].encode(encoding)
                yield kind, value, at
                reached, at = last, at + len(value)


def installed(model: str) -> NamesDetector:
    """Return the detector with a model, loaded (seconds). Raises LookupError if Presidio or the model is missing."""
    missing = next((name for name in ("presidio_analyzer", model) if find_spec(name) is None), "")
    if missing:
        raise LookupError(f"{missing} is not installed")
    language = model[:2]
    presidio: Any = import_module("presidio_analyzer")
    configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": language, "model_name": model}]}
    nlp = (
        import_module("presidio_analyzer.nlp_engine").NlpEngineProvider(nlp_configuration=configuration).create_engine()
    )
    # Names need none of these, which take most of the time.
    pipeline = nlp.nlp[language]
    pipeline.select_pipes(disable=[name for name in _NOT_NEEDED if name in pipeline.pipe_names])
    recognizer = import_module("presidio_analyzer.predefined_recognizers").SpacyRecognizer(
        supported_language=language, supported_entities=list(RULES)
    )
    registry = presidio.RecognizerRegistry(recognizers=[recognizer], supported_languages=[language])
    engine = presidio.AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=[language])

    def analyse(text: str) -> Iterator[tuple[str, int, int]]:
        for found in engine.analyze(text=text, language=language, entities=list(RULES)):
            yield found.entity_type, found.start, found.end

    return NamesDetector(analyse)


def judged_by(model: str) -> str:
    """Return what tells judgements with this model from others, "" without one: part of the engine's version."""
    return f"+names-{model}-{version(model.replace('_', '-'))}" if model else ""


def _sighting(rule: Rule, value: bytes, at: int) -> Sighting:
    return Sighting(at, at + len(value), value, rule, rule.severity, specificity=0, confidence="low")
