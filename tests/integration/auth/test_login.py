"""Logging in: what it tells, what it never tells, and how guessing is slowed down."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, update

from server.auth import throttle
from server.auth.tables import LoginFailure, Session, User
from server.auth.throttle import FREE_TRIES
from server.contract.vocabulary import LIVE
from server.errors import PermissionDenied, RateLimited, Unauthenticated
from server.principal import ALL_SCOPES, Tenant
from server.storage.base import now
from tests.support.house import ADDRESS, PASSWORD

if TYPE_CHECKING:
    from tests.support.house import House

NEW_PASSWORD = "another long passphrase"
WRONG = "not the right passphrase"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """How far the throttle's clock is ahead; a test moves it by changing the one entry."""
    ahead = [timedelta()]
    monkeypatch.setattr(throttle, "now", lambda: now() + ahead[0])
    return ahead


async def attempt(house: House, email: str, password: str = WRONG, address: str = ADDRESS) -> str:
    """Return the reason that a login was refused for, "" if it was not."""
    try:
        await house.login(email, password, address=address)
    except (Unauthenticated, RateLimited) as error:
        return error.reason
    return ""


async def test_a_login_begins_a_session(house: House) -> None:
    before = now()
    person = await house.person()
    assert person.principal.kind == "session"
    assert person.principal.user_id == person.principal.actor == person.user.id
    assert person.principal.role == "owner"
    assert person.principal.scopes == ALL_SCOPES
    assert person.tenant == Tenant(person.user.organization_id, LIVE)
    [session], _ = await house.resources.sessions.of_user(person.principal, 50, "")
    assert session.id == person.principal.credential_id
    assert (session.address, session.user_agent) == (ADDRESS, "tests/1")
    assert before <= session.created_at <= now()
    assert session.expires_at == session.created_at + timedelta(days=7)
    user = await house.resources.users.get(person.tenant, person.user.id)
    assert user.last_login_at == session.created_at


async def test_an_address_is_one_in_upper_and_lower_case(house: House) -> None:
    person = await house.person()
    assert await attempt(house, f"  {person.user.email.upper()} ", PASSWORD) == ""


async def test_wrong_unknown_and_removed_are_refused_alike(house: House) -> None:
    person = await house.person()
    colleague = await house.person("viewer", person.user.organization_id)
    await house.resources.users.remove(person.principal, colleague.user.id)
    errors = []
    for email, password, organization in (
        (person.user.email, WRONG, ""),
        ("nobody@example.com", WRONG, ""),
        (colleague.user.email, PASSWORD, ""),
        (person.user.email, PASSWORD, "org_of_nobody"),
        (person.user.email, PASSWORD.upper(), ""),
        (person.user.email, PASSWORD + " ", ""),
    ):
        with pytest.raises(Unauthenticated) as caught:
            await house.login(email, password, organization)
        errors.append((caught.value.reason, caught.value.message, len(caught.value.details)))
    assert set(errors) == {("BAD_LOGIN", "the e-mail address or the password is wrong", 1)}


async def test_unknown_known_and_twice_known_accounts_cost_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = await house.person(), await house.organization()
    twice = await house.user((await house.organization()).id)
    await house.user(other.id, email=twice.email)
    verified = 0
    original = PasswordHasher.verify

    def verify(self: PasswordHasher, hash: str, password: str) -> bool:  # noqa: A002 -- argon2's own name
        nonlocal verified
        verified += 1
        return original(self, hash, password)

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    counts = []
    for email in (one.user.email, "nobody@example.com", twice.email):
        verified = 0
        await attempt(house, email)
        counts.append(verified)
    assert counts == [2, 2, 2]


async def test_one_address_in_two_organizations(house: House) -> None:
    first, second = await house.organization(), await house.organization()
    one = await house.user(first.id)
    two = await house.user(second.id, email=one.email)
    for organization_id, user in (("", two), (first.id, one), (second.id, two)):
        tokens = await house.login(one.email, PASSWORD, organization_id)
        assert (await house.who(tokens.access)).user_id == user.id
    # different passwords say which account is meant
    await house.resources.sessions.set_password(Tenant(first.id, LIVE), one.id, NEW_PASSWORD)
    house.keep(NEW_PASSWORD)
    for password, user in ((NEW_PASSWORD, one), (PASSWORD, two)):
        assert (await house.who((await house.login(one.email, password)).access)).user_id == user.id
    assert await attempt(house, one.email, WRONG) == "BAD_LOGIN"


