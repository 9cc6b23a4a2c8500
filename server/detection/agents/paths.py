"""Paths that are too much for a server: a whole disk, a home folder, the system's folders, the folders of keys.

A folder inside a home (``/Users/maria/projects``), the workspace (``${workspaceFolder}``), and paths inside a container
are not too much.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from server.detection.agents.images import ENGINES, options
from server.detection.agents.launchers import program_of
from server.detection.agents.nodes import Scalar, strings
from server.detection.agents.rules import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from server.detection.agents.nodes import Node
    from server.detection.agents.server import Server

_HOME: Final = (
    r"(?:~|\$HOME|\$\{(?:env:)?HOME\}|\$\{userHome\}|%USERPROFILE%|%HOMEPATH%|\$env:USERPROFILE"
    r"|\$\{env:USERPROFILE\}|\$env:HOME"
    r"|/(?:Users|home|var/home)/[^/*]+|/root|[A-Za-z]:/Users/[^/*]+)"
)
_BROAD: Final = re.compile(
    rf"(?:/|{_HOME}|[A-Za-z]:|%SystemDrive%|/mnt/[a-z]|"
    r"/(?:Applications|bin|boot|dev|etc|home|lib|Library|media|mnt|private|proc|root|sbin|sys|System|Users|usr"
    r"|var|Volumes)|"
    r"[A-Za-z]:/(?:Users|Windows|Program Files(?: \(x86\))?|ProgramData))",
    re.IGNORECASE,
)
_KEYS: Final = re.compile(
    rf"{_HOME}/\.(?:(?:ssh|aws|azure|gnupg|password-store)(?:/.*)?|config|docker|kube|local|mozilla|netrc"
    rf"|git-credentials)"
    r"|/etc/(?:passwd|shadow|sudoers|ssh|kubernetes)(?:/.*)?|/run/secrets",
    re.IGNORECASE,
)
# Where the server's program itself is looked for: options of what starts it, not of the server.
_LAUNCHERS: Final = frozenset({"npm", "pdm", "pnpm", "poetry", "uv", "uvx", "yarn"})
_LAUNCHER_OPTIONS: Final = frozenset({"--cache-dir", "--cwd", "--directory", "--dir", "--prefix", "--project", "-C"})
_FOLDER_NAMES: Final = re.compile(
    r"(?:allow|root|dir|path|folder|workspace|mount|vault|base|scope|share|read|write|repo)", re.IGNORECASE
)
_OTHER_NAMES: Final = re.compile(
    r"(?i)^(?:HOME|PATH|USERPROFILE|PWD|HOMEPATH|HOMEDRIVE|APPDATA|LOCALAPPDATA|NODE_PATH|PYTHONPATH|TMPDIR"
    r"|SHELL|XDG_\w+|GOPATH|SYSTEMROOT"
    r"|.*(?:base_?path|config|credentials|endpoint|file|prefix|route|uri|url))$"
)
_LONGEST: Final = 4096
_VARIABLES: Final = frozenset({"env", "envs", "environment"})
FOLDER_LISTS: Final = re.compile(
    r"(?i)^(?:additional|include|allowed|writable|readable|trusted|root|base|workspace|allow)[-_]?(?:working)?[-_]?"
    r"(?:director(?:y|ies)|dirs?|roots?|paths?|folders?|read|write)$|^roots$|^rootPath$"
)


def is_broad(path: str) -> bool:
    """Return whether a path is a whole disk, a home, a folder of the system, or one of keys."""
    plain = re.sub(r"^file://(?=/)", "", path.strip().strip("\"'")).replace("\\", "/")
    if not plain:
        return False
    plain = re.sub(r"(?:/\.)?(?:/\*+)*/*$", "", plain) or "/"
    return _BROAD.fullmatch(plain) is not None or _KEYS.fullmatch(plain) is not None


def path_findings(server: Server, words: Sequence[Scalar]) -> Iterator[Finding]:
    """Yield the paths that a server is given and that are too much."""
    program = program_of(words[0].text) if words else ""
    if program not in ENGINES:
        yield from (
            Finding("broad_filesystem", word, word.text, server.name) for word in _given(words) if _any_broad(word.text)
        )
    for key, value in server.environment:
        keys = re.search(r"/\.\w+/", value.text) is not None  # a file of keys that the server needs, not a folder
        if _FOLDER_NAMES.search(key.text) and not _OTHER_NAMES.match(key.text) and not keys and _any_broad(value.text):
            yield Finding("broad_filesystem", value, value.text, server.name)


def _given(words: Sequence[Scalar]) -> Iterator[Scalar]:
    """Yield the arguments that may be folders for the server; of ``--option=value`` the value decides."""
    launched = bool(words) and program_of(words[0].text) in _LAUNCHERS
    before = ""
    for word in words[1:]:
        if not (launched and _LAUNCHER_OPTIONS.intersection((before, word.text.partition("=")[0]))):
            yield word
        before = word.text


def _any_broad(text: str) -> bool:
    """Return whether a path, an option's value or one of a list of paths is too much."""
    if text.startswith("-"):
        text = text.partition("=")[2]
    if not text or len(text) > _LONGEST or "://" in text.removeprefix("file://"):
        return False
    if is_broad(text):
        return True
    parts = re.split(r"[,;]|(?<=[^,;:]{2}):(?=/)", text)  # C:/ is one path
    return len(parts) > 1 and any(part and is_broad(part) for part in parts)


def folder_findings(path: tuple[str, ...], node: Node, server: str) -> Iterator[Finding]:
    """Yield the paths that are too much in a setting that lists folders, such as additionalDirectories."""
    if not path or not FOLDER_LISTS.match(path[-1]) or _VARIABLES.intersection(path[:-1]):
        return
    for value in strings(node):
        if is_broad(value.text) or value.text in {"*", "**", "**/*"}:
            yield Finding("broad_filesystem", value, value.text, server)


def mounts(words: Sequence[Scalar]) -> Iterator[tuple[str, Scalar]]:
    """Yield the host's side of each mount of a container, and where it stands."""
    for name, value, place in options(words):
        if name in {"-v", "--volume"}:
            found = re.match(r"([A-Za-z]:[\\/][^:]*|[^:]*)(?::|$)", value)
            if found and ":" in value:
                yield found[1], place
        elif name == "--mount":
            fields = dict(part.partition("=")[::2] for part in value.split(","))
            source = fields.get("source") or fields.get("src")
            if source:
                yield source, place
