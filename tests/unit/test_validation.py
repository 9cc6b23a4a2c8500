"""What is wrong with a request is found and named, whatever it is and however much of it there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from netallion.access.v1 import fallback_service_pb2
from netallion.auth.v1 import api_key_pb2, organization_pb2, session_pb2
from netallion.scan.v1 import document_pb2, scan_pb2

from server.interceptors.validation import LONGEST_LIST, violations_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from google.protobuf.message import Message


def fields(request: Message) -> list[str]:
    """Return the names of the fields that something is wrong with."""
    return [violation.field for violation in violations_of(request)]


def key(
    *,
    name: str = "CI",
    scopes: Sequence[str] = ("scan:read",),
    environment: str = "live",
    allowed_ips: Sequence[str] = (),
) -> api_key_pb2.CreateApiKeyRequest:
    """Return a right request for a key, but for what is given."""
    return api_key_pb2.CreateApiKeyRequest(name=name, scopes=scopes, environment=environment, allowed_ips=allowed_ips)


def expired_key() -> api_key_pb2.CreateApiKeyRequest:
    """Return a request for a key that would have ended before it began."""
    request = key()
    request.expires_at.FromSeconds(1)
    return request


@pytest.mark.parametrize(
    "request_",
    [
        session_pb2.LoginRequest(email="a@b.example", password="x"),
        session_pb2.RefreshSessionRequest(refresh_token="x"),
        session_pb2.ListSessionsRequest(),
        session_pb2.ListSessionsRequest(page_size=200),
        organization_pb2.InviteUserRequest(email="a@b.example", role="viewer"),
        key(),
        key(allowed_ips=["203.0.113.5", "2001:db8::/32"]),
        api_key_pb2.RotateApiKeyRequest(id="key_1", overlap_seconds=0),
        fallback_service_pb2.RefuseUnknownPathRequest(path="x" * 100_000),
    ],
)
def test_nothing_is_wrong_with_a_right_request(request_: Message) -> None:
    assert fields(request_) == []


@pytest.mark.parametrize(
    ("request_", "names"),
    [
        (session_pb2.LoginRequest(), ["email", "password"]),
        (session_pb2.LoginRequest(email="a" * 255, password="p" * 257), ["email", "password"]),
        (session_pb2.RefreshSessionRequest(refresh_token="x" * 129), ["refresh_token"]),
        (session_pb2.ListSessionsRequest(page_size=0), ["page_size"]),
        (session_pb2.ListSessionsRequest(page_size=201), ["page_size"]),
        (session_pb2.ListSessionsRequest(page_size=-1), ["page_size"]),
        (session_pb2.ListSessionsRequest(page_token="x" * 513), ["page_token"]),
        (session_pb2.ChangePasswordRequest(current_password="x", new_password="short"), ["new_password"]),
        (organization_pb2.InviteUserRequest(email="nobody", role="viewer"), ["email"]),
        (organization_pb2.InviteUserRequest(email="a@b.example", role="root"), ["role"]),
        (organization_pb2.InviteUserRequest(email="a@b.example", role="viewer", password="short"), ["password"]),
        (organization_pb2.UpdateOrganizationRequest(name=""), ["name"]),
        (organization_pb2.UpdateOrganizationRequest(name="n" * 101), ["name"]),
        (api_key_pb2.CreateApiKeyRequest(), ["name", "scopes", "environment"]),
        (key(scopes=["scan:read", "scan:read"]), ["scopes"]),
        (key(scopes=["scan:read", "all"]), ["scopes[1]"]),
        (key(environment="LIVE"), ["environment"]),
        (key(allowed_ips=["::1", "10.0.0.0/40"]), ["allowed_ips[1]"]),
        (expired_key(), ["expires_at"]),
        (api_key_pb2.RotateApiKeyRequest(id="key_1", overlap_seconds=-1), ["overlap_seconds"]),
        (api_key_pb2.RotateApiKeyRequest(id="key_1", overlap_seconds=2_592_001), ["overlap_seconds"]),
        (scan_pb2.CreateScanRequest(workspace_id="ws_1", scope="everything"), ["scope"]),
    ],
)
def test_what_is_wrong_is_named(request_: Message, names: list[str]) -> None:
    assert fields(request_) == names


def test_the_allowed_words_are_said() -> None:
    [violation] = violations_of(scan_pb2.CreateScanRequest(workspace_id="ws_1", scope="everything"))
    assert violation.description == "must be one of full, incremental"


def test_a_nul_that_no_database_of_ours_can_hold_is_named() -> None:
    assert fields(session_pb2.LoginRequest(email="a\0b", password="p\0")) == ["email", "password"]
    assert fields(key(name="C\0I")) == ["name"]
    documents = document_pb2.PutDocumentsRequest(
        workspace_id="ws_1",
        documents=[
            document_pb2.NewDocument(path="a.txt", content=b"\0"),
            document_pb2.NewDocument(path="b.txt", media_type="text\0/plain"),
        ],
    )
    assert "documents[1].media_type" in fields(documents)
    assert not any(name.startswith("documents[0]") for name in fields(documents))


@pytest.mark.parametrize(
    ("seconds", "nanos", "names"),
    [
        (253_402_300_799, 999_999_999, []),
        (253_402_300_800, 0, ["expires_at"]),
        (2**62, 0, ["expires_at"]),
        (4_000_000_000, -1, ["expires_at"]),
        (4_000_000_000, 1_000_000_000, ["expires_at"]),
    ],
)
def test_an_instant_that_is_none_is_named(seconds: int, nanos: int, names: list[str]) -> None:
    request = key()
    request.expires_at.seconds, request.expires_at.nanos = seconds, nanos
    assert fields(request) == names
    if not names:
        assert request.expires_at.ToDatetime().year == 9999


def test_a_list_of_a_million_is_refused_at_sight() -> None:
    request = key(scopes=["x"] * 1_000_000)
    [violation] = violations_of(request)
    assert violation.field == "scopes"
    assert str(LONGEST_LIST) in violation.description


def test_no_description_repeats_what_was_sent() -> None:
    secret = "cpf_live_" + "s" * 300
    for request in (
        session_pb2.LoginRequest(email=secret, password=secret),
        session_pb2.RefreshSessionRequest(refresh_token=secret),
        api_key_pb2.CreateApiKeyRequest(name=secret, scopes=[secret], environment=secret, allowed_ips=[secret]),
        organization_pb2.InviteUserRequest(email=secret, role=secret, password=secret),
    ):
        found = violations_of(request)
        assert found
        assert not any("cpf_live_" in violation.description for violation in found)
