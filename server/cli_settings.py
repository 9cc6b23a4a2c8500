"""How a command reads the settings: with an error that a person can act on."""

from __future__ import annotations

import typer
from pydantic import ValidationError

from server.settings import PREFIX, Settings


def read_settings() -> Settings:
    """Return the settings; a wrong one ends the process with the variable's name and what is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        for each in error.errors(include_input=False, include_url=False):
            name = PREFIX + "_".join(str(part) for part in each["loc"]).upper()
            typer.echo(f"netallion: {name}: {each['msg']}", err=True)
        raise typer.Exit(2) from None
