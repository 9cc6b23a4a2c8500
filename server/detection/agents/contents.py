"""What an agent's document holds: servers, tools with their descriptions, hooks, settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from server.detection.agents.nodes import Mapping, Node, Scalar, Sequence, strings, text_of, walk
from server.detection.agents.server import is_server, read
from server.detection.agents.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.detection.agents.documents import Document
    from server.detection.agents.nodes import Visit
    from server.detection.agents.server import Server

_SERVERS: Final = re.compile(r"(?i)(?:mcp[-_.]?servers|context_servers|modelContextProtocolServers)$")
# Names that other formats have too: there an entry must look more like a server of ours.
_MAYBE_SERVERS: Final = frozenset({"servers", "mcp", "extensions"})
_TYPES: Final = re.compile(r"(?i)stdio|sse|http|streamable[-_]?http|local|remote|websocket|ws")
_MCP_ADDRESS: Final = re.compile(r"(?i)/(?:mcp|sse)\b|[/.]mcp[./-]")
_OTHER_FORMATS: Final = ("openapi", "asyncapi", "swagger")
_LISTS_OF_TOOLS: Final = frozenset({"tools", "functions", "prompts", "resources", "resourceTemplates", "skills"})
_SCHEMAS: Final = ("inputSchema", "input_schema", "outputSchema", "parameters")
_DESCRIPTIONS: Final = frozenset({"description", "title", "summary", "instructions"})
# Nothing else is beside a tool's name and description where a document is one tool, or a list of them.
_OF_A_TOOL: Final = frozenset(
    {"name", "description", "title", "type", "strict", "annotations", "_meta", "icons", *_SCHEMAS}
)
_INSTRUCTIONS: Final = re.compile(r"(?i)(?:system|custom|agent)?[-_]?(?:prompt|instructions?)")
_EVENTS: Final = re.compile(
    r"(?i)(?:Pre|Post)?(?:ToolUse|ToolUseFailure|ToolBatch|Compact)|Notification|UserPromptSubmit|Stop"
    r"|Subagent(?:Start|Stop)|Session(?:Start|End)|Setup|PermissionRequest"
    r"|before\w+|after\w+|agentSpawn|preToolUse|postToolUse|userPromptSubmit|(?:Before|After)(?:Tool|Agent|Model)"
)
_LINES: Final = terms(
    """
    command cmd run bash powershell script apiKeyHelper headersHelper awsAuthRefresh awsCredentialExport
    otelHeadersHelper postCreateCommand notify
    """
)
_MARKS: Final = re.compile(
    r"chat\.(?:tools|agent|mcp)\..+|enableAllProjectMcpServers|enabledMcpjsonServers|approval_policy"
    r"|sandbox_mode|mcp\.servers|alwaysAllow|autoApprove"
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text for the model: where it stands, what it belongs to, and the names of the others beside that."""

    node: Scalar
    name: str
    others: frozenset[str]
    about_tool: bool = True


@dataclass(frozen=True, slots=True)
class Contents:
    """All that is looked at in a document, with the server that each visited value belongs to ("" for none)."""

    servers: list[Server]
    words: list[Words]
    settings: list[tuple[Visit, str]]


def contents(document: Document) -> Contents | None:
    """Return what a document holds, or None if it turns out to configure no agent."""
    servers: list[Server] = []
    words: list[Words] = []
    settings: list[tuple[Visit, str]] = []
    marked = document.by_path
    for root in document.roots:
        visits = list(walk(root))
        entries = dict(_entries(visits, root))
        servers += entries.values()
        words += _tools(visits)
        marked = marked or any(_is_mark(visit) for visit in visits)
        settings += [(visit, _owner(visit.path, entries)) for visit in visits]
    if not (marked or servers or words):
        return None
    if not (marked or servers):
        settings = []  # a list of tools alone configures nothing
    return Contents(servers, words, settings)


def _entries(visits: list[Visit], root: Node) -> Iterator[tuple[tuple[str, ...], Server]]:
    foreign = isinstance(root, Mapping) and any(name in root for name in _OTHER_FORMATS)
    for visit in visits:
        path, node = visit.path, visit.node
        name = path[-1] if path else ""
        sure = _SERVERS.search(name) is not None
        if not (sure or (name in _MAYBE_SERVERS and not foreign)):
            continue
        named = (
            node.items
            if isinstance(node, Mapping)
            else [(Scalar("[]", 0, 0), item) for item in node.items]
            if isinstance(node, Sequence)
            else []
        )
        for key, value in named:
            if isinstance(value, Mapping) and is_server(value) and (sure or _looks_like_one(value)):
                yield (*path, key.text), read(text_of(value.get("name")) if key.text == "[]" else key.text, value)
    if not isinstance(root, Mapping) or foreign:
        return
    if text_of(root.get("command")) and isinstance(root.get("args"), Sequence):
        yield (), read(text_of(root.get("name")), root)
    elif root.items and all(_is_bare(value) for _, value in root.items):
        yield from (((key.text,), read(key.text, value)) for key, value in root.items if isinstance(value, Mapping))


