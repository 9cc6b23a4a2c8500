"""What a REST client is answered when things go wrong: our JSON, and nothing of gRPC or Envoy around it."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import pytest_asyncio

from server.settings import Settings
from tests.support.edge import OWNER, READER, running_edge
from tests.support.envoy import free_port, running_envoy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.support.edge import Edge
    from tests.support.envoy import Envoy

pytestmark = pytest.mark.asyncio(loop_scope="module")

SCANS = "/api/v1/scans"
LIMITS = ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit", "ratelimit-policy")
NOT_OURS = re.compile(r"(?i)envoy|upstream|grpc|protobuf|traceback|downstream|filter")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def edge() -> AsyncIterator[Edge]:
    async with running_edge() as running:
        yield running


@pytest.fixture(scope="module")
def alone() -> Iterator[Envoy]:
    """An Envoy whose server is not there."""
    with running_envoy(Settings(), [f"127.0.0.1:{free_port()}"]) as envoy:
        yield envoy


def holds(status: int, headers: Any, body: bytes, code: int, *, ours: bool) -> dict[str, Any]:
    """Hold an error against the contract. `ours`: whether a service answered, so that there must be limit headers."""
    said: dict[str, Any] = json.loads(body)
    assert set(said) == {"code", "message", "details"}
    assert said["code"] == code
    assert said["message"]
    assert headers["content-type"] == "application/json"
    assert [name for name in LIMITS if name in headers] == (list(LIMITS) if ours else [])
    assert bool(said["details"]) is ours
    for name, value in dict(headers).items():
        assert not re.match(r"grpc-|x-envoy|x-netallion|server$|via$", name), name
        assert not NOT_OURS.search(value), (name, value)
    text = body.decode().replace("type.googleapis.com/google.rpc", "")
    assert not NOT_OURS.search(text), text
    assert status >= 400
    return said


@pytest.mark.parametrize(
    ("path", "credential", "status", "code"),
    [
        (SCANS, "", 401, 16),
        (SCANS, "wrong", 401, 16),
        ("/api/v1/api-keys", READER, 403, 7),
        ("/api/v1/nothing", OWNER, 404, 5),
        ("/nothing", "", 404, 5),
        (f"{SCANS}/conflict", OWNER, 409, 10),
        (f"{SCANS}/bug", OWNER, 500, 13),
        (f"{SCANS}/away", OWNER, 503, 14),
        (f"{SCANS}?colour=red", OWNER, 400, 3),
        (f"{SCANS}?page_size=201", OWNER, 400, 3),
        (f"{SCANS}/%ff", OWNER, 400, 3),
        (f"{SCANS}?page_token=%ff", OWNER, 400, 3),
        ("/%ff", OWNER, 400, 3),
    ],
)
async def test_the_services_errors(edge: Edge, path: str, credential: str, status: int, code: int) -> None:
    async with edge.client(credential) as client:
        answer = await client.get(path)
    assert answer.status_code == status, answer.text
    holds(status, answer.headers, answer.content, code, ours=True)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-request-id"]


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing", f"{SCANS}/a/b/c", "/envoy.service.auth.v3.Authorization/Check", "/nothing"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
async def test_an_unknown_path_is_404_for_every_method(edge: Edge, method: str, path: str) -> None:
    for content in (b"", b"a=1&b=2"):
        async with edge.client(OWNER) as client:
            answer = await client.request(method, path, content=content)
        assert answer.status_code == 404
        body = answer.content or b'{"code": 5, "message": "HEAD has no body", "details": [0]}'
        assert bool(answer.content) == (method != "HEAD")
        holds(404, answer.headers, body, 5, ours=True)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "HEAD", "OPTIONS"])
async def test_a_known_path_is_404_for_a_method_it_does_not_know(edge: Edge, method: str) -> None:
    async with edge.client(OWNER, x_http_method_override="GET") as client:
        answer = await client.request(method, SCANS, content=b"{")
    assert answer.status_code == 404
    if method == "HEAD":
        return
    said = holds(answer.status_code, answer.headers, answer.content, 5, ours=True)
    assert said["details"][0]["reason"] == "UNKNOWN_PATH"


async def test_nothing_follows_the_headers_of_an_answer_to_head(edge: Edge) -> None:
    async with edge.client(OWNER) as client:
        wanted = await client.get(SCANS)
    for path in ("/api/v1/nothing", SCANS, f"{SCANS}/a/watch", "/%00"):
        reader, writer = await asyncio.open_connection("127.0.0.1", edge.envoy.port)
        both = (b"HEAD", path.encode()), (b"GET", SCANS.encode())
        writer.write(b"".join(b"%b %b HTTP/1.1\r\n%b\r\n" % (method, at, HOST) for method, at in both))
        async with asyncio.timeout(20):
            head = await reader.readuntil(b"\r\n\r\n")
            if b"connection: close" in head:
                assert await reader.read() == b""
            else:
                assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200 ")
                assert await reader.readexactly(len(wanted.content)) == wanted.content
        writer.close()


HOST = b"host: x\r\nauthorization: Bearer owner\r\n"
RAW = [
    (b"GET /api/v1/scans?page_size=many HTTP/1.1\r\n" + HOST, 400, 3),
    (b"GET /\xff HTTP/1.1\r\n" + HOST, 400, 3),
    (b"GET /%00 HTTP/1.1\r\n" + HOST, 400, 3),
    (b"NONSENSE / HTTP/1.1\r\n" + HOST, 400, 3),
    (b"GET / HTTP/1.1\r\n", 400, 3),
    (b"nonsense\r\n", 400, 3),
    (b"GET / HTTP/1.0\r\n" + HOST, 426, 3),
    (b"GET / HTTP/1.1\r\n" + HOST + b"connection: upgrade\r\nupgrade: websocket\r\n", 403, 7),
    (b"CONNECT example.com:443 HTTP/1.1\r\nhost: example.com\r\n", 404, 5),
    (b"GET / HTTP/1.1\r\n" + HOST + b"x-a: " + b"a" * 33_000 + b"\r\n", 431, 3),
    (b"GET / HTTP/1.1\r\n" + HOST + b"".join(b"x-%d: a\r\n" % n for n in range(101)), 431, 3),
    (b"GET /" + b"a" * 33_000 + b" HTTP/1.1\r\n" + HOST, 431, 3),
]


@pytest.mark.parametrize(("request_head", "status", "code"), RAW, ids=range(len(RAW)))
async def test_what_envoy_refuses_alone(edge: Edge, request_head: bytes, status: int, code: int) -> None:
    found, headers, body = await edge.raw(request_head + b"\r\n")
    assert found == status, body
    holds(found, headers, body, code, ours=False)


async def test_headers_just_below_the_bound_reach_the_service(edge: Edge) -> None:
    for path, headers in (
        (SCANS, {"x-a": "a" * 30_000}),
        (f"{SCANS}?page_token={'a' * 15_000}", {"x-a": "a" * 15_000}),
    ):
        async with edge.client(OWNER, **headers) as client:
            answer = await client.get(path)
        assert answer.status_code in (200, 400)
        assert answer.headers["x-ratelimit-limit"]


async def test_a_server_that_is_not_there_is_503(alone: Envoy) -> None:
    async with httpx.AsyncClient(base_url=alone.url) as client:
        for method, path in (("GET", SCANS), ("POST", SCANS), ("DELETE", "/x"), ("POST", "/x")):
            answer = await client.request(method, path, content=b"{}")
            assert answer.status_code == 503
            said = holds(503, answer.headers, answer.content, 14, ours=False)
            assert said["message"] == "the service cannot be reached; try again"
        large = await client.post(SCANS, content=b" " * (4 * 1024 * 1024 + 1))
        assert large.status_code == 413


async def test_a_check_that_hangs_lets_nothing_pass() -> None:
    """Of a server that takes the connection and is silent. The request does not pass unchecked."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        target = f"127.0.0.1:{silent.getsockname()[1]}"
        with running_envoy(
            Settings(), [target], edit=lambda text: text.replace("timeout: 2s", "timeout: 0.2s")
        ) as envoy:
            async with httpx.AsyncClient(base_url=envoy.url) as client:
                answer = await client.post(SCANS, json={"workspace_id": "ws_1"})
    assert answer.status_code == 503
    holds(503, answer.headers, answer.content, 14, ours=False)


