"""How a document will be read: typed at a model, obeyed by an agent, read by people, or compiled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from server.detection.injection.patterns import Scope

if TYPE_CHECKING:
    from server.detection.model import Subject

_RULES_FILES: Final = re.compile(
    r"(?:^|/)(?:agents|claude|gemini|skill|copilot-instructions|conventions|crush|warp|qwen)(?:\.local)?\.md$"
    r"|(?:^|/)\.(?:cursorrules|windsurfrules|clinerules|goosehints|aider\.conf\.yml|roorules)$|\.mdc$|\.instructions\.md$|\.chatmode\.md$"
    r"|(?:^|/)(?:\.claude|\.cursor|\.windsurf|\.clinerules|\.roo|\.codex|\.gemini|\.github/(?:instructions|prompts|chatmodes|agents))/.*\.(?:md|txt|mdx)$"
    r"|(?:^|/)(?:prompts?|system[_-]?prompts?|skills|subagents)/.*\.(?:md|txt|mdx|j2|jinja2?|hbs|ya?ml|prompt)$",
    re.IGNORECASE,
)
_PROMPTS: Final = re.compile(
    r"\.(?:prompt|prompty|chat)$|(?:^|/)(?:system[_-]?)?prompt(?:s)?\.(?:md|txt|ya?ml|json)$", re.IGNORECASE
)
_PROSE: Final = re.compile(
    r"\.(?:md|markdown|mdx|rst|txt|text|adoc|asciidoc|html?|xhtml|org|tex|eml|mbox|msg|srt|vtt|csv|tsv|log|ics|vcf|textile|wiki|rtf|fodt)$",
    re.IGNORECASE,
)
_DOCUMENTS: Final = re.compile(
    r"(?:^|/)(?:readme|licen[cs]e|copying|notice|authors|changelog|changes|news|contributing|metadata|pkg-info|description"
    r"|todo|history|requirements|top_level|entry_points)(?:[-_][^/.]*)?(?:\.(?:txt|text|md|markdown|rst|html?|mit|bsd|apache2?|gpl))?$",
    re.IGNORECASE,
)
_DATA: Final = re.compile(
    r"\.(?:json|jsonl|ndjson|json5|jsonc|ipynb|ya?ml|toml|xml|po|xlf|xliff|properties|strings|arb)$", re.IGNORECASE
)
# Endings of program code that none of the patterns above knows; most documents have one.
_CODE_LISTED: Final = (
    "bash bat c cc clj cpp cs css cu cxx dart erl ex exs f90 fs go h hpp hs java jl js jsx kt kts less lua m mjs cjs"
    " ml mm php pl pm proto ps1 py pyi pyx r rb rs s scala scss sh sql svelte swift ts tsx v vb vue zig zsh"
)
_CODE: Final = frozenset(_CODE_LISTED.split())
_PROSE_TYPES: Final = re.compile(r"text/(?:plain|markdown|html|x-rst|csv|calendar|rtf|vnd\.)|message/")
_LARGEST_PROMPT: Final = 32 * 1024


def scope_of(subject: Subject) -> Scope:
    """Return which patterns hold in a document; a short plain text without a telling name is taken for a prompt."""
    path = subject.path.replace("\\", "/")
    return Scope.SOURCE if "." in path and path.rpartition(".")[2].lower() in _CODE else _scope_of(path, subject)


def _scope_of(path: str, subject: Subject) -> Scope:
    """Return the scope of a document that is not called a program."""
    if _PROMPTS.search(path):
        return Scope.PROMPT
    if _RULES_FILES.search(path):
        return Scope.RULES
    name = path.rpartition("/")[2].lower()
    typed = subject.media_type.partition(";")[0].strip().lower()
    told = _DOCUMENTS.search(path) is not None
    plain = (
        not told
        and (name.endswith((".txt", ".text", ".eml", ".msg")) or "." not in name)
        and typed in {"", "text/plain"}
    )
    if plain:
        return Scope.PROMPT if len(subject.text) <= _LARGEST_PROMPT else Scope.PROSE
    if told or _PROSE.search(path) or ("." not in name and _PROSE_TYPES.match(typed)):
        return Scope.PROSE
    if _DATA.search(path) or (not path and typed in {"application/json", "application/yaml", "application/x-yaml"}):
        return Scope.DATA
    return Scope.SOURCE


def is_text(text: bytes) -> bool:
    """Return whether a document can be text: it has no NUL where files of any other kind have one."""
    return b"\0" not in text[:8192]
