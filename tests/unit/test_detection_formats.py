"""Every rule of our own finds what it is for, names its source, and leaves placeholders alone."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

import server.detection
from server.detection import patterns
from server.detection.catalog import rule_id
from tests.support.detection import matches
from tests.support.formats import FORMATS

FOLDER = Path(server.detection.__file__).parent / "rules"
RULES = {rule["id"]: rule for file in FOLDER.glob("*.yml") for rule in yaml.safe_load(file.read_text())["rules"]}


def test_every_rule_has_an_example() -> None:
    assert set(FORMATS) == set(RULES)


@pytest.mark.parametrize("identifier", sorted(FORMATS))
def test_rule_finds_its_format(identifier: str) -> None:
    found = matches(f"x = 1\n  {FORMATS[identifier]()} \n", "a.txt")
    ids = {match.rule_id for match in found}
    assert found
    assert rule_id(identifier) in ids or not ids.isdisjoint(_OTHERS.get(identifier, ())), ids
    assert all(match.line >= 2 for match in found)


# Where the catalogue knows the credential too, its rule may be the one that is kept.
_OTHERS = {
    "netallion.circleci-api-token": ["secret.circleci.personal_token"],
    "netallion.contentful-personal-access-token": ["secret.contentful.delivery_api_token"],
    "netallion.discord-bot-token": ["secret.discord.api_token"],
    "netallion.okta-api-token": ["secret.okta.access_token"],
    "netallion.sentry-token": ["secret.sentry.user_token"],
    "netallion.tailscale-key": ["secret.tailscale.api_key"],
}


@pytest.mark.parametrize(
    "rule", [*RULES.values(), *map(patterns._rule, patterns.PATTERNS)], ids=lambda rule: rule["id"]
)
def test_rule_names_the_page_that_documents_it(rule: dict[str, list[str]]) -> None:
    for reference in rule["references"]:
        address = urlsplit(reference)
        assert (address.scheme == "https" and "." in address.netloc) or reference.startswith("Netallion ")


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule["id"])
def test_rule_file_holds_no_example(rule: dict[str, object]) -> None:
    assert "examples" not in rule
    assert re.fullmatch(r"netallion\.[a-z0-9]+(?:-[a-z0-9]+)+(?:\.\d)?", str(rule["id"]))


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer <token>",
        "Authorization: Bearer ${TOKEN}",
        "Authorization: Basic {{ credentials }}",
        "machine api.corp.io login me password <password>",
        "postgres://app:${DB_PASSWORD}@db/x",
        "Server=db;User ID=app;Password={password};",
        "BasicAuth(username=user, password=password)",
        "the password is 'secret'",
        "sshpass -p $PASSWORD ssh host",
        "$6$salt$hash",
    ],
)
def test_templates_are_left_alone(text: str) -> None:
    assert matches(text, "a.txt") == ()
