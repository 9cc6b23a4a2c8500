"""What clients claim in headers, and what of it reaches a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import grpc
import grpc.aio
import pytest
import pytest_asyncio
from netallion.auth.v1 import auth_service_pb2_grpc, session_pb2
from netallion.edge.v1.check_pb2 import CheckRequest, CheckResponse

from tests.support.edge import OWNER, SECRET, running_edge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.edge import Edge, Seen

pytestmark = pytest.mark.asyncio(loop_scope="module")

ME = "/api/v1/auth/me"
CHECK = "/envoy.service.auth.v3.Authorization/Check"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def edge() -> AsyncIterator[Edge]:
    async with running_edge() as running:
        yield running


async def seen(edge: Edge, **headers: str) -> Seen:
    """Return what a server saw of a REST call with these headers."""
    async with edge.client(OWNER, **headers) as client:
        answer = await client.get(ME)
    assert answer.status_code == 200, answer.text
    return edge.seen[-1]


async def seen_over_grpc(edge: Edge, *metadata: tuple[str, str]) -> Seen:
    """Return what a server saw of a gRPC call with this metadata."""
    async with edge.channel() as channel:
        stub = auth_service_pb2_grpc.AuthServiceStub(channel)
        await stub.GetCaller(session_pb2.GetCallerRequest(), metadata=(("authorization", f"Bearer {OWNER}"), *metadata))
    return edge.seen[-1]


@pytest.mark.parametrize("claimed", ["203.0.113.9", "203.0.113.9, 198.51.100.1", "127.0.0.1, ::1", "nonsense", ","])
async def test_the_peers_address_is_appended_to_what_a_client_claims(edge: Edge, claimed: str) -> None:
    for call in (
        await seen(edge, x_forwarded_for=claimed),
        await seen_over_grpc(edge, ("x-forwarded-for", claimed)),
    ):
        assert call.metadata["x-forwarded-for"] == f"{claimed}, 127.0.0.1"
        assert call.address == "127.0.0.1"


async def test_several_claims_are_one_list(edge: Edge) -> None:
    await edge.raw(
        b"GET /api/v1/auth/me HTTP/1.1\r\nhost: x\r\nauthorization: Bearer owner\r\n"
        b"x-forwarded-for: 203.0.113.9\r\nX-Forwarded-For: 203.0.113.8\r\nx_forwarded_for: 203.0.113.7\r\n\r\n"
    )
    values = [value for name, value in edge.seen[-1].metadata.items() if "forwarded_for" in name.replace("-", "_")]
    assert [str(value).replace(" ", "") for value in values] == ["203.0.113.9,203.0.113.8,127.0.0.1"]


async def test_with_another_trusted_proxy_its_word_counts() -> None:
    async with running_edge(trusted_hops=2) as behind:
        call = await seen(behind, x_forwarded_for="192.0.2.1, 203.0.113.9")
        assert call.address == "203.0.113.9"


async def test_the_edges_proof_is_the_edges_alone(edge: Edge) -> None:
    for call in (
        await seen(edge, x_netallion_edge="a-guess", x_netallion_other="x"),
        await seen_over_grpc(edge, ("x-netallion-edge", "a-guess"), ("x-netallion-other", "x")),
    ):
        assert call.metadata["x-netallion-edge"] == SECRET
        assert "x-netallion-other" not in call.metadata


async def test_without_a_secret_a_claimed_one_does_not_pass() -> None:
    async with running_edge(edge_secret="") as open_edge:
        call = await seen(open_edge, x_netallion_edge="a-guess")
        assert "x-netallion-edge" not in call.metadata
        assert call.address == "127.0.0.1"
        async with open_edge.client(OWNER) as client:
            assert (await client.post("/api/v1/scans", json={"x": 1})).status_code == 400


async def test_a_call_past_the_edge_is_believed_nothing(edge: Edge) -> None:
    """Without the proof X-Forwarded-For is a stranger's word, and the check is not for strangers."""
    async with grpc.aio.insecure_channel(edge.servers[0].target) as channel:
        stub = auth_service_pb2_grpc.AuthServiceStub(channel)
        metadata = (("authorization", f"Bearer {OWNER}"), ("x-forwarded-for", "203.0.113.9"))
        await stub.GetCaller(session_pb2.GetCallerRequest(), metadata=metadata)
        assert edge.seen[-1].address == "127.0.0.1"
        check: Any = channel.unary_unary(CHECK, CheckRequest.SerializeToString, CheckResponse.FromString)
        for proof in ((), (("x-netallion-edge", "a-guess"),)):
            with pytest.raises(grpc.aio.AioRpcError) as refused:
                await check(CheckRequest(), metadata=proof)
            assert refused.value.code() == grpc.StatusCode.PERMISSION_DENIED
        assert (await check(CheckRequest(), metadata=(("x-netallion-edge", SECRET),))).status.code == 0


async def test_nobody_steers_envoy(edge: Edge) -> None:
    claims = {
        "x_envoy_original_path": "/x?unknown=1",
        "x_envoy_upstream_rq_timeout_ms": "1",
        "x_envoy_retry_on": "5xx",
        "x_envoy_internal": "true",
    }
    call = await seen(edge, **claims)
    assert {name for name in call.metadata if name.startswith("x-envoy")} == {
        "x-envoy-original-path",
        "x-envoy-original-method",
    }
    assert call.metadata["x-envoy-original-path"] == ME
    call = await seen_over_grpc(edge, *((name.replace("_", "-"), value) for name, value in claims.items()))
    assert not [name for name in call.metadata if name.startswith("x-envoy")]


async def test_a_rest_client_cannot_speak_grpc_in_headers(edge: Edge) -> None:
    """Such headers would break the call on its far side: a time-out of a nanosecond, metadata that is no base64."""
    call = await seen(edge, grpc_timeout="1n", grpc_encoding="gzip", trace_bin="###", x_plain="kept")
    assert not [name for name in call.metadata if name.startswith("grpc-") or name.endswith("-bin")]
    assert call.metadata["x-plain"] == "kept"
    call = await seen_over_grpc(edge, ("x-plain", "kept"))
    assert call.metadata["x-plain"] == "kept"


async def test_headers_that_are_no_text_do_no_harm(edge: Edge) -> None:
    for method, body, status in ((b"GET", b"", 200), (b"POST", b'{"x": 1}', 400)):
        path = b"/api/v1/scans"
        head = b"%b %b HTTP/1.1\r\nhost: x\r\nauthorization: Bearer owner\r\nuser-agent: \xfc\xff\r\n" % (method, path)
        found, headers, _ = await edge.raw(head + b"content-length: %d\r\n\r\n" % len(body) + body)
        assert found == status
        assert headers["x-ratelimit-limit"]


async def test_a_request_keeps_its_id_if_it_is_sound(edge: Edge) -> None:
    for path in (ME, "/api/v1/nothing", "/api/v1/scans?page_size=x"):
        async with edge.client(OWNER, x_request_id="my-request.1") as client:
            assert (await client.get(path)).headers["x-request-id"] == "my-request.1"
        for unsound in ("short", "x" * 65, "no spaces", 'a"quote"', "<script>alert</script>"):
            async with edge.client(OWNER, x_request_id=unsound) as client:
                answer = await client.get(path)
            assert answer.headers.get("x-request-id", "made anew") != unsound
            assert unsound not in answer.text
    async with edge.client(OWNER, x_request_id="my-request.2") as client:
        answer = await client.post("/api/v1/scans", json={"x": 1})
    assert answer.status_code == 400
    assert answer.headers["x-request-id"] == "my-request.2"
