r"""The keyed fingerprint of a secret: equal for equal secrets of one organization, useless without its key.

The form carries its version, so that a later normalisation can live beside this one for a release. Version 1 is

    ``v1:`` + hex(HMAC-SHA256(key, normalised value))

where the value is the secret as decoded (a secret found inside Base64 is its plain text), and normalising means

1. a PEM block (from ``-----BEGIN``): escaped line ends (``\n``, ``\r``, also doubly escaped) and all white space
   are removed, so that a key file, its JSON-quoted form and its indented form in YAML are one secret;
2. anything else: white space and quotation marks (``"``, ``'``, `````) around it are removed. Letter case is kept.

The rule is not part of it: one secret under two rules is one incident. What is no secret is fingerprinted with its
category and a NUL before the value: an address that is also a password is two things.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MINIMUM_KEY_BYTES: Final = 16
SECRET: Final = "secret"  # noqa: S105 - the name of a category

_ESCAPED_LINE_ENDS: Final = re.compile(rb"(?:\\+[nr])|\s+")


def normalise(value: bytes) -> bytes:
    """Return the value as version 1 fingerprints it."""
    if b"-----BEGIN" in value:
        return _ESCAPED_LINE_ENDS.sub(b"", value)
    return value.strip(b" \t\r\n\v\f\"'`")


@dataclass(frozen=True, slots=True)
class Version:
    """One way of making fingerprints: its name, which they begin with, and how it normalises."""

    name: str
    normalise: Callable[[bytes], bytes]

    def of(self, key: bytes, value: bytes, category: str) -> str:
        """Return the fingerprint of a value."""
        head = b"" if category == SECRET else category.encode() + b"\0"
        return f"{self.name}:{hmac.digest(key, head + self.normalise(value), 'sha256').hex()}"


CURRENT: Final = Version("v1", normalise)
EARLIER: Final[Version | None] = None
"""The version before, for one release: what it named keeps its incident (`server/incident/intake.py`)."""


def require_key(key: bytes) -> None:
    """Raise ValueError for a key under 16 bytes: with it, guesses of a secret could be tested on its fingerprint."""
    if len(key) < MINIMUM_KEY_BYTES:
        message = f"fingerprint key is shorter than {MINIMUM_KEY_BYTES} bytes"
        raise ValueError(message)


def fingerprint(key: bytes, value: bytes, category: str = SECRET) -> str:
    """Return the fingerprint of a value under an organization's key, which must pass ``require_key``."""
    require_key(key)
    return CURRENT.of(key, value, category)


def earlier_fingerprint(key: bytes, value: bytes, category: str = SECRET) -> str:
    """Return the fingerprint that the version before gave, "" if there is none or it is the same."""
    require_key(key)
    return EARLIER.of(key, value, category) if EARLIER else ""
