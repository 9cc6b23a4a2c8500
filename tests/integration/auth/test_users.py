"""Users and roles: invited, changed, removed; what that does to their sessions; and always an owner."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from server.auth.tables import Organization
from server.contract.vocabulary import ADMIN, LIVE, TEST
from server.errors import AlreadyExists, Conflict, InvalidArgument, NotFound, PermissionDenied, Unauthenticated
from server.operations import create_organization
from server.principal import Tenant
from tests.support.house import PASSWORD

if TYPE_CHECKING:
    from tests.support.house import House


async def test_an_invited_user_gets_a_password_once_and_logs_in(house: House) -> None:
    owner = await house.caller()
    user, password = await house.resources.users.invite(owner, "  New.One@Example.com ", "member", "")
    house.keep(password)
    assert len(password) == 20
    assert user.email == "new.one@example.com"
    assert user.password_change_required
    assert user.id.startswith("usr_")
    assert password not in user.password_hash
    tokens = await house.login("new.one@example.com", password, owner.tenant.organization_id)
    principal = await house.who(tokens.access)
    assert (principal.user_id, principal.role) == (user.id, "member")
    assert principal.tenant == owner.tenant


async def test_an_invitation_may_bring_the_password(house: House) -> None:
    owner = await house.caller()
    user, password = await house.resources.users.invite(owner, "own@example.com", "viewer", PASSWORD)
    assert password == ""
    await house.login(user.email, PASSWORD, owner.tenant.organization_id)


async def test_a_changed_password_ends_the_wish_for_another(house: House) -> None:
    person = await house.person()
    new = "another long passphrase"
    house.keep(new)
    await house.resources.sessions.change_password(person.principal, PASSWORD, new, "203.0.113.9")
    assert not (await house.resources.users.get(person.tenant, person.user.id)).password_change_required


@pytest.mark.parametrize(("name", "owner"), [("", "a@example.com"), ("x" * 101, "a@example.com"), ("A", "nobody")])
async def test_the_operator_is_held_to_the_bounds_of_the_api(house: House, name: str, owner: str) -> None:
    count = select(func.count()).select_from(Organization)
    async with house.resources.database.service_read() as session:
        before = await session.scalar(count)
    with pytest.raises(InvalidArgument, match="name" if owner != "nobody" else "email"):
        await create_organization(house.resources, name, owner, "starter")
    async with house.resources.database.service_read() as session:
        assert await session.scalar(count) == before


async def test_an_address_is_taken_once_in_an_organization(house: House) -> None:
    one, other = await house.caller(), await house.caller()
    await house.resources.users.invite(one, "taken@example.com", "viewer", PASSWORD)
    with pytest.raises(AlreadyExists) as caught:
        await house.resources.users.invite(one, "TAKEN@example.com", "viewer", PASSWORD)
    assert caught.value.reason == "USER_EXISTS"
    # whether another organization has it cannot be seen
    await house.resources.users.invite(other, "taken@example.com", "viewer", PASSWORD)


async def test_invitations_of_one_address_at_once_make_one_user(house: House) -> None:
    owner = await house.caller()
    results = await asyncio.gather(
        *(house.resources.users.invite(owner, "race@example.com", "viewer", PASSWORD) for _ in range(4)),
        return_exceptions=True,
    )
    assert sum(isinstance(result, tuple) for result in results) == 1
    assert sum(isinstance(result, AlreadyExists) for result in results) == 3


async def test_the_list_is_newest_first_in_pages_and_the_organizations_own(house: House) -> None:
    owner, stranger = await house.caller(), await house.caller()
    made = [
        (await house.resources.users.invite(owner, f"u{number}@example.com", "viewer", PASSWORD))[0].id
        for number in range(3)
    ]
    first, cursor = await house.resources.users.page(owner.tenant, 2, "")
    second, end = await house.resources.users.page(owner.tenant, 2, cursor)
    assert [user.id for user in (*first, *second)] == made[::-1]
    assert end == ""
    assert await house.resources.users.page(stranger.tenant, 50, "") == ([], "")
    for command in (
        house.resources.users.get(stranger.tenant, made[0]),
        house.resources.users.change_role(stranger, made[0], "admin"),
        house.resources.users.remove(stranger, made[0]),
    ):
        with pytest.raises(NotFound):
            await command


@pytest.mark.parametrize("maker", ["admin", "key"])
async def test_only_an_owner_makes_changes_or_removes_owners(house: House, maker: str) -> None:
    owner = await house.person()
    organization_id = owner.user.organization_id
    if maker == "admin":
        caller = await house.caller("admin", organization_id)
    else:
        _, token = await house.key(owner.principal, [ADMIN])
        caller = await house.who(token)
    member = await house.user(organization_id, "member")
    for command in (
        house.resources.users.invite(caller, "o@example.com", "owner", PASSWORD),
        house.resources.users.change_role(caller, member.id, "owner"),
        house.resources.users.change_role(caller, owner.user.id, "viewer"),
        house.resources.users.remove(caller, owner.user.id),
    ):
        with pytest.raises(PermissionDenied) as caught:
            await command
        assert caught.value.reason == "OWNER_REQUIRED"
    changed = await house.resources.users.change_role(caller, member.id, "admin")
    assert changed.role == "admin"
    await house.resources.users.remove(caller, member.id)


async def test_the_last_owner_stays(house: House) -> None:
    owner = await house.person()
    for command in (
        house.resources.users.change_role(owner.principal, owner.user.id, "admin"),
        house.resources.users.remove(owner.principal, owner.user.id),
    ):
        with pytest.raises(Conflict) as caught:
            await command
        assert caught.value.reason == "LAST_OWNER"
    assert (await house.resources.users.change_role(owner.principal, owner.user.id, "owner")).role == "owner"
    second = await house.user(owner.user.organization_id, "owner")
    await house.resources.users.remove(owner.principal, second.id)


async def test_two_owners_who_demote_each_other_leave_one(house: House) -> None:
    for _ in range(3):
        one = await house.caller()
        organization_id = one.tenant.organization_id
        owners = [await house.user(organization_id, "owner") for _ in range(2)]
        results = await asyncio.gather(
            house.resources.users.change_role(one, owners[0].id, "viewer"),
            house.resources.users.remove(one, owners[1].id),
            return_exceptions=True,
        )
        assert sum(isinstance(result, Conflict) for result in results) == 1, results
        left, _ = await house.resources.users.page(Tenant(organization_id, LIVE), 50, "")
        assert [user.role for user in left].count("owner") == 1


async def test_a_changed_role_acts_at_once(house: House) -> None:
    owner = await house.person()
    person = await house.person("member", owner.user.organization_id)
    assert "scan:write" in (await house.who(person.tokens.access)).scopes
    await house.resources.users.change_role(owner.principal, person.user.id, "viewer")
    principal = await house.who(person.tokens.access)
    assert principal.role == "viewer"
    assert principal.scopes == {"scan:read", "incidents:read"}


async def test_a_removed_user_is_refused_at_once(house: House) -> None:
    owner = await house.person()
    person = await house.person("admin", owner.user.organization_id)
    _, key = await house.key(person.principal)
    await house.who(person.tokens.access)
    await house.resources.users.remove(owner.principal, person.user.id)
    with pytest.raises(Unauthenticated):
        await house.who(person.tokens.access)
    with pytest.raises(Unauthenticated):
        await house.refresh(person.tokens.refresh)
    with pytest.raises(NotFound):
        await house.resources.users.get(owner.tenant, person.user.id)
    # keys belong to the organization
    assert (await house.who(key)).tenant == owner.tenant


async def test_a_user_is_removed_while_logging_in_and_refreshing(house: House) -> None:
    owner = await house.person()
    for _ in range(3):
        person = await house.person("member", owner.user.organization_id)
        results = await asyncio.gather(
            house.resources.users.remove(owner.principal, person.user.id),
            house.refresh(person.tokens.refresh),
            house.refresh(person.tokens.refresh),
            return_exceptions=True,
        )
        for result in results:
            assert not isinstance(result, BaseException) or isinstance(result, Unauthenticated), results


async def test_users_belong_to_the_organization_and_not_to_a_world(house: House) -> None:
    owner = await house.person()
    sandbox = Tenant(owner.user.organization_id, TEST)
    assert (await house.resources.users.get(sandbox, owner.user.id)).id == owner.user.id


async def test_an_organization_is_renamed_and_its_plan_set(house: House) -> None:
    owner, stranger = await house.person(), await house.person()
    organization = await house.resources.organizations.rename(owner.tenant, "Renamed")
    assert organization.name == "Renamed"
    assert (await house.resources.organizations.get(owner.tenant)).name == "Renamed"
    assert (await house.resources.organizations.get(stranger.tenant)).name == "Example"
    assert owner.principal.plan == "starter"
    await house.resources.organizations.set_plan(organization.id, "enterprise")
    assert (await house.who(owner.tokens.access)).plan == "enterprise"
    assert (await house.who(stranger.tokens.access)).plan == "starter"
    with pytest.raises(NotFound):
        await house.resources.organizations.set_plan("org_of_nobody", "enterprise")
