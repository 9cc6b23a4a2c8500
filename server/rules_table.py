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

_HEAD = "| rule | finds | severity | what to do | source |\n|---|---|---|---|---|\n"
_DOCUMENT = """# Rules

Made by `make docs` from the detectors; `GET /api/v1/rules` lists the same. The severity is the worst that a finding of
the rule can have: an example, or a value in a test, has less. Above each table stands why what it lists matters.
"""


def as_document(rules: Sequence[Rule]) -> str:
    """Return docs/rules.md. `rules` are by id, and so by category."""
    return "".join([_DOCUMENT, *_sections(rules)])


def _sections(rules: Sequence[Rule]) -> Iterator[str]:
    for category, some in groupby(rules, lambda rule: rule.category):
        yield f"\n## {category}\n"
        by_reason: dict[str, list[Rule]] = defaultdict(list)
        for rule in some:
            by_reason[rule.why].append(rule)
        for why, alike in by_reason.items():
            yield f"\n{why}\n\n{_HEAD}{_rows(alike)}"


def _rows(rules: Iterable[Rule]) -> str:
    return "".join(
        f"| {' | '.join(map(_cell, (f'`{r.rule_id}`', r.title, r.severity, r.remediation, r.source)))} |\n"
        for r in rules
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        document = as_document(load_engine(Path(folder), 1.0).rules)
    Path("docs/rules.md").write_text(document, encoding="utf-8")
