"""Generates each part of `generated/` into any folder: the languages, Envoy's descriptor set, the OpenAPI document."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from tools import plugins, third_party
from tools.commands import run

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

LANGUAGES: Final = ("python", "typescript", "go", "java")
PARTS: Final = (*LANGUAGES, "envoy", "openapi")
"""The folders of `generated/`."""
GENERATED: Final = "generated"


def generate(root: Path, target: Path, parts: Collection[str]) -> None:
    """Writes the named parts below `target` (`target/generated/<part>`), out of the protos in `root`.

    `third_party/` in `root` is staged anew; the plugins of the languages must be installed. Raises
    CommandFailedError with the output of the program that failed.
    """
    third_party.stage(root / third_party.FOLDER)
    variables = {"PATH": plugins.search_path(root), "PYTHONPATH": os.pathsep.join([str(root), *_python_path()])}
    # The OpenAPI script reads the options with the Python code of the very same protos.
    languages = {part for part in parts if part in LANGUAGES} | ({"python"} if "openapi" in parts else set())
    if languages:
        _generate_languages(root, target, languages, variables)
    if "envoy" in parts:
        _generate_envoy(root, target, variables)
    if "openapi" in parts:
        _generate_openapi(root, target, variables)


def template(root: Path, languages: Collection[str]) -> str:
    """Returns `buf.gen.yaml` as JSON with only the plugins that write to the folders of the languages."""
    content = yaml.safe_load((root / "buf.gen.yaml").read_text(encoding="utf-8"))
    content["plugins"] = [plugin for plugin in content["plugins"] if Path(plugin["out"]).name in languages]
    return json.dumps(content)


def _generate_languages(root: Path, target: Path, languages: Collection[str], variables: Mapping[str, str]) -> None:
    buf = ["buf", "generate", "--output", str(target), "--template"]
    run([*buf, template(root, languages), "proto"], folder=root, variables=variables)
    if "python" in languages:
        # No package on PyPI has buf.validate for google.protobuf (protovalidate's is for protobuf-py). For the
        # other languages their registries have it, or the plugin takes it along.
        inputs = [third_party.FOLDER, "--path", f"{third_party.FOLDER}/buf"]
        run([*buf, template(root, ["python"]), *inputs], folder=root, variables=variables)
        _drop_orphan_stubs(target / GENERATED / "python")


def _drop_orphan_stubs(folder: Path) -> None:
    """Removes the stubs of `_pb2_grpc` modules that are not there, since their proto has no service."""
    for stub in folder.rglob("*_pb2_grpc.pyi"):
        if not stub.with_suffix(".py").exists():
            stub.unlink()


def _generate_envoy(root: Path, target: Path, variables: Mapping[str, str]) -> None:
    """Writes the descriptor set of both modules: the transcoder prints error details only of types that it knows."""
    output = target / GENERATED / "envoy" / "netallion.pb"
    output.parent.mkdir(parents=True)
    options = ["--as-file-descriptor-set", "--exclude-source-info"]
    run(["buf", "build", *options, "--output", f"{output}#format=binpb"], folder=root, variables=variables)


def _generate_openapi(root: Path, target: Path, variables: Mapping[str, str]) -> None:
    output = target / GENERATED / "openapi" / "openapi.json"
    output.parent.mkdir(parents=True)
    python_path = os.pathsep.join([str(target / GENERATED / "python"), variables["PYTHONPATH"]])
    with tempfile.TemporaryDirectory() as folder:
        descriptors = Path(folder, "descriptors.pb")
        build = ["buf", "build", "--as-file-descriptor-set", "--output", f"{descriptors}#format=binpb"]
        run(build, folder=root, variables=variables)
        command = ["python", "-m", "tools.openapi", str(descriptors), str(output)]
        run(command, folder=root, variables={**variables, "PYTHONPATH": python_path})


def _python_path() -> list[str]:
    inherited = os.environ.get("PYTHONPATH")
    return [inherited] if inherited else []
