"""docs/rules.md: made from the rules, and up to date."""

from __future__ import annotations

from pathlib import Path

from server.detection.model import Rule
from server.detection.reasons import with_reason
from server.rules_table import as_document
from tests.support.scanning import loaded_engine

DOCUMENT = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_document_says_what_the_detectors_do() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == as_document(loaded_engine().rules), "run make docs"


def test_rules_stand_by_category_and_a_reason_of_many_stands_above_them() -> None:
    rules = [
        *(Rule(f"pii.{letter}", "pii", "A", "low", "Do.", "S|T", "Because.") for letter in "abcd"),
        Rule("pii.e", "pii", "B", "high", "Do.", "S", "Another."),
        *(Rule(f"pii.{letter}", "pii", "A", "low", "Do.", "S", "Because.") for letter in "fg"),
        Rule("secret.a.b", "secret", "D", "low", "Do.", "S", "Own."),
    ]
    text = as_document(rules)
    assert text.count("## ") == 2
    places = [text.index(each) for each in ("Because.", "`pii.a`", "`pii.g`", "Another.", "`pii.e`", "## secret")]
    assert places == sorted(places)
    assert "| `pii.a` | A | low | Do. | S\\|T |\n" in text
    assert "| `secret.a.b` | D | low | Own. | Do. | S |\n" in text


def test_a_rule_keeps_the_reason_it_gives_and_gets_one_if_it_gives_none() -> None:
    rule = Rule("secret.generic.private_key", "secret", "Key", "critical", "Do.", "S")
    assert "private key" in with_reason(rule).why
    own = Rule("secret.generic.private_key", "secret", "Key", "critical", "Do.", "S", "Own.")
    assert with_reason(own) is own
    for category in ("secret", "pii", "prompt_injection", "unsafe_model", "agent_config"):
        assert with_reason(Rule("x", category, "", "medium", "", "")).why
