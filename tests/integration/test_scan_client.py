"""`netallion scan` against a service that can be made ill: what it sends, how it waits, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from server.client import tree as trees
from server.client.content import MAX_BYTES
from server.client.options import Format, Options, Scope, Severity
from server.client.retries import ATTEMPTS
from server.client.run import run
from tests.support.fake_service import KEY, Failure, FakeService

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = 30.0
DOCUMENTS = r"/api/v1/workspaces/[^/]+/documents"
FINDING = {
    "id": "fnd_1",
    "severity": "high",
    "rule_id": "secret.aws.access_key_id",
    "path": "a",
    "line": 1,
    "column": 1,
    "excerpt": "AKIA[redacted]",
    "remediation": "Revoke it.",
}


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeService]:
    made = FakeService()
    monkeypatch.setenv("NETALLION_URL", made.url)
    monkeypatch.setenv("NETALLION_API_KEY", KEY)
    yield made
    made.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "sub").mkdir(parents=True)
    for name in ("a", "b", "sub/c"):
        (root / name).write_text(name, encoding="utf-8")
    return root


class Waits(list[float]):
    """Takes the place of sleep."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def scan(path: Path, waits: Waits | None = None, **options: Any) -> int:
    return run(Options(path, **options), sleep=waits if waits is not None else Waits())