async def test_an_answer_that_takes_too_long_is_504() -> None:
    async with running_edge(edit=lambda text: text.replace("timeout: 30s", "timeout: 0.3s")) as edge:
        async with edge.client(OWNER) as client:
            answer = await client.get(f"{SCANS}/slow")
        assert answer.status_code == 504
        said = holds(504, answer.headers, answer.content, 4, ours=False)
        assert said["message"] == "the service did not answer in time"


async def test_a_body_that_never_ends_is_given_up() -> None:
    def hasten(text: str) -> str:
        return text.replace("max_stream_duration: 120s", "max_stream_duration: 0.3s")

    async with running_edge(edit=hasten) as edge:
        status, headers, body = await edge.raw(
            b"POST /api/v1/scans HTTP/1.1\r\n" + HOST + b"content-length: 9\r\n\r\n{"
        )
    assert status in (408, 504)
    holds(status, headers, body, 4, ours=False)


async def test_the_access_log_has_no_query_and_no_credential(edge: Edge) -> None:
    secret = "cpf_live_" + "s3cr3t" * 6
    async with edge.client(secret) as client:
        answer = await client.get(f"/{secret}/x?token={secret}", headers={"x-request-id": "log-line-1"})
        assert secret not in answer.text
        answer = await client.get(f"{SCANS}?{secret}={secret}")
        assert secret not in answer.text
    async with asyncio.timeout(10):
        while "log-line-1" not in (text := edge.envoy.log.read_text(encoding="utf-8")):
            await asyncio.sleep(0.1)
    assert "s3cr3t" not in text
    [line] = [json.loads(each) for each in text.splitlines() if "log-line-1" in each]
    assert line["path"] == "/cpf_.../x"
    assert (line["method"], line["status"], line["client"]) == ("GET", 404, "127.0.0.1")
