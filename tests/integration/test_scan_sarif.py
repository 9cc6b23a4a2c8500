"""A scan's findings as SARIF, on both databases: valid by the official schema, whatever became of the scan."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.detection.version import ENGINE_VERSION
from server.errors import NotFound
from server.principal import Tenant
from server.scan.engine import LoadedEngine
from server.scan.export import sarif_pieces
from server.scan.sarif import _plain, _uri
from server.scan.scans import cancel_scan
from tests.support.detection import aws_key_id, aws_secret, github_token
from tests.support.examiners import Broken, CutOff, planted
from tests.support.sarif import run_of
from tests.support.scanning import Bench, loaded_engine, new_tenant

if TYPE_CHECKING:
    from server.storage.database import Database

GITHUB = "secret.github.personal_access_token"


@pytest.fixture
async def bench(database: Database) -> Bench:
    return await Bench.make(database)


async def log_of(bench: Bench, scan_id: str, **options: Any) -> dict[str, Any]:
    loaded = options.pop("loaded", None) or loaded_engine()
    pieces = [piece async for piece in sarif_pieces(bench.database, bench.tenant, scan_id, loaded, **options)]
    log: dict[str, Any] = json.loads(b"".join(pieces))
    return log


async def test_findings_become_results(bench: Bench) -> None:
    documents = {
        "src/app.py": f"# é\nkey = '{github_token()}'\n",
        "mails.txt": "write to jane.roe@shop.example.net\n",
        "a b/ü:%[1]?#.txt": f"  {aws_key_id()}\n",
    }
    scan_id = (await bench.scan(await bench.workspace(documents))).scan.id
    findings = {row.path: row for row in await bench.findings(scan_id)}
    log = await log_of(bench, scan_id)
    assert (
        log["$schema"] == "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    )
    run = run_of(log)
    assert [result["level"] for result in run["results"]] == ["error", "error", "note"]
    assert [result["properties"]["severity"] for result in run["results"]] == ["critical", "high", "low"]
    first = run["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "src/app.py", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 2, "startColumn": 8}
    assert place["contextRegion"]["snippet"]["text"] == "key = 'ghp_[redacted]'"
    assert first["partialFingerprints"] == {"netallion/v1": findings["src/app.py"].fingerprint}
    assert first["properties"]["findingId"] == findings["src/app.py"].id
    assert first["properties"]["incidentId"] == findings["src/app.py"].incident_id
    assert "a%20b/%C3%BC%3A%25%5B1%5D%3F%23.txt" in [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]
    ]
    assert (run["columnKind"], run["redactionTokens"]) == ("unicodeCodePoints", ["[redacted]"])
    assert "%SRCROOT%" in run["originalUriBaseIds"]
    assert github_token() not in json.dumps(log)


async def test_the_rules_that_results_name_are_described(bench: Bench) -> None:
    workspace_id = await bench.workspace({"a": f"{github_token(1)}\n{github_token(2)}\n{aws_key_id()}\n"})
    run = run_of(await log_of(bench, (await bench.scan(workspace_id)).scan.id))
    driver = run["tool"]["driver"]
    assert driver["properties"]["engineVersion"] == ENGINE_VERSION
    rules = driver["rules"]
    assert [rule["id"] for rule in rules] == ["secret.aws.access_key_id", GITHUB]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    (github,) = [rule for rule in rules if rule["id"] == GITHUB]
    assert github["shortDescription"]["text"] == "GitHub personal access token"
    assert github["fullDescription"]["text"]
    assert github["help"]["text"]
    assert "**What to do:** Revoke" in github["help"]["markdown"]
    assert github["properties"] == {"category": "secret", "tags": ["security", "secret"], "security-severity": "9.5"}
    assert github["defaultConfiguration"] == {"level": "error"}


async def test_a_rule_that_is_no_more_is_named_all_the_same(bench: Bench) -> None:
    workspace_id = await bench.workspace({"a": github_token(), "tests/b.py": f"password = '{aws_secret()}'\n"})
    scan_id = (await bench.scan(workspace_id)).scan.id
    newer = LoadedEngine(loaded_engine().engine, "newer", [])
    run = run_of(await log_of(bench, scan_id, loaded=newer))
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules[GITHUB]["help"]["text"].startswith("Revoke")
    assert rules[GITHUB]["properties"]["security-severity"] == "9.5"
    assert {result["ruleId"] for result in run["results"]} == rules.keys()


async def test_the_worst_are_told_where_there_are_too_many(bench: Bench) -> None:
    documents = planted(30) | {f"{n:04}-low.txt": f"jane.roe{n}@shop.example.net\n" for n in range(450)}
    scan_id = (await bench.scan(await bench.workspace(documents))).scan.id
    run = run_of(await log_of(bench, scan_id, most=40))
    assert [result["level"] for result in run["results"]] == ["error"] * 30 + ["note"] * 10
    assert (run["properties"]["resultsTotal"], run["properties"]["resultsOmitted"]) == (480, 440)
    whole = run_of(await log_of(bench, scan_id))
    assert len({result["properties"]["findingId"] for result in whole["results"]}) == 480
    assert whole["results"][:40] == run["results"]
    assert whole["properties"]["resultsOmitted"] == 0


async def test_what_was_not_read_is_told(bench: Bench) -> None:
    workspace_id = await bench.workspace(planted(4))
    scan = (await bench.scan(workspace_id, examiner=Broken(ValueError(), "0001.txt", "0002.txt"))).scan
    run = run_of(await log_of(bench, scan.id))
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"]
    assert invocation["startTimeUtc"] <= invocation["endTimeUtc"]
    told = invocation["toolExecutionNotifications"]
    assert [
        (each["descriptor"]["id"], each["level"], each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        for each in told
    ] == [("detector_failed", "warning", "0001.txt"), ("detector_failed", "warning", "0002.txt")]
    (kind,) = run["tool"]["driver"]["notifications"]
    assert kind == {"id": "detector_failed", "shortDescription": {"text": "A detector failed."}}
    cut_off = (await bench.scan(workspace_id, examiner=CutOff())).scan
    run = run_of(await log_of(bench, cut_off.id))
    assert {each["descriptor"]["id"] for each in run["invocations"][0]["toolExecutionNotifications"]} == {
        "too_many_matches"
    }
    assert len(run["results"]) == 4


async def test_more_than_are_named_were_not_read(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.scan.scans.SKIPPED_SHOWN", 2)
    scan = (await bench.scan(await bench.workspace(planted(5)), examiner=Broken(ValueError(), *planted(5)))).scan
    told = run_of(await log_of(bench, scan.id))["invocations"][0]["toolExecutionNotifications"]
    assert [each["descriptor"]["id"] for each in told] == ["detector_failed", "detector_failed", "more"]
    assert told[2]["message"]["text"].startswith("3 more documents")


async def test_a_scan_that_is_not_completed_says_so(bench: Bench) -> None:
    scan_id = await bench.queue(await bench.workspace(planted(1)))
    queued = run_of(await log_of(bench, scan_id))
    assert queued["results"] == []
    (invocation,) = queued["invocations"]
    assert (invocation["executionSuccessful"], "startTimeUtc" in invocation) == (False, False)
    assert "the scan is queued" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    await cancel_scan(bench.database, bench.tenant, scan_id)
    canceled = run_of(await log_of(bench, scan_id))["invocations"][0]
    assert not canceled["executionSuccessful"]
    assert canceled["toolExecutionNotifications"][0]["level"] == "error"


async def test_a_clean_scan_is_a_log_without_results(bench: Bench) -> None:
    scan_id = (await bench.scan(await bench.workspace({"a": "nothing\n"}))).scan.id
    run = run_of(await log_of(bench, scan_id))
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
    assert run["invocations"][0]["toolExecutionNotifications"] == []


async def test_others_find_nothing(bench: Bench) -> None:
    scan_id = (await bench.scan(await bench.workspace(planted(1)))).scan.id
    other = await new_tenant(bench.database, bench.keys)
    for tenant in (other, replace(bench.tenant, environment="test"), Tenant("org_none", "live")):
        with pytest.raises(NotFound):
            await anext(sarif_pieces(bench.database, tenant, scan_id, loaded_engine()))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_a_path_is_a_relative_reference_that_means_itself(path: str) -> None:
    uri = _uri(path)
    assert uri.isascii()
    assert unquote(uri) == path
    parts = urlsplit(f"https://example.com/root/{uri}")
    assert (parts.query, parts.fragment) == ("", "")
    assert ":" not in uri


def test_nothing_in_a_message_is_a_link() -> None:
    assert _plain(r"see [this](https://e.com) \ [0]")["text"] == r"see \[this\](https://e.com) \\ \[0\]"
