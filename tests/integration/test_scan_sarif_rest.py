"""`GET /api/v1/scans/{id}/sarif` through Envoy, over REST and gRPC, also when it is larger than one message may be."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any

import grpc
import pytest
from netallion.scan.v1.finding_pb2 import GetSarifRequest
from netallion.scan.v1.scan_service_pb2_grpc import ScanServiceStub

from server.identifiers import new_id
from server.principal import Tenant
from server.scan.tables import Finding
from server.storage.base import now
from server.storage.database import Database
from server.storage.tenancy import upsert
from tests.support.planted import document, github_token
from tests.support.sarif import run_of
from tests.support.tenants import finished

if TYPE_CHECKING:
    from tests.support.stack import Stack

SECONDS = 60.0
LARGEST_MESSAGE = 16 * 1024 * 1024
"""What Envoy lets the transcoder hold of one answer."""


@pytest.fixture(scope="module")
def scan_id(stack: Stack) -> str:
    with stack.client(stack.demo["api_key_live"]) as client:
        workspace = client.post("/api/v1/workspaces", json={"name": "sarif"}).json()["id"]
        documents = {"documents": [document("deep/a b.txt", f"one\ntwo {github_token(51)}\n")]}
        client.post(f"/api/v1/workspaces/{workspace}/documents", json=documents).raise_for_status()
        scan = str(client.post("/api/v1/scans", json={"workspace_id": workspace}).json()["id"])
        deadline = time.monotonic() + SECONDS
        assert finished(client, scan)["status"] == "completed"
        while client.get(f"/api/v1/scans/{scan}/sarif").status_code == 503:  # the detectors are being loaded
            assert time.monotonic() < deadline
    return scan


def test_a_log_is_one_document(stack: Stack, scan_id: str) -> None:
    with stack.client(stack.demo["api_key_live"]) as client:
        answer = client.get(f"/api/v1/scans/{scan_id}/sarif")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/sarif+json")
    assert int(answer.headers["x-ratelimit-limit"]) == 2000
    (result,) = run_of(answer.json())["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "deep/a%20b.txt"
    assert (location["region"]["startLine"], location["region"]["startColumn"]) == (2, 5)
    assert over_grpc(stack, scan_id) == answer.json()


def test_what_is_not_there_is_404_and_forbidden_is_403(stack: Stack, scan_id: str) -> None:
    with stack.client(stack.demo["api_key_live"]) as client:
        answer = client.get("/api/v1/scans/scan_nowhere/sarif")
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json")
        assert answer.json()["details"][0]["reason"] == "SCAN_NOT_FOUND"
        assert client.get(f"/api/v1/scans/{scan_id}/sarif?format=csv").status_code == 400
        body = {"name": "incidents", "scopes": ["incidents:read"], "environment": "live"}
        other = client.post("/api/v1/api-keys", json=body).json()["key"]
    with stack.client(other) as client:
        assert client.get(f"/api/v1/scans/{scan_id}/sarif").status_code == 403


def over_grpc(stack: Stack, scan_id: str) -> Any:
    with grpc.insecure_channel(stack.demo["grpc_target"]) as channel:
        key = (("authorization", f"Bearer {stack.demo['api_key_live']}"),)
        pieces = list(ScanServiceStub(channel).GetSarif(GetSarifRequest(scan_id=scan_id), metadata=key))
    assert {piece.content_type for piece in pieces} == {"application/sarif+json"}
    return json.loads(b"".join(piece.data for piece in pieces))


async def fill(stack: Stack, scan_id: str, count: int) -> None:
    """Give a scan findings beyond what it has."""
    rows = [
        {
            "id": new_id("fnd"),
            "scan_id": scan_id,
            "incident_id": "inc_none",
            "document_id": f"{number}",
            "category": "secret",
            "rule_id": "secret.github.personal_access_token",
            "severity": "critical",
            "path": f"a/folder/{number}.txt",
            "line": number,
            "column": 1,
            "excerpt": "x" * 200,
            "fingerprint": "v1:" + "0" * 64,
            "remediation": "Revoke it. " * 20,
            "created_at": now(),
        }
        for number in range(1, count + 1)
    ]
    database = Database(f"sqlite+aiosqlite:///{stack.home / 'netallion.db'}")
    async with database.write(Tenant(stack.demo["organization_id"], "live")) as session:
        await upsert(
            session,
            Finding,
            rows,
            key=("scan_id", "document_id", "rule_id", "fingerprint", "line", "column", "member"),
        )
    await database.close()


def test_a_log_may_be_larger_than_any_message(stack: Stack, scan_id: str) -> None:
    asyncio.run(fill(stack, scan_id, 25_100))
    with stack.client(stack.demo["api_key_live"]) as client:
        answer = client.get(f"/api/v1/scans/{scan_id}/sarif")
    assert answer.status_code == 200
    assert len(answer.content) > LARGEST_MESSAGE
    log = answer.json()
    results = log["runs"][0]["results"]
    assert len({result["properties"]["findingId"] for result in results}) == len(results) == 25_000
    assert over_grpc(stack, scan_id) == log
