"""JSON bodies through Envoy: refused by name in our own JSON, charged once, and no word of the schema to strangers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from tests.support.edge import OWNER, READER, STARTER, running_edge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from tests.support.edge import Edge

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOON = 20_000 * 86_400 + 43_200
MIB = 1024 * 1024
KEYS, SCANS, LOGIN = "/api/v1/api-keys", "/api/v1/scans", "/api/v1/auth/login"
DOCUMENTS = "/api/v1/workspaces/ws_1/documents"
ROTATE = f"{KEYS}/key_1/rotate"


class Clock:
    """The limiter's; each test has a minute of its own."""

    now = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(clock: Clock) -> AsyncIterator[Edge]:
    async with running_edge(clock=clock) as edge:
        yield edge


@pytest.fixture
def edge(running: Edge, clock: Clock) -> Edge:
    clock.now += 61
    for server in running.servers:
        server.seen.clear()
    return running


async def post(edge: Edge, path: str, body: Any, credential: str = OWNER, **headers: str) -> httpx.Response:
    """Send a body; what is neither text nor bytes is written as JSON first."""
    content = body if isinstance(body, (bytes, str)) else json.dumps(body)
    async with edge.client(credential, content_type="application/json", **headers) as client:
        return await client.post(path, content=content)


def refused(answer: httpx.Response, status: int, code: int) -> dict[str, Any]:
    """Hold a refusal against the contract, and return its JSON."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    said: dict[str, Any] = answer.json()
    assert set(said) == {"code", "message", "details"}
    assert said["code"] == code
    for name in ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id"):
        assert answer.headers[name]
        assert len(answer.headers.get_list(name)) == 1
    return said


def detail(said: dict[str, Any], name: str) -> Any:
    return next(each for each in said["details"] if each["@type"] == f"type.googleapis.com/google.rpc.{name}")


@pytest.mark.parametrize(
    ("path", "body", "message", "field"),
    [
        (KEYS, {"nmae": "x"}, "nmae: unknown field", "nmae"),
        (KEYS, {"expiresAt": None}, "expiresAt: unknown field; it is expires_at", "expiresAt"),
        (KEYS, {"name": 5}, "name: must be text", "name"),
        (KEYS, '{"name": "a", "name": "b"}', "name: is given twice", "name"),
        (KEYS, {"expires_at": "tomorrow"}, "expires_at: must be a time of RFC 3339", "expires_at"),
        (ROTATE, {"id": "key_2"}, "id: is given by the path", "id"),
        (ROTATE, {"overlap_seconds": "5"}, "overlap_seconds: must be a whole number", "overlap_seconds"),
        (DOCUMENTS, {"documents": [{"path": "a", "mode": 1}]}, "documents[0].mode: unknown field", "documents[0].mode"),
        (DOCUMENTS, {"documents": [{"content": "?"}]}, "documents[0].content: must be bytes", "documents[0].content"),
        (SCANS, '{"workspace_id": ', "the body is malformed JSON at line 1, column 18: ", ""),
        (SCANS, "[]", "the body must be a JSON object", ""),
        (SCANS, b"\xff", "the body is not UTF-8 at byte 1", ""),
        (f"{SCANS}/", {"x": 1}, "x: unknown field", "x"),
        ("/api//v1/scans?page=1", {"x": 1}, "x: unknown field", "x"),
        ("/api/v1/sc%61ns", {"x": 1}, "x: unknown field", "x"),
        (f"{KEYS}/a%2Fb/rotate", {"x": 1}, "x: unknown field", "x"),
        (LOGIN, {"user": "x"}, "user: unknown field", "user"),
    ],
)
async def test_a_fault_of_the_body_is_named(edge: Edge, path: str, body: Any, message: str, field: str) -> None:
    said = refused(await post(edge, path, body), 400, 3)
    assert said["message"].startswith(message)
    assert detail(said, "ErrorInfo") == {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "INVALID_REQUEST",
        "domain": "netallion.ai",
        "metadata": {},
    }
    assert detail(said, "BadRequest")["field_violations"][0]["field"] == field
    assert edge.seen == []


@pytest.mark.parametrize("body", [{"name": "x", "scopes": ["scan:read"], "environment": "live"}, ""])
async def test_a_field_of_the_body_is_no_query_parameter(edge: Edge, body: Any) -> None:
    said = refused(await post(edge, f"{KEYS}?name=y", body), 400, 3)
    [violation] = detail(said, "BadRequest")["field_violations"]
    assert (violation["field"], violation["description"]) == ("name", "unknown query parameter")
    assert not any(server.seen for server in edge.servers)


async def test_the_check_and_the_transcoder_write_errors_alike(edge: Edge) -> None:
    by_check = await post(edge, SCANS, {"scope": 1})
    by_rpc = await post(edge, SCANS, {"scope": "all"})
    assert "must be text" in by_check.text
    assert "must be one of" in by_rpc.text
    assert set(by_check.headers) - {"connection"} == set(by_rpc.headers) - {"connection"}

    def shape(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: shape(value) for key, value in node.items()}
        return [shape(node[0])] + [shape(each) for each in node[1:2]] if isinstance(node, list) and node else type(node)

    checked, transcoded = by_check.json(), by_rpc.json()
    assert list(checked) == list(transcoded)
    assert shape(checked["details"][0]) == shape(transcoded["details"][0])
    assert shape(checked["details"][1]["field_violations"][0]) == shape(transcoded["details"][1]["field_violations"][0])
    assert ": " not in by_check.text.replace(checked["message"], ""), "compact, as the transcoder writes"


PASSING = [
    (KEYS, '{"name":"é\\ud83d\\ude00","scopes":["admin"],"environment":"live","expires_at":null}', "name", "é😀"),
    (KEYS, '{"name":"\\/\\u007f","scopes":["admin"],"environment":"live","allowed_ips":null}', "name", "/\x7f"),
    *(
        (ROTATE, f'{{"overlap_seconds": {number}}}', "overlap_seconds", value)
        for number, value in (("0", 0), ("5", 5), ("5.0", 5), ("5e1", 50), ("-0", 0), ("-0.0", 0))
    ),
    *(
        (KEYS, f'{{"name":"n","scopes":["admin"],"environment":"live","expires_at":"{time}"}}', "expires_at", seconds)
        for time, seconds in (
            ("2100-01-31T12:00:00Z", 4_105_080_000),
            ("2100-01-31T12:00:00.123456789Z", 4_105_080_000),
            ("2100-01-31T12:00:00+23:59", 4_105_080_000 - 86_340),
            ("2100-01-31T12:00:00-23:59", 4_105_080_000 + 86_340),
            ("9999-12-31T23:59:59Z", 253_402_300_799),
        )
    ),
    *(
        (DOCUMENTS, f'{{"documents":[{{"path":"a","content":"{text}"}}]}}', "content", content)
        for text, content in (
            ("YQ==", b"a"),
            ("YQ", b"a"),
            ("YWI=", b"ab"),
            ("YWI", b"ab"),
            ("YR==", b"a"),
            ("", b""),
            ("-_-_", b"\xfb\xff\xbf"),
            ("+/+/", b"\xfb\xff\xbf"),
        )
    ),
]


@pytest.mark.parametrize(("path", "body", "field", "value"), PASSING)
async def test_what_the_check_lets_through_the_transcoder_takes(
    edge: Edge, path: str, body: str, field: str, value: Any
) -> None:
    answer = await post(edge, path, body)
    assert answer.status_code == 200, answer.text
    [call] = edge.seen
    message = call.request.documents[0] if path == DOCUMENTS else call.request
    found = getattr(message, field)
    assert (found.seconds if field == "expires_at" else found) == value


async def test_no_body_is_an_empty_request(edge: Edge) -> None:
    async with edge.client(OWNER) as client:
        assert (await client.post("/api/v1/auth/logout")).status_code == 200
        assert (await client.post(ROTATE)).status_code == 200
        assert (await client.post(SCANS)).status_code == 400
    assert [call.request.id for call in edge.seen[1:]] == ["key_1"]


@pytest.mark.parametrize("body", ['{"nmae": "x"}', '{"name": ', '{"name": 5}', "\xff", "[" * 2000])
async def test_a_stranger_learns_nothing_of_the_schema(edge: Edge, body: str) -> None:
    for credential, reason in (("", "CREDENTIAL_REQUIRED"), ("wrong", "INVALID_CREDENTIAL")):
        answer = await post(edge, KEYS, body, credential)
        said = refused(answer, 401, 16)
        assert detail(said, "ErrorInfo")["reason"] == reason
        assert answer.headers["www-authenticate"] == "Bearer"
        right = await post(edge, KEYS, {"name": "n", "scopes": ["admin"], "environment": "live"}, credential)
        assert right.json() == said, "the same words as for a body without fault"


async def test_who_lacks_the_scope_learns_only_that(edge: Edge) -> None:
    said = refused(await post(edge, SCANS, {"x": 1}, READER), 403, 7)
    assert detail(said, "ErrorInfo")["reason"] == "SCOPE_REQUIRED"


def remaining(answer: httpx.Response) -> int:
    return int(answer.headers["x-ratelimit-remaining"])


async def test_a_call_is_charged_once_by_whoever_answers_it(edge: Edge) -> None:
    left = [
        remaining(await post(edge, path, body, STARTER))
        for path, body in (
            (SCANS, {"workspace_id": "ws_1"}),  # passed by the check, answered by the RPC
            (SCANS, {"x": 1}),  # refused by the check
            (SCANS, "{"),
            (SCANS, {"scope": "all", "workspace_id": "ws_1"}),  # passed by the check, refused by the RPC
            ("/api/v1/nothing", {"x": 1}),  # not the check's affair
            (SCANS, {"workspace_id": "ws_1"}),
        )
    ]
    assert left == [99, 98, 97, 96, 95, 94]


async def test_strangers_are_charged_once_too(edge: Edge) -> None:
    left = [remaining(await post(edge, KEYS, body, "")) for body in ("{", '{"x": 1}', "{}", "{")]
    left += [remaining(await post(edge, KEYS, body, "wrong")) for body in ("{", "{}")]
    left += [remaining(await post(edge, LOGIN, body, "")) for body in ("{", '{"email": "a", "password": "b"}')]
    assert left == [99, 98, 97, 96, 95, 94, 93, 92]


async def test_too_many_refused_bodies_are_429(edge: Edge, clock: Clock) -> None:
    for _ in range(20):
        refused(await post(edge, SCANS, {"x": 1}, STARTER), 400, 3)
    answer = await post(edge, SCANS, {"x": 1}, STARTER)
    said = refused(answer, 429, 8)
    assert answer.headers["retry-after"] == "1"
    assert detail(said, "RetryInfo")["retry_delay"] == "1s"
    assert detail(said, "QuotaFailure")["violations"]
    assert answer.json() == (await post(edge, SCANS, {"workspace_id": "ws_1"}, STARTER)).json()
    clock.now += int(answer.headers["retry-after"])
    refused(await post(edge, SCANS, {"x": 1}, STARTER), 400, 3)


async def test_the_address_is_the_clients_in_the_check_too(edge: Edge) -> None:
    """A check that took Envoy for the client, or believed the client's own word, would count these apart."""
    first = await post(edge, LOGIN, "{", "")
    second = await post(edge, LOGIN, {"email": "a", "password": "b"}, "")
    third = await post(edge, LOGIN, "{", "", x_forwarded_for="203.0.113.9")
    assert [remaining(first), remaining(second), remaining(third)] == [99, 98, 97]


