"""Packages that a command line fetches and runs: npm, PyPI, container images, Go, Deno, .NET, Nix.

What is pinned:

- npm: ``name@1.2.3`` only. ``name@1``, ``name@1.2``, ``name@^1.2.3``, ``name@latest`` and ``name`` are ranges.
- PyPI: ``name==1.2`` (and ``===``), and with uv ``name@1.2``. No version, any other comparison or ``@latest`` is not.
- images: a digest, or a tag with a dot, a date or a commit in it (``1.2``, ``2025-04-25``). No tag, a word
  (``latest``, ``main``) or a bare major version (``20``, ``v1``) is not.

A version that is a reference (``${VERSION}``), a path on this machine, and a program that ``npx`` takes from the project
(``--no-install``, ``npx tsx server.ts``) are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from server.detection.agents.images import image_of
from server.detection.agents.known import resembled
from server.detection.agents.rules import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from server.detection.agents.nodes import Scalar

Kind = Literal["npm", "pypi", "image", "go", "deno", "nuget", "flake"]

# Options that are followed by a value that is no package.
_NPM_VALUES: Final = frozenset(
    "--registry --prefix --cache --userconfig --loglevel -w --workspace --node-options --script-shell --filter -C --dir".split()
)
_UV_VALUES: Final = frozenset(
    "-p --python --index --index-url --default-index --extra-index-url --find-links -f --directory --project --env-file --config-file --with-editable"
    " --with-requirements --constraints -c --overrides --prerelease --resolution --index-strategy --keyring-provider --cache-dir"
    " --exclude-newer --link-mode --extra --group --only-group --no-group --refresh-package --color -m --module --allow-insecure-host".split()
)
_PIPX_VALUES: Final = frozenset("--python --index-url -i --pip-args --fetch-missing-python --backend".split())
_DENO_VALUES: Final = frozenset("--config -c --import-map --lock --cert --seed --location --env-file --ext".split())
_LOCAL_RUNNERS: Final = frozenset("tsx ts-node ts-node-esm nodemon node tsc vite-node esno".split())

_URL: Final = re.compile(
    r"(?:git\+|git:|git@|https?:|ftp:|(?:github|gitlab|bitbucket|gist|sourcehut):)|\S+@(?:git\+|https?:|git@)|\S+\s*@\s*(?:git\+|https?:)", re.IGNORECASE
)
_ARCHIVE: Final = re.compile(r"[a-z0-9.-]+\.[a-z]{2,}/\S+\.(?:tgz|tar\.gz|zip|whl)", re.IGNORECASE)
_SHORTHAND: Final = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+(?:#\S+)?")
_LOCAL: Final = re.compile(r"[.~/\\$%{]|file:|[A-Za-z]:[\\/]|.*\.(?:whl|tgz|py|js|ts)$")
_REFERENCE: Final = re.compile(r"\$\{|\$[A-Za-z_]|\{\{|%\w+%")
_EXACT_NPM: Final = re.compile(r"[=v]?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?")
_EXACT_PYPI: Final = re.compile(r"={2,3}\s*[^\s*,;]+(?:\s*;.*)?|@\s*v?\d[\w.!+-]*")
_EXACT_GO: Final = re.compile(r"v\d+\.\d+\.\d+\S*|[0-9a-f]{12,40}")
_EXACT_TAG: Final = re.compile(r"[\w-]*\d[\w-]*\.[\w.-]+|[\w-]*\d{4}-?\d{2}-?\d{2}[\w.-]*|(?=[a-f0-9]*\d)(?:sha-)?[a-f0-9]{7,40}")
_PYPI_NAME: Final = re.compile(r"[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is fetched: where it stands, and how it is written there."""

    kind: Kind
    node: Scalar
    spec: str


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


