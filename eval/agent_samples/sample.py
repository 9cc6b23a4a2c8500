"""What a sample is, and the shapes in which clients keep their configuration."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """A document, and the code that a reader would give it ("" for none).

    also: codes that are true of it as well, and neither asked for nor wrong.
    """

    code: str
    path: str
    text: str
    also: frozenset[str] = frozenset()


def stdio(command: str, *args: str, **more: Any) -> Json:
    """Return a server that is a program."""
    return {"command": command, "args": list(args), **more}


def desktop(server: Json, name: str = "tool", indent: int | None = 2) -> str:
    """Return Claude Desktop's form, which Cursor, Windsurf and Cline share."""
    return json.dumps({"mcpServers": {name: server}}, indent=indent)


def vscode(server: Json, name: str = "tool", **more: Any) -> str:
    """Return VS Code's form, with the comment and the trailing comma that it allows."""
    text = json.dumps({"servers": {name: server}, **more}, indent="\t")
    return "// Servers of this workspace\n" + text[:-2] + ",\n}\n"


def tools(*descriptions: tuple[str, str]) -> str:
    """Return the answer to tools/list: names and descriptions."""
    listed = [
        {"name": name, "description": text, "inputSchema": {"type": "object", "properties": {"a": {"type": "string"}}}}
        for name, text in descriptions
    ]
    return json.dumps({"jsonrpc": "2.0", "id": 1, "result": {"tools": listed}}, indent=1)


def token(prefix: str, body: str) -> str:
    """Return a made-up token that stands nowhere in one piece."""
    return prefix + body
