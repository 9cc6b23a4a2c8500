"""`netallion scan` as a user runs it, against the whole product."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.git import git
from tests.support.planted import aws_key_id, github_token

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.stack import Stack

SECONDS = 120.0


def netallion_scan(stack: Stack, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the demo's key."""
    return subprocess.run(
        [sys.executable, "-m", "server", "scan", *map(str, arguments)],
        env=os.environ | {"NETALLION_URL": stack.url, "NETALLION_API_KEY": stack.demo["api_key_live"]} | environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def told(stack: Stack, *arguments: str | Path, status: int) -> dict[str, Any]:
    """Return what the command tells as JSON."""
    done = netallion_scan(stack, *arguments, "--format", "json")
    assert done.returncode == status, done.stdout + done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.fixture
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A work tree of git's with planted secrets and an ignored file, named as the test."""
    root = tmp_path / str(request.node.name)[:60]
    (root / "deep").mkdir(parents=True)
    (root / ".gitignore").write_text("*.local\n", encoding="utf-8")
    (root / "README.md").write_text("# Nothing here\n", encoding="utf-8")
    (root / "deep" / "config.py").write_text(f'# keys\nAWS = "{aws_key_id()}"\n', encoding="utf-8")
    (root / "ignored.local").write_text(github_token(), encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    return root


def test_planted_secrets_are_found_and_ignored_files_are_not_read(stack: Stack, project: Path) -> None:
    done = netallion_scan(stack, project)
    assert done.returncode == 1, done.stderr
    assert "secret.aws.access_key_id  deep/config.py:2:8" in done.stdout
    assert "What to do" in done.stdout
    assert "3 of 3 documents scanned" in done.stdout
    assert "ignored.local" not in done.stdout
    assert "Scanned: 3 of 3 documents" in done.stderr
    (secret,) = [line for line in (project / "deep" / "config.py").read_text("utf-8").split('"') if "AKIA" in line]
    assert secret not in done.stdout + done.stderr


def test_a_tree_that_is_mended_is_clean_and_only_changes_travel(stack: Stack, project: Path) -> None:
    first = told(stack, project, status=1)
    assert first["upload"] == {"uploaded": 3, "unchanged": 0, "deleted": 0}
    (project / "deep" / "config.py").write_text("# mended\n", encoding="utf-8")
    (project / "README.md").unlink()
    second = told(stack, project, status=0)
    assert second["workspace"] == first["workspace"]
    assert second["upload"] == {"uploaded": 1, "unchanged": 1, "deleted": 1}
    assert second["outcome"] == "clean"
    with stack.client(stack.demo["api_key_live"]) as client:
        documents = client.get(f"/api/v1/workspaces/{second['workspace']['id']}/documents").json()["documents"]
    assert [each["path"] for each in documents] == [".gitignore", "deep/config.py"]


def test_a_document_of_sixteen_mebibytes_is_scanned_and_a_larger_one_is_reported(stack: Stack, tmp_path: Path) -> None:
    root = tmp_path / "large"
    root.mkdir()
    line = b"nothing to see in this line\n"
    text = line * (16 * 1024 * 1024 // len(line) - 10)
    (root / "large.txt").write_bytes(text + f'KEY = "{aws_key_id()}"\n'.encode())
    (root / "larger.txt").write_bytes(text + line * 20)
    answer = told(stack, root, status=2)
    assert answer["not_uploaded"] == [{"path": "larger.txt", "reason": "it is larger than 16 MiB"}]
    assert [(each["path"], each["line"]) for each in answer["findings"]] == [("large.txt", text.count(b"\n") + 1)]
    (root / "larger.txt").unlink()
    assert told(stack, root, status=1)["upload"] == {"uploaded": 0, "unchanged": 1, "deleted": 0}


def test_names_of_all_kinds_arrive(stack: Stack, tmp_path: Path) -> None:
    root = tmp_path / "names"
    names = ["a b", "café", "漢字", "%41", "#", "a&b=c?d", "...", "-rf", "quote'\"", "emoji 🙂/x"]
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    assert told(stack, root, status=0)["scan"]["coverage"]["documents_scanned"] == len(names)
    assert told(stack, root, status=0)["upload"]["unchanged"] == len(names)
    for name in names[1:]:
        (root / name).unlink()
    assert told(stack, root, status=0)["upload"] == {"uploaded": 0, "unchanged": 1, "deleted": len(names) - 1}


def test_an_incremental_scan_reads_what_changed(stack: Stack, project: Path) -> None:
    told(stack, project, status=1)
    assert told(stack, project, "--scope", "incremental", status=0)["scan"]["coverage"]["documents_total"] == 0
    (project / "new.txt").write_text(github_token(), encoding="utf-8")
    answer = told(stack, project, "--scope", "incremental", status=1)
    assert [each["path"] for each in answer["findings"]] == ["new.txt"]


def test_what_is_suppressed_is_counted_and_fails_nothing(stack: Stack, project: Path) -> None:
    config = project / "deep" / "config.py"
    config.write_text(config.read_text(encoding="utf-8").replace("# keys", "# netallion:" + "ignore"), encoding="utf-8")
    (project / "more.txt").write_text(github_token(), encoding="utf-8")
    done = netallion_scan(stack, project)
    assert done.returncode == 1
    assert "1 finding: 1 critical; 1 suppressed" in done.stdout
    assert "config.py" not in done.stdout
    (project / ".netallionignore").write_text("/more.txt\n", encoding="utf-8")
    done = netallion_scan(stack, project)
    assert done.returncode == 0, done.stdout
    assert "No findings; 2 suppressed" in done.stdout
    answer = told(stack, project, status=0)
    assert (answer["outcome"], answer["findings"], answer["scan"]["suppressed_count"]) == ("clean", [], 2)
    with stack.client(stack.demo["api_key_live"]) as client:
        url = f"/api/v1/scans/{answer['scan']['id']}/findings"
        hidden = client.get(url, params={"suppressed": "true"}).json()["findings"]
        assert client.get(url).json()["findings"] == []
        assert client.get(url, params={"suppressed": "perhaps"}).status_code == 400
    assert sorted((row["path"], row["suppression"]["source"], row["suppression"]["line"]) for row in hidden) == [
        ("deep/config.py", "inline", 1),
        ("more.txt", "path", 1),
    ]
    assert all(row["suppressed"] and row["incident_id"] == "" and row["confidence"] for row in hidden)


def test_the_bound_decides_the_status(stack: Stack, project: Path) -> None:
    (severity,) = {each["severity"] for each in told(stack, project, status=1)["findings"]}
    assert severity == "high"
    told(stack, project, "--fail-on", "high", status=1)
    told(stack, project, "--fail-on", "critical", status=0)


def test_a_named_workspace_and_the_sandbox(stack: Stack, project: Path) -> None:
    answer = told(stack, project, "--workspace", stack.demo["workspace_id"], status=1)
    assert answer["workspace"]["id"] == stack.demo["workspace_id"]
    done = netallion_scan(
        stack, project, "--workspace", stack.demo["workspace_id"], NETALLION_API_KEY=stack.demo["api_key_test"]
    )
    assert done.returncode == 2
    assert "reading the workspace: there is no such workspace (HTTP 404, WORKSPACE_NOT_FOUND, request " in done.stderr


def test_a_key_that_is_refused_says_so(stack: Stack, project: Path) -> None:
    done = netallion_scan(stack, project, NETALLION_API_KEY="cpf_live_nonsense")
    assert (done.returncode, done.stdout) == (2, "")
    assert "(HTTP 401, " in done.stderr
    assert "check NETALLION_API_KEY" in done.stderr


def test_a_scan_gets_through_on_the_starter_plan(stack: Stack, tmp_path: Path) -> None:
    """It admits 20 calls a second; 30 deletions follow one another as fast as they are answered."""
    owner = stack.organization("cli-starter", plan="starter")
    with stack.client() as client:
        login = {"email": owner["email"], "password": owner["password"]}
        session = client.post("/api/v1/auth/login", json=login).raise_for_status().json()["access_token"]
    with stack.client(session) as client:
        key = {"name": "CLI", "scopes": ["scan:read", "scan:write"], "environment": "live"}
        made = client.post("/api/v1/api-keys", json=key).raise_for_status().json()["key"]
    root = tmp_path / "limited"
    root.mkdir()
    for number in range(31):
        (root / f"f{number}").write_text(str(number), encoding="utf-8")
    assert netallion_scan(stack, root, NETALLION_API_KEY=made).returncode == 0
    for number in range(30):
        (root / f"f{number}").unlink()
    done = netallion_scan(stack, root, "--format", "json", NETALLION_API_KEY=made)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["upload"] == {"uploaded": 0, "unchanged": 1, "deleted": 30}
