"""Session access tokens: what they say, every known way to forge one, and a key set that rotates without downtime."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import jwt
import pytest
import pytest_asyncio
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import select, update

from server.auth import signing
from server.auth.signing import ACCESS_TOKEN_SECONDS, PUBLICATION_LEAD, AccessTokens, rotate
from server.auth.tables import SigningKey
from server.errors import Unauthenticated
from server.principal import ALL_SCOPES
from server.storage.base import now
from server.storage.keys import Keys
from tests.support.house import PUBLIC_URL, open_house, plant_signing_key, settings_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from tests.support.house import House, Person
    from tests.support.valkey import Valkey


def part(value: object) -> str:
    """Return a value as a part of a JWT."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def claims_of(token: str) -> dict[str, Any]:
    """Return what a token says, without asking whether it is true."""
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


async def reason(house: House, token: str) -> str:
    """Return the reason that a token is refused for, "" if it is not; nothing of it may be in the error."""
    house.forget_cached()
    try:
        await house.who(token)
    except Unauthenticated as error:
        return error.reason if token not in error.message else "TOKEN_SHOWN"
    return ""


async def signer(house: House) -> Any:
    """Return the key pair that signs now."""
    tokens = house.resources.authenticator._access_tokens
    [pair] = tokens._pairs.values()
    return pair


async def forged(
    house: House, person: Person, changes: Mapping[str, object] | None = None, headers: dict[str, Any] | None = None
) -> str:
    """Return a token of the right key, with other claims; a claim that is None is left out."""
    pair = await signer(house)
    claims = claims_of(person.tokens.access) | dict(changes or {})
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(claims, pair.private, algorithm="RS256", headers={"kid": pair.kid} | (headers or {}))


async def test_an_access_token_begins_as_in_the_guide_and_says_what_the_contract_says(sqlite_house: House) -> None:
    before = int(time.time())
    person = await sqlite_house.person("viewer")
    token = person.tokens.access
    assert token.startswith("eyJhbGciOiJSUzI1NiIs")
    header = jwt.get_unverified_header(token)
    assert header == {"alg": "RS256", "kid": (await signer(sqlite_house)).kid, "typ": "JWT"}
    claims = claims_of(token)
    assert set(claims) == {"iss", "aud", "sub", "sid", "org", "scope", "iat", "exp", "jti"}
    assert claims["iss"] == claims["aud"] == PUBLIC_URL
    assert claims["sub"] == person.user.id
    assert claims["sid"] == person.principal.credential_id
    assert claims["org"] == person.user.organization_id
    assert claims["scope"] == "incidents:read scan:read"
    assert before <= claims["iat"] <= time.time()
    assert claims["exp"] - claims["iat"] == ACCESS_TOKEN_SECONDS == 900
    assert len(claims["jti"]) >= 16


async def test_every_token_has_an_id_of_its_own(sqlite_house: House) -> None:
    person = await sqlite_house.person()
    tokens = [person.tokens, await sqlite_house.refresh(person.tokens.refresh)]
    assert len({claims_of(each.access)["jti"] for each in tokens}) == 2


async def test_a_token_of_the_right_key_is_taken(sqlite_house: House) -> None:
    person = await sqlite_house.person()
    assert await reason(sqlite_house, await forged(sqlite_house, person)) == ""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"iss": "https://evil.example"}, "INVALID_CREDENTIAL"),
        ({"iss": PUBLIC_URL + "/"}, "INVALID_CREDENTIAL"),
        ({"aud": "https://evil.example"}, "INVALID_CREDENTIAL"),
        ({"aud": []}, "INVALID_CREDENTIAL"),
        ({"exp": 1}, "TOKEN_EXPIRED"),
        ({"exp": "never"}, "INVALID_CREDENTIAL"),
        ({"nbf": 2**33}, "INVALID_CREDENTIAL"),
        ({"iat": 2**33, "exp": 2**34}, "INVALID_CREDENTIAL"),
        ({"sub": "usr_of_nobody"}, "INVALID_CREDENTIAL"),
        ({"sid": "ses_of_nobody"}, "INVALID_CREDENTIAL"),
        ({"org": "org_of_nobody"}, "INVALID_CREDENTIAL"),
        ({"sub": 7}, "INVALID_CREDENTIAL"),
        ({"sid": ["x"]}, "INVALID_CREDENTIAL"),
        ({"org": {"x": 1}}, "INVALID_CREDENTIAL"),
        *(
            ({name: None}, "INVALID_CREDENTIAL")
            for name in ("iss", "aud", "sub", "sid", "org", "scope", "iat", "exp", "jti")
        ),
    ],
    ids=str,
)
async def test_other_claims_are_refused(sqlite_house: House, change: dict[str, object], expected: str) -> None:
    person = await sqlite_house.person()
    assert await reason(sqlite_house, await forged(sqlite_house, person, change)) == expected


