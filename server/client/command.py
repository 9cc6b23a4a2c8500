"""The command line of ``netallion scan``. Light: what does the work is imported when it is run."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer

from server.client.options import Format, Options, Scope, Severity

_ABOUT = "Scan a folder or a file for secrets and other risks, and print what is found."
_FILES = (
    "The files go to a workspace, which is made to hold what the folder holds: only changed files are uploaded, and "
    "documents that are gone are deleted. In a git work tree these are the files that git tracks or does not ignore; "
    "elsewhere .gitignore files are respected. Symbolic links are not followed. A single file goes to a workspace of "
    "its own, or is added to the one that --workspace names."
)
_SUPPRESSION = (
    "A comment netallion:ignore beside a finding, or a line of the file .netallionignore at the root of the workspace, "
    "suppresses it: it is counted, and neither listed nor of any weight for the exit status (docs/suppression.md)."
)
_EXIT_STATUS = (
    "Exit status: 0 if nothing at or above --fail-on was found; 1 if something was; 2 if the scan failed or not "
    "everything was read, whatever was found; 130 if interrupted by Ctrl-C (143 by SIGTERM), which stops the scan on "
    "the server too."
)
_ENVIRONMENT = """\b
Environment:
  NETALLION_API_KEY  the key (scopes scan:read and scan:write)
  NETALLION_URL      the service; default http://127.0.0.1:8080
  NO_COLOR           no colours, if set"""
_EXAMPLES = """\b
Examples:
  netallion scan .
  netallion scan src --fail-on high
  netallion scan . --workspace ws_01J... --scope incremental
  netallion scan . --format json --quiet > findings.json"""

HELP = f"{_ABOUT}\n\n{_FILES}\n\n{_SUPPRESSION}\n\n{_EXIT_STATUS}\n\n{_ENVIRONMENT}\n\n{_EXAMPLES}"


def scan(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The folder or file.", show_default=False)],
    *,
    workspace: Annotated[
        str,
        typer.Option(
            metavar="ID",
            help="The workspace; else the oldest one that is named as the folder, made if missing.",
            show_default=False,
        ),
    ] = "",
    fail_on: Annotated[Severity, typer.Option(help="The least severity that makes the exit status 1.")] = Severity.LOW,
    output: Annotated[Format, typer.Option("--format", help="How the result is written to stdout.")] = Format.TEXT,
    scope: Annotated[
        Scope, typer.Option(help="All documents, or those that changed since the workspace's last completed scan.")
    ] = Scope.FULL,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary: findings and errors only.")
    ] = False,
) -> None:
    """Scan a folder or a file; `HELP` says it to the user."""
    from server.client.run import run  # noqa: PLC0415 - see above

    raise typer.Exit(run(Options(path, workspace, fail_on, output, scope, quiet)))