def _is_bare(node: Node) -> bool:
    """Return whether a value is a server where no name around it says so, as in the .mcp.json of Claude's plugins."""
    if not isinstance(node, Mapping) or not is_server(node):
        return False
    return isinstance(node.get("args"), Sequence) or _TYPES.fullmatch(text_of(node.get("type"))) is not None


def _looks_like_one(entry: Mapping) -> bool:
    kind, address = text_of(entry.get("type", "transport")), text_of(entry.get("url", "uri"))
    if "args" in entry or _TYPES.fullmatch(kind):
        return True
    return (
        _MCP_ADDRESS.search(address) is not None
        or isinstance(entry.get("command"), Sequence)
        or "mcp" in text_of(entry.get("command"))
    )


def _owner(path: tuple[str, ...], entries: dict[tuple[str, ...], Server]) -> str:
    for length in range(len(path), -1, -1):
        found = entries.get(path[:length])
        if found is not None:
            return found.name
    return ""


def _is_mark(visit: Visit) -> bool:
    name, node = (visit.path[-1] if visit.path else ""), visit.node
    if len(visit.path) == 1 and _MARKS.fullmatch(name):
        return True
    if name == "permissions" and isinstance(node, Mapping):
        return any(isinstance(node.get(rule), Sequence) for rule in ("allow", "deny", "ask")) or "defaultMode" in node
    return name == "hooks" and isinstance(node, Mapping) and any(_EVENTS.fullmatch(key.text) for key, _ in node.items)


def _tools(visits: list[Visit]) -> list[Words]:
    tools = [(visit, _tool_name(visit)) for visit in visits if isinstance(visit.node, Mapping)]
    named = [(visit, name) for visit, name in tools if name]
    names = frozenset(name for _, name in named)
    found: dict[int, Words] = {}
    for visit, name in named:
        for inner in walk(visit.node):
            if inner.path and inner.path[-1] in _DESCRIPTIONS and isinstance(inner.node, Scalar) and inner.node.text:
                found.setdefault(id(inner.node), Words(inner.node, name, names - {name}))
    return list(found.values())


def _tool_name(visit: Visit) -> str:
    """Return the name of a tool, prompt or resource, "" for any other mapping."""
    node, path = visit.node, visit.path
    if not isinstance(node, Mapping) or not (
        text_of(node.get("description")) or any(schema in node for schema in _SCHEMAS)
    ):
        return ""
    name = text_of(node.get("name", "title", "uri"))
    if any(isinstance(node.get(schema), Mapping) for schema in _SCHEMAS):
        return name or (path[-1] if path and path[-1] != "[]" else "")
    if path in {(), ("[]",)} and all(key.text in _OF_A_TOOL for key, _ in node.items):
        return name
    if len(path) > 1 and path[-2] in _LISTS_OF_TOOLS:
        return name or ("" if path[-1] == "[]" else path[-1])
    return ""


def written_for_model(visit: Visit, server: str) -> Words | None:
    """Return a setting that the model reads: a server's description or instructions, an agent's prompt."""
    name, node = (visit.path[-1] if visit.path else ""), visit.node
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return None
    if server and name in _DESCRIPTIONS:
        return Words(node, server, frozenset())
    return Words(node, name, frozenset(), about_tool=False) if _INSTRUCTIONS.fullmatch(name) else None


def program_line(visit: Visit, server: str) -> list[Scalar]:
    """Return a setting that is a program and its arguments, outside of servers: a notifier, a helper."""
    if server or not isinstance(visit.node, Sequence) or not _LINES.intersection(visit.path[-1:]):
        return []
    return list(strings(visit.node))


def shell_line(visit: Visit, server: str) -> Scalar | None:
    """Return a setting that a shell runs: a hook's command, a helper's."""
    path, node = visit.path, visit.node
    if server or not isinstance(node, Scalar) or not isinstance(node.value, str):
        return None
    return node if _LINES.intersection(path[-1:]) or ("hooks" in path[:-1] and path[-1] in {"hook", "[]"}) else None
