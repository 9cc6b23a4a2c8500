"""Passwords: argon2id (RFC 9106), computed off the event loop, in the same time for known and unknown accounts.

Parameters are the first recommendation of the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane.
"""

from __future__ import annotations

import asyncio
import secrets
import string
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_THREADS = 2
_MOST_WAITING = 128
_LEAST_VERIFIED = 2
_TEMPORARY_LENGTH = 20

Result = TypeVar("Result")


class Passwords:
    """Hashes and verifies passwords in two threads of its own, so that a storm of logins leaves other calls alone."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="argon2")
        self._waiting = 0
        self._unknown = self._hasher.hash(secrets.token_hex(16))

    async def hash(self, password: str) -> str:
        """Return the encoded hash of a password."""
        return await self._run(self._hasher.hash, password)

    async def first_match(self, hashes: Sequence[str], password: str) -> int | None:
        """Return the index of the first hash that the password matches.

        At least two hashes are verified, whatever there is, and always all of them: an address that is no account, one,
        or one in each of two organizations, all answer in the same time.
        """
        padded = [*hashes, *[self._unknown] * (_LEAST_VERIFIED - len(hashes))]
        matches = await self._run(lambda: [self._matches(each, password) for each in padded])
        return next((i for i in range(len(hashes)) if matches[i]), None)

    def needs_rehash(self, encoded: str) -> bool:
        """Return whether a hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(encoded)

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _matches(self, encoded: str, password: str) -> bool:
        try:
            return self._hasher.verify(encoded, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[..., Result], *arguments: str) -> Result:
        if self._waiting >= _MOST_WAITING:
            raise Unavailable("LOGIN_BUSY", "too many logins at once; try again")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)
        finally:
            self._waiting -= 1


def temporary_password() -> str:
    """Return a random password of about 119 bits, without characters that look alike."""
    alphabet = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lI")))
    return "".join(secrets.choice(alphabet) for _ in range(_TEMPORARY_LENGTH))
