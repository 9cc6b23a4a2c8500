"""Secrets to plant: of the form that scanners know, made at run time, so that our own tree has none."""

from __future__ import annotations

import base64
import random
import string
import zlib


def github_token(seed: int = 0) -> str:
    """Return a GitHub personal access token in its form, with its checksum; nobody's."""
    letters = string.ascii_letters + string.digits
    chosen = random.Random(f"github {seed}")  # noqa: S311 -- the same in every run
    body = "".join(chosen.choice(letters) for _ in range(30))
    number, check = zlib.crc32(body.encode()), ""
    alphabet = string.digits + string.ascii_uppercase + string.ascii_lowercase
    for _ in range(6):
        number, digit = divmod(number, 62)
        check = alphabet[digit] + check
    return "gh" + "p_" + body + check


def aws_pair(seed: int = 0) -> tuple[str, str]:
    """Return an AWS access key id and secret in their forms; nobody's."""
    chosen = random.Random(f"aws {seed}")  # noqa: S311
    base32 = string.ascii_uppercase + "234567"
    letters = string.ascii_letters + string.digits + "+/"
    return (
        "AK" + "IA" + "".join(chosen.choice(base32) for _ in range(16)),
        "".join(chosen.choice(letters) for _ in range(40)),
    )


def document(path: str, text: str | bytes, media_type: str = "") -> dict[str, str]:
    """Return a document as the API takes it."""
    raw = text.encode() if isinstance(text, str) else text
    return {"path": path, "content": base64.b64encode(raw).decode()} | ({"media_type": media_type} if media_type else {})
