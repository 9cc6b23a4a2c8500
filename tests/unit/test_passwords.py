"""Passwords: argon2id with OWASP's parameters, and as many verifications for an unknown account as for a known one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher, Type, extract_parameters

from server.auth import passwords as module
from server.auth.passwords import Passwords, temporary_password
from server.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def passwords() -> Iterator[Passwords]:
    made = Passwords()
    yield made
    made.close()


async def test_the_hash_is_argon2id_of_19_mib_2_passes_and_1_lane(passwords: Passwords) -> None:
    encoded = await passwords.hash("correct horse battery staple")
    assert encoded.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    parameters = extract_parameters(encoded)
    assert parameters.type is Type.ID
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (19_456, 2, 1)
    assert parameters.salt_len >= 16
    assert parameters.hash_len >= 32
    assert encoded != await passwords.hash("correct horse battery staple")


async def test_first_match(passwords: Passwords) -> None:
    one, other = await passwords.hash("one"), await passwords.hash("other")
    assert await passwords.first_match([one, other], "one") == 0
    assert await passwords.first_match([one, other], "other") == 1
    assert await passwords.first_match([one, one], "one") == 0
    assert await passwords.first_match([one, other], "neither") is None
    assert await passwords.first_match([], "one") is None
    assert await passwords.first_match(["not a hash"], "one") is None


async def test_as_many_verifications_for_every_account(passwords: Passwords, monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []
    encoded = await passwords.hash("right")
    original = PasswordHasher.verify

    def verify(self: PasswordHasher, hash: str, password: str) -> bool:  # noqa: A002 -- argon2's own name
        verified.append(hash)
        return original(self, hash, password)

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    counts = []
    for hashes, password in (([], "x"), ([encoded], "wrong"), ([encoded], "right"), ([encoded, encoded], "right")):
        verified.clear()
        await passwords.first_match(hashes, password)
        counts.append(len(verified))
        assert all(extract_parameters(each) == extract_parameters(encoded) for each in verified)
    assert counts == [2, 2, 2, 2]


async def test_hashing_leaves_the_event_loop_free(passwords: Passwords) -> None:
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    turning = asyncio.create_task(turn())
    await passwords.hash("correct horse battery staple")
    turning.cancel()
    assert turns > 10


async def test_too_many_at_once_are_unavailable(passwords: Passwords, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_WAITING", 2)
    results = await asyncio.gather(*(passwords.hash("x") for _ in range(3)), return_exceptions=True)
    refused = [result for result in results if isinstance(result, Unavailable)]
    assert [error.reason for error in refused] == ["LOGIN_BUSY"]
    assert (await passwords.hash("x")).startswith("$argon2id$")


async def test_weaker_hashes_are_renewed(passwords: Passwords) -> None:
    assert passwords.needs_rehash(PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash("x"))
    assert not passwords.needs_rehash(await passwords.hash("x"))


def test_temporary_passwords_are_long_and_without_characters_that_look_alike() -> None:
    made = {temporary_password() for _ in range(200)}
    assert len(made) == 200
    assert {len(each) for each in made} == {20}
    assert not set("".join(made)) & set("0O1lI")
