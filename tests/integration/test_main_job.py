"""The main job, end to end, on the real parts: upload, scan, findings, incidents, over REST and over gRPC alike."""

from __future__ import annotations

import json
import os
import signal
import time
from typing import TYPE_CHECKING, Any

import grpc
import pytest
from netallion.incident.v1 import incident_pb2, incident_service_pb2_grpc
from netallion.scan.v1 import document_pb2, finding_pb2, scan_pb2, scan_service_pb2_grpc, workspace_pb2

from tests.support.planted import aws_key_id, aws_secret, document, github_token
from tests.support.tenants import finished

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.support.stack import Stack

SECONDS = 60.0


@pytest.fixture
def live(stack: Stack) -> Iterator[httpx.Client]:
    with stack.client(stack.demo["api_key_live"]) as client:
        yield client


def workspace(client: httpx.Client, name: str) -> str:
    return str(client.post("/api/v1/workspaces", json={"name": name}).raise_for_status().json()["id"])


def put(client: httpx.Client, workspace_id: str, *documents: dict[str, str]) -> list[dict[str, Any]]:
    for start in range(0, len(documents), 100):
        answer = client.post(
            f"/api/v1/workspaces/{workspace_id}/documents", json={"documents": documents[start : start + 100]}
        )
        answer.raise_for_status()
    stored: list[dict[str, Any]] = answer.json()["documents"]
    return stored


def scan(client: httpx.Client, workspace_id: str, scope: str = "full") -> dict[str, Any]:
    """Start a scan and wait for its end."""
    answer = client.post("/api/v1/scans", json={"workspace_id": workspace_id, "scope": scope}).raise_for_status()
    return finished(client, answer.json()["id"])


