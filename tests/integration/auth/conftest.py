"""Processes that the tests of the auth domain share: one on each database, on one Valkey, in one event loop."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from server.logs import keep_headers_out
from tests.support.house import House, open_house, plant_signing_key, settings_for
from tests.support.logs import captured_logs
from tests.support.secrecy import assert_nothing_logged
from tests.support.served import Served, serve
from tests.support.valkey import Valkey, running_valkey

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.support.postgres import Postgres

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of this folder in the event loop of the session, where the shared processes live."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    """One Valkey, which no test stops."""
    with running_valkey(tmp_path_factory.mktemp("valkey")) as server:
        yield server


@pytest.fixture
def own_valkey(tmp_path: Path) -> Iterator[Valkey]:
    """A Valkey of this test's own, which it may stop."""
    with running_valkey(tmp_path / "valkey") as server:
        yield server


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a database that tests share, each with organizations of its own; once of each kind."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("auth") / "shared.db"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), path)
        url = f"sqlite+aiosqlite:///{path}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        url = server.url(server.create_database("migrated"))
    asyncio.run(plant_signing_key(url))
    return url


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(shared_url: str, valkey: Valkey) -> AsyncIterator[House]:
    """A process on each database."""
    async with open_house(settings_for(shared_url, valkey.url)) as opened:
        yield opened


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The URL of a SQLite database of this test's own."""
    path = tmp_path / "test.db"
    shutil.copyfile(migrated_sqlite, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sqlite_house(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory, valkey: Valkey
) -> AsyncIterator[House]:
    """A process on SQLite, for what has nothing to do with the database."""
    path = tmp_path_factory.mktemp("auth") / "one.db"
    shutil.copyfile(migrated_sqlite, path)
    async with open_house(settings_for(f"sqlite+aiosqlite:///{path}", valkey.url)) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def served_for_module(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory, valkey: Valkey
) -> AsyncIterator[Served]:
    """A server with the real chain, on SQLite. Fails the module if any log line of it has a secret."""
    path = tmp_path_factory.mktemp("served") / "served.db"
    shutil.copyfile(migrated_sqlite, path)
    url = f"sqlite+aiosqlite:///{path}"
    await plant_signing_key(url)
    keep_headers_out()
    with captured_logs() as lines:
        async with open_house(settings_for(url, valkey.url)) as house, serve(house, lines) as running:
            yield running
    assert lines.events("call")
    assert house.secrets
    assert_nothing_logged(house.secrets, lines)


@pytest.fixture
def served(served_for_module: Served) -> Served:
    """The module's server, in a minute of its own: nothing of the test before counts."""
    served_for_module.clock[0] += 120
    served_for_module.scans.forget()
    return served_for_module
