"""What only the operator does: organizations, their plans, lost passwords, the key that signs sessions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from netallion.auth.v1.organization_pb2 import InviteUserRequest, UpdateOrganizationRequest

from server.auth.accounts import users_of_address
from server.auth.passwords import temporary_password
from server.auth.signing import PUBLICATION_LEAD, rotate
from server.contract.vocabulary import LIVE, OWNER
from server.errors import InvalidArgument
from server.interceptors.validation import violations_of
from server.limits.plans import WINDOWS
from server.principal import Tenant
from server.resources import Resources, open_resources

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from server.limits.plans import Plan
    from server.settings import Settings

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def perform(
    settings: Settings,
    work: Callable[Concatenate[Resources, Arguments], Awaitable[Result]],
    *arguments: Arguments.args,
    **named: Arguments.kwargs,
) -> Result:
    """Do some work with the resources of an installation. Raises DomainError or LookupError if it is refused."""

    async def run() -> Result:
        async with open_resources(settings) as resources:
            return await work(resources, *arguments, **named)

    return asyncio.run(run())


async def create_organization(resources: Resources, name: str, owner: str, plan: str) -> tuple[str, str]:
    """Make an organization with an owner; return its id and the owner's first password.

    Raises InvalidArgument unless the API would take the name and the address, too.
    """
    renaming, invitation = UpdateOrganizationRequest(name=name), InviteUserRequest(email=owner, role=OWNER)
    if wrong := [*violations_of(renaming), *violations_of(invitation)]:
        raise InvalidArgument(wrong)
    organization = await resources.organizations.create(name, plan)
    _, password = await resources.users.create(Tenant(organization.id, LIVE), owner, OWNER, "")
    return organization.id, password


async def set_plan(resources: Resources, organization_id: str, plan: str) -> None:
    """Put an organization on another plan. Raises NotFound."""
    await resources.organizations.set_plan(organization_id, plan)


async def set_limits(
    resources: Resources, key_id: str, minute: int | None, second: int | None, day: int | None
) -> Mapping[str, int]:
    """Set the limits named of a key; return all that hold for it, 0 for no daily quota.

    Raises NotFound, or ValueError for what no window can hold.
    """
    named = {window: calls for window, calls in zip(WINDOWS, (minute, second, day), strict=True) if calls is not None}
    return _by_window(await resources.api_keys.set_limits(key_id, named))


async def reset_limits(resources: Resources, key_id: str) -> Mapping[str, int]:
    """Give a key the limits of its plan again; return them, 0 for no daily quota. Raises NotFound."""
    return _by_window(await resources.api_keys.set_limits(key_id, dict.fromkeys(WINDOWS)))


def _by_window(plan: Plan) -> Mapping[str, int]:
    return dict(zip(WINDOWS, plan.capacities, strict=True))


async def reset_password(resources: Resources, email: str, organization_id: str) -> str:
    """Give a user a new password, end the user's sessions, and return it. Raises LookupError unless it is one user."""
    users = await users_of_address(resources.database, email, organization_id)
    if len(users) != 1:
        raise LookupError("no such user" if not users else "a user of several organizations: name one of them")
    password = temporary_password()
    tenant = Tenant(users[0].organization_id, LIVE)
    await resources.sessions.set_password(tenant, users[0].id, password, temporary=True)
    return password


async def rotate_signing_key(resources: Resources) -> tuple[str, float]:
    """Publish a new key for session tokens; return its id, and in how many seconds it signs."""
    return await rotate(resources.database, resources.keys), PUBLICATION_LEAD.total_seconds()
