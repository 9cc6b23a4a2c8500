"""The documented tables of every rule, made from the rules themselves."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from server.scan.engine import load_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from server.detection.model import Rule

_COLUMNS = ("rule", "finds", "severity", "why", "what to do", "source")
_ALIKE = 3
_DOCUMENT = """# Rules

Made by `make docs` from the detectors; `GET /api/v1/rules` lists the same. The severity is the worst that a finding of
the rule can have: an example, or a value in a test, has less.
"""


def as_document(rules: Sequence[Rule]) -> str:
    """Return docs/rules.md. `rules` are by id, and so by category."""
    return "".join([_DOCUMENT, *_sections(rules)])


def _sections(rules: Sequence[Rule]) -> Iterator[str]:
    """Yield a section for each category: one table, or one for each reason if a few reasons are those of many rules."""
    for category, some in groupby(rules, lambda rule: rule.category):
        yield f"\n## {category}\n"
        listed = list(some)
        by_reason: dict[str, list[Rule]] = defaultdict(list)
        for rule in listed:
            by_reason[rule.why].append(rule)
        if len(by_reason) * _ALIKE > len(listed):
            yield f"\n{_table(listed, _COLUMNS)}"
        else:
            columns = [column for column in _COLUMNS if column != "why"]
            yield from (f"\n{why}\n\n{_table(alike, columns)}" for why, alike in by_reason.items())


def _table(rules: Iterable[Rule], columns: Sequence[str]) -> str:
    lines = [columns, ["---"] * len(columns)]
    for rule in rules:
        cells = (f"`{rule.rule_id}`", rule.title, rule.severity, rule.why, rule.remediation, rule.source)
        lines.append([_cell(text) for column, text in zip(_COLUMNS, cells, strict=True) if column in columns])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        document = as_document(load_engine(Path(folder), 1.0).rules)
    Path("docs/rules.md").write_text(document, encoding="utf-8")