def documents(size: int) -> bytes:
    """Return a body of this many bytes."""
    head, tail = b'{"documents":[{"path":"a","content":"', b'"}]}'
    return head + b"A" * (size - len(head) - len(tail)) + tail


async def test_four_mib_pass_and_one_byte_more_does_not(edge: Edge) -> None:
    assert (await post(edge, DOCUMENTS, documents(4 * MIB))).status_code == 200
    answer = await post(edge, DOCUMENTS, documents(4 * MIB + 1))
    assert answer.status_code == 413
    assert answer.json() == {"code": 3, "message": "the body is larger than 4 MiB", "details": []}
    assert answer.headers["content-type"] == "application/json"
    assert len(edge.seen) == 1


async def test_the_bound_holds_for_bodies_of_unknown_length(edge: Edge) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(5):
            yield b" " * MIB

    async with edge.client(OWNER) as client:
        assert (await client.post(SCANS, content=chunks())).status_code == 413
        assert (await client.post("/api/v1/nothing", content=chunks())).status_code == 413


async def test_a_large_body_is_read_only_for_who_is_known(edge: Edge) -> None:
    body = b"[" + b"{}," * 50_000 + b"{}]"
    said = refused(await post(edge, KEYS, body, ""), 401, 16)
    assert detail(said, "ErrorInfo")["reason"] == "CREDENTIAL_REQUIRED"
    refused(await post(edge, KEYS, body, "wrong"), 401, 16)
    assert refused(await post(edge, KEYS, body), 400, 3)["message"] == "the body must be a JSON object"
    said = refused(await post(edge, LOGIN, body, ""), 400, 3)
    assert said["message"] == "the body is larger than 16 KiB"


async def test_secrets_in_a_body_stay_out_of_the_answer(edge: Edge) -> None:
    secret = "cpf_live_" + "s3cr3t" * 6
    for body in (f'{{"{secret}": 1}}', f'{{"name": "{secret}', f'{{"name": ["{secret}"]}}', f'{{"name": {secret}}}'):
        assert "s3cr3t" not in (await post(edge, KEYS, body)).text
    assert "s3cr3t" not in edge.envoy.log.read_text(encoding="utf-8")


async def test_a_body_where_it_means_nothing_is_not_read(edge: Edge) -> None:
    async with edge.client(OWNER) as client:
        for method, path in (("GET", SCANS), ("DELETE", f"{DOCUMENTS}?path=a")):
            for content in (b'{"page_token": "x", "path": "b", "y": 1}', b"{", b"x" * 5 * MIB):
                assert (await client.request(method, path, content=content)).status_code == 200
    assert {getattr(call.request, "page_token", "") for call in edge.seen} == {""}
    assert {getattr(call.request, "path", "a") for call in edge.seen} == {"a"}
