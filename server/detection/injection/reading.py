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
_PROMPTS: Final = re.compile(r"\.(?:prompt|prompty|chat)$|(?:^|/)(?:system[_-]?)?prompt(?:s)?\.(?:md|txt|ya?ml|json)$", re.IGNORECASE)
_PROSE: Final = re.compile(
    r"\.(?:md|markdown|mdx|rst|txt|text|adoc|asciidoc|html?|xhtml|org|tex|eml|mbox|msg|srt|vtt|csv|tsv|log|ipynb|ics|vcf|textile|wiki|rtf|fodt)$"
    r"|(?:^|/)(?:readme|licen[cs]e|copying|notice|authors|changelog|changes|news|contributing|metadata|pkg-info|description|todo|history)[^/.]*$",
    re.IGNORECASE,
)
_PROSE_TYPES: Final = re.compile(r"text/(?:plain|markdown|html|x-rst|csv|calendar|rtf|vnd\.)|message/")
_LARGEST_PROMPT: Final = 32 * 1024


def scope_of(subject: Subject) -> Scope:
    """Return which patterns hold in a document; a short plain text without a telling name is taken for a prompt."""
    path = subject.path.replace("\\", "/")
    if _PROMPTS.search(path):
        return Scope.PROMPT
    if _RULES_FILES.search(path):
        return Scope.RULES
    name = path.rpartition("/")[2]
    plain = not name or name.lower().endswith((".txt", ".text", ".eml", ".msg")) or ("." not in name and not _PROSE.search(path))
    typed = subject.media_type.partition(";")[0].strip().lower()
    if len(subject.text) <= _LARGEST_PROMPT and (plain or (typed == "text/plain" and not name)):
        return Scope.PROMPT
    if _PROSE.search(path) or plain or (_PROSE_TYPES.match(typed) and "." not in name):
        return Scope.PROSE
    return Scope.SOURCE


def is_text(text: bytes) -> bool:
    """Return whether a document can be text: it has no NUL where files of any other kind have one."""
    return b"\0" not in text[:8192]
