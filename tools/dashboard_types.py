"""TypeScript types for what the dashboard sends and gets, out of the OpenAPI document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_HEAD: Final = "// Made from generated/openapi/openapi.json by `python -m tools.dashboard`; not to be edited.\n"
_REFERENCE: Final = "#/components/schemas/"
_PLAIN: Final = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}


def types_of(document: Path) -> str:
    """Returns a module with a type for each schema of the document; raises ValueError for a schema it cannot say."""
    schemas: Mapping[str, Any] = json.loads(document.read_text(encoding="utf-8"))["components"]["schemas"]
    return "\n".join([_HEAD, *(_declaration(name, schemas[name]) for name in sorted(schemas))])


def _declaration(name: str, schema: Mapping[str, Any]) -> str:
    if "properties" not in schema:
        return f"export type {name} = {_type(schema)};\n"
    required = set(schema.get("required", ()))
    fields = [
        f"  {field}{'' if field in required else '?'}: {_type(of)}{'' if field in required else ' | null'};\n"
        for field, of in schema["properties"].items()
    ]
    return f"export interface {name} {{\n{''.join(fields)}}}\n"


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REFERENCE)
    if "enum" in schema:
        return " | ".join(json.dumps(word) for word in schema["enum"])
    kind = schema.get("type")
    if kind == "array":
        return f"readonly ({_type(schema['items'])})[]"
    if kind == "object":
        return "Record<string, unknown>"
    if kind in _PLAIN:
        return _PLAIN[kind]
    raise ValueError(f"no type for {json.dumps(schema)}")