async def test_a_token_for_the_session_of_another_is_refused(sqlite_house: House) -> None:
    person, other = await sqlite_house.person(), await sqlite_house.person()
    for change in ({"sid": other.principal.credential_id}, {"sub": other.user.id}, {"org": other.user.organization_id}):
        assert await reason(sqlite_house, await forged(sqlite_house, person, change)) == "INVALID_CREDENTIAL"


async def test_scopes_come_from_the_role_and_not_from_the_token(sqlite_house: House) -> None:
    person = await sqlite_house.person("viewer")
    principal = await sqlite_house.who(await forged(sqlite_house, person, {"scope": " ".join(ALL_SCOPES)}))
    assert principal.scopes == {"scan:read", "incidents:read"}


async def test_a_token_expires_to_the_second(sqlite_house: House) -> None:
    # other servers' clocks get a few seconds' grace in everything but this
    person = await sqlite_house.person()
    assert (
        await reason(sqlite_house, await forged(sqlite_house, person, {"exp": int(time.time()) - 1})) == "TOKEN_EXPIRED"
    )


async def test_a_server_whose_clock_is_a_little_behind_takes_the_token(sqlite_house: House) -> None:
    person = await sqlite_house.person()
    assert await reason(sqlite_house, await forged(sqlite_house, person, {"iat": int(time.time()) + 2})) == ""


async def test_no_signature_and_signatures_of_other_kinds_are_refused(sqlite_house: House) -> None:
    person = await sqlite_house.person()
    pair = await signer(sqlite_house)
    header, payload, signature = person.tokens.access.split(".")
    public_pem = pair.public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    public_der = pair.public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    tokens = [f"{header}.{payload}.", f"{header}.{payload}", f"{header}..{signature}", f".{payload}.{signature}"]
    for none in ("none", "None", "NONE", ""):
        tokens.append(f"{part({'alg': none, 'kid': pair.kid, 'typ': 'JWT'})}.{payload}.")
        tokens.append(f"{part({'alg': none, 'kid': pair.kid, 'typ': 'JWT'})}.{payload}.{signature}")
    for secret in (public_pem, public_pem.strip(), public_der, b""):
        signed = f"{part({'alg': 'HS256', 'kid': pair.kid, 'typ': 'JWT'})}.{payload}"
        mac = hmac.digest(secret, signed.encode(), hashlib.sha256)
        tokens.append(f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}")
    claims = claims_of(person.tokens.access)
    tokens += [
        jwt.encode(claims, pair.private, algorithm=algorithm, headers={"kid": pair.kid})
        for algorithm in ("RS384", "RS512", "PS256")
    ]
    for token in tokens:
        assert await reason(sqlite_house, token) == "INVALID_CREDENTIAL", token.partition(".")[0]


async def test_a_changed_part_is_refused(sqlite_house: House) -> None:
    person = await sqlite_house.person("viewer")
    header, payload, signature = person.tokens.access.split(".")
    promoted = part(claims_of(person.tokens.access) | {"scope": "admin"})
    flipped = ("A" if signature[0] != "A" else "B") + signature[1:]
    for token in (
        f"{header}.{promoted}.{signature}",
        f"{header}.{payload}.{flipped}",
        f"{header}.{payload}.{signature}x",
    ):
        assert await reason(sqlite_house, token) == "INVALID_CREDENTIAL"


