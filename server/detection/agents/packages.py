"""Packages that a command line fetches and runs: npm, PyPI, container images, Go, Deno, .NET, Nix.

What is pinned:

- npm: ``name@1.2.3`` only. ``name@1``, ``name@1.2``, ``name@^1.2.3``, ``name@latest`` and ``name`` are ranges.
- PyPI: ``name==1.2`` (and ``===``), and with uv ``name@1.2``. No version, any other comparison or ``@latest`` is not.
- images: a digest, or a tag with a dot, a date or a commit in it (``1.2``, ``2025-04-25``). No tag, a word
  (``latest``, ``main``) or a bare major version (``20``, ``v1``) is not.

A version that is a reference (``${VERSION}``) and a path on this machine are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from server.detection.agents.known import resembled
from server.detection.agents.launchers import URL, packages
from server.detection.agents.rules import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from server.detection.agents.launchers import Kind, Package
    from server.detection.agents.nodes import Scalar

_ARCHIVE: Final = re.compile(r"[a-z0-9.-]+\.[a-z]{2,}/\S+\.(?:tgz|tar\.gz|zip|whl)", re.IGNORECASE)
_SHORTHAND: Final = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+(?:#\S+)?")
_LOCAL: Final = re.compile(r"[.~/\\$%{]|file:|[A-Za-z]:[\\/]|.*\.(?:whl|tgz|py|js|ts)$")
_REFERENCE: Final = re.compile(r"\$\{|\$[A-Za-z_]|\{\{|%\w+%")
_EXACT_NPM: Final = re.compile(r"[=v]?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?")
_EXACT_PYPI: Final = re.compile(r"={2,3}\s*[^\s*,;]+(?:\s*;.*)?|@\s*v?\d[\w.!+-]*")
_EXACT_GO: Final = re.compile(r"v\d+\.\d+\.\d+\S*|[0-9a-f]{12,40}")
_EXACT_TAG: Final = re.compile(
    r"[\w-]*\d[\w-]*\.[\w.-]+|[\w-]*\d{4}-?\d{2}-?\d{2}[\w.-]*|(?=[a-f0-9]*\d)(?:sha-)?[a-f0-9]{7,40}"
)
_PYPI_NAME: Final = re.compile(r"[A-Za-z0-9][\w.-]*")


def package_findings(words: Sequence[Scalar], server: str) -> Iterator[Finding]:
    """Yield what is wrong with the packages of a command line; of one package only the worst."""
    for package in packages(words):
        name, version = _parts(package)
        if _is_url(package):
            yield Finding("package_url", package.node, package.spec, server)
        elif _LOCAL.match(package.spec) or _REFERENCE.search(package.spec):
            continue
        elif resembled(name):
            yield Finding("typosquat", package.node, name, server)
        elif not _is_pinned(package.kind, version):
            yield Finding("unpinned_package", package.node, name, server)


def _is_url(package: Package) -> bool:
    spec = package.spec
    if package.kind == "image":
        return False
    if package.kind == "deno":
        return re.match(r"https?://", spec) is not None
    if package.kind == "npm" and not spec.startswith("@") and _SHORTHAND.fullmatch(spec):
        return True
    return URL.match(spec) is not None or _ARCHIVE.fullmatch(spec) is not None


def _parts(package: Package) -> tuple[str, str]:
    """Return a package's name and what is said of its version."""
    spec = package.spec
    if package.kind == "image":
        name, _, digest = spec.partition("@")
        head, colon, tag = name.rpartition(":")
        return (head, digest or tag) if colon and "/" not in tag else (name, digest)
    if package.kind == "pypi":
        found = _PYPI_NAME.match(spec)
        name = found[0] if found else spec
        return name, re.sub(r"^\s*\[[^\]]*\]", "", spec[len(name) :]).strip()
    bare = re.sub(r"^(?:npm|jsr):/?", "", spec)
    at = bare.find("@", 1)
    return (bare, "") if at < 0 else (bare[:at], bare[at + 1 :])


def _is_pinned(kind: Kind, version: str) -> bool:
    if kind == "image":
        return version.startswith("sha256:") or _EXACT_TAG.fullmatch(version) is not None
    if kind == "pypi":
        return _EXACT_PYPI.fullmatch(version) is not None
    if kind == "go":
        return _EXACT_GO.fullmatch(version) is not None
    if kind == "flake":
        return False
    return _EXACT_NPM.fullmatch(version.partition("/")[0]) is not None
