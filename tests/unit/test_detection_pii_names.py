"""Names and places: where they are looked for, where they stand, and what is asked for and not there.

What Presidio itself finds is measured by `make eval` where it is installed; here a stand-in names what it is told to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from server.detection import ENGINE_VERSION, Engine
from server.detection.model import Subject
from server.detection.pii.names import LARGEST, MAXIMUM_OF_A_RULE, NamesDetector, installed, judged_by
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _analyse(text: str) -> Iterator[tuple[str, int, int]]:
    for found in reversed(list(re.finditer(r"(?P<PERSON>Zoë|Ada)|(?P<LOCATION>Århus)|(?P<ORG>Acme)", text))):
        yield str(found.lastgroup), *found.span()


DETECTOR = NamesDetector(_analyse)


def _subject(content: bytes, path: str = "letter.txt") -> Subject:
    return Subject(path, "", content, content)


def _found(content: bytes) -> list[tuple[str, bytes, bytes]]:
    observation = DETECTOR.detect(_subject(content), 20.0)
    assert not observation.cut_off
    return [
        (sighting.rule.rule_id, sighting.value, content[sighting.start : sighting.end])
        for sighting in observation.sightings
        if sighting.rule is not None
    ]


def test_names_have_their_places_in_bytes() -> None:
    assert _found("Grüße an Zoë in Århus, Acme und Ada.".encode()) == [
        ("pii.person_name", "Zoë".encode(), "Zoë".encode()),
        ("pii.place", "Århus".encode(), "Århus".encode()),
        ("pii.person_name", b"Ada", b"Ada"),
    ]


def test_text_that_is_no_utf8_has_right_places_too() -> None:
    assert _found("Grüße an Ada".encode("latin-1")) == [("pii.person_name", b"Ada", b"Ada")]


def test_long_texts_are_read_in_pieces() -> None:
    content = b"nothing here\n" * 4000 + b"Ada\n"
    assert _found(content) == [("pii.person_name", b"Ada", b"Ada")]


def test_a_list_of_people_is_cut_off() -> None:
    observation = DETECTOR.detect(_subject(b"Ada\n" * (MAXIMUM_OF_A_RULE + 1)), 20.0)
    assert observation.cut_off
    assert len(observation.sightings) == MAXIMUM_OF_A_RULE


def test_time_is_limited() -> None:
    with pytest.raises(TimeoutError):
        DETECTOR.detect(_subject(b"Ada"), -1.0)


@pytest.mark.parametrize("path", ["letter.txt", "prompt", "notes/meeting.md"])
def test_prompts_and_prose_are_looked_at(path: str) -> None:
    assert DETECTOR.wants(_subject(b"Ada", path))


@pytest.mark.parametrize("path", ["main.py", "people.csv", "AUTHORS.md", "node_modules/a/letter.txt", "a.json"])
def test_source_tables_and_lists_of_authors_are_not(path: str) -> None:
    assert not DETECTOR.wants(_subject(b"Ada", path))


def test_large_and_binary_documents_are_not() -> None:
    assert not DETECTOR.wants(_subject(b"a" * (LARGEST + 1)))
    assert not DETECTOR.wants(_subject(b"a\0b"))


def test_nothing_is_looked_for_unless_asked(tmp_path: Path) -> None:
    engine = Engine(tmp_path, detectors=())
    assert engine.version == ENGINE_VERSION
    assert Settings().names_model == ""
    assert judged_by("") == ""


def test_a_model_that_is_missing_is_no_download(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="not installed"):
        installed("xx_no_such_model")
    with pytest.raises(LookupError, match="not installed"):
        Engine(tmp_path, detectors=(), names_model="xx_no_such_model")


@pytest.mark.parametrize("model", ["xx_no_such_model", "../model", "en"])
def test_a_setting_that_cannot_be_met_stops_the_process(model: str) -> None:
    with pytest.raises(ValidationError, match=r"not installed|is not the name"):
        Settings(names_model=model)
