"""The catalogue in our words, and that none of it needs the network or trips over this project itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from kingfisher_sdk import Rules

import server.detection
from server.detection import SEVERITIES, DocumentBytes
from server.detection.catalog import describe, rule_id, severity
from server.detection.secrets import _NAMES, _SECRET_HALVES
from tests.support.detection import KEY, engine

DETECTION = Path(server.detection.__file__).parent
WORDS = r"[a-z0-9]+(?:_[a-z0-9]+)*"
RULE_IDS = {
    "secret": rf"secret\.{WORDS}\.{WORDS}",
    "pii": rf"pii\.{WORDS}",
    "prompt_injection": rf"injection\.{WORDS}",
    "unsafe_model": rf"model\.{WORDS}",
    "agent_config": rf"agent\.{WORDS}",
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return Rules([DETECTION / "rules"], confidence="medium", cache_dir=tmp_path_factory.mktemp("rules"))


def test_every_rule_is_fit_for_the_documentation() -> None:
    rules = engine().rules()
    assert len(rules) > 400
    assert len({rule.rule_id for rule in rules}) == len(rules)
    for rule in rules:
        assert re.fullmatch(RULE_IDS[rule.category], rule.rule_id)
        assert rule.severity in SEVERITIES
        assert 3 <= len(rule.title) <= 70
        assert rule.title == rule.title.strip()
        assert not re.search(r"[,.;:]$|\b(?:detected|discovered|potentially|which|risk)", rule.title, re.IGNORECASE)
        assert rule.remediation.endswith(".")
        assert rule.source


@pytest.mark.parametrize(
    ("library_id", "identifier"),
    [
        ("betterleaks.github-pat", "secret.github.personal_access_token"),
        ("betterleaks.aws-access-token", "secret.aws.access_key_id"),
        ("netallion.aws-access-key-id", "secret.aws.access_key_id"),
        ("betterleaks.new-relic-user-api-key", "secret.new_relic.user_api_key"),
        ("betterleaks.pinecone-api-key.2", "secret.pinecone.api_key"),
        ("betterleaks.private-key", "secret.generic.private_key"),
        ("veles.secrets/npmjsaccesstoken", "secret.npm.access_token"),
        ("veles.secrets/somethingnew", "secret.somethingnew.credential"),
        ("betterleaks.---", "secret.generic.credential"),
    ],
)
def test_rule_ids(library_id: str, identifier: str) -> None:
    assert rule_id(library_id) == identifier


@pytest.mark.parametrize(
    ("library_id", "name", "confidence", "expected"),
    [
        (
            "betterleaks.github-pat",
            "Uncovered a GitHub Personal Access Token, potentially leading to unauthorized repository access.",
            "high",
            ("GitHub personal access token", "critical", "at GitHub"),
        ),
        (
            "betterleaks.adobe-client-id",
            "Detected a pattern that resembles an Adobe OAuth Web Client ID, posing a risk.",
            "high",
            ("Adobe OAuth web client ID", "low", "at Adobe"),
        ),
        ("betterleaks.lob-api-key", "Uncovered a Lob API Key.", "medium", ("Lob API key", "medium", "at Lob")),
        (
            "veles.secrets/sendgrid",
            "SendGrid API Key",
            "medium",
            ("SendGrid API key", "high", "at SendGrid"),
        ),
    ],
)
def test_descriptions(library_id: str, name: str, confidence: str, expected: tuple[str, str, str]) -> None:
    rule = describe(library_id, name, confidence, "here")
    assert (rule.title, rule.severity) == expected[:2]
    assert expected[2] in rule.remediation


def test_severity_follows_kind_and_confidence() -> None:
    assert severity("secret.generic.private_key", "betterleaks.private-key", "high") == "critical"
    assert severity("secret.slack.webhook_url", "betterleaks.slack-webhook-url", "high") == "medium"
    assert severity("secret.notion.api_token", "betterleaks.notion-api-token", "high") == "high"
    assert severity("secret.notion.api_token", "betterleaks.notion-api-token", "medium") == "medium"
    assert severity("secret.lob.public_api_key", "betterleaks.lob-pub-api-key", "medium") == "low"


def test_every_rule_for_certain_files_can_apply(catalogue: Rules) -> None:
    paths = {entry["id"]: catalogue.detail(entry["id"])["path"] for entry in catalogue.metadata()}
    unreachable = {
        identifier: path
        for identifier, path in paths.items()
        if path and not any(re.search(path, name) for _, name in _NAMES)
    }
    assert unreachable == {}


def test_secret_halves_exist_and_are_kept_back_by_the_library(catalogue: Rules) -> None:
    visible = {entry["id"]: entry["visible"] for entry in catalogue.metadata()}
    for half, others in _SECRET_HALVES.items():
        assert visible[half] is False
        assert all(visible[other] for other in others)


def test_nothing_that_uses_the_network_is_imported() -> None:
    names = set()
    for module in DETECTION.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kingfisher_sdk"):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.Import):
                assert not any(alias.name.startswith("kingfisher_sdk") for alias in node.names)
    assert names == {"DetectionPolicy", "Finding", "Rules", "ScanInput", "Scanner"}


def test_the_detector_s_own_files_scan_clean() -> None:
    files = [*DETECTION.glob("*.py"), *DETECTION.rglob("*.yml")]
    assert len(files) > 15
    for file in files:
        examination = engine().examine(DocumentBytes(file.name, "", file.read_bytes()), KEY)
        assert examination.skipped is None
        found = [(file.name, match.line, match.rule_id) for match in examination.matches if match.category == "secret"]
        assert found == []
