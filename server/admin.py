"""``netallion admin``: what only the operator does, on the server's host, with the server's own settings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from netallion.access.v1 import vocabulary_pb2
from sqlalchemy import select

from server.auth.passwords import temporary_password
from server.auth.sessions import canonical_email
from server.auth.signing import PUBLICATION_LEAD, rotate
from server.auth.tables import User
from server.cli_settings import read_settings
from server.contract.vocabulary import LIVE, OWNER, words
from server.errors import DomainError
from server.principal import Tenant
from server.resources import Resources, open_resources
from server.supervisor.state import installed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

Result = TypeVar("Result")

admin = typer.Typer(help="The operator's commands, to be run on the server's host.", no_args_is_help=True)

PLANS = words(vocabulary_pb2.Plan)


def _with_resources(work: Callable[[Resources], Awaitable[Result]]) -> Result:
    """Do some work with the resources of the installation, and end with a clear error if it is refused."""

    async def run() -> Result:
        async with open_resources(installed(read_settings())) as resources:
            return await work(resources)

    try:
        return asyncio.run(run())
    except (DomainError, LookupError) as error:
        typer.echo(f"netallion: {error}", err=True)
        raise typer.Exit(1) from None


def _plan(value: str) -> str:
    if value not in PLANS:
        message = f"must be one of {', '.join(PLANS)}"
        raise typer.BadParameter(message)
    return value


@admin.command("create-organization")
def create_organization(
    name: Annotated[str, typer.Argument(help="What its people call it.")],
    owner: Annotated[str, typer.Option(help="E-mail address of its first owner.")],
    plan: Annotated[str, typer.Option(help=f"One of {', '.join(PLANS)}.", callback=_plan)] = "starter",
) -> None:
    """Make an organization with an owner, and print the owner's password once."""

    async def work(resources: Resources) -> tuple[str, str]:
        organization = await resources.organizations.create(name, plan)
        _, password = await resources.users.create(Tenant(organization.id, LIVE), owner, OWNER, "")
        return organization.id, password

    organization_id, password = _with_resources(work)
    typer.echo(f"organization: {organization_id}\nowner: {canonical_email(owner)}\npassword: {password}")


@admin.command("set-plan")
def set_plan(
    organization_id: Annotated[str, typer.Argument(help="The organization, org_….")],
    plan: Annotated[str, typer.Argument(help=f"One of {', '.join(PLANS)}.", callback=_plan)],
) -> None:
    """Put an organization on another plan; acts within a second, without a restart."""
    _with_resources(lambda resources: resources.organizations.set_plan(organization_id, plan))
    typer.echo(f"{organization_id} is on the plan {plan}")


@admin.command("reset-password")
def reset_password(
    email: Annotated[str, typer.Argument(help="The user's e-mail address.")],
    organization_id: Annotated[str, typer.Option(help="The organization, if the address is a user of several.")] = "",
) -> None:
    """Give a user a new password, printed once, and end all the user's sessions."""

    async def work(resources: Resources) -> str:
        query = select(User).where(User.email == canonical_email(email))
        if organization_id:
            query = query.where(User.organization_id == organization_id)
        async with resources.database.service_read() as session:
            users = (await session.scalars(query)).all()
        if len(users) != 1:
            message = "no such user" if not users else "a user of several organizations: name one by --organization-id"
            raise LookupError(message)
        password = temporary_password()
        tenant = Tenant(users[0].organization_id, LIVE)
        await resources.sessions.set_password(tenant, users[0].id, password, temporary=True)
        return password

    typer.echo(f"password: {_with_resources(work)}")


@admin.command("rotate-signing-key")
def rotate_signing_key() -> None:
    """Publish a new key for session tokens; it signs after five minutes, and the old one ends with its last token."""
    kid = _with_resources(lambda resources: rotate(resources.database, resources.keys))
    typer.echo(f"key {kid} is published; it signs in {PUBLICATION_LEAD.total_seconds():.0f} s")
