"""What is malformed, large or made to take long; and our own samples."""

from __future__ import annotations

import json
import random

import pytest

from eval.agent_config import is_exact, samples
from server.detection.agents import AgentsDetector
from server.detection.agents.documents import MAXIMUM_BYTES
from server.detection.agents.nodes import DEEPEST, MOST_NODES
from server.detection.agents.rules import RULES
from server.detection.model import SEVERITIES, Observation, Subject
from tests.support.agents import DETECTOR, codes, observe, server, subject

SAMPLES = samples()
# The closed list of the public contract.
CODES = [
    "inline_secret",
    "unpinned_package",
    "package_url",
    "typosquat",
    "shell_exec",
    "curl_pipe_shell",
    "privileged_container",
    "broad_filesystem",
    "auto_approve",
    "plaintext_http",
    "missing_auth",
    "tool_poisoning",
    "cross_tool_instruction",
]


def test_the_rules_are_the_contracts() -> None:
    rules = DETECTOR.rules()
    assert [rule.rule_id for rule in rules] == [f"agent.{code}" for code in CODES]
    for rule in rules:
        assert rule.category == "agent_config"
        assert rule.severity in SEVERITIES
        assert rule.title
        assert rule.remediation.endswith(".")
        assert "https://" in rule.source
    assert list(RULES) == CODES


@pytest.mark.parametrize(
    "sample", SAMPLES, ids=[f"{number}-{one.code or 'good'}" for number, one in enumerate(SAMPLES)]
)
def test_our_own_samples(sample: object) -> None:
    one = next(known for known in SAMPLES if known is sample)
    assert is_exact(one, codes(one.text, one.path))


def test_the_samples_are_enough_of_every_code() -> None:
    for code in CODES:
        assert sum(one.code == code for one in SAMPLES) >= 4
    assert sum(not one.code for one in SAMPLES) >= 20


def test_a_damaged_document_never_raises_and_no_place_lies_outside() -> None:
    choice = random.Random(7)  # noqa: S311 - damage, the same in every run
    pieces = (
        b"{",
        b"[",
        b'"',
        b"\\",
        b"\x00",
        b"\xff",
        b"\\ud800",
        b"\xed\xa0\x80",
        "\u00e9".encode(),
        b"\n",
        b"&a ",
        b"*a",
        b"'''",
        b"<<: ",
    )
    for _ in range(1500):
        sample = choice.choice(SAMPLES)
        data = bytearray(sample.text.encode())
        for _ in range(choice.randint(1, 5)):
            at = choice.randrange(len(data) + 1)
            cut = choice.randint(0, 12)
            data[at : at + cut] = choice.choice(pieces)
        seen = subject(
            bytes(data), choice.choice((sample.path, "AGENTS.md", "mcp.yaml", ".codex/config.toml", "mcp.json"))
        )
        if DETECTOR.wants(seen):
            for sighting in DETECTOR.detect(seen, 20.0).sightings:
                assert 0 <= sighting.start < sighting.end <= len(seen.text)


@pytest.mark.parametrize("sample", [one for one in SAMPLES if one.code == "unpinned_package"][:3], ids=str)
def test_a_document_that_breaks_off_gives_what_stands_before(sample: object) -> None:
    one = next(known for known in SAMPLES if known is sample)
    assert codes(one.text[: len(one.text) - 3], one.path) == {"unpinned_package"}


def test_a_document_over_a_mebibyte_is_not_parsed_and_says_so() -> None:
    content = server("npx", "-y", "acme-mcp")
    assert observe(content + " " * MAXIMUM_BYTES) == Observation((), cut_off=True)
    assert not observe(content + " " * (MAXIMUM_BYTES - len(content))).cut_off


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("mcp.json", '{"mcpServers":' + "[" * (DEEPEST + 2)),
        ("mcp.yaml", "a: " + "[" * 5000),
        ("mcp.yaml", "- " * 5000),
        (".codex/config.toml", "a = " + "[" * 5000),
        (".codex/config.toml", ".".join(["a"] * 5000) + " = 1"),
        ("mcp.json", "[" + "1," * (MOST_NODES + 1) + "]"),
        (
            "mcp.json",
            '{"mcpServers": {'
            + ",".join(f'"s{n}": {{"command": "npx", "args": ["p{n}"]}}' for n in range(1200))
            + "}}",
        ),
    ],
)
def test_too_deep_or_too_much_is_cut_off(path: str, content: str) -> None:
    assert observe(content, path).cut_off


def test_aliases_do_not_multiply() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]" for n in range(12)]
    observation = observe("\n".join([*lines, "mcpServers: *m", ""]), "mcp.yaml")
    assert not observation.sightings


@pytest.mark.parametrize(
    "argument",
    [
        "curl -o " * 40_000,
        "/home/" * 40_000,
        "your" * 40_000,
        "&key=" * 40_000,
        "a=" * 40_000,
        "- " * 40_000,
        "https://" + "a@" * 40_000,
    ],
)
def test_a_long_value_takes_no_longer_for_what_it_repeats(argument: str) -> None:
    content = server("bash", "-c", argument, env={"API_KEY": argument}, url=argument)
    assert DETECTOR.detect(subject(content), 15.0).cut_off is False


def test_the_time_limit_holds() -> None:
    content = json.dumps({"mcpServers": {f"s{n}": {"command": "npx", "args": [f"p{n}"]} for n in range(500)}})
    with pytest.raises(TimeoutError):
        DETECTOR.detect(subject(content), 0.0)


def test_what_sees_secrets_gets_the_time_that_is_left() -> None:
    limits: list[float] = []

    def see(seen: Subject, time_limit: float) -> Observation:
        limits.append(time_limit)
        assert seen.path == "mcp.json"
        return Observation((), cut_off=False)

    detector = AgentsDetector(see)
    detector.detect(subject(server("./x")), 5.0)
    assert len(limits) == 1
    assert 0 < limits[0] <= 5.0
    observe('{"tools": [{"name": "a", "description": "A.", "inputSchema": {}}]}', "x.json", detector)
    assert len(limits) == 1
