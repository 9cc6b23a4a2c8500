"""Page tokens: authentic, and good only for the list that they were made in."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import InvalidArgument
from server.storage.pages import PageTokens, cut

TOKENS = PageTokens(b"k" * 32)
LIST = ("api_keys", "org_1", "live")


def test_a_token_brings_its_cursor_back() -> None:
    token = TOKENS.issue("key_01", LIST)
    assert TOKENS.read(token, LIST) == "key_01"
    assert token.replace("-", "").replace("_", "").isalnum()  # stands in a query as it is


def test_no_token_is_the_first_page() -> None:
    assert TOKENS.read("", LIST) == ""


@pytest.mark.parametrize(
    "bound_to",
    [
        ("users", "org_1", "live"),
        ("api_keys", "org_2", "live"),
        ("api_keys", "org_1", "test"),
        ("api_keys", "org_1"),
        ("api_keys", "org_1", "live", ""),
        ("api_keys", "org_1live", ""),
        (),
    ],
)
def test_a_token_of_another_list_tenant_or_filter_is_refused(bound_to: tuple[str, ...]) -> None:
    _refused(TOKENS.issue("key_01", LIST), bound_to)


def test_no_boundary_between_filter_and_cursor_can_be_moved() -> None:
    _refused(TOKENS.issue("c", ("list", "x\0y")), ("list", "x"))
    mac = base64.urlsafe_b64decode(TOKENS.issue("c", ("list", "x", "y")) + "==")[:16]
    _refused(base64.urlsafe_b64encode(mac + b"y\0c").decode().rstrip("="), ("list", "x"))


def test_a_token_of_another_key_is_refused() -> None:
    _refused(PageTokens(b"o" * 32).issue("key_01", LIST), LIST)


@pytest.mark.parametrize("token", ["x", "!!!!", "é", "AAAA", "A" * 22, "A" * 512, "=", "\0", "////", "key_01"])
def test_a_made_up_token_is_refused_and_named(token: str) -> None:
    _refused(token, LIST)


@given(st.text(min_size=1, max_size=100))
def test_no_text_is_a_token(text: str) -> None:
    _refused(text, LIST)


@given(st.integers(0, 200), st.integers(1, 255))
def test_a_token_with_any_byte_changed_is_refused(place: int, flip: int) -> None:
    raw = bytearray(base64.urlsafe_b64decode(TOKENS.issue("key_0123", LIST) + "=="))
    raw[place % len(raw)] ^= flip
    _refused(base64.urlsafe_b64encode(raw).decode().rstrip("="), LIST)


@given(st.text(min_size=1), st.lists(st.text()))
def test_every_cursor_comes_back(cursor: str, bound_to: list[str]) -> None:
    assert TOKENS.read(TOKENS.issue(cursor, bound_to), bound_to) == cursor


def _refused(token: str, bound_to: tuple[str, ...]) -> None:
    with pytest.raises(InvalidArgument) as caught:
        TOKENS.read(token, bound_to)
    assert caught.value.message.startswith("page_token: ")


@pytest.mark.parametrize(
    ("rows", "page", "cursor"),
    [([], [], ""), (["a"], ["a"], ""), (["a", "b"], ["a", "b"], ""), (["a", "b", "c"], ["a", "b"], "b")],
)
def test_cut(rows: list[str], page: list[str], cursor: str) -> None:
    assert cut(rows, 2, lambda row: row) == (page, cursor)
