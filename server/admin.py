"""``netallion admin``: the operator's commands, on the server's host, with the server's own settings."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from netallion.access.v1 import vocabulary_pb2

from server.cli_settings import read_settings
from server.contract.vocabulary import words
from server.errors import DomainError

admin = typer.Typer(help="The operator's commands, to be run on the server's host.", no_args_is_help=True)

PLANS = words(vocabulary_pb2.Plan)


def _perform(name: str, *arguments: str | int | None) -> Any:
    """Do one of `server.operations`, and end with a clear error if it is refused."""
    from server import operations
    from server.supervisor.state import installed
    from server.supervisor.supervisor import StartError

    try:
        return operations.perform(installed(read_settings()), getattr(operations, name), *arguments)
    except (DomainError, LookupError, ValueError, StartError) as error:
        typer.echo(f"netallion: {error}", err=True)
        raise typer.Exit(1) from None


def _plan(value: str) -> str:
    if value not in PLANS:
        raise typer.BadParameter(f"must be one of {', '.join(PLANS)}")
    return value


@admin.command("create-organization")
def create_organization(
    name: Annotated[str, typer.Argument(help="What its people call it.")],
    owner: Annotated[str, typer.Option(help="E-mail address of its first owner.")],
    plan: Annotated[str, typer.Option(help=f"One of {', '.join(PLANS)}.", callback=_plan)] = "starter",
) -> None:
    """Make an organization with an owner, and print the owner's password once."""
    organization_id, password = _perform("create_organization", name, owner, plan)
    typer.echo(f"organization: {organization_id}\nowner: {owner}\npassword: {password}")


@admin.command("set-plan")
def set_plan(
    organization_id: Annotated[str, typer.Argument(help="The organization, org_….")],
    plan: Annotated[str, typer.Argument(help=f"One of {', '.join(PLANS)}.", callback=_plan)],
) -> None:
    """Put an organization on another plan; acts within a second, without a restart."""
    _perform("set_plan", organization_id, plan)
    typer.echo(f"{organization_id} is on the plan {plan}")


@admin.command("set-limits")
def set_limits(
    key_id: Annotated[str, typer.Argument(help="The API key, key_….")],
    minute: Annotated[int | None, typer.Option(min=1, help="Calls in a minute.")] = None,
    second: Annotated[int | None, typer.Option(min=1, help="Calls in a second.")] = None,
    day: Annotated[int | None, typer.Option(min=0, help="Calls in a UTC day; 0: as many as one likes.")] = None,
    *,
    reset: Annotated[bool, typer.Option("--reset", help="Take all of them back: the plan's limits hold.")] = False,
) -> None:
    """Give an API key other limits than its plan's; acts within a second, without a restart."""
    named = (minute, second, day)
    if reset == any(calls is not None for calls in named):
        raise typer.BadParameter("say --reset, or which of --minute, --second and --day")
    limits = _perform("reset_limits", key_id) if reset else _perform("set_limits", key_id, *named)
    calls = ", ".join(f"{limits[window] or 'any number'} a {window}" for window in limits)
    typer.echo(f"{key_id} may call {calls}")


@admin.command("reset-password")
def reset_password(
    email: Annotated[str, typer.Argument(help="The user's e-mail address.")],
    organization_id: Annotated[str, typer.Option(help="The organization, if the address is a user of several.")] = "",
) -> None:
    """Give a user a new password, printed once, and end all the user's sessions."""
    typer.echo(f"password: {_perform('reset_password', email, organization_id)}")


@admin.command("rotate-signing-key")
def rotate_signing_key() -> None:
    """Publish a new key for session tokens; it signs after five minutes, and the old one ends with its last token."""
    kid, seconds = _perform("rotate_signing_key")
    typer.echo(f"key {kid} is published; it signs in {seconds:.0f} s")
