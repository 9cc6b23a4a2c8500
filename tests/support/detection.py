"""Secrets for the detector's tests, put together at run time so that a scan of this project stays clean."""

from __future__ import annotations

import base64
import random
import string
import tempfile
import textwrap
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from server.detection import DocumentBytes, Engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.detection import Examination, Match

KEY: Final = bytes(range(32))
OTHER_KEY: Final = bytes(range(32, 64))

_BASE62: Final = string.digits + string.ascii_uppercase + string.ascii_lowercase
_CACHE: Final = tempfile.TemporaryDirectory(prefix="detection-rules-")


@cache
def engine() -> Engine:
    """Return one engine for all tests of a run; it compiles its rules once."""
    return Engine(Path(_CACHE.name) / "rules")


def examine(content: str | bytes, path: str = "settings.txt", key: bytes = KEY) -> Examination:
    """Return what the engine makes of the content."""
    data = content.encode() if isinstance(content, str) else content
    return engine().examine(DocumentBytes(path, "", data), key)


def matches(content: str | bytes, path: str = "settings.txt", key: bytes = KEY) -> tuple[Match, ...]:
    """Return the matches of content that must have been read completely."""
    examination = examine(content, path, key)
    assert examination.skipped is None
    return examination.matches


def _letters(seed: int, count: int, alphabet: str = _BASE62) -> str:
    return "".join(random.Random(seed).choices(alphabet, k=count))  # noqa: S311 - the same in every run, opens nothing


def github_token(seed: int = 1) -> str:
    """Return a personal access token with a right checksum (CRC-32 of its thirty characters, in base 62)."""
    body = _letters(seed, 30)
    left, checksum = zlib.crc32(body.encode()), ""
    while left:
        left, digit = divmod(left, 62)
        checksum = _BASE62[digit] + checksum
    return "ghp" + "_" + body + checksum.rjust(6, "0")


def aws_key_id(seed: int = 1) -> str:
    """Return an AWS access key ID."""
    return "AK" + "IA" + _letters(seed, 16, string.ascii_uppercase + "234567")


def aws_secret(seed: int = 1) -> str:
    """Return an AWS secret access key."""
    return _letters(seed, 40, _BASE62 + "+/")


def gitlab_token(seed: int = 1) -> str:
    """Return a GitLab personal access token."""
    return "glp" + "at-" + _letters(seed, 20)


def npm_token(seed: int = 1) -> str:
    """Return an npm access token."""
    return "np" + "m_" + _letters(seed, 36)


def slack_token(seed: int = 1) -> str:
    """Return a Slack bot token."""
    return (
        "xo" + "xb-" + f"{_letters(seed, 12, '123456789')}-{_letters(seed + 1, 12, '123456789')}-" + _letters(seed, 24)
    )


def netallion_key(seed: int = 1, environment: str = "live") -> str:
    """Return a key of the form of our own."""
    return "cp" + "f_" + environment + "_" + _letters(seed, 44)


def private_key(seed: int = 1) -> str:
    """Return a block in PEM form that looks like an RSA key, with its line ends."""
    body = base64.b64encode(random.Random(seed).randbytes(600)).decode()  # noqa: S311 - as above
    kind = "RSA " + "PRIVATE KEY-----"
    return f"-----BEGIN {kind}\n" + "\n".join(textwrap.wrap(body, 64)) + f"\n-----END {kind}\n"


TOKENS: Final[dict[str, Callable[[int], str]]] = {
    "secret.aws.access_key_id": aws_key_id,
    "secret.github.personal_access_token": github_token,
    "secret.gitlab.personal_access_token": gitlab_token,
    "secret.netallion.api_key": netallion_key,
    "secret.npm.access_token": npm_token,
    "secret.slack.bot_token": slack_token,
}
"""A maker for each rule that the tests plant by itself."""
