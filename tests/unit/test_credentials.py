"""The forms of tokens: what they look like, what they hold, and what is refused at sight."""

from __future__ import annotations

import hmac
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.auth.credentials import (
    ALPHABET,
    API_KEY_PREFIXES,
    REFRESH_PREFIX,
    CredentialHash,
    is_well_formed,
    new_token,
    token_of,
)

PREFIXES = [*API_KEY_PREFIXES.values(), REFRESH_PREFIX]


def test_prefixes_are_those_of_the_guide() -> None:
    assert API_KEY_PREFIXES == {"live": "cpf_live_", "test": "cpf_test_"}
    assert REFRESH_PREFIX == "cpf_rt_"


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_new_token_is_its_prefix_and_base62_and_is_well_formed(prefix: str) -> None:
    token = new_token(prefix)
    assert re.fullmatch(re.escape(prefix) + "[0-9A-Za-z]{49}", token)
    assert is_well_formed(token, prefix)


def test_a_token_holds_at_least_192_bits() -> None:
    # every one of 32 random bytes is in the token: two secrets that differ anywhere make different tokens
    tokens = {token_of("cpf_live_", bytes(32))}
    tokens |= {token_of("cpf_live_", (1 << bit).to_bytes(32, "big")) for bit in range(256)}
    assert len(tokens) == 257
    assert len({new_token("cpf_live_") for _ in range(2000)}) == 2000


def test_every_character_of_a_token_varies() -> None:
    bodies = [new_token("cpf_live_").removeprefix("cpf_live_") for _ in range(2000)]
    entropy = sum(
        -sum(share * math.log2(share) for share in _shares([body[place] for body in bodies])) for place in range(43)
    )
    assert entropy > 192


def _shares(letters: list[str]) -> list[float]:
    return [letters.count(letter) / len(letters) for letter in set(letters)]


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("place", range(49))
def test_a_changed_character_breaks_the_checksum(prefix: str, place: int) -> None:
    token = new_token(prefix)
    at = len(prefix) + place
    other = ALPHABET[(ALPHABET.index(token[at]) + 1) % 62]
    assert not is_well_formed(token[:at] + other + token[at + 1 :], prefix)


def test_swapped_neighbours_break_the_checksum() -> None:
    token = token_of("cpf_live_", bytes(range(32)))
    for at in range(len("cpf_live_"), len(token) - 1):
        if token[at] != token[at + 1]:
            swapped = token[:at] + token[at + 1] + token[at] + token[at + 2 :]
            assert not is_well_formed(swapped, "cpf_live_"), at


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_token_is_of_one_kind_only(prefix: str) -> None:
    token = new_token(prefix)
    assert [other for other in PREFIXES if is_well_formed(token, other)] == [prefix]
    for other in PREFIXES:
        if other != prefix:
            assert not is_well_formed(other + token.removeprefix(prefix), other)


@pytest.mark.parametrize("text", ["", "cpf_live_", " " * 58, "cpf_live_" + "0" * 49, "cpf_live_" + "\u00e9" * 49])
def test_garbage_is_not_well_formed(text: str) -> None:
    assert not any(is_well_formed(text, prefix) for prefix in PREFIXES)


@given(st.text(max_size=80), st.sampled_from(PREFIXES))
def test_no_text_is_well_formed_by_chance(text: str, prefix: str) -> None:
    assert not is_well_formed(text, prefix)
    assert not is_well_formed(prefix + text, prefix)


@given(st.binary(min_size=32, max_size=32), st.sampled_from(PREFIXES), st.text(min_size=1, max_size=3))
def test_every_secret_makes_a_well_formed_token_and_no_more_may_stand_around_it(
    secret: bytes, prefix: str, more: str
) -> None:
    token = token_of(prefix, secret)
    assert is_well_formed(token, prefix)
    assert not is_well_formed(token + more, prefix)
    assert not is_well_formed(more + token, prefix)


def test_the_hash_is_keyed_and_of_the_whole_token() -> None:
    one, other = CredentialHash(b"a" * 32), CredentialHash(b"b" * 32)
    assert one.of("cpf_live_x") == one.of("cpf_live_x")
    assert one.of("cpf_live_x") != other.of("cpf_live_x")
    assert one.of("cpf_live_x") != one.of("cpf_live_y")
    assert len(one.of("")) == 32


@given(st.text())
def test_any_text_that_grpc_can_hand_over_has_a_hash(text: str) -> None:
    assert len(CredentialHash(b"k" * 32).of(text)) == 32


@given(key=st.binary(max_size=200), token=st.text(st.characters(codec="utf-8"), max_size=100))
def test_the_hash_of_a_token_is_its_hmac(key: bytes, token: str) -> None:
    assert CredentialHash(key).of(token) == hmac.digest(key, token.encode(), "sha256")
