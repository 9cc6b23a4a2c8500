"""The documented table of every setting, made from the settings themselves."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr

from server.settings import PREFIX, Settings

_HEAD = "| variable | default | meaning |\n|---|---|---|\n"
_DOCUMENT = """# Settings

Made by `make docs` from server/settings.py. Settings are environment variables; a wrong value stops the process, which
then names the variable.

"""


def as_table() -> str:
    """Return all settings as a Markdown table."""
    return _HEAD + "\n".join(
        f"| `{PREFIX}{name.upper()}` | {_shown(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    )


def _shown(value: object) -> str:
    if isinstance(value, SecretStr) or value in ("", ()):
        return "none"
    return f"`{value}`" if not isinstance(value, (bool, Path)) else f"`{str(value).lower()}`"


def as_document() -> str:
    """Return docs/settings.md."""
    return f"{_DOCUMENT}{as_table()}\n"


if __name__ == "__main__":
    Path("docs/settings.md").write_text(as_document(), encoding="utf-8")
