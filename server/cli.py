"""The command ``netallion``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from server.admin import admin
from server.cli_settings import read_settings
from server.client.command import HELP, scan

app = typer.Typer(
    name="netallion",
    help="Netallion AI Assurance: scans of workspaces, findings and incidents, over REST and gRPC.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.command()
def up() -> None:
    """Run the whole product on this machine: Valkey, servers, workers and Envoy, with a demo organization."""
    from server.supervisor.up import up as run_all

    sys.exit(run_all(read_settings()))


@app.command()
def serve(index: Annotated[int, typer.Option(help="Which of the server processes this is.")] = 0) -> None:  # noqa: ARG001 -- tells processes apart
    """Run one server process (gRPC)."""
    from server.app import run

    run(read_settings())


@app.command()
def worker(index: Annotated[int, typer.Option(help="Which of the worker processes this is.")] = 0) -> None:
    """Run one worker process (scans)."""
    from server.auth import retention as of_credentials
    from server.oauth import retention as of_oauth
    from server.scan import retention as of_scans
    from server.scan.worker import run

    run(read_settings(), index, chores=(of_scans.apply, of_credentials.apply, of_oauth.apply))


@app.command()
def migrate() -> None:
    """Bring the database to the tables of this version."""
    from server.storage.migrate import upgrade_now

    upgrade_now(read_settings())
    typer.echo("the database is up to date")


@app.command()
def settings() -> None:
    """Print every setting: its variable, default and meaning."""
    from server.settings_table import as_table

    typer.echo(as_table())


app.command(help=HELP)(scan)
app.add_typer(admin, name="admin")


def main() -> None:
    """Run the command line."""
    app()
