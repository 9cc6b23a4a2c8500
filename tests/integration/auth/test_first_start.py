"""The first start of an installation, by several processes at once; and a start with another master key."""

from __future__ import annotations

import asyncio
import base64
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from server.storage.keys import Keys, SealBroken, ServiceSecret
from tests.support.house import MASTER_KEY, open_house, settings_for

if TYPE_CHECKING:
    from tests.support.valkey import Valkey


async def test_processes_that_start_at_once_agree_on_every_key(database_url: str, valkey: Valkey) -> None:
    settings = settings_for(database_url, valkey.url)
    async with AsyncExitStack() as stack:
        houses = await asyncio.gather(*(stack.enter_async_context(open_house(settings)) for _ in range(3)))
        async with houses[0].resources.database.service_read() as session:
            assert await session.scalar(select(func.count()).select_from(ServiceSecret)) == 1
        assert len({house.resources.keys.purpose("credential-hash") for house in houses}) == 1
        for house in houses:
            house.resources.authenticator._access_tokens._loaded -= 60  # a minute later
        person = await houses[0].person()
        _, key = await houses[1].key(person.principal)
        for house in houses:
            assert (await house.who(key)).tenant == person.tenant
            tokens = await house.login(person.user.email)
            for other in houses:
                assert (await other.who(tokens.access)).user_id == person.user.id
                tokens = await other.refresh(tokens.refresh)


async def test_another_master_key_stops_the_start(database_url: str, valkey: Valkey) -> None:
    settings = settings_for(database_url, valkey.url)
    async with open_house(settings) as house:
        await house.person()
    other = settings_for(database_url, valkey.url, master_key=base64.b64encode(bytes(32)).decode())
    with pytest.raises(SealBroken) as caught:
        async with open_house(other):
            pass
    assert MASTER_KEY not in str(caught.value)
    async with open_house(settings) as house:  # nothing was harmed
        await house.person()


async def test_no_master_key_stops_the_start(sqlite_url: str, valkey: Valkey) -> None:
    with pytest.raises(LookupError, match="NETALLION_MASTER_KEY is not set"):
        async with open_house(settings_for(sqlite_url, valkey.url, master_key="")):
            pass


async def test_every_organization_has_a_data_key_of_its_own(sqlite_url: str, valkey: Valkey) -> None:
    async with open_house(settings_for(sqlite_url, valkey.url)) as house:
        keys: Keys = house.resources.keys
        organizations = [await house.organization() for _ in range(3)]
        async with house.resources.database.service_read() as session:
            data = [await keys.data_key(session, each.id) for each in organizations]
            prints = [await keys.fingerprint_key(session, each.id) for each in organizations]
            assert data == [await keys.data_key(session, each.id) for each in organizations]
            with pytest.raises(LookupError):
                await keys.data_key(session, "org_of_nobody")
        assert len({*data, *prints}) == 6