async def test_a_hash_of_weaker_parameters_is_renewed(house: House) -> None:
    person = await house.person()
    weak = PasswordHasher(time_cost=1, memory_cost=32, parallelism=1).hash(PASSWORD)
    async with house.resources.database.write(person.tenant) as session:
        await session.execute(update(User).where(User.id == person.user.id).values(password_hash=weak))
    await house.login(person.user.email)
    user = await house.resources.users.get(person.tenant, person.user.id)
    assert user.password_hash != weak
    assert not house.resources.sessions._passwords.needs_rehash(user.password_hash)
    assert await attempt(house, person.user.email, PASSWORD) == ""


async def test_five_tries_are_free_and_then_each_waits_twice_as_long(house: House, clock: list[timedelta]) -> None:
    person = await house.person()
    for _ in range(FREE_TRIES):
        assert await attempt(house, person.user.email) == "BAD_LOGIN"
    for seconds in (1, 2, 4, 8):
        with pytest.raises(RateLimited) as caught:
            await house.login(person.user.email, PASSWORD)  # not even the right one
        assert caught.value.reason == "LOGIN_SLOWED_DOWN"
        assert caught.value.retry_after == seconds
        clock[0] += timedelta(seconds=seconds)
        assert await attempt(house, person.user.email) == "BAD_LOGIN"


async def test_the_right_password_clears_the_count(house: House, clock: list[timedelta]) -> None:
    person = await house.person()
    for _ in range(FREE_TRIES):
        await attempt(house, person.user.email)
    clock[0] += timedelta(seconds=1)
    assert await attempt(house, person.user.email, PASSWORD) == ""
    for _ in range(FREE_TRIES):
        assert await attempt(house, person.user.email) == "BAD_LOGIN"
    assert await attempt(house, person.user.email) == "LOGIN_SLOWED_DOWN"


async def test_a_refused_try_is_not_counted(house: House, clock: list[timedelta]) -> None:
    person = await house.person()
    for _ in range(FREE_TRIES):
        await attempt(house, person.user.email)
    for _ in range(10):
        assert await attempt(house, person.user.email) == "LOGIN_SLOWED_DOWN"
    clock[0] += timedelta(seconds=1)
    assert await attempt(house, person.user.email, PASSWORD) == ""


async def test_nobody_slows_down_another(house: House) -> None:
    victim = await house.person()
    for _ in range(FREE_TRIES + 1):
        await attempt(house, victim.user.email, address="198.51.100.66")
    assert await attempt(house, victim.user.email, address="198.51.100.66") == "LOGIN_SLOWED_DOWN"
    # the victim, from an address of their own
    assert await attempt(house, victim.user.email, PASSWORD, address=ADDRESS) == ""
    # another account, from the same address
    other = await house.person()
    assert await attempt(house, other.user.email, PASSWORD, address="198.51.100.66") == ""


async def test_an_unknown_account_is_slowed_down_like_a_known_one(house: House) -> None:
    reasons = [await attempt(house, "nobody-at-all@example.com") for _ in range(FREE_TRIES + 1)]
    assert reasons == ["BAD_LOGIN"] * FREE_TRIES + ["LOGIN_SLOWED_DOWN"]


async def test_an_ipv6_client_is_one_in_its_whole_64(house: House) -> None:
    person = await house.person()
    reasons = [
        await attempt(house, person.user.email, address=f"2001:db8:0:1::{number:x}") for number in range(FREE_TRIES + 1)
    ]
    assert reasons[-1] == "LOGIN_SLOWED_DOWN"
    assert await attempt(house, person.user.email, PASSWORD, address="2001:db8:0:2::1") == ""


