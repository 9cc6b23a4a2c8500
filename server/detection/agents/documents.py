"""Which documents configure agents, by their path or by their shape, and what they are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from server.detection.agents import jsonc, toml, yamls
from server.detection.agents.nodes import Mapping
from server.detection.agents.terms import terms

if TYPE_CHECKING:
    from server.detection.agents.nodes import Node
    from server.detection.model import Subject

MAXIMUM_BYTES: Final = 1024 * 1024
"""Larger documents are not parsed; clients' own are some kilobytes."""

Form = Literal["json", "yaml", "toml", "rules"]

_CONFIGURATIONS: Final = re.compile(
    r"""(?ix)(?:^|[/\\])(?:
      claude_desktop_config\.json | \.claude\.json | \.claude[/\\](?:settings(?:\.local)?|mcp)\.json
    | managed-(?:settings|mcp)\.json | \.?mcp\.(?:jsonc?|ya?ml|toml)
    | mcp[-_](?:config|settings|servers)\.(?:jsonc?|ya?ml)
    | cline_mcp_settings\.json | (?:opencode|openclaw|clawdbot|moltbot)\.jsonc?
    | \.?codex\.toml | goose[/\\]config\.yaml | \.aider\.conf\.yml
    | \.(?:amazonq|codex|continue|cursor|factory|gemini|goose|idx|junie|kiro|opencode|qwen|roo|trae|vscode|windsurf|zed)
      [/\\](?:.*[/\\])?[\w.-]+\.(?:jsonc?|toml|ya?ml)
    | gemini-extension\.json | [\w.-]+\.agent\.(?:json|ya?ml) | cli-agents[/\\][\w.-]+\.json
    | \.?devcontainer(?:[/\\]devcontainer)?\.json | librechat\.ya?ml
    )$"""
)
_RULES: Final = re.compile(
    r"""(?ix)(?:^|[/\\])(?:
      (?:AGENTS?|CLAUDE|GEMINI|QWEN|WARP|CRUSH|SKILL)(?:\.local|\.override)?\.md
    | \.(?:cursor|windsurf|cline|roo|goose)(?:rules|hints)(?:[-.][\w-]+)? | \.clinerules[/\\].+
    | \.(?:cursor|windsurf|cline|roo|kiro|continue|trae|amazonq|augment)(?:rules)?
      [/\\](?:.*[/\\])?[\w.-]+\.(?:mdc?|txt)
    | copilot-instructions\.md | [\w.-]+\.(?:instructions|prompt|chatmode|agent)\.md | [\w.-]+\.mdc
    | \.claude[/\\](?:agents|commands|skills|rules|output-styles)[/\\].*\.md
    | \.(?:codex|gemini)[/\\](?:.*[/\\])?[\w.-]+\.md
    | \.junie[/\\]guidelines\.md | \.aiassistant[/\\]rules[/\\].*\.md
    | \.github[/\\](?:agents|prompts|instructions|chatmodes)[/\\].*\.md
    )$"""
)
_ENDINGS: Final = (".json", ".jsonc", ".toml", ".yaml", ".yml")
_RULES_ENDINGS: Final = (".md", ".mdc", ".txt")
_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|//[^\n]*|/\*(?:[^*]|\*(?!/)){0,2000}\*/)*(?:\{|\[\s*\{)")
# Names that only agents' configuration has; those that other formats have too count in small documents.
_NAMES: Final = tuple(
    name.encode()
    for name in sorted(
        terms(
            """
            mcpServers mcp_servers mcp.servers mcp-servers context_servers modelContextProtocolServers inputSchema
            input_schema chat.tools. chat.agent. chat.mcp. enableAllProjectMcpServers alwaysAllow autoApprove
            approval_policy sandbox_mode
            """
        )
    )
)
_JSON_NAME: Final = re.compile(rb"""["'][\w-]*(?:%b)[\w.-]*["']\s*:""" % b"|".join(map(re.escape, _NAMES)))
_SMALL_JSON: Final = re.compile(
    rb"""["'](?:servers|mcp|extensions|permissions|hooks|tools|functions|prompts|args|defaultMode)["']\s*:\s*[{"'\[]"""
    rb"""|\A\s*(?:\{|\[\s*\{)\s*"(?:name|type|title|description)"\s*:"""
)
_TOML: Final = re.compile(rb"(?m)^[ \t]*(?:\[mcp_servers[.\]]|(?:approval_policy|sandbox_mode)[ \t]*=)")
_YAML: Final = re.compile(rb"(?m)^(?:mcpServers|mcp_servers|mcp-servers):[ \t]*(?:#.*)?\r?$")
_SMALL_YAML: Final = re.compile(rb"(?m)^(?:extensions|tools|servers|mcp):[ \t]*(?:#.*)?\r?$")
_YAML_WORD: Final = re.compile(rb"(?m)^[ \t]*-?[ \t]*(?:command|cmd|url|uri|inputSchema|input_schema|description):")
_SMALL: Final = 64 * 1024
_SOURCE: Final = re.compile(
    r"\.(?:md|mdx|rst|adoc|py|pyi|js|jsx|mjs|cjs|ts|tsx|go|rs|java|kt|c|h|cc|cpp|hpp|cs|rb|php"
    r"|sh|html?|css|svelte|vue|ipynb|lock|csv|sql|proto)$"
)
_FRONT: Final = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. by_path: its path says what it is, so every setting in it counts."""

    text: str
    roots: tuple[Node, ...]
    by_path: bool
    is_rules: bool = False


def form_of(subject: Subject) -> tuple[Form, bool] | None:
    """Return what a document is written in, and whether its path says what it is; None if it configures no agent."""
    path, text = subject.path, subject.text
    lower = path.lower()
    if (lower.endswith(_RULES_ENDINGS) or "rules" in lower or "hints" in lower) and _RULES.search(path):
        return "rules", True
    if lower.endswith(_ENDINGS) and _CONFIGURATIONS.search(path):
        return _by_ending(lower), True
    found = _by_shape(lower, text)
    return None if found is None else (found, False)


def _by_shape(lower: str, text: bytes) -> Form | None:
    """Return what a document is written in whose content is an agent's configuration, whatever it is called."""
    is_json = _JSON.match(text[:4096]) is not None
    if not is_json and _SOURCE.search(lower):
        return None
    small = len(text) <= _SMALL
    named = any(name in text for name in _NAMES)
    if is_json:
        return "json" if (named and _JSON_NAME.search(text)) or (small and _SMALL_JSON.search(text)) else None
    if named and _TOML.search(text):
        return "toml"
    is_yaml = (named and _YAML.search(text)) or (small and _SMALL_YAML.search(text) and _YAML_WORD.search(text))
    return "yaml" if is_yaml else None


def _by_ending(lower: str) -> Form:
    return "toml" if lower.endswith(".toml") else "yaml" if lower.endswith((".yaml", ".yml")) else "json"


def read(subject: Subject, form: Form, *, by_path: bool) -> Document:
    """Return the parsed document; what is malformed is left out. Raises TooLargeError beyond the bounds of nodes.py."""
    text = subject.text.decode("utf-8", errors="surrogateescape")
    if form == "rules":
        return Document(text, _front_matter(text), by_path=True, is_rules=True)
    if form == "json":
        root = jsonc.parse(text)
        return Document(text, () if root is None else (root,), by_path)
    if form == "toml":
        return Document(text, (toml.parse(text),), by_path)
    return Document(text, tuple(yamls.parse(text)), by_path)


def _front_matter(text: str) -> tuple[Node, ...]:
    """Return the settings at the head of a file of rules, at their places."""
    found = _FRONT.match(text)
    if found is None:
        return ()
    padded = re.sub(r"[^\n]", " ", text[: found.start(1)]) + found[1]  # keeps the offsets
    return tuple(node for node in yamls.parse(padded) if isinstance(node, Mapping))