@pytest.mark.parametrize(
    "kid",
    ["unknown", "", "../../../../dev/null", "' OR 1=1 --", "\0", "x" * 4000, None, 7, ["a"], {"a": 1}],
    ids=lambda kid: repr(kid)[:20],
)
async def test_a_key_id_that_is_not_in_the_set_is_refused(sqlite_house: House, kid: object) -> None:
    person = await sqlite_house.person()
    own = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    header = {"alg": "RS256", "typ": "JWT"} | ({} if kid is None else {"kid": kid})
    signed = f"{part(header)}.{person.tokens.access.split('.')[1]}"
    signature = own.sign(signed.encode(), PKCS1v15(), SHA256())
    token = f"{signed}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"
    assert await reason(sqlite_house, token) == "INVALID_CREDENTIAL"


async def test_the_right_key_id_with_another_key_is_refused(sqlite_house: House) -> None:
    person = await sqlite_house.person()
    own = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(own.public_key()))
    for extra in ({}, {"jwk": jwk}, {"jku": "https://evil.example/jwks.json"}, {"x5u": "https://evil.example"}):
        token = jwt.encode(
            claims_of(person.tokens.access),
            own,
            algorithm="RS256",
            headers={"kid": (await signer(sqlite_house)).kid} | extra,
        )
        assert await reason(sqlite_house, token) == "INVALID_CREDENTIAL"


async def test_an_extension_that_we_do_not_know_but_must_is_refused(sqlite_house: House) -> None:
    person = await sqlite_house.person()
    token = await forged(sqlite_house, person, headers={"crit": ["exp2"], "exp2": 1})  # RFC 7515, section 4.1.11
    assert await reason(sqlite_house, token) == "INVALID_CREDENTIAL"


@pytest.mark.parametrize("text", ["a.b.c", "..", "a" * 10_000, "eyJhbGciOiJSUzI1NiJ9.e30.", "é.é.é", "e30.e30.e30"])
async def test_what_is_no_token_is_refused(sqlite_house: House, text: str) -> None:
    assert await reason(sqlite_house, text) == "INVALID_CREDENTIAL"


