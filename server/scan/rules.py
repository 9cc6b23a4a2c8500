"""The rules that findings name: list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.storage.pages import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.detection.model import Rule
    from server.scan.engine import LoadedEngine


def page_of_rules(
    loaded: LoadedEngine, size: int, after: str, *, category: str = "", severity: str = ""
) -> tuple[Sequence[Rule], str]:
    """Return a page of rules by id, and the cursor of the next. An empty filter lets all through."""
    rows = [
        rule
        for rule in loaded.rules
        if rule.rule_id > after
        and (not category or rule.category == category)
        and (not severity or rule.severity == severity)
    ]
    return cut(rows[: size + 1], size, lambda rule: rule.rule_id)
