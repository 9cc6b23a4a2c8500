"""The forms of our own tokens: a prefix, 256 random bits in base62, and a checksum of six more characters.

    a prefix   +   43 characters   +   6 characters: CRC-32 of all before, in base62

    cpf_live_, cpf_test_   API keys                      cpf_oat_, cpf_ort_   OAuth access and refresh tokens
    cpf_rt_                refresh tokens of sessions    cpf_oac_, cpf_ocs_   OAuth codes and secrets of clients

With the checksum garbage is refused without a look-up, and a secret scanner tells a token from a word (the form that
GitHub gave its tokens in 2021: https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/).
What is stored is a keyed hash: HMAC-SHA256 under a key that is not in the database. A fast hash suffices, as nobody
guesses 256 bits.
"""

from __future__ import annotations

import hmac
import os
import string
import zlib

from server.contract.vocabulary import LIVE, TEST

ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
_BODY = 43  # 62 ** 43 > 2 ** 256
_CHECK = 6  # 62 ** 6 > 2 ** 32
_BYTES = 32

API_KEY_PREFIXES = {LIVE: "cpf_live_", TEST: "cpf_test_"}
REFRESH_PREFIX = "cpf_rt_"
OAUTH_ACCESS_PREFIX = "cpf_oat_"
OAUTH_REFRESH_PREFIX = "cpf_ort_"
OAUTH_CODE_PREFIX = "cpf_oac_"
OAUTH_SECRET_PREFIX = "cpf_ocs_"  # noqa: S105 -- how secrets of clients begin


def _base62(value: int, width: int) -> str:
    digits = []
    for _ in range(width):
        value, digit = divmod(value, 62)
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))


def _with_checksum(text: str) -> str:
    return text + _base62(zlib.crc32(text.encode()), _CHECK)


def token_of(prefix: str, secret: bytes) -> str:
    """Return the token with these 32 secret bytes."""
    return _with_checksum(prefix + _base62(int.from_bytes(secret, "big"), _BODY))


def new_token(prefix: str) -> str:
    """Return a new random token."""
    return token_of(prefix, os.urandom(_BYTES))


def is_well_formed(token: str, prefix: str) -> bool:
    """Return whether a token has the prefix, the length and the right checksum. Says nothing of its validity."""
    return (
        token.startswith(prefix)
        and len(token) == len(prefix) + _BODY + _CHECK
        and token.isascii()
        and hmac.compare_digest(_with_checksum(token[:-_CHECK]), token)
    )


class CredentialHash:
    """The keyed hash under which tokens are stored and looked up: HMAC-SHA256 (RFC 2104).

    Every call needs one. The state that the key leads to is kept, and copied for each token, which takes
    less time than hmac.digest, as that begins with the key each time.
    """

    def __init__(self, key: bytes) -> None:
        self._keyed = hmac.new(key, digestmod="sha256")

    def of(self, token: str) -> bytes:
        """Return the 32-byte hash of a token."""
        keyed = self._keyed.copy()
        keyed.update(token.encode())
        return keyed.digest()
