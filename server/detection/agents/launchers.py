"""Which packages a command line fetches to run them: npx, bunx, uvx, pipx, docker and their kin.

Programs that ``npx`` takes from the project (``--no-install``, ``npx tsx server.ts``) and programs of this machine
(``uv run server.py``, ``go run ./cmd``) are fetched from nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from server.detection.agents.images import ENGINES, image_of
from server.detection.agents.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from server.detection.agents.nodes import Scalar

Kind = Literal["npm", "pypi", "image", "go", "deno", "nuget", "flake"]

# Options that are followed by a value that is no package.
_NPM_VALUES: Final = terms(
    """
    --registry --prefix --cache --userconfig --loglevel -w --workspace --node-options --script-shell --filter -C
    --dir
    """
)
_UV_VALUES: Final = terms(
    """
    -p --python --index --index-url --default-index --extra-index-url --find-links -f --directory --project
    --env-file --config-file --with-editable --with-requirements --constraints -c --overrides --prerelease
    --resolution --index-strategy --keyring-provider --cache-dir --exclude-newer --link-mode --extra --group
    --only-group --no-group --refresh-package --color -m --module --allow-insecure-host
    """
)
_PIPX_VALUES: Final = terms(
    """
    --python --index-url -i --pip-args --fetch-missing-python --backend
    """
)
_DENO_VALUES: Final = terms(
    """
    --config -c --import-map --lock --cert --seed --location --env-file --ext
    """
)
_LOCAL_RUNNERS: Final = terms(
    """
    tsx ts-node ts-node-esm nodemon node tsc vite-node esno
    """
)

URL: Final = re.compile(
    r"(?:git\+|git:|git@|https?:|ftp:|(?:github|gitlab|bitbucket|gist|sourcehut):)|\S+@(?:git\+|https?:|git@)"
    r"|\S+\s*@\s*(?:git\+|https?:)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is fetched: where it stands, and how it is written there."""

    kind: Kind
    node: Scalar
    spec: str


def packages(words: Sequence[Scalar]) -> Iterable[Package]:
    """Return the packages that a command line fetches; words[0] is the program."""
    if not words:
        return ()
    program, rest = program_of(words[0].text), words[1:]
    first, second = ([word.text for word in rest[:2]] + ["", ""])[:2]
    if program in {"npx", "bunx", "pnpx"} or (program, first) in _NPM_VERBS:
        found = _npm(rest if program.endswith("x") else rest[1:])
    elif program == "uvx" or (program, first, second) == ("uv", "tool", "run"):
        found = _python(rest if program == "uvx" else rest[2:], _UVX)
    elif (program, first) == ("pipx", "run"):
        found = _python(rest[1:], _PIPX)
    elif program == "uv":
        found = _uv_run(rest)
    else:
        found = _image(rest) if program in ENGINES else _positional((program, first), rest)
    return found


def _image(words: Sequence[Scalar]) -> Iterator[Package]:
    image = image_of(words)
    if image is not None:
        yield Package("image", image, image.text)


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


@dataclass(frozen=True, slots=True)
class _Launcher:
    """Options of a launcher of Python's packages: whose values are no packages, are more packages, are the package."""

    plain: frozenset[str]
    also: frozenset[str]
    source: frozenset[str]


_UVX: Final = _Launcher(_UV_VALUES, frozenset({"--with", "-w"}), frozenset({"--from"}))
_PIPX: Final = _Launcher(_PIPX_VALUES, frozenset(), frozenset({"--spec"}))


def _python(words: Sequence[Scalar], launcher: _Launcher) -> Iterator[Package]:
    named = False
    for option, word in _options(words, launcher.plain | launcher.also | launcher.source):
        if option in launcher.source or option in launcher.also:
            named |= option in launcher.source
            yield from _listed(word)
        elif not option and not named:
            yield Package("pypi", word, word.text)


def _listed(word: Scalar) -> Iterator[Package]:
    yield from (Package("pypi", word, part.strip()) for part in _value(word).split(",") if part.strip())


def _uv_run(words: Sequence[Scalar]) -> Iterator[Package]:
    start = next((index for index, word in enumerate(words) if word.text == "run"), len(words))
    for option, word in _options(words[start + 1 :], {*_UV_VALUES, "--with", "-w"}):
        if option in {"--with", "-w"}:
            yield from _listed(word)
        elif not option and URL.match(word.text):  # anything else is a program or a script of the project
            yield Package("pypi", word, word.text)


_KINDS: Final[dict[tuple[str, str], Kind]] = {
    ("deno", "run"): "deno",
    ("deno", "serve"): "deno",
    ("deno", "x"): "deno",
    ("dnx", ""): "nuget",
    ("go", "run"): "go",
    ("nix", "run"): "flake",
}


def _positional(command: tuple[str, str], words: Sequence[Scalar]) -> Iterator[Package]:
    """Yield the package of a command whose first word without a dash names it."""
    kind = _KINDS.get(command) or _KINDS.get((command[0], ""))
    if kind is None or any(word.text.partition("=")[0] == "--version" for word in words):
        return
    for option, word in _options(words if kind == "nuget" else words[1:], _DENO_VALUES if kind == "deno" else ()):
        if not option:
            yield Package(kind, word, word.text)
