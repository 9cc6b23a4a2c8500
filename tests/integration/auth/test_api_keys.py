"""API keys: shown once, never stored in plain, and worth exactly what they were given."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, update

from server.auth import api_keys
from server.auth.api_keys import NewKey
from server.auth.credentials import is_well_formed, new_token
from server.auth.tables import ApiKey, ApiKeySecret
from server.contract.vocabulary import ADMIN, LIVE, SCAN_READ, SCAN_WRITE, SCOPES, TEST
from server.errors import NotFound, PermissionDenied, Unauthenticated
from server.principal import Tenant
from server.storage.base import now
from server.storage.tenancy import TenantBreach

if TYPE_CHECKING:
    from server.principal import Principal
    from tests.support.house import House

DAY = timedelta(days=1)


async def refused(house: House, token: str) -> bool:
    """Return whether nobody holds the token, as the database says right now."""
    house.forget_cached()
    try:
        await house.who(token)
    except Unauthenticated as error:
        return error.reason == "INVALID_CREDENTIAL"
    return False


async def sandbox_admin(house: House, owner: Principal) -> Principal:
    """Return an admin key of the sandbox."""
    _, token = await house.key(owner, [ADMIN], TEST)
    return await house.who(token)


@pytest.mark.parametrize("environment", [LIVE, TEST])
async def test_a_new_key_is_shown_once_and_opens_its_world(house: House, environment: str) -> None:
    owner = await house.caller()
    view, token = await house.key(owner, [SCAN_READ], environment)
    assert is_well_formed(token, f"cpf_{environment}_")
    assert token.startswith(view.prefix)
    assert len(view.prefix) == len("cpf_live_") + 4
    assert token.endswith(view.last_four)
    assert len(view.last_four) == 4
    principal = await house.who(token)
    assert principal.kind == "api_key"
    assert principal.credential_id == view.key.id
    assert principal.tenant == Tenant(owner.tenant.organization_id, environment)
    assert principal.scopes == {SCAN_READ}
    assert (principal.plan, principal.name, principal.actor) == ("starter", "CI", view.key.id)
    assert (principal.user_id, principal.role) == ("", "")
    assert view.key.created_by == owner.user_id
    found = await house.resources.api_keys.get(owner.tenant, view.key.id)
    assert (found.prefix, found.last_four) == (view.prefix, view.last_four)
    assert token not in repr(found.__dict__ if hasattr(found, "__dict__") else found)


async def test_only_a_keyed_hash_of_a_secret_is_stored(house: House) -> None:
    owner = await house.caller()
    _, token = await house.key(owner)
    async with house.resources.database.read(owner.tenant) as session:
        [row] = (await session.scalars(select(ApiKeySecret))).all()
    assert len(row.hash) == 32
    assert row.hash == house.resources.api_keys._hashes.of(token)
    assert {column.name for column in ApiKeySecret.__table__.columns} == {
        "hash",
        "api_key_id",
        "prefix",
        "last_four",
        "created_at",
        "superseded_at",
        "expires_at",
        "organization_id",
    }


async def test_the_list_is_newest_first_and_in_pages(house: House) -> None:
    owner = await house.caller()
    made = [(await house.key(owner, name=f"key {number}"))[0].key.id for number in range(5)]
    seen: list[str] = []
    cursor = ""
    while True:
        views, cursor = await house.resources.api_keys.page(owner.tenant, 2, cursor)
        assert len(views) <= 2
        seen += [view.key.id for view in views]
        if not cursor:
            break
    assert seen == made[::-1]


async def test_a_revoked_key_is_refused_and_gone(house: House) -> None:
    owner = await house.caller()
    view, token = await house.key(owner)
    await house.who(token)
    await house.resources.api_keys.revoke(owner.tenant, view.key.id)
    with pytest.raises(Unauthenticated):  # at once, in the process that revoked it
        await house.who(token)
    assert await refused(house, token)
    assert await house.resources.api_keys.page(owner.tenant, 50, "") == ([], "")
    for command in (
        house.resources.api_keys.get(owner.tenant, view.key.id),
        house.resources.api_keys.revoke(owner.tenant, view.key.id),
        house.resources.api_keys.rotate(owner.tenant, view.key.id, DAY),
    ):
        with pytest.raises(NotFound):
            await command
    async with house.resources.database.read(owner.tenant) as session:
        assert (await session.scalars(select(ApiKeySecret))).all() == []


async def test_rotation_with_an_overlap_keeps_the_secret_before_and_ends_an_older_one(house: House) -> None:
    owner = await house.caller()
    view, first = await house.key(owner, [SCAN_READ])
    rotated, second = await house.resources.api_keys.rotate(owner.tenant, view.key.id, DAY)
    assert rotated.key.id == view.key.id
    assert second.endswith(rotated.last_four)
    assert (await house.who(first)).credential_id == (await house.who(second)).credential_id == view.key.id
    _, third = await house.resources.api_keys.rotate(owner.tenant, view.key.id, DAY)
    assert [await refused(house, token) for token in (first, second, third)] == [True, False, False]
    assert (await house.who(third)).scopes == {SCAN_READ}
    found = await house.resources.api_keys.get(owner.tenant, view.key.id)
    assert third.endswith(found.last_four)


async def test_rotation_without_an_overlap_ends_all_before_at_once(house: House) -> None:
    owner = await house.caller()
    view, first = await house.key(owner)
    _, second = await house.resources.api_keys.rotate(owner.tenant, view.key.id, DAY)
    await house.who(first)
    await house.who(second)
    _, third = await house.resources.api_keys.rotate(owner.tenant, view.key.id, timedelta())
    for token in (first, second):
        with pytest.raises(Unauthenticated):  # the cache has forgotten them too
            await house.who(token)
    assert (await house.who(third)).credential_id == view.key.id


async def test_an_overlap_ends(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = await house.caller()
    view, first = await house.key(owner)
    earlier = now() - timedelta(hours=2)
    with monkeypatch.context() as patched:
        patched.setattr(api_keys, "now", lambda: earlier)
        _, second = await house.resources.api_keys.rotate(owner.tenant, view.key.id, timedelta(hours=1))
    assert [await refused(house, token) for token in (first, second)] == [True, False]


async def test_an_overlap_ends_while_its_secret_is_cached(house: House) -> None:
    owner = await house.caller()
    view, first = await house.key(owner)
    await house.resources.api_keys.rotate(owner.tenant, view.key.id, timedelta(seconds=0.3))
    await house.who(first)
    await asyncio.sleep(0.35)
    with pytest.raises(Unauthenticated):
        await house.who(first)


async def test_parallel_rotations_leave_one_current_secret(house: House) -> None:
    owner = await house.caller()
    view, first = await house.key(owner)
    rotated = await asyncio.gather(*(house.resources.api_keys.rotate(owner.tenant, view.key.id, DAY) for _ in range(5)))
    tokens = [first, *(token for _, token in rotated)]
    assert [await refused(house, token) for token in tokens].count(False) == 2  # the newest and the one before
    [found], _ = await house.resources.api_keys.page(owner.tenant, 50, "")
    assert found.last_four in {token[-4:] for token in tokens[1:]}


async def test_an_expired_key_is_refused_and_still_listed(house: House) -> None:
    owner = await house.caller()
    wanted = NewKey("old", [ADMIN], LIVE, expires_at=now() - timedelta(seconds=1))
    view, token = await house.resources.api_keys.create(owner, wanted)
    assert await refused(house, token)
    [listed], _ = await house.resources.api_keys.page(owner.tenant, 50, "")
    assert listed.key.id == view.key.id
    assert listed.key.expires_at == wanted.expires_at


async def test_a_key_expires_while_it_is_cached(house: House) -> None:
    owner = await house.caller()
    wanted = NewKey("short", [ADMIN], LIVE, expires_at=now() + timedelta(seconds=0.3))
    _, token = await house.resources.api_keys.create(owner, wanted)
    await house.who(token)
    await asyncio.sleep(0.35)
    with pytest.raises(Unauthenticated):
        await house.who(token)


async def test_last_use_is_noted(house: House) -> None:
    owner = await house.caller()
    view, token = await house.key(owner)
    assert view.key.last_used_at is None
    before = now()
    await house.who(token)
    await house.resources.activity.flush()
    found = await house.resources.api_keys.get(owner.tenant, view.key.id)
    assert found.key.last_used_at is not None
    assert before <= found.key.last_used_at <= now()


async def test_allowed_addresses_are_kept(house: House) -> None:
    owner = await house.caller()
    wanted = NewKey("office", [ADMIN], LIVE, allowed_ips=["203.0.113.77/24", "::ffff:198.51.100.1", "2001:db8::1"])
    view, token = await house.resources.api_keys.create(owner, wanted)
    assert view.key.allowed_ips == wanted.allowed_ips
    networks = (await house.who(token)).allowed_networks
    assert [str(each) for each in networks] == ["203.0.113.0/24", "198.51.100.1/32", "2001:db8::1/128"]


@pytest.mark.parametrize(
    ("role", "scopes", "allowed"),
    [
        ("owner", list(SCOPES), True),
        ("admin", [ADMIN], True),
        ("member", [SCAN_READ, SCAN_WRITE], True),
        ("member", [ADMIN], False),
        ("viewer", [SCAN_READ], True),
        ("viewer", [SCAN_READ, SCAN_WRITE], False),
    ],
)
async def test_a_key_gets_no_more_than_its_maker_holds(
    sqlite_house: House, role: str, scopes: list[str], allowed: bool
) -> None:
    maker = await sqlite_house.caller(role)
    if allowed:
        _, token = await sqlite_house.key(maker, scopes)
        assert (await sqlite_house.who(token)).scopes <= maker.scopes
    else:
        with pytest.raises(PermissionDenied) as caught:
            await sqlite_house.key(maker, scopes)
        assert caught.value.reason == "SCOPE_EXCEEDED"


async def test_a_key_without_admin_makes_no_admin(sqlite_house: House) -> None:
    owner = await sqlite_house.caller()
    _, token = await sqlite_house.key(owner, [SCAN_READ, SCAN_WRITE])
    with pytest.raises(PermissionDenied):
        await sqlite_house.key(await sqlite_house.who(token), [ADMIN])


async def test_a_key_is_of_one_world(house: House) -> None:
    owner = await house.person()
    _, live = await house.key(owner.principal)
    _, test = await house.key(owner.principal, environment=TEST)
    for token, own, other in ((live, LIVE, TEST), (test, TEST, LIVE)):
        assert (await house.who(token, own)).tenant.environment == own
        with pytest.raises(PermissionDenied) as caught:
            await house.who(token, other)
        assert caught.value.reason == "ENVIRONMENT_MISMATCH"
    assert (await house.who(owner.tokens.access, TEST)).tenant.environment == TEST
    assert (await house.who(owner.tokens.access)).tenant.environment == LIVE


async def test_the_sandbox_manages_keys_of_the_sandbox_only(house: House) -> None:
    owner = await house.caller()
    live, live_token = await house.key(owner)
    sandbox = await sandbox_admin(house, owner)
    test, _ = await house.key(sandbox, environment=TEST)
    views, _ = await house.resources.api_keys.page(sandbox.tenant, 50, "")
    assert {view.key.environment for view in views} == {TEST}
    assert live.key.id not in {view.key.id for view in views}
    for command in (
        house.resources.api_keys.get(sandbox.tenant, live.key.id),
        house.resources.api_keys.revoke(sandbox.tenant, live.key.id),
        house.resources.api_keys.rotate(sandbox.tenant, live.key.id, DAY),
    ):
        with pytest.raises(NotFound):
            await command
    with pytest.raises(PermissionDenied) as caught:
        await house.key(sandbox, environment=LIVE)
    assert caught.value.reason == "LIVE_REQUIRED"
    assert not await refused(house, live_token)
    await house.resources.api_keys.revoke(sandbox.tenant, test.key.id)
    # live manages both worlds
    listed, _ = await house.resources.api_keys.page(owner.tenant, 50, "")
    assert {view.key.environment for view in listed} == {LIVE, TEST}
    await house.resources.api_keys.rotate(owner.tenant, sandbox.credential_id, DAY)


async def test_a_session_that_acts_in_the_sandbox_manages_its_keys_only(house: House) -> None:
    owner = await house.person()
    live, _ = await house.key(owner.principal)
    acting = await house.who(owner.tokens.access, TEST)
    with pytest.raises(NotFound):
        await house.resources.api_keys.get(acting.tenant, live.key.id)
    with pytest.raises(PermissionDenied):
        await house.key(acting, environment=LIVE)


async def test_no_statement_of_a_bound_session_reaches_the_other_world(house: House) -> None:
    owner = await house.caller()
    live, live_token = await house.key(owner)
    sandbox = await sandbox_admin(house, owner)
    async with house.resources.database.write(sandbox.tenant) as session:
        assert await session.get(ApiKey, live.key.id) is None
        found = (await session.scalars(select(ApiKey.id))).all()
        assert found == [sandbox.credential_id]
        joined = select(ApiKey.id).join(ApiKeySecret, ApiKeySecret.api_key_id == ApiKey.id)
        assert (await session.scalars(joined)).all() == [sandbox.credential_id]
        await session.execute(update(ApiKey).values(name="taken over"))
        await session.execute(delete(ApiKey).where(ApiKey.id == live.key.id))
    assert not await refused(house, live_token)
    assert (await house.resources.api_keys.get(owner.tenant, live.key.id)).key.name == "CI"


async def test_a_bound_session_writes_no_key_of_the_other_world(house: House) -> None:
    owner = await house.caller()
    sandbox = await sandbox_admin(house, owner)
    async with house.resources.database.write(sandbox.tenant) as session:
        session.add(ApiKey(id="key_new", name="x", scopes=[ADMIN], environment=LIVE, created_by="usr_1"))
        with pytest.raises(TenantBreach):
            await session.flush()
        session.expunge_all()
        own = await session.get_one(ApiKey, sandbox.credential_id)
        own.environment = LIVE
        with pytest.raises(TenantBreach):
            await session.flush()
        session.expunge_all()


async def test_another_organization_sees_nothing(house: House) -> None:
    victim, stranger = await house.caller(), await house.caller()
    view, token = await house.key(victim)
    assert await house.resources.api_keys.page(stranger.tenant, 50, "") == ([], "")
    for command in (
        house.resources.api_keys.get(stranger.tenant, view.key.id),
        house.resources.api_keys.revoke(stranger.tenant, view.key.id),
        house.resources.api_keys.rotate(stranger.tenant, view.key.id, DAY),
    ):
        with pytest.raises(NotFound):
            await command
    assert not await refused(house, token)


async def test_garbage_is_refused_with_no_look_up(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = await sqlite_house.caller()
    _, token = await sqlite_house.key(owner)

    def no_look_up(*_: object) -> None:
        raise AssertionError("it was looked up")

    monkeypatch.setattr(type(sqlite_house.resources.database), "service_read", no_look_up)
    last = "A" if token[-1] != "A" else "B"
    for garbage in (token[:-1] + last, token + "x", token[:-1], "cpf_live_", "cpf_test_" + "0" * 49, "cpf_live_é"):
        with pytest.raises(Unauthenticated):
            await sqlite_house.who(garbage)


async def test_a_well_formed_token_that_nobody_was_given_is_refused_alike(house: House) -> None:
    for token in (new_token("cpf_live_"), new_token("cpf_test_"), new_token("cpf_rt_"), "", "x", "cpf_oat_x", "é\x7f"):
        with pytest.raises(Unauthenticated) as caught:
            await house.who(token)
        assert caught.value.reason == "INVALID_CREDENTIAL"
        assert caught.value.message == Unauthenticated().message


async def test_calls_that_miss_at_the_same_time_share_one_look_up(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = await sqlite_house.caller()
    _, token = await sqlite_house.key(owner)
    database = sqlite_house.resources.database
    original, looked_up = type(database).service_read, 0

    def counting(self: object) -> object:
        nonlocal looked_up
        looked_up += 1
        return original(database) if self is database else original(self)  # type: ignore[arg-type]

    monkeypatch.setattr(type(database), "service_read", counting)
    principals = await asyncio.gather(*(sqlite_house.who(token) for _ in range(20)))
    assert len(set(principals)) == 1
    assert looked_up == 1
    # one caller that gives up does not fail the others
    sqlite_house.forget_cached()
    first, second = asyncio.create_task(sqlite_house.who(token)), asyncio.create_task(sqlite_house.who(token))
    await asyncio.sleep(0)
    first.cancel()
    assert replace(await second) == principals[0]