def all_pages(client: httpx.Client, url: str, field: str, **params: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    token = ""
    while True:
        page = client.get(url, params=params | ({"page_token": token} if token else {})).raise_for_status().json()
        rows += page[field]
        token = page["next_page_token"]
        if not token:
            return rows


def test_over_rest(live: httpx.Client) -> None:
    token, key_id, secret = github_token(1), aws_key_id(1), aws_secret(1)
    ws = workspace(live, "rest")
    put(
        live,
        ws,
        document("src/app.py", f"# héllo\nTOKEN = '{token}'\n"),
        document("infra/prod.env", f"AWS_ACCESS_KEY_ID={key_id}\r\nAWS_SECRET_ACCESS_KEY={secret}\r\n"),
        document("README.md", "nothing to see\n"),
        document("copy.py", f"x = 1; TOKEN = '{token}'\n"),
    )
    done = scan(live, ws)
    assert done["status"] == "completed"
    assert done["coverage"]["complete"] is True
    assert done["coverage"]["documents_total"] == done["coverage"]["documents_scanned"] == 4
    assert done["coverage"]["skipped"] == []
    assert done["triggered_by"].startswith("key_")
    assert isinstance(done["duration_ms"], int)
    for when in ("created_at", "started_at", "completed_at"):
        assert done[when].endswith("Z")
    findings = all_pages(live, f"/api/v1/scans/{done['id']}/findings", "findings")
    assert len(findings) == done["findings_count"] == sum(done["severity_counts"].values())
    placed = {(f["path"], f["line"], f["column"]) for f in findings if f["rule_id"].startswith("secret.github.")}
    assert placed == {("src/app.py", 2, 10), ("copy.py", 1, 17)}
    assert any(f["rule_id"].startswith("secret.aws.") and f["path"] == "infra/prod.env" for f in findings)
    for finding in findings:
        assert finding["category"] == "secret"
        assert finding["fingerprint"].startswith("v1:")
        assert finding["remediation"]
        for value in (token, secret):
            assert value not in json.dumps(finding)
            assert value[8:20] not in finding["excerpt"]
    incidents = all_pages(live, "/api/v1/incidents", "incidents", workspace_id=ws)
    github = [i for i in incidents if i["rule_id"].startswith("secret.github.")]
    assert len(github) == 1
    assert github[0]["status"] == "open"
    assert github[0]["occurrences_count"] == 2
    detail = live.get(f"/api/v1/incidents/{github[0]['id']}").json()
    assert {o["path"] for o in detail["occurrences"]} == {"src/app.py", "copy.py"}
    assert {f["incident_id"] for f in findings} == {i["id"] for i in incidents}


def test_over_grpc(stack: Stack) -> None:
    token = github_token(2)
    key = (("authorization", f"Bearer {stack.demo['api_key_live']}"),)
    with grpc.insecure_channel(stack.demo["grpc_target"]) as channel:
        scans = scan_service_pb2_grpc.ScanServiceStub(channel)
        incidents = incident_service_pb2_grpc.IncidentServiceStub(channel)
        ws = scans.CreateWorkspace(workspace_pb2.CreateWorkspaceRequest(name="grpc"), metadata=key).id
        big = b"x" * (6 * 1024 * 1024) + f"\nTOKEN = '{token}'\n".encode()

        def parts() -> Iterator[document_pb2.UploadDocumentsRequest]:
            yield document_pb2.UploadDocumentsRequest(
                header=document_pb2.DocumentHeader(workspace_id=ws, path="big.txt")
            )
            for start in range(0, len(big), 1 << 20):
                yield document_pb2.UploadDocumentsRequest(chunk=big[start : start + (1 << 20)])
            yield document_pb2.UploadDocumentsRequest(header=document_pb2.DocumentHeader(workspace_id=ws, path="empty"))

        assert scans.UploadDocuments(parts(), metadata=key, timeout=30).documents_count == 2
        started = scans.CreateScan(scan_pb2.CreateScanRequest(workspace_id=ws, scope="full"), metadata=key)
        seen = list(scans.WatchScan(scan_pb2.WatchScanRequest(id=started.id), metadata=key, timeout=60))
        assert seen[-1].status == "completed"
        assert seen[-1].coverage.documents_scanned == 2
        answer, call = scans.ListFindings.with_call(finding_pb2.ListFindingsRequest(scan_id=started.id), metadata=key)
        assert [f.path for f in answer.findings] == ["big.txt"]
        assert dict(call.initial_metadata())["x-ratelimit-limit"] == "2000"
        listed = incidents.ListIncidents(incident_pb2.ListIncidentsRequest(workspace_id=ws), metadata=key)
        assert [i.fingerprint for i in listed.incidents] == [answer.findings[0].fingerprint]


def test_watch_over_rest_is_newline_delimited(live: httpx.Client) -> None:
    ws = workspace(live, "watch")
    put(live, ws, document("a", "a"))
    started = live.post("/api/v1/scans", json={"workspace_id": ws, "scope": "full"}).json()
    with live.stream("GET", f"/api/v1/scans/{started['id']}/watch") as answer:
        assert answer.status_code == 200
        lines = [json.loads(line) for line in answer.iter_lines() if line]
    assert lines
    assert all(line["id"] == started["id"] for line in lines)
    assert lines[-1]["status"] == "completed"


def test_incremental_reads_what_changed(live: httpx.Client) -> None:
    ws = workspace(live, "incremental")
    put(live, ws, document("same", "same"), document("other", "before"), document("gone", "gone"))
    assert scan(live, ws, "incremental")["coverage"]["documents_total"] == 3
    put(live, ws, document("other", f"T='{github_token(3)}'"), document("same", "same"))
    assert live.delete(f"/api/v1/workspaces/{ws}/documents", params={"path": "gone"}).status_code == 200
    second = scan(live, ws, "incremental")
    assert second["coverage"]["documents_total"] == second["coverage"]["documents_scanned"] == 1
    assert second["findings_count"] == 1
    assert scan(live, ws, "incremental")["coverage"]["documents_total"] == 0


def test_cancel(live: httpx.Client) -> None:
    ws = workspace(live, "cancel")
    put(live, ws, *(document(f"{i}.txt", "a line of text\n" * 50_000) for i in range(4)))
    for start in range(10):
        put(live, ws, *(document(f"{start}/{i}.txt", "a line of text\n" * 50) for i in range(100)))
    started = live.post("/api/v1/scans", json={"workspace_id": ws, "scope": "full"}).json()
    canceled = live.post(f"/api/v1/scans/{started['id']}/cancel", json={}).raise_for_status().json()
    assert canceled["status"] == "canceled"
    assert canceled["coverage"]["complete"] is False
    again = live.post(f"/api/v1/scans/{started['id']}/cancel", json={})
    assert again.status_code == 200
    time.sleep(2.5)
    assert live.get(f"/api/v1/scans/{started['id']}").json()["status"] == "canceled"
    other = scan(live, ws)
    refused = live.post(f"/api/v1/scans/{other['id']}/cancel", json={})
    assert refused.status_code == 409
    assert refused.json()["details"][0]["reason"] == "SCAN_FINISHED"


def test_a_killed_worker_loses_nothing(stack: Stack, live: httpx.Client) -> None:
    """Kill -9 both workers in the middle of a scan: it is taken within 10 s, completes, and finds each thing once."""
    ws = workspace(live, "killed")
    planted = {f"{i // 100}/{i}.txt": github_token(100 + i) for i in range(0, 1500, 3)}
    files = [
        document(path, f"T = '{planted[path]}'\n" if path in planted else "plain text\n" * 2_000)
        for path in (f"{i // 100}/{i}.txt" for i in range(1500))
    ]
    put(live, ws, *files)
    started = live.post("/api/v1/scans", json={"workspace_id": ws, "scope": "full"}).json()
    deadline = time.monotonic() + SECONDS
    while True:
        at = live.get(f"/api/v1/scans/{started['id']}").json()
        if at["coverage"]["documents_scanned"] > 0:
            break
        assert time.monotonic() < deadline
    assert at["status"] == "running", "the scan was over before it could be disturbed"
    for part in ("worker-0", "worker-1"):
        os.kill(stack.pid(part), signal.SIGKILL)
    killed, before = time.monotonic(), at["coverage"]["documents_scanned"]
    while live.get(f"/api/v1/scans/{started['id']}").json()["coverage"]["documents_scanned"] <= before + 100:
        assert time.monotonic() - killed < 10, "nobody took the scan"
        time.sleep(0.1)
    done = finished(live, started["id"])
    assert done["status"] == "completed"
    assert done["coverage"]["complete"] is True
    assert done["coverage"]["documents_scanned"] == 1500
    findings = all_pages(live, f"/api/v1/scans/{started['id']}/findings", "findings", page_size="200")
    assert sorted(f["path"] for f in findings) == sorted(planted)
    assert len(all_pages(live, "/api/v1/incidents", "incidents", workspace_id=ws, page_size="200")) == len(planted)


def test_the_two_worlds_do_not_meet(stack: Stack, live: httpx.Client) -> None:
    with stack.client(stack.demo["api_key_test"]) as sandbox:
        ws = workspace(sandbox, "sandbox")
        put(sandbox, ws, document("a", f"T='{github_token(4)}'"))
        done = scan(sandbox, ws)
        assert done["findings_count"] == 1
        for url in (f"/api/v1/workspaces/{ws}", f"/api/v1/scans/{done['id']}", f"/api/v1/scans/{done['id']}/findings"):
            assert live.get(url).status_code == 404
            assert sandbox.get(url).status_code == 200
        assert ws not in live.get("/api/v1/workspaces", params={"page_size": 200}).text
    with stack.client() as session:
        login = session.post("/api/v1/auth/login", json={k: stack.demo[k] for k in ("email", "password")}).json()
        session.headers["Authorization"] = f"Bearer {login['access_token']}"
        assert session.get(f"/api/v1/workspaces/{ws}").status_code == 404
        assert session.get(f"/api/v1/workspaces/{ws}", headers={"Netallion-Environment": "test"}).status_code == 200


def test_documents_are_listed_and_sealed(stack: Stack, live: httpx.Client) -> None:
    ws = workspace(live, "documents")
    marker = "a very particular sentence"
    stored = put(live, ws, document("b.txt", marker), document("a.json", "{}"), document("ü/c.txt", ""))
    assert [d["path"] for d in stored] == ["b.txt", "a.json", "ü/c.txt"]
    assert stored[1]["media_type"] == "application/json"
    assert stored[0]["size"] == len(marker)
    listed = all_pages(live, f"/api/v1/workspaces/{ws}/documents", "documents", page_size="2")
    assert [d["path"] for d in listed] == ["a.json", "b.txt", "ü/c.txt"]
    assert live.get(f"/api/v1/workspaces/{ws}").json()["documents_count"] == 3
    for file in stack.home.glob("netallion.db*"):
        assert marker.encode() not in file.read_bytes()


def test_deleting_a_workspace_takes_everything_with_it(live: httpx.Client) -> None:
    ws = workspace(live, "deleted")
    put(live, ws, document("a", f"T='{github_token(5)}'"))
    done = scan(live, ws)
    incident = live.get("/api/v1/incidents", params={"workspace_id": ws}).json()["incidents"][0]
    assert live.delete(f"/api/v1/workspaces/{ws}").status_code == 200
    for url in (f"workspaces/{ws}", f"scans/{done['id']}", f"incidents/{incident['id']}"):
        assert live.get(f"/api/v1/{url}").status_code == 404, url


@pytest.mark.parametrize("url", ["/api/v1/scans", "/api/v1/workspaces", "/api/v1/incidents", "/api/v1/api-keys"])
def test_pages_are_bound_to_their_list(url: str, live: httpx.Client) -> None:
    for i in range(3):
        ws = workspace(live, f"page {i}")
        put(live, ws, document("a", f"T='{github_token(10 + i)}'"))
        scan(live, ws)
        live.post("/api/v1/api-keys", json={"name": "p", "scopes": ["scan:read"], "environment": "live"})
    first = live.get(url, params={"page_size": 1}).json()
    token = first["next_page_token"]
    assert token
    second = live.get(url, params={"page_size": 1, "page_token": token}).json()
    field = next(name for name in first if name != "next_page_token")
    assert second[field][0]["id"] < first[field][0]["id"]
    for bad in (token[:-2] + ("AA" if token[-2:] != "AA" else "BB"), "x", "💥"):
        assert live.get(url, params={"page_token": bad}).status_code == 400
    other = "/api/v1/workspaces" if url != "/api/v1/workspaces" else "/api/v1/scans"
    refused = live.get(other, params={"page_token": token})
    assert refused.status_code == 400
    assert "page_token" in refused.json()["message"]
