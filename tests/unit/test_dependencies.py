"""What the product imports is what it says that it runs on: the tests' own packages would hide what is missing."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = {"server", "netallion"}


def imported() -> dict[str, str]:
    """Return the packages that modules of the server import, each with a module that does."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "server").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.append(node.module)
            found |= {name.partition(".")[0]: str(path.relative_to(ROOT)) for name in names}
    return found


def name_of(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def test_every_package_that_the_server_imports_is_required() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = {name_of(each) for each in project["dependencies"]}
    # what a required package brings along by its nature: protobuf's and gRPC's own modules, typing for pydantic
    brought = {name_of(each) for name in required for each in requires(name) or () if "extra ==" not in each}
    distributions = packages_distributions()
    for package, where in imported().items():
        if package in OURS or package in sys.stdlib_module_names:
            continue
        names = {name_of(each) for each in distributions.get(package, [package])}
        assert names & (required | brought), f"{where} imports {package}, which nothing requires"
