"""`POST /api/v1/scans/text` and `GET /api/v1/rules` as REST clients meet them, through Envoy."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import grpc
import pytest
from netallion.scan.v1.rule_pb2 import ListRulesRequest
from netallion.scan.v1.scan_service_pb2_grpc import ScanServiceStub

from tests.support.planted import aws_key_id, github_token

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.support.stack import Stack

URL = "/api/v1/scans/text"
LARGEST = 256 * 1024


SECONDS = 100.0


@pytest.fixture(scope="module")
def loaded(stack: Stack) -> Stack:
    """An installation whose servers have all loaded the detectors, which takes long on a busy machine."""
    deadline = time.monotonic() + SECONDS
    for target in stack.demo["server_targets"]:
        with grpc.insecure_channel(target) as channel:
            scans = ScanServiceStub(channel)
            key = (("authorization", f"Bearer {stack.demo['api_key_live']}"),)
            while True:
                try:
                    scans.ListRules(ListRulesRequest(), metadata=key)
                except grpc.RpcError as error:
                    assert error.code() == grpc.StatusCode.UNAVAILABLE  # noqa: PT017 -- asked again
                    assert time.monotonic() < deadline
                else:
                    break
    return stack


@pytest.fixture
def live(loaded: Stack) -> Iterator[httpx.Client]:
    with loaded.client(loaded.demo["api_key_live"]) as client:
        yield client


def looked_into(client: httpx.Client, text: str, **hints: str) -> dict[str, Any]:
    answer = client.post(URL, json={"text": text, **hints})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_findings_come_at_once(live: httpx.Client) -> None:
    token = github_token(41)
    answer = looked_into(live, f"use {token}, please")
    (finding,) = answer["findings"]
    assert finding.keys() == {
        "category", "rule_id", "severity", "confidence", "title", "line", "column", "excerpt", "fingerprint",
        "remediation",
    }  # fmt: skip
    assert (finding["rule_id"], finding["line"], finding["column"]) == ("secret.github.personal_access_token", 1, 5)
    assert finding["excerpt"] == "use ghp_[redacted], please"
    assert answer["severity_counts"] == {"critical": 1, "high": 0, "medium": 0, "low": 0}
    assert (answer["findings_count"], answer["complete"], answer["incomplete_reason"]) == (1, True, "")
    assert answer["engine_version"]


def test_every_server_tells_the_same_at_the_same_time(live: httpx.Client) -> None:
    def one(_number: int) -> dict[str, Any]:
        return looked_into(live, f"key {aws_key_id(42)}")

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(one, range(40)))
    assert answers[0]["findings"]
    assert all(answer == answers[0] for answer in answers)


def test_a_text_without_findings(live: httpx.Client) -> None:
    answer = looked_into(live, "Write a poem about the sea.", path="chat/1.md", media_type="text/markdown")
    assert (answer["findings"], answer["findings_count"], answer["complete"]) == ([], 0, True)


def test_the_largest_text_is_taken(live: httpx.Client) -> None:
    token = github_token(43)
    text = "é" * ((LARGEST - len(token) - 1) // 2) + " " + token
    assert looked_into(live, text)["findings_count"] == 1
    wide = "\U0001f642" * (LARGEST // 4)  # twelve characters of JSON for four bytes
    assert looked_into(live, wide)["complete"]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": "x" * (LARGEST + 1)}, "text"),
        ({"text": "é" * (LARGEST // 2) + "x"}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"text": 5}, "text"),
        ({"text": "x", "path": "../x"}, "path"),
        ({"text": "x", "path": "/x"}, "path"),
        ({"text": "x", "path": "a//b"}, "path"),
        ({"text": "x", "path": "x" * 1025}, "path"),
        ({"text": "x", "media_type": "text"}, "media_type"),
        ({"text": "x", "workspace_id": "ws_1"}, "workspace_id"),
    ],
)
def test_what_cannot_be_understood_is_400_and_named(body: dict[str, Any], named: str, live: httpx.Client) -> None:
    answer = live.post(URL, json=body)
    assert answer.status_code == 400, answer.text
    bad = next(d for d in answer.json()["details"] if d["@type"].endswith("google.rpc.BadRequest"))
    assert bad["field_violations"][0]["field"] == named


def test_nothing_is_kept(live: httpx.Client, stack: Stack) -> None:
    token = github_token(44)
    looked_into(live, f"remember {token} and the words seldom-heard-phrase")
    for url in ("/api/v1/workspaces", "/api/v1/incidents", "/api/v1/scans"):
        assert "seldom-heard-phrase" not in live.get(url, params={"page_size": 200}).text
    kept = [path for path in stack.home.rglob("*") if path.is_file()] + [stack.home.parent / f"{stack.home.name}.log"]
    for path in kept:
        content = path.read_bytes()
        assert token.encode() not in content, path
        assert b"seldom-heard-phrase" not in content, path


def test_a_key_that_only_reads_may_not(live: httpx.Client, stack: Stack) -> None:
    body = {"name": "reads", "scopes": ["scan:read"], "environment": "live"}
    reads = live.post("/api/v1/api-keys", json=body).json()["key"]
    with stack.client(reads) as client:
        assert client.post(URL, json={"text": "x"}).status_code == 403
        assert client.get("/api/v1/rules").status_code == 200
    with stack.client() as stranger:
        assert stranger.post(URL, json={"text": "x" * 100_000}).status_code == 401


def test_rules_are_listed_filtered_and_paged(live: httpx.Client) -> None:
    ids: list[str] = []
    query: dict[str, Any] = {"page_size": 200, "category": "secret"}
    while True:
        page = live.get("/api/v1/rules", params=query).json()
        ids += [rule["id"] for rule in page["rules"]]
        if not page["next_page_token"]:
            break
        query["page_token"] = page["next_page_token"]
    assert len(ids) > 300
    assert ids == sorted(set(ids))
    assert all(each.startswith("secret.") for each in ids)
    (rule,) = [r for r in live.get("/api/v1/rules?category=pii").json()["rules"] if r["id"] == "pii.credit_card"]
    assert rule.keys() == {"id", "category", "title", "severity", "why", "remediation", "source"}
    assert all(rule.values())
    critical = live.get("/api/v1/rules", params={"severity": "critical"}).json()["rules"]
    assert {each["severity"] for each in critical} == {"critical"}
    assert len(live.get("/api/v1/rules").json()["rules"]) == 50
    foreign = live.get("/api/v1/rules", params={"page_token": query["page_token"], "category": "pii"})
    assert foreign.status_code == 400
    assert live.get("/api/v1/rules?severity=awful").status_code == 400
