"""Log lines: one for each call, with the id of its request and of its credential, and never with the credential."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING

import pytest
from netallion.scan.v1 import scan_pb2

from server.auth.credentials import new_token
from tests.support.secrecy import assert_nothing_logged
from tests.support.served import SCAN

if TYPE_CHECKING:
    from tests.support.served import Served

GET = scan_pb2.GetScanRequest(id="scan_1")


class TestRequestId:
    """Every answer and every line has the id of its request."""

    @pytest.mark.parametrize("given", ["a" * 8, "A-b_c.1234", "z" * 64])
    async def test_a_sound_one_is_kept(self, served: Served, given: str) -> None:
        answer = await served.call(SCAN + "GetScan", GET, None, extra=[("x-request-id", given)])
        assert answer.trailing["x-request-id"] == given
        assert (await served.line(given))["code"] == "UNAUTHENTICATED"

    @pytest.mark.parametrize("given", ["", "short", "z" * 65, "with space", "semi;colon", "a/b/c/d/e"])
    async def test_another_is_replaced(self, served: Served, given: str) -> None:
        answer = await served.call(SCAN + "GetScan", GET, None, extra=[("x-request-id", given)])
        assert re.fullmatch("[0-9a-f]{32}", answer.trailing["x-request-id"])

    async def test_ids_differ(self, served: Served) -> None:
        _, token = await served.key()
        answers = await asyncio.gather(*(served.call(SCAN + "GetScan", GET, token) for _ in range(5)))
        assert len({answer.initial["x-request-id"] for answer in answers}) == 5


async def test_a_call_is_one_line_that_names_the_credential_by_its_id(served: Served) -> None:
    key_id, token = await served.key()
    address, mine = served.address(), f"line-of-{time.monotonic_ns()}"
    await served.call(SCAN + "GetScan", GET, token, address=address, extra=[("x-request-id", mine)])
    line = await served.line(mine)
    assert line["method"] == SCAN + "GetScan"
    assert (line["code"], line["reason"]) == ("OK", "")
    assert (line["credential"], line["address"]) == (key_id, address)
    assert line["milliseconds"] >= 0


def _frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    """Return a frame of HTTP/2 (RFC 9113, section 4.1)."""
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def _literal(name: bytes, value: bytes) -> bytes:
    """Return a header field as HPACK has it without tables (RFC 7541, section 6.2.2); up to 126 bytes each."""
    return b"\0" + bytes([len(name)]) + name + bytes([len(value)]) + value


async def test_a_header_that_is_no_text_is_refused_and_not_logged(served: Served) -> None:
    # grpc's own clients do not send such bytes; others do, e.g. a no-break space pasted after a key
    secret = new_token("cpf_live_")
    served.house.keep(secret)
    mine = f"bytes-{time.monotonic_ns()}"
    fields = {
        b":method": b"POST",
        b":scheme": b"http",
        b":path": (SCAN + "GetScan").encode(),
        b":authority": b"localhost",
        b"content-type": b"application/grpc",
        b"te": b"trailers",
        b"authorization": b"Bearer " + secret.encode() + b"\xa0",
        b"x-request-id": mine.encode(),
    }
    headers = b"".join(_literal(name, value) for name, value in fields.items())
    host, _, port = served.target.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + _frame(4, 0, 0, b""))
    writer.write(_frame(1, 4, 1, headers) + _frame(0, 1, 1, b"\0\0\0\0\0"))
    received = b""
    while b"INVALID_CREDENTIAL" not in received and mine.encode() not in received:
        received += await asyncio.wait_for(reader.read(4096), 20)
    writer.close()
    line = await served.line(mine)
    assert (line["code"], line["reason"]) == ("UNAUTHENTICATED", "INVALID_CREDENTIAL")
    assert_nothing_logged([secret], served.lines)