async def test_a_burst_of_fifty_tries_admits_the_free_ones_only(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    person = await house.person()
    instant = now()  # the clock stands still, so that no wait ends while the burst lasts on a slow machine
    monkeypatch.setattr(throttle, "now", lambda: instant)
    reasons = await asyncio.gather(*(attempt(house, person.user.email) for _ in range(50)))
    assert reasons.count("BAD_LOGIN") == FREE_TRIES
    assert reasons.count("LOGIN_SLOWED_DOWN") == 50 - FREE_TRIES


async def test_free_tries_at_the_same_time_do_not_hinder_each_other(house: House) -> None:
    person = await house.person()
    reasons = await asyncio.gather(*(attempt(house, person.user.email) for _ in range(FREE_TRIES)))
    assert reasons == ["BAD_LOGIN"] * FREE_TRIES


async def test_tries_are_forgotten_after_a_day(house: House, clock: list[timedelta]) -> None:
    person = await house.person()
    for _ in range(FREE_TRIES + 1):
        await attempt(house, person.user.email)
    clock[0] = timedelta(days=1, seconds=1)
    for _ in range(FREE_TRIES):
        assert await attempt(house, person.user.email) == "BAD_LOGIN"


async def test_the_throttle_keeps_neither_address_nor_account(house: House) -> None:
    await attempt(house, "kept-nowhere@example.com", address="198.51.100.77")
    async with house.resources.database.service_read() as session:
        rows = (await session.scalars(select(LoginFailure))).all()
    assert rows
    for row in rows:
        assert len(row.pair) == 32
        assert b"kept-nowhere" not in row.pair


async def test_a_password_change_ends_the_other_sessions(house: House) -> None:
    person = await house.person()
    other = await house.login(person.user.email)
    await house.who(other.access)
    house.keep(NEW_PASSWORD)
    await house.resources.sessions.change_password(person.principal, PASSWORD, NEW_PASSWORD, ADDRESS)
    assert (await house.who(person.tokens.access)).credential_id == person.principal.credential_id
    with pytest.raises(Unauthenticated):
        await house.who(other.access)
    with pytest.raises(Unauthenticated):
        await house.refresh(other.refresh)
    await house.refresh(person.tokens.refresh)
    assert await attempt(house, person.user.email, PASSWORD) == "BAD_LOGIN"
    assert await attempt(house, person.user.email, NEW_PASSWORD) == ""


async def test_a_wrong_current_password_changes_nothing_and_is_slowed_down(house: House) -> None:
    person = await house.person()
    for _ in range(FREE_TRIES):
        with pytest.raises(PermissionDenied) as caught:
            await house.resources.sessions.change_password(person.principal, WRONG, NEW_PASSWORD, ADDRESS)
        assert caught.value.reason == "WRONG_PASSWORD"
    with pytest.raises(RateLimited):
        await house.resources.sessions.change_password(person.principal, PASSWORD, NEW_PASSWORD, ADDRESS)
    assert await attempt(house, person.user.email, PASSWORD) == ""


async def test_a_login_that_a_password_change_overtakes_is_refused(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await house.person()
    passwords = house.resources.sessions._passwords
    original = passwords.first_match

    async def overtaken(hashes: list[str], password: str) -> int | None:
        index = await original(hashes, password)
        await house.resources.sessions.set_password(person.tenant, person.user.id, NEW_PASSWORD)
        return index

    monkeypatch.setattr(passwords, "first_match", overtaken)
    assert await attempt(house, person.user.email, PASSWORD) == "BAD_LOGIN"
    async with house.resources.database.read(person.tenant) as session:
        alive = select(func.count()).select_from(Session).where(Session.revoked_at.is_(None))
        assert await session.scalar(alive) == 0


async def test_a_login_that_a_removal_overtakes_is_refused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = await house.person()
    person = await house.person("member", owner.user.organization_id)
    passwords = house.resources.sessions._passwords
    original = passwords.first_match

    async def overtaken(hashes: list[str], password: str) -> int | None:
        index = await original(hashes, password)
        await house.resources.users.remove(owner.principal, person.user.id)
        return index

    monkeypatch.setattr(passwords, "first_match", overtaken)
    assert await attempt(house, person.user.email, PASSWORD) == "BAD_LOGIN"


async def test_a_password_change_that_a_reset_overtakes_is_refused(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await house.person()
    passwords = house.resources.sessions._passwords
    original = passwords.first_match

    async def overtaken(hashes: list[str], password: str) -> int | None:
        index = await original(hashes, password)
        await house.resources.sessions.set_password(person.tenant, person.user.id, NEW_PASSWORD, temporary=True)
        return index

    with monkeypatch.context() as patched:
        patched.setattr(passwords, "first_match", overtaken)
        with pytest.raises(PermissionDenied):
            await house.resources.sessions.change_password(person.principal, PASSWORD, "the thief's own words", ADDRESS)
    assert await attempt(house, person.user.email, NEW_PASSWORD) == ""
    user = await house.resources.users.get(person.tenant, person.user.id)
    assert user.password_change_required
