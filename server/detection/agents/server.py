"""A server as a client's configuration declares it, whatever the client calls its parts.

| client | command | address | further |
|---|---|---|---|
| Claude, Cursor, Cline, Roo, Amazon Q | command, args, env | url, headers | alwaysAllow, autoApprove |
| VS Code | command, args, env, envFile | url, headers | inputs beside the servers |
| Windsurf | command, args, env | serverUrl, headers | alwaysAllow |
| Codex | command, args, env | url, http_headers, env_http_headers, bearer_token_env_var | |
| Gemini CLI | command, args, env, cwd | url, httpUrl, headers, oauth | trust |
| Continue | command, args, env; transport | url, requestOptions | |
| Goose | cmd, args, envs | uri, headers | |
| opencode | command (a list), environment | url, headers | |
| Zed | command (a mapping of path, args, env) | url, headers | |
"""

from __future__ import annotations

import re
import shlex
from typing import Annotated, Any, Final

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, PlainValidator

from server.detection.agents.nodes import Mapping, Node, Scalar, Sequence, pairs, strings, text_of

Pairs = tuple[tuple[Scalar, Scalar], ...]

COMMANDS: Final = ("command", "cmd")
ADDRESSES: Final = ("url", "serverUrl", "server_url", "httpUrl", "uri", "endpoint", "sseUrl")
_NESTED: Final = ("transport", "requestOptions", "request_options", "connection", "command")
# Characters of a command line that are cut into words.
_LONGEST: Final = 8192
_PATH_WITH_SPACES: Final = re.compile(r"[A-Za-z]:[\\/]|/(?:Applications|Library|Users|mnt)/")


def _one(node: Any) -> Scalar | None:
    return node if isinstance(node, Scalar) and isinstance(node.value, str) else None


def _several(node: Any) -> tuple[Scalar, ...]:
    if isinstance(node, Sequence):
        return tuple(item for item in node.items if isinstance(item, Scalar))
    return tuple(strings(node)) if isinstance(node, Scalar) else ()


def _named(node: Any) -> Pairs:
    return tuple(pairs(node)) if isinstance(node, Mapping) else ()


def _any(node: Any) -> Any:
    return node


class Server(BaseModel):
    """One server of a configuration. What has not the shape that clients read is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Annotated[str, PlainValidator(str)] = ""
    entry: Annotated[Any, PlainValidator(_any)] = None
    command: Annotated[Any, PlainValidator(_any)] = Field(None, validation_alias=AliasChoices("path", *COMMANDS))
    arguments: Annotated[tuple[Scalar, ...], PlainValidator(_several)] = Field(
        (), validation_alias=AliasChoices("args", "arguments")
    )
    environment: Annotated[Pairs, PlainValidator(_named)] = Field(
        (), validation_alias=AliasChoices("env", "envs", "environment")
    )
    headers: Annotated[Pairs, PlainValidator(_named)] = Field(
        (), validation_alias=AliasChoices("headers", "http_headers", "httpHeaders")
    )
    address: Annotated[Scalar | None, PlainValidator(_one)] = Field(None, validation_alias=AliasChoices(*ADDRESSES))

    @property
    def words(self) -> tuple[Scalar, ...]:
        """The program and its arguments, each with its place; a command line in one string is cut into words."""
        command = _several(self.command)
        if len(command) == 1:
            command = split(command[0])
        return command + self.arguments

    @property
    def mapping(self) -> Mapping:
        """The server's own part of the document."""
        return self.entry if isinstance(self.entry, Mapping) else Mapping(0)


def read(name: str, entry: Mapping) -> Server:
    """Return the server that an entry declares; parts that some clients nest count as if they were not."""
    fields: dict[str, Node] = {}
    for part in (entry, *(entry.get(nested) for nested in _NESTED)):
        if isinstance(part, Mapping):
            fields |= {key.text: value for key, value in part.items}
    if isinstance(fields.get("command"), Mapping):  # its path has taken its place
        del fields["command"]
    fields.pop("name", None)
    return Server.model_validate({**fields, "name": name, "entry": entry})


def split(line: Scalar) -> tuple[Scalar, ...]:
    """Return the words of a command line, as a shell would cut it, each with its place."""
    text = line.text[:_LONGEST]
    if not re.search(r"\s", text.strip()) or _PATH_WITH_SPACES.match(text):
        return (line,)
    try:
        words = shlex.split(text, posix="\\" not in text)
    except ValueError:
        words = text.split()
    placed, at = [], 0
    exact = len(line.text) == line.end - line.start
    for word in words:
        found = text.find(word, at) if exact else -1
        if found < 0:
            placed.append(Scalar(word, line.start, line.end))
        else:
            at = found + len(word)
            placed.append(Scalar(word, line.start + found, line.start + at))
    return tuple(placed)


def is_server(node: Node) -> bool:
    """Return whether a value has a server's shape: a program to start, or an address."""
    if not isinstance(node, Mapping):
        return False
    nested = [part for part in (node.get("transport"), node.get("command")) if isinstance(part, Mapping)]
    if any(is_server(part) for part in nested):
        return True
    command = node.get(*COMMANDS, "path")
    program = bool(text_of(command)) or (isinstance(command, Sequence) and bool(_several(command)))
    return program or bool(text_of(node.get(*ADDRESSES)))
