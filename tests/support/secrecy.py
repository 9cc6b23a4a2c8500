"""Searches bytes and log lines for secrets, in whatever form they could lie around in."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.support.logs import Lines


def forms_of(secret: str) -> Iterable[bytes]:
    """Yield a secret in the forms that it could lie around in."""
    yield secret.encode()
    for prefix in ("cpf_live_", "cpf_test_", "cpf_rt_", "cpf_oat_", "cpf_ort_", "cpf_oac_", "cpf_ocs_"):
        if secret.startswith(prefix):
            yield secret.removeprefix(prefix)[:43].encode()
    if secret.count(".") == 2:  # the signature makes a JWT; its payload is no secret
        yield secret.rpartition(".")[2].encode()
    yield secret.encode().hex().encode()
    for shift in range(3):  # base64 of it, wherever it begins in a group of three bytes
        yield base64.b64encode(b"x" * shift + secret.encode())[4:-4]


def assert_nowhere(secrets: Iterable[str], haystack: bytes) -> None:
    """Assert that no secret is in the bytes, in any form; says which by its number only."""
    for number, secret in enumerate(dict.fromkeys(secrets)):
        assert not any(form in haystack for form in forms_of(secret)), f"secret {number} is there"


def assert_nothing_logged(secrets: Iterable[str], lines: Lines) -> None:
    """Assert that no line has a secret."""
    assert_nowhere(secrets, "\n".join(lines).encode())
