"""What the detector refuses, how it ends in time, and that no excerpt gives a value away."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.detection.model import Subject
from server.detection.pii.candidates import MAXIMUM_CANDIDATES
from server.detection.pii.rules import DEFAULT_RULES
from tests.support.detection import matches
from tests.support.personal import DETECTOR, card, email, german_iban, observe, seen, spaced, ssn

VALUES = (
    card("4"),
    spaced(card("52")),
    german_iban(),
    spaced(german_iban(2)),
    f"SSN {ssn()}",
    email(),
    "+49 30 " + "901820",
)
BETWEEN = st.text(
    st.characters(codec="utf-8", exclude_characters="\n\r0123456789.@_%+'#$/&=?-", exclude_categories=["Cs", "L", "N"]),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(VALUES), BETWEEN), min_size=1, max_size=5), BETWEEN)
def test_no_excerpt_shows_any_value_of_its_line(parts: list[tuple[str, str]], before: str) -> None:
    line = f"card{before}" + "".join(f" {value} {between}" for value, between in parts)
    for match in matches(line):
        for value, _ in parts:
            assert value.removeprefix("SSN ") not in match.excerpt


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text("0123456789 .-()+@xCcaArdDEiIBbAaNnsS:<\n/", max_size=300).map(str.encode))
def test_any_bytes_are_read(content: bytes) -> None:
    for path in ("a", "a.csv", "a.py"):
        for sighting in observe(content, path).sightings:
            assert 0 <= sighting.start < sighting.end
            assert sighting.value


def test_a_document_of_nothing_but_candidates_is_cut_off() -> None:
    assert observe("a@b " * (MAXIMUM_CANDIDATES + 10)).cut_off


def test_time_runs_out() -> None:
    text = b"a@b.c " * 1000
    with pytest.raises(TimeoutError):
        DETECTOR.detect(Subject("a", "", text, text), -1.0)


def test_binaries_are_left_alone_and_databases_are_not() -> None:
    for head, wanted in ((b"\x7fELF\0\0", False), (b"SQLite format 3\0", True), (b"text", True)):
        assert DETECTOR.wants(Subject("a", "", head, head)) is wanted


def test_threads_share_a_detector() -> None:
    texts = [f"card {card('4', seed=number)}" for number in range(40)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(seen, texts)) == [{"credit_card": text[5:]} for text in texts]


def test_rules_are_complete() -> None:
    assert DETECTOR.rules() == DEFAULT_RULES
    for rule in DEFAULT_RULES:
        assert rule.rule_id.startswith("pii.")
        assert rule.category == "pii"
        assert rule.title
        assert rule.remediation
        assert rule.source