def packages(words: Sequence[Scalar]) -> Iterator[Package]:
    """Yield the packages that a command line fetches; words[0] is the program."""
    if not words:
        return
    program, rest = program_of(words[0].text), words[1:]
    first = rest[0].text if rest else ""
    if program in {"npx", "bunx", "pnpx"}:
        yield from _npm(rest)
    elif (program, first) in _NPM_VERBS:
        yield from _npm(rest[1:])
    elif program == "uvx" or (program == "uv" and [word.text for word in rest[:2]] == ["tool", "run"]):
        yield from _python("pypi", rest if program == "uvx" else rest[2:], _UV_VALUES, ("--with", "-w"), ("--from",))
    elif program == "uv" and "run" in {word.text for word in rest}:
        yield from _uv_run(rest)
    elif program == "pipx" and first == "run":
        yield from _python("pypi", rest[1:], _PIPX_VALUES, (), ("--spec",))
    elif program in {"docker", "podman", "nerdctl"}:
        image = image_of(rest)
        if image is not None:
            yield Package("image", image, image.text)
    elif program == "deno" and first in {"run", "x", "serve"}:
        yield from _positional("deno", rest[1:], _DENO_VALUES)
    elif program == "go" and first == "run":
        yield from _positional("go", rest[1:], frozenset())
    elif program == "nix" and first == "run":
        yield from _positional("flake", rest[1:], frozenset())
    elif program == "dnx" and "--version" not in {word.text.partition("=")[0] for word in rest}:
        yield from _positional("nuget", rest, frozenset())


_NPM_VERBS: Final = {
    ("npm", "exec"), ("npm", "x"), ("pnpm", "dlx"), ("yarn", "dlx"), ("bun", "x"),
}  # fmt: skip


def program_of(word: str) -> str:
    """Return a program's name without its folder and its ending for Windows."""
    name = re.split(r"[\\/]", word.strip())[-1].lower()
    return re.sub(r"\.(?:exe|cmd|bat|ps1)$", "", name)


def _options(words: Sequence[Scalar], valued: Iterable[str]) -> Iterator[tuple[str, Scalar]]:
    """Yield each option that stands before the first word without a dash, with its value; then ("", that word)."""
    index, values = 0, frozenset(valued)
    while index < len(words):
        word = words[index]
        if word.text == "--":
            index += 1
            if index < len(words):
                yield "", words[index]
            return
        if not word.text.startswith("-"):
            yield "", word
            return
        name, sign, _ = word.text.partition("=")
        if not sign and name in values and index + 1 < len(words):
            index += 1
        yield name, words[index]
        index += 1


def _value(word: Scalar) -> str:
    return word.text.partition("=")[2] if word.text.startswith("-") else word.text


def _npm(words: Sequence[Scalar]) -> Iterator[Package]:
    named, yes = False, False
    for option, word in _options(words, {*_NPM_VALUES, "-p", "--package", "-c", "--call"}):
        yes |= option in {"-y", "--yes"}
        if option in {"--no-install", "--no", "-c", "--call"}:
            return
        if option in {"-p", "--package"}:
            named = True
            yield Package("npm", word, _value(word))
        elif not option and not named and (yes or word.text not in _LOCAL_RUNNERS):
            yield Package("npm", word, word.text.removeprefix("npm:"))


def _python(kind: Kind, words: Sequence[Scalar], values: frozenset[str], also: tuple[str, ...], source: tuple[str, ...]) -> Iterator[Package]:
    named = False
    for option, word in _options(words, {*values, *also, *source}):
        if option in source or option in also:
            named |= option in source
            yield from (Package(kind, word, part.strip()) for part in _value(word).split(",") if part.strip())
        elif not option and not named:
            yield Package(kind, word, word.text)


def _uv_run(words: Sequence[Scalar]) -> Iterator[Package]:
    start = next(index for index, word in enumerate(words) if word.text == "run")
    for option, word in _options(words[start + 1 :], {*_UV_VALUES, "--with", "-w"}):
        if option in {"--with", "-w"}:
            yield from (Package("pypi", word, part.strip()) for part in _value(word).split(",") if part.strip())
        elif not option and _URL.match(word.text):  # anything else is a program or a script of the project
            yield Package("pypi", word, word.text)


def _positional(kind: Kind, words: Sequence[Scalar], values: frozenset[str]) -> Iterator[Package]:
    for option, word in _options(words, values):
        if not option:
            yield Package(kind, word, word.text)


def _is_url(package: Package) -> bool:
    spec = package.spec
    if package.kind == "image":
        return False
    if package.kind == "deno":
        return re.match(r"https?://", spec) is not None
    if package.kind == "npm" and not spec.startswith("@") and _SHORTHAND.fullmatch(spec):
        return True
    return _URL.match(spec) is not None or _ARCHIVE.fullmatch(spec) is not None


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
