"""What is encrypted opens with its own key and under its own names, and no other way."""

from __future__ import annotations

import hmac
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.auth.credentials import CredentialHash
from server.storage.keys import Keys, SealBroken, derive, seal, unseal

KEY = bytes(range(32))


@given(st.binary(max_size=200), st.lists(st.text(), max_size=3))
def test_what_was_sealed_opens(plain: bytes, names: list[str]) -> None:
    assert unseal(KEY, seal(KEY, plain, *names), *names) == plain


@pytest.mark.parametrize(
    "names",
    [(), ("document",), ("document", "org_2"), ("document", "org_1", ""), ("documentorg_1",), ("org_1", "document")],
)
def test_other_names_do_not_open_it(names: tuple[str, ...]) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"plain", "document", "org_1"), *names)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(SealBroken):
        unseal(os.urandom(32), seal(KEY, b"plain", "document"), "document")


@given(st.integers(0, 1000), st.integers(1, 255))
def test_a_changed_byte_breaks_it(place: int, flip: int) -> None:
    sealed = bytearray(seal(KEY, b"plain", "document"))
    sealed[place % len(sealed)] ^= flip
    with pytest.raises(SealBroken):
        unseal(KEY, bytes(sealed), "document")


@pytest.mark.parametrize("sealed", [b"", b"x", b"x" * 12, b"x" * 28])
def test_what_is_no_ciphertext_does_not_open(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, sealed, "document")


def test_equal_plaintexts_do_not_look_alike() -> None:
    sealed = {seal(KEY, b"plain", "document") for _ in range(100)}
    assert len({text[:12] for text in sealed}) == 100
    assert not any(b"plain" in text for text in sealed)


def test_an_error_says_neither_key_nor_plaintext() -> None:
    with pytest.raises(SealBroken) as caught:
        unseal(KEY, seal(KEY, b"plain", "document"), "other")
    assert str(caught.value) == "other"


def test_purposes_have_keys_of_their_own() -> None:
    keys = Keys(KEY, os.urandom(32))
    purposes = ("credential-hash", "refresh-successor", "page-token", "login-throttle")
    derived = [keys.purpose(purpose) for purpose in purposes]
    assert len({*derived, KEY}) == 5
    assert {len(key) for key in derived} == {32}
    assert keys.purpose("page-token") == derived[2]
    assert Keys(KEY, os.urandom(32)).purpose("page-token") != derived[2]


def test_derive_is_hkdf_sha256() -> None:
    # RFC 5869, sections 2.2 and 2.3: no salt is 32 zero bytes, and 32 bytes of output are the first block
    extracted = hmac.digest(bytes(32), KEY, "sha256")
    assert derive(KEY, "x") == hmac.digest(extracted, b"netallion/x\x01", "sha256")


def test_wrapped_keys_are_bound_to_what_they_belong_to() -> None:
    keys = Keys(KEY, os.urandom(32))
    wrapped = keys.wrap(b"private", "signing_key", "kid_1")
    assert keys.unwrap(wrapped, "signing_key", "kid_1") == b"private"
    for names in (("signing_key", "kid_2"), ("data_key", "kid_1")):
        with pytest.raises(SealBroken):
            keys.unwrap(wrapped, *names)


def test_no_representation_shows_a_key() -> None:
    keys = Keys(KEY, KEY)
    for shown in (repr(keys), str(keys), repr(CredentialHash(KEY))):
        assert KEY.hex() not in shown
        assert repr(KEY) not in shown