def json_of(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_a_folder_becomes_a_workspace_of_its_name(service: FakeService, project: Path) -> None:
    assert scan(project) == 0
    assert [each["name"] for each in service.workspaces] == ["project"]
    assert service.documents["ws_1"] == {"a": b"a", "b": b"b", "sub/c": b"sub/c"}


def test_only_what_changed_is_uploaded_and_what_is_gone_is_deleted(service: FakeService, project: Path) -> None:
    assert scan(project) == 0
    service.seen.clear()
    assert scan(project) == 0
    assert service.calls("POST", DOCUMENTS) == []
    (project / "a").write_text("changed", encoding="utf-8")
    (project / "b").unlink()
    (project / "sub" / "c").unlink()
    (project / "sub" / "d").write_text("new", encoding="utf-8")
    assert scan(project) == 0
    assert service.documents["ws_1"] == {"a": b"changed", "sub/d": b"new"}
    assert len(service.workspaces) == 1
    assert [each.query["path"] for each in service.calls("DELETE", DOCUMENTS)] == ["b", "sub/c"]


def test_the_oldest_workspace_of_the_name_is_used(service: FakeService, project: Path) -> None:
    for number in range(5):
        service.add_workspace(f"ws_p{number}", "project")
        service.add_workspace(f"ws_o{number}", "other")
    assert scan(project) == 0
    assert set(service.documents["ws_p0"]) == {"a", "b", "sub/c"}
    assert len(service.workspaces) == 10


def test_a_named_workspace_is_used(service: FakeService, project: Path) -> None:
    service.add_workspace("ws_given", "Anything", old="x")
    assert scan(project, workspace_id="ws_given") == 0
    assert set(service.documents["ws_given"]) == {"a", "b", "sub/c"}


def test_a_workspace_that_is_not_there_is_an_error_with_reason_and_request(
    service: FakeService, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scan(project, workspace_id="ws_/none") == 2
    (asked,) = service.seen
    assert capsys.readouterr().err.splitlines()[-1] == (
        "netallion: reading the workspace: there is no such thing "
        f"(HTTP 404, WORKSPACE_NOT_FOUND, request {asked.headers['x-request-id']})"
    )


def test_a_single_file_has_a_workspace_of_its_own(service: FakeService, project: Path) -> None:
    service.add_workspace("ws_1", "project", other="x")
    assert scan(project / "sub" / "c") == 0
    assert service.documents == {"ws_1": {"other": b"x"}, "ws_2": {"c": b"sub/c"}}


def test_a_single_file_is_added_to_a_named_workspace(service: FakeService, project: Path) -> None:
    service.add_workspace("ws_given", "Anything", other="x", c="old")
    assert scan(project / "sub" / "c", workspace_id="ws_given") == 0
    assert service.documents["ws_given"] == {"other": b"x", "c": b"sub/c"}


def test_an_empty_folder_is_clean(service: FakeService, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert scan(tmp_path / "empty") == 0
    assert service.calls("POST", DOCUMENTS) == []


def test_many_files_go_in_calls_that_the_service_takes(service: FakeService, tmp_path: Path) -> None:
    root = tmp_path / "many"
    root.mkdir()
    for number in range(250):
        (root / f"f{number}").write_text(str(number), encoding="utf-8")
    for number in range(3):
        (root / f"large{number}").write_bytes(b"x" * 2_000_000)
    assert scan(root) == 0
    assert len(service.documents["ws_1"]) == 253
    assert all(each.size < 4 * 1024 * 1024 for each in service.calls("POST", DOCUMENTS))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/workspaces"),
        ("POST", "/api/v1/workspaces"),
        ("GET", DOCUMENTS),
        ("POST", DOCUMENTS),
        ("POST", "/api/v1/scans"),
        ("GET", "/api/v1/scans/scan_1/watch"),
        ("GET", "/api/v1/scans/scan_1/findings"),
    ],
)
def test_a_rate_limit_is_waited_out(service: FakeService, project: Path, method: str, path: str) -> None:
    service.failures = [Failure(method, path, 429, times=3, headers={"Retry-After": "7"})]
    waits = Waits()
    assert scan(project, waits) == 0
    if not path.endswith("/watch"):  # whose stream is not waited for: the scan is asked instead
        assert len(waits) == 3
        assert all(7.0 <= wait <= 8.0 for wait in waits)
    assert set(service.documents["ws_1"]) == {"a", "b", "sub/c"}


def test_a_daily_quota_ends_the_scan(service: FakeService, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    service.failures = [Failure("POST", "/api/v1/scans", 429, headers={"Retry-After": "40000"})]
    waits = Waits()
    assert scan(project, waits) == 2
    assert waits == []
    assert "starting the scan: told to fail (HTTP 429" in capsys.readouterr().err


@pytest.mark.parametrize("status", [0, 502, 503, 504])
@pytest.mark.parametrize("path", ["/api/v1/workspaces", DOCUMENTS, "/api/v1/scans"])
def test_a_service_that_is_away_for_a_while_is_asked_again(
    service: FakeService, project: Path, path: str, status: int
) -> None:
    service.failures = [Failure("POST", path, status, times=2)]
    assert scan(project) == 0
    calls = service.calls("POST", path)
    assert len(calls) == 3
    assert len({each.headers["idempotency-key"] for each in calls}) == 1
    assert len({each.headers["x-request-id"] for each in calls}) == 3


def test_a_service_that_stays_away_is_an_error(
    service: FakeService, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.failures = [Failure("GET", DOCUMENTS, 503, times=100)]
    waits = Waits()
    assert scan(project, waits) == 2
    assert len(waits) == ATTEMPTS - 1
    assert "netallion: listing documents: told to fail (HTTP 503" in capsys.readouterr().err


def test_nobody_at_the_address_is_an_error(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    monkeypatch.setenv("NETALLION_URL", url)
    monkeypatch.setenv("NETALLION_API_KEY", KEY)
    assert scan(project, format=Format.JSON) == 2
    captured = capsys.readouterr()
    assert f"{url} cannot be reached" in captured.err
    assert json.loads(captured.out)["outcome"] == "failed"


def test_a_key_that_is_refused_is_an_error_and_not_shown(
    service: FakeService, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NETALLION_API_KEY", "cpf_live_wrong")
    assert scan(project) == 2
    shown = capsys.readouterr()
    assert "netallion: check NETALLION_API_KEY" in shown.err
    assert "cpf_live_wrong" not in shown.err + shown.out
    assert len(service.seen) == 1


@pytest.mark.parametrize("breaks_after", [0, 1, 2])
def test_a_broken_stream_is_replaced_by_questions(service: FakeService, project: Path, breaks_after: int) -> None:
    service.watch_breaks_after = breaks_after
    service.findings = [FINDING]
    assert scan(project) == 1
    assert len(service.calls("GET", "/api/v1/scans/scan_1")) >= 1


def test_a_stream_that_ends_too_soon_is_replaced_by_questions(service: FakeService, project: Path) -> None:
    service.states = ["queued", "running", "running"]
    waits = Waits()

    def finish(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 10:
            service.states = ["completed"]

    assert run(Options(project), sleep=finish) == 0
    assert waits == sorted(waits)
    assert waits[-1] == 4.0


@pytest.mark.parametrize(("fail_on", "status"), [("low", 1), ("high", 1), ("critical", 0)])
def test_findings_decide_the_status(
    service: FakeService, project: Path, capsys: pytest.CaptureFixture[str], fail_on: str, status: int
) -> None:
    service.findings = [FINDING | {"path": f"f{number}", "severity": "low"} for number in range(6)] + [FINDING]
    assert scan(project, fail_on=Severity(fail_on)) == status
    out = capsys.readouterr().out
    assert out.startswith("high      secret.aws.access_key_id  a:1:1\n          | AKIA[redacted]\nlow ")
    assert out.count("Revoke it.") == 1
    assert "7 findings: 1 high, 6 low" in out


def test_json_is_all_that_stdout_gets(service: FakeService, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    service.findings = [FINDING]
    service.failures = [Failure("POST", DOCUMENTS, 429, headers={"Retry-After": "1"})]
    assert scan(project, format=Format.JSON) == 1
    captured = capsys.readouterr()
    told = json.loads(captured.out)
    assert told["findings"] == [FINDING]
    assert told["scan"] == service.scan("completed")
    assert told["upload"] == {"uploaded": 3, "unchanged": 0, "deleted": 0}
    assert "rate limit reached" in captured.err


def test_quiet_says_nothing_of_a_clean_tree(
    service: FakeService, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.failures = [Failure("POST", DOCUMENTS, 503)]
    assert scan(project, quiet=True) == 0
    assert capsys.readouterr() == ("", "")


def test_documents_that_the_service_refuses_by_name_are_reported_and_the_others_go(
    service: FakeService, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    violation = {"field": "documents[1].path", "description": "must not be this"}
    bad_request = {"@type": "type.googleapis.com/google.rpc.BadRequest", "field_violations": [violation]}
    body = {"code": 3, "message": "documents[1].path: must not be this", "details": [bad_request]}
    service.failures = [Failure("POST", DOCUMENTS, 400, body=body)]
    assert scan(project, format=Format.JSON) == 2
    assert set(service.documents["ws_1"]) == {"a", "sub/c"}
    assert json_of(capsys)["not_uploaded"] == [{"path": "b", "reason": "refused: must not be this"}]


def test_a_refusal_that_names_no_document_is_an_error(
    service: FakeService, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.failures = [Failure("POST", DOCUMENTS, 400, body={"code": 3, "message": "no", "details": []})]
    assert scan(project) == 2
    assert "uploading documents: no (HTTP 400" in capsys.readouterr().err


def test_a_file_that_is_too_large_is_reported_and_not_kept_from_before(
    service: FakeService, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scan(project) == 0
    (project / "a").write_bytes(b"x" * (MAX_BYTES + 1))
    capsys.readouterr()
    assert scan(project, format=Format.JSON) == 2
    told = json_of(capsys)
    assert told["not_uploaded"] == [{"path": "a", "reason": "it is larger than 16 MiB"}]
    assert told["gaps"] == ["1 file could not be uploaded"]
    assert set(service.documents["ws_1"]) == {"b", "sub/c"}


def test_a_file_that_vanishes_on_the_way_is_reported(
    service: FakeService, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = service.answer

    def late(method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any] | None:
        if (method, path) == ("GET", "/api/v1/workspaces/ws_1/documents"):  # it has been read for its digest
            (project / "b").unlink(missing_ok=True)
        return answer(method, path, query, body)

    service.add_workspace("ws_1", "project")
    monkeypatch.setattr(service, "answer", late)
    assert scan(project, workspace_id="ws_1", format=Format.JSON) == 2
    assert json_of(capsys)["not_uploaded"] == [{"path": "b", "reason": "no such file or directory"}]


def test_documents_that_were_not_scanned_make_it_incomplete(
    service: FakeService, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.skipped = [{"path": "b", "reason": "timeout"}]
    service.findings = [FINDING]
    assert scan(project) == 2
    out = capsys.readouterr().out
    assert "Not scanned\n- b: timeout\n" in out
    assert "2 of 3 documents scanned" in out
    assert out.endswith("Incomplete: 1 document could not be scanned\n")


@pytest.mark.parametrize("state", ["failed", "canceled"])
def test_a_scan_that_does_not_complete_is_incomplete(service: FakeService, project: Path, state: str) -> None:
    service.states = ["queued", state]
    assert scan(project, scope=Scope.INCREMENTAL) == 2


def test_a_fault_of_ours_is_not_taken_for_a_finding(
    service: FakeService, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert service.url

    def broken(_tree: object, _name: str) -> None:
        raise RuntimeError

    monkeypatch.setattr(trees, "_add_folder", broken)
    assert scan(project) == 2
    assert "netallion: a fault of this program, please report it: RuntimeError" in capsys.readouterr().err


def command(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "server", "scan", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    )


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_cancels_the_scan(service: FakeService, project: Path, number: signal.Signals, status: int) -> None:
    service.states, service.holds = ["queued", "running"], True
    process = command(project, "--format", "json")
    assert service.watched.wait(SECONDS)
    process.send_signal(number)
    out, err = process.communicate(timeout=SECONDS)
    assert process.returncode == status
    assert len(service.calls("POST", "/api/v1/scans/scan_1/cancel")) == 1
    assert json.loads(out)["outcome"] == "interrupted"
    assert err.splitlines()[-2:] == ["stopping the scan", "netallion: interrupted"]


def test_a_signal_when_the_service_is_ill_still_ends_it(service: FakeService, project: Path) -> None:
    service.states, service.holds = ["queued"], True
    service.failures = [Failure("POST", "/api/v1/scans/scan_1/cancel", 503, times=10)]
    process = command(project)
    assert service.watched.wait(SECONDS)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 130
    assert "the scan may go on: stopping the scan: told to fail (HTTP 503" in err


def test_whoever_reads_the_output_may_stop_reading(service: FakeService, project: Path) -> None:
    service.findings = [FINDING | {"path": f"f{number}"} for number in range(3000)]
    service.page = 200
    process = command(project, "--quiet")
    assert process.stdout is not None
    assert process.stdout.readline().startswith("high")
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait(SECONDS) == 1
    process.stderr.close()


def test_a_locale_without_the_characters_is_no_error(service: FakeService, project: Path) -> None:
    service.findings = [FINDING | {"path": "café"}]
    process = command(project, "--quiet")
    out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, err) == (1, "")
    assert "caf\\xe9:1:1" in out


@pytest.mark.parametrize("arguments", [(), (".", "--fail-on", "bad"), (".", "--nothing")])
def test_what_cannot_be_understood_is_no_finding(arguments: tuple[str, ...]) -> None:
    process = command(*arguments)
    out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (2, "")
    assert "Usage: " in err


def test_help_tells_statuses_and_examples() -> None:
    process = command("--help")
    out, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    for part in ("Exit status: 0 if nothing", "netallion scan src --fail-on high", "NETALLION_API_KEY", "--scope"):
        assert part in out
