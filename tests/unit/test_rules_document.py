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


def test_rules_stand_by_category_and_reason() -> None:
    rules = [
        Rule("pii.a", "pii", "A", "low", "Do.", "S|T", "Because."),
        Rule("pii.b", "pii", "B", "high", "Do.", "S", "Another."),
        Rule("pii.c", "pii", "C", "low", "Do.", "S", "Because."),
        Rule("secret.a.b", "secret", "D", "low", "Do.", "S", "Because."),
    ]
    text = as_document(rules)
    assert text.count("## ") == 2
    assert text.index("pii.a") < text.index("pii.c") < text.index("Another.") < text.index("## secret")
    assert "| `pii.a` | A | low | Do. | S\\|T |" in text


def test_a_rule_keeps_the_reason_it_gives_and_gets_one_if_it_gives_none() -> None:
    rule = Rule("secret.generic.private_key", "secret", "Key", "critical", "Do.", "S")
    assert "private key" in with_reason(rule).why
    own = Rule("secret.generic.private_key", "secret", "Key", "critical", "Do.", "S", "Own.")
    assert with_reason(own) is own
    for category in ("secret", "pii", "prompt_injection", "unsafe_model", "agent_config"):
        assert with_reason(Rule("x", category, "", "medium", "", "")).why
