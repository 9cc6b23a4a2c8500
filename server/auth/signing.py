"""Session access tokens: JWTs (RFC 7519) signed with RS256, and the key set that rotates without downtime.

A new key is in the set, and so known to every verifier, before it signs: `rotate` gives it a lead. The key before it
verifies until the last token that it signed has expired. Private keys are stored wrapped by the master key.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from sqlalchemy import select, update

from server.auth.tables import SigningKey
from server.errors import Unauthenticated
from server.storage.base import now

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

    from server.storage.database import Database
    from server.storage.keys import Keys

ACCESS_TOKEN_SECONDS = 900
PUBLICATION_LEAD = timedelta(minutes=5)
_SKEW = timedelta(minutes=1)
_RELOAD_SECONDS = 30.0
_RELOAD_UNKNOWN_SECONDS = 1.0
_RSA_BITS = 2048
# servers' clocks; who accepts a token counts its end exactly (`Claims.expires_at`)
_CLOCKS_DIFFER_SECONDS = 5
_REQUIRED = ["iss", "aud", "sub", "sid", "org", "scope", "iat", "exp", "jti"]


@dataclass(frozen=True, slots=True)
class _Pair:
    kid: str
    private: RSAPrivateKey
    public: RSAPublicKey
    signs_from: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Claims:
    """What a valid access token says. `expires_at`: Unix seconds."""

    user_id: str
    session_id: str
    organization_id: str
    expires_at: int


def _make(keys: Keys, signs_from: datetime) -> SigningKey:
    private = rsa.generate_private_key(public_exponent=65537, key_size=_RSA_BITS)
    kid = secrets.token_urlsafe(12)
    plain = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return SigningKey(
        kid=kid, wrapped_private_key=keys.wrap(plain, "signing_key", kid), public_key=public, signs_from=signs_from
    )


async def rotate(database: Database, keys: Keys, lead: timedelta = PUBLICATION_LEAD) -> str:
    """Publish a new key that signs after `lead`, and let the others end once their last tokens have. Return its kid."""
    signs_from = now() + lead
    fresh = await asyncio.to_thread(_make, keys, signs_from)
    ends_at = signs_from + timedelta(seconds=ACCESS_TOKEN_SECONDS) + _SKEW
    async with database.service_write() as session:
        await session.execute(update(SigningKey).where(SigningKey.ends_at.is_(None)).values(ends_at=ends_at))
        session.add(fresh)
    return fresh.kid


class AccessTokens:
    """Signs and verifies the access tokens of one issuer."""

    def __init__(self, database: Database, keys: Keys, issuer: str) -> None:
        self._database = database
        self._keys = keys
        self._issuer = issuer
        self._pairs: dict[str, _Pair] = {}
        self._loaded = 0.0
        self._lock = asyncio.Lock()

    async def start(self) -> None:
        """Load the key set, making the first key on first use."""
        await self._load()
        if not self._pairs:
            await rotate(self._database, self._keys, timedelta())
            await self._load()

    async def _load(self) -> None:
        async with self._database.service_read() as session:
            rows: Sequence[SigningKey] = (await session.scalars(select(SigningKey))).all()
        self._pairs = {row.kid: self._pairs.get(row.kid) or self._open(row) for row in rows if _is_alive(row)}
        self._pairs = {
            row.kid: _Pair(row.kid, pair.private, pair.public, row.signs_from, row.ends_at)
            for row in rows
            if (pair := self._pairs.get(row.kid))
        }
        self._loaded = time.monotonic()

    def _open(self, row: SigningKey) -> _Pair:
        plain = self._keys.unwrap(row.wrapped_private_key, "signing_key", row.kid)
        private: Any = serialization.load_der_private_key(plain, password=None)
        return _Pair(row.kid, private, private.public_key(), row.signs_from, row.ends_at)

    async def _fresh(self, most_seconds: float) -> None:
        if time.monotonic() - self._loaded > most_seconds:
            async with self._lock:
                if time.monotonic() - self._loaded > most_seconds:
                    await self._load()

    async def sign(self, user_id: str, session_id: str, organization_id: str, scopes: frozenset[str]) -> str:
        """Return a new access token, good for 900 s."""
        await self._fresh(_RELOAD_SECONDS)
        at = now()
        pair = self._signer(at)
        issued = int(at.timestamp())
        claims = {
            "iss": self._issuer,
            "aud": self._issuer,
            "sub": user_id,
            "sid": session_id,
            "org": organization_id,
            "scope": " ".join(sorted(scopes)),
            "iat": issued,
            "exp": issued + ACCESS_TOKEN_SECONDS,
            "jti": secrets.token_urlsafe(16),
        }
        return jwt.encode(claims, pair.private, algorithm="RS256", headers={"kid": pair.kid})

    async def published(self) -> list[dict[str, str]]:
        """Return the public keys as JWKs (RFC 7517, section 4; RFC 7518, section 6.3.1), the newest first."""
        await self._fresh(_RELOAD_SECONDS)
        pairs = sorted(self._pairs.values(), key=lambda pair: pair.signs_from, reverse=True)
        return [_jwk(pair) for pair in pairs if pair.ends_at is None or pair.ends_at > now()]

    def _signer(self, at: datetime) -> _Pair:
        """Return the newest pair that signs; the first of all, if a clock that is behind says that none does yet."""
        pairs = sorted(self._pairs.values(), key=lambda pair: pair.signs_from)
        return next((pair for pair in reversed(pairs) if pair.signs_from <= at), pairs[0])

    async def verify(self, token: str) -> Claims:
        """Return what a token says. Raises Unauthenticated; whether its session still lives is not asked here."""
        try:
            kid = jwt.get_unverified_header(token).get("kid", "")
        except jwt.InvalidTokenError:
            raise Unauthenticated from None
        await self._fresh(_RELOAD_SECONDS if kid in self._pairs else _RELOAD_UNKNOWN_SECONDS)
        pair = self._pairs.get(kid)
        if pair is None or (pair.ends_at is not None and pair.ends_at < now()):
            raise Unauthenticated
        try:
            said = jwt.decode(
                token,
                pair.public,
                algorithms=["RS256"],
                audience=self._issuer,
                issuer=self._issuer,
                leeway=_CLOCKS_DIFFER_SECONDS,
                options={"require": _REQUIRED},
            )
        except jwt.ExpiredSignatureError:
            raise Unauthenticated("TOKEN_EXPIRED", "the access token has expired; refresh it") from None
        except jwt.InvalidTokenError:
            raise Unauthenticated from None
        if not all(isinstance(said[name], str) for name in ("sub", "sid", "org")):
            raise Unauthenticated
        return Claims(said["sub"], said["sid"], said["org"], int(said["exp"]))


def _jwk(pair: _Pair) -> dict[str, str]:
    numbers = RSAAlgorithm.to_jwk(pair.public, as_dict=True)
    return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": pair.kid, "n": numbers["n"], "e": numbers["e"]}


def _is_alive(row: SigningKey) -> bool:
    return row.ends_at is None or row.ends_at > now()
