"""Nothing secret is stored or logged in plain: every byte of the database and every log line is searched for it."""

from __future__ import annotations

import base64
import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from server.auth.signing import rotate
from server.auth.tables import Session
from server.errors import DomainError
from server.storage.tables import METADATA
from tests.support.house import MASTER_KEY, House, open_house, plant_signing_key, settings_for
from tests.support.logs import captured_logs
from tests.support.secrecy import assert_nothing_logged, assert_nowhere

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.valkey import Valkey


async def live(house: House) -> None:
    """Do everything that makes, shows or takes a secret, right and wrong."""
    resources = house.resources
    owner = await house.person()
    for environment in ("live", "test"):
        view, _ = await house.key(owner.principal, environment=environment)
        for overlap in (timedelta(days=1), timedelta()):
            _, token = await resources.api_keys.rotate(owner.tenant, view.key.id, overlap)
            house.keep(token)
            await house.who(token)
    tokens = owner.tokens
    for _ in range(3):
        tokens = await house.refresh(tokens.refresh)
    house.keep("wrong but secret passphrase", "another long passphrase")
    with contextlib.suppress(DomainError):
        await house.login(owner.user.email, "wrong but secret passphrase")
    invited, password = await resources.users.invite(owner.principal, "invited@example.com", "viewer", "")
    house.keep(password)
    await house.login(invited.email, password)
    await resources.sessions.change_password(
        owner.principal, house.secrets[0], "another long passphrase", "203.0.113.5"
    )
    with contextlib.suppress(DomainError):
        await house.refresh(owner.tokens.refresh)
    for secret in house.secrets:
        with contextlib.suppress(DomainError):
            await house.who(secret)
        with contextlib.suppress(DomainError):
            await resources.sessions.refresh(secret)
    await rotate(resources.database, resources.keys)
    await resources.activity.flush()
    root = base64.b64decode(MASTER_KEY)
    house.keep(
        MASTER_KEY, root.hex(), *(resources.keys.purpose(name).hex() for name in ("credential-hash", "page-token"))
    )


def _files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("test.db*")))


async def test_sqlite_holds_nothing_secret(sqlite_url: str, tmp_path: Path, valkey: Valkey) -> None:
    await plant_signing_key(sqlite_url)
    with captured_logs() as lines:
        async with open_house(settings_for(sqlite_url, valkey.url)) as house:
            await live(house)
            raw = _files(tmp_path)  # with what is in the write-ahead log only
        raw += _files(tmp_path)
    assert len(house.secrets) > 20
    assert b"cpf_live_" in raw  # prefixes are shown in lists
    assert house.secrets[0].encode() not in raw
    assert_nowhere(house.secrets, raw)
    assert_nothing_logged(house.secrets, lines)


async def test_no_column_holds_a_secret(shared_url: str, valkey: Valkey) -> None:
    with captured_logs() as lines:
        async with open_house(settings_for(shared_url, valkey.url)) as house:
            await live(house)
            rows: list[str] = []
            async with house.resources.database.service_read() as session:
                for table in METADATA.sorted_tables:
                    found = await session.execute(text(f"SELECT * FROM {table.name}"))  # noqa: S608 -- our own names
                    for row in found:
                        rows += [value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row]
    held = "\n".join(rows).encode("latin-1", "replace")
    assert Session.__tablename__ in METADATA.tables
    assert len(rows) > 100
    assert_nowhere(house.secrets, held)
    assert_nothing_logged(house.secrets, lines)


def test_the_search_finds_what_it_looks_for() -> None:
    secret = "cpf_live_" + "s3cr3t" * 8
    for held in (
        secret,
        secret.removeprefix("cpf_live_"),
        secret.encode().hex(),
        base64.b64encode(f"user:{secret}!".encode()).decode(),
    ):
        with pytest.raises(AssertionError):
            assert_nowhere([secret], f"...{held}...".encode())
    assert_nowhere([secret], b"cpf_live_ and nothing else")


async def test_no_representation_shows_a_secret(sqlite_house: House) -> None:
    person = await sqlite_house.person()
    view, token = await sqlite_house.key(person.principal)
    shown = repr([person.tokens, person.principal, person.user, view, sqlite_house.settings, sqlite_house.resources])
    assert_nowhere([token, person.tokens.access, person.tokens.refresh, MASTER_KEY], shown.encode())