async def test_unknown_key_ids_do_not_flood_the_database(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    person = await sqlite_house.person()
    tokens = [await forged(sqlite_house, person, headers={"kid": f"made-up-{number}"}) for number in range(20)]
    loads = 0
    original = AccessTokens._load

    async def load(self: AccessTokens) -> None:
        nonlocal loads
        loads += 1
        await original(self)

    monkeypatch.setattr(AccessTokens, "_load", load)
    for token in tokens:
        assert await reason(sqlite_house, token) == "INVALID_CREDENTIAL"
    assert loads <= 2  # at most one a second


class _Ring:
    """Two processes with one key set, whose clock a test moves."""

    def __init__(self, house: House, other: AccessTokens) -> None:
        self.house = house
        self.one = house.resources.authenticator._access_tokens
        self.other = other
        self.ahead = timedelta()

    async def reload(self) -> None:
        """Let both look at the key set, as they do every half minute."""
        for each in (self.one, self.other):
            await each._load()

    async def token(self, signs: AccessTokens) -> str:
        """Return a token."""
        return await signs.sign("usr_1", "ses_1", "org_1", frozenset())

    async def rotate(self) -> str:
        """Publish a new key, and return its id."""
        return await rotate(self.house.resources.database, self.house.resources.keys)


@pytest_asyncio.fixture(loop_scope="session")
async def ring(sqlite_url: str, valkey: Valkey, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[_Ring]:
    await plant_signing_key(sqlite_url)
    async with _opened(sqlite_url, valkey) as opened:
        monkeypatch.setattr(signing, "now", lambda: now() + opened.ahead)
        yield opened


@asynccontextmanager
async def _opened(url: str, valkey: Valkey) -> AsyncIterator[_Ring]:
    async with open_house(settings_for(url, valkey.url)) as house:
        other = AccessTokens(house.resources.database, house.resources.keys, PUBLIC_URL)
        await other.start()
        yield _Ring(house, other)


def kid_of(token: str) -> str:
    """Return the id of the key that signed a token."""
    return str(jwt.get_unverified_header(token)["kid"])


async def test_a_new_key_is_published_before_it_signs(ring: _Ring) -> None:
    # in the past, as a token from the future is refused
    ring.ahead = -PUBLICATION_LEAD - timedelta(seconds=1)
    before = await ring.token(ring.one)
    new = await ring.rotate()
    await ring.reload()
    assert new in ring.other._pairs
    assert kid_of(await ring.token(ring.one)) == kid_of(before) != new
    ring.ahead = timedelta(seconds=-5)
    assert kid_of(await ring.token(ring.one)) == kid_of(before)
    ring.ahead = timedelta()
    token = await ring.token(ring.one)
    assert kid_of(token) == new
    assert (await ring.other.verify(token)).user_id == "usr_1"
    await ring.other.verify(before)


async def test_the_key_before_verifies_until_its_last_token_has_expired(ring: _Ring) -> None:
    new = await ring.rotate()
    await ring.reload()
    last = now() + PUBLICATION_LEAD + timedelta(seconds=ACCESS_TOKEN_SECONDS)  # of what the key before signs
    async with ring.house.resources.database.service_read() as session:
        ends = {row.kid: row.ends_at for row in (await session.scalars(select(SigningKey))).all()}
    assert ends.pop(new) is None
    [(kid, end)] = ends.items()
    assert end is not None
    assert end >= last
    token = await ring.token(ring.other)
    assert kid_of(token) == kid
    ring.ahead = end - now() - timedelta(seconds=5)
    await ring.one.verify(token)
    ring.ahead += timedelta(seconds=10)
    with pytest.raises(Unauthenticated):
        await ring.one.verify(token)
    await ring.reload()
    assert set(ring.one._pairs) == {new}


async def test_two_rotations_in_a_row_leave_no_gap(ring: _Ring) -> None:
    for minutes in range(-8, 1, 2):  # more often than anyone should
        ring.ahead = timedelta(minutes=minutes)
        await ring.rotate()
        await ring.reload()
        await ring.token(ring.one)
    token = await ring.token(ring.one)
    await ring.other.verify(token)


async def test_a_server_whose_clock_is_behind_signs_with_the_first_key(ring: _Ring) -> None:
    token = await ring.token(ring.one)
    ring.ahead = timedelta(days=-2)
    assert kid_of(await ring.token(ring.other)) == kid_of(token)


async def test_a_process_that_did_not_hear_of_a_key_looks_it_up(ring: _Ring) -> None:
    ring.ahead = -PUBLICATION_LEAD
    new = await ring.rotate()
    await ring.one._load()
    assert new not in ring.other._pairs
    ring.ahead = timedelta()
    ring.other._loaded -= 1.1  # its last look was a second ago
    token = await ring.token(ring.one)
    assert kid_of(token) == new
    await ring.other.verify(token)


async def test_a_process_that_only_verifies_learns_that_a_key_ends(ring: _Ring) -> None:
    old = await ring.token(ring.one)
    async with ring.house.resources.database.service_write() as session:
        await session.execute(update(SigningKey).values(ends_at=now() - timedelta(seconds=1)))
    await ring.other.verify(old)
    ring.other._loaded -= 31.0
    with pytest.raises(Unauthenticated):
        await ring.other.verify(old)


async def test_private_keys_are_stored_wrapped_and_bound_to_their_id(ring: _Ring) -> None:
    await ring.rotate()
    await ring.reload()
    async with ring.house.resources.database.service_read() as session:
        rows = (await session.scalars(select(SigningKey))).all()
    assert len(rows) == 2
    for row in rows:
        pair = ring.one._pairs[row.kid]
        assert pair.private.key_size == 2048
        plain = pair.private.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        assert plain[30:60] not in row.wrapped_private_key
        assert ring.house.resources.keys.unwrap(row.wrapped_private_key, "signing_key", row.kid) == plain


async def test_the_first_process_makes_the_first_key_and_the_next_uses_it(sqlite_url: str, valkey: Valkey) -> None:
    settings = settings_for(sqlite_url, valkey.url)
    async with open_house(settings) as one:
        token = await one.resources.authenticator._access_tokens.sign("usr_1", "ses_1", "org_1", frozenset())
        keys = await Keys.load(one.resources.database, settings.master_key_bytes())
        assert keys.purpose("credential-hash") == one.resources.keys.purpose("credential-hash")
        async with open_house(settings) as two:
            await two.resources.authenticator._access_tokens.verify(token)
