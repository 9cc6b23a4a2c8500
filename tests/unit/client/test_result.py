"""What a result is worth: its exit status, and how it is told."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from server.client.api import Scan, Workspace
from server.client.errors import ApiError
from server.client.mirror import Mirrored
from server.client.options import Options, Scope, Severity, rank
from server.client.report_json import as_json
from server.client.report_text import print_result
from server.client.result import Result
from server.client.tree import Unread
from server.contract.vocabulary import SEVERITIES, words

COVERAGE = {"complete": True, "documents_total": 3, "documents_scanned": 3, "skipped": [], "documents_skipped": 0}


def scan(*, status: str = "completed", counts: dict[str, int] | None = None, **coverage: Any) -> Scan:
    return Scan(
        {
            "id": "scan_1",
            "status": status,
            "severity_counts": dict.fromkeys(SEVERITIES, 0) | (counts or {}),
            "coverage": COVERAGE | coverage,
            "duration_ms": 1234,
        }
    )


def finding(severity: str = "high", **fields: Any) -> dict[str, Any]:
    return {
        "severity": severity,
        "rule_id": "secret.aws.access_key_id",
        "path": "src/app.py",
        "line": 12,
        "column": 8,
        "excerpt": 'key = "AKIA[redacted]"',
        "remediation": "Revoke it.",
    } | fields


def result(scanned: Scan | None = None, **fields: Any) -> Result:
    options = fields.pop("options", Options(Path("tree")))
    unread = fields.pop("unread", [])
    return Result(
        options,
        root=Path("/tree"),
        workspace=Workspace("ws_1", "tree"),
        mirrored=Mirrored(uploaded=1, unchanged=2, unread=unread),
        scan=scanned or scan(),
        **fields,
    )


def text_of(told: Result) -> str:
    stream = io.StringIO()
    print_result(told, Console(file=stream, highlight=False, emoji=False, markup=False, width=80))
    return stream.getvalue()


def test_the_words_are_those_of_the_contract() -> None:
    from netallion.scan.v1 import scan_pb2  # noqa: PLC0415 - only this test needs it

    assert tuple(Severity) == SEVERITIES
    assert tuple(Scope) == words(scan_pb2.ScanScope)


def test_nothing_found_is_clean() -> None:
    assert result().exit_status == 0


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("fail_on", Severity)
def test_something_at_or_above_the_bound_is_found(severity: Severity, fail_on: Severity) -> None:
    told = result(findings=[finding(severity)], options=Options(Path("tree"), fail_on=fail_on))
    assert told.exit_status == (1 if rank(severity) <= rank(fail_on) else 0)


def test_a_severity_that_is_not_known_counts_as_the_worst() -> None:
    told = result(findings=[finding("apocalyptic")], options=Options(Path("tree"), fail_on=Severity.CRITICAL))
    assert told.exit_status == 1


def test_findings_that_are_counted_but_not_listed_count() -> None:
    assert result(scan(counts={"low": 1})).exit_status == 1


@pytest.mark.parametrize(
    ("fields", "gap"),
    [
        ({"unread": [Unread("big", "it is larger than 16 MiB")]}, "1 file could not be uploaded"),
        ({"scanned": scan(status="failed")}, "the scan is failed"),
        ({"scanned": scan(status="canceled", complete=False)}, "the scan is canceled"),
        ({"scanned": scan(status="")}, "the scan is in no known state"),
        ({"scanned": scan(complete=False)}, "the scan is not complete"),
        ({"scanned": scan(documents_skipped=1500)}, "1,500 documents could not be scanned"),
        ({"scanned": scan(skipped=[{"path": "a", "reason": "timeout"}])}, "1 document could not be scanned"),
        ({"scanned": scan(documents_total=2)}, "the scan read 2 documents where 3 were: another client changed them"),
        ({"scanned": Scan({"id": "scan_1", "status": "completed"})}, "the scan is not complete"),
    ],
)
def test_what_was_not_read_is_never_clean_nor_just_found(fields: dict[str, Any], gap: str) -> None:
    assert result(**fields).exit_status == 2
    told = result(findings=[finding()], **fields)
    assert told.exit_status == 2
    assert told.gaps[0] == gap
    assert gap in text_of(told)


def test_no_findings_in_half_a_scan_are_none_so_far() -> None:
    assert text_of(result(scan(status="running", complete=False))).startswith("No findings so far\n")


def test_no_scan_is_a_failure() -> None:
    told = Result(Options(Path("tree")))
    assert (told.exit_status, told.gaps) == (2, ["nothing was scanned"])


def test_an_incremental_scan_reads_fewer_documents() -> None:
    options = Options(Path("tree"), scope=Scope.INCREMENTAL)
    assert result(scan(documents_total=0, documents_scanned=0), options=options).exit_status == 0


def test_an_error_is_a_failure_whatever_was_found() -> None:
    assert result(findings=[finding()], error=ApiError("reading", "no", status=500)).exit_status == 2


def test_a_signal_has_its_own_status() -> None:
    assert result(interrupted=130).exit_status == 130


def test_people_read_findings_advice_and_summary() -> None:
    told = result(
        scan(counts={"critical": 1, "high": 1}),
        findings=[
            finding("critical", rule_id="secret.aws.secret_access_key", line=11),
            finding(),
            finding(
                path="model.bin", line=0, column=0, rule_id="model.pickle", excerpt="", remediation="Do not load it."
            ),
        ],
        links=1,
    )
    assert text_of(told) == (
        "critical  secret.aws.secret_access_key  src/app.py:11:8\n"
        '          | key = "AKIA[redacted]"\n'
        "high      secret.aws.access_key_id  src/app.py:12:8\n"
        '          | key = "AKIA[redacted]"\n'
        "high      model.pickle  model.bin\n"
        "\nWhat to do\n"
        "- model.pickle: Do not load it.\n"
        "- secret.aws.access_key_id, secret.aws.secret_access_key: Revoke it.\n"
        "\n"
        "3 findings: 1 critical, 2 high\n"
        "3 of 3 documents scanned in 1.2 s\n"
        "1 uploaded, 2 unchanged, 0 deleted\n"
        "1 symbolic link not followed\n"
        "Workspace tree (ws_1), scan scan_1\n"
        "Not clean: 3 at or above low\n"
    )


def test_people_read_what_was_not_read_and_why() -> None:
    skipped = [{"path": "b", "reason": "timeout"}, {"path": "a", "reason": "unreadable"}]
    told = result(scan(skipped=skipped, documents_skipped=5), unread=[Unread("big", "it is larger than 16 MiB")])
    assert text_of(told).startswith(
        "Not uploaded\n- big: it is larger than 16 MiB\nNot scanned\n- a: unreadable\n- b: timeout\n- and 3 more\n\n"
    )


def test_suppressed_findings_are_counted_and_weigh_nothing() -> None:
    scanned = scan()
    told = result(Scan(scanned.json | {"suppressed_count": 1200}))
    assert told.exit_status == 0
    assert "No findings; 1,200 suppressed" in text_of(told)
    assert "suppressed" not in text_of(result(scanned))


def test_a_finding_in_an_archive_names_the_file_in_it() -> None:
    told = result(findings=[finding(path="a.zip!/b/.env", member="b/.env", line=3, column=4)])
    assert "  a.zip!/b/.env:3:4" in text_of(told)


def test_clean_says_what_it_means() -> None:
    assert text_of(result()).endswith("\nClean\n")
    options = Options(Path("tree"), fail_on=Severity.HIGH)
    told = text_of(result(findings=[finding("low")], options=options))
    assert told.endswith("\nClean: nothing at or above high\n")


def test_quiet_is_findings_and_gaps_only() -> None:
    options = Options(Path("tree"), quiet=True)
    assert text_of(result(options=options)) == ""
    told = text_of(result(options=options, findings=[finding()], unread=[Unread("big", "too large")]))
    assert "src/app.py:12:8" in told
    assert "- big: too large" in told
    assert "Workspace" not in told


def test_text_of_a_tree_cannot_speak_to_the_terminal_or_the_pipeline() -> None:
    hostile = finding(
        path="::error::\x1b[2J", excerpt="::add-mask::x\n::stop-commands::y", rule_id="a\rb", severity="[red]x[/red]"
    )
    told = text_of(result(findings=[hostile], unread=[Unread("::set-output::\x9b", "\x1b]0;t\x07")]))
    assert all(character.isprintable() or character == "\n" for character in told)
    assert not [line for line in told.split("\n") if line.lstrip().startswith("::")]
    assert "[red]x[/red]" in told


def test_json_is_the_whole_result() -> None:
    told = json.loads(
        as_json(result(findings=[finding()], unread=[Unread("caf\udce9", "its name is not UTF-8")], links=2))
    )
    assert told == {
        "outcome": "incomplete",
        "exit_status": 2,
        "fail_on": "low",
        "path": "/tree",
        "workspace": {"id": "ws_1", "name": "tree"},
        "upload": {"uploaded": 1, "unchanged": 2, "deleted": 0},
        "not_uploaded": [{"path": "caf\\xe9", "reason": "its name is not UTF-8"}],
        "links_not_followed": 2,
        "gaps": ["1 file could not be uploaded"],
        "scan": scan().json,
        "findings": [finding()],
        "error": None,
    }


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        (result(), "clean"),
        (result(findings=[finding()]), "found"),
        (result(error=ApiError("reading", "no", status=500)), "failed"),
        (result(interrupted=130), "interrupted"),
    ],
)
def test_json_says_what_came_of_it(told: Result, outcome: str) -> None:
    assert json.loads(as_json(told))["outcome"] == outcome
