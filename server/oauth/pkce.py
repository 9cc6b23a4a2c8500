"""Proof Key for Code Exchange (RFC 7636), with S256 alone.

``plain`` is not offered: who reads the authorization request could redeem the code (RFC 9700, section 2.1.1). Public
clients must use it. A verifier without a challenge is refused, so that an attacker who strips the challenge from the
request gains nothing (RFC 9700, section 4.8.2, PKCE downgrade).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

from server.oauth.errors import InvalidGrant, InvalidRequest

METHOD = "S256"
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}", re.ASCII)


def challenge_of(challenge: str, method: str, *, needed: bool) -> str:
    """Return the challenge of an authorization request, "" if there is none. Raises InvalidRequest.

    `needed`: whether there must be one.
    """
    if not challenge:
        if method:
            raise InvalidRequest("code_challenge_method is there without code_challenge")
        if needed:
            raise InvalidRequest("a public client must send code_challenge (PKCE)")
        return ""
    if method != METHOD:
        raise InvalidRequest("code_challenge_method must be S256")
    if not _CHALLENGE.fullmatch(challenge):
        raise InvalidRequest("code_challenge must be the base64url form of a SHA-256 digest")
    return challenge


def verify(challenge: str, verifier: str) -> None:
    """Raise InvalidGrant unless the verifier of a token request is that of the code's challenge."""
    if not challenge and not verifier:
        return
    digest = hashlib.sha256(verifier.encode()).digest() if _VERIFIER.fullmatch(verifier) else b""
    computed = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    if not challenge or not hmac.compare_digest(computed, challenge):
        raise InvalidGrant("code_verifier does not fit the authorization request")
