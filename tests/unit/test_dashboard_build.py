"""The types of the page, and what is committed of it. That the build gives the same bytes is a step of CI."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tools.dashboard import ROOT, STATIC
from tools.dashboard_types import types_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return tmp_path / "openapi.json"


def types(document: Path, **schemas: Mapping[str, Any]) -> str:
    document.write_text(json.dumps({"components": {"schemas": schemas}}), encoding="utf-8")
    return types_of(document).partition("\n\n")[2]


def test_a_message_is_an_interface_whose_optional_fields_may_be_absent_or_null(document: Path) -> None:
    fields = {
        "id": {"type": "string"},
        "size": {"type": "integer", "format": "int32"},
        "tags": {"type": "array", "items": {"$ref": "#/components/schemas/Tag"}},
        "ended_at": {"type": "string", "format": "date-time"},
    }
    made = types(document, Thing={"type": "object", "properties": fields, "required": ["id", "size", "tags"]})
    assert made == (
        "export interface Thing {\n  id: string;\n  size: number;\n  tags: readonly (Tag)[];\n"
        "  ended_at?: string | null;\n}\n"
    )


def test_a_vocabulary_is_a_union_of_its_words(document: Path) -> None:
    assert types(document, Plan={"type": "string", "enum": ["a", "b"]}) == 'export type Plan = "a" | "b";\n'


def test_a_schema_without_a_type_is_refused_not_guessed(document: Path) -> None:
    with pytest.raises(ValueError, match="no type for"):
        types(document, Odd={"oneOf": []})


def test_the_page_has_no_inline_script_or_style_and_names_only_its_own_files() -> None:
    page = (ROOT / STATIC / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    names = {path.name for path in (ROOT / STATIC).iterdir()} - {"index.html"}
    assert {address.removeprefix("/dashboard/assets/0/") for address in addresses} == names


def test_the_script_names_the_licence_of_what_it_contains() -> None:
    assert "Jason Miller" in (ROOT / STATIC / "app.js").read_text(encoding="utf-8")
