"""The result for people: findings, what to do about each kind, what was not read, and a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from server.client.names import printable
from server.client.options import EXIT_CLEAN, EXIT_FOUND, WORST_FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from server.client.result import Result
    from server.client.transport import Json

STYLES = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan"}
WIDTH = max(len(word) for word in WORST_FIRST)

# Text of the tree never begins a line: some systems take lines of a log that begin with "::" for commands.
QUOTE = " " * WIDTH + "  | "
ITEM = "- "


def print_result(result: Result, console: Console) -> None:
    """Print it; with `quiet` only findings and what was not read."""
    for line in _lines(result):
        console.print(line, soft_wrap=True)


def _lines(result: Result) -> Iterator[Text]:
    yield from _findings(result.findings)
    yield from _not_read(result)
    if not result.options.quiet:
        yield from _summary(result)


def _findings(findings: list[Json]) -> Iterator[Text]:
    for finding in findings:
        severity = str(finding.get("severity", ""))
        yield Text.assemble(
            (f"{printable(severity):{WIDTH}}", STYLES.get(severity, "bold")),
            f"  {_field(finding, 'rule_id')}  ",
            (_place(finding), "bold"),
        )
        if excerpt := _field(finding, "excerpt"):
            yield Text(QUOTE + excerpt)
    if remedies := _remedies(findings):
        yield Text("\nWhat to do", style="bold")
        yield from (Text(f"{ITEM}{', '.join(rules)}: {remedy}") for remedy, rules in remedies.items())
    if findings:
        yield Text()


def _remedies(findings: list[Json]) -> dict[str, list[str]]:
    """Return the rules that each advice is for; each rule has one."""
    advice = {_field(each, "rule_id"): _field(each, "remediation") for each in findings}
    rules: dict[str, list[str]] = {}
    for rule, remedy in sorted(advice.items()):
        if remedy:
            rules.setdefault(remedy, []).append(rule)
    return rules


def _place(finding: Json) -> str:
    """Return path:line:column, which editors and terminals can open; a finding about a whole file has no line.

    In an archive the line is one of the file in it, which stands behind "!/".
    """
    path, line, column = _field(finding, "path"), finding.get("line") or 0, finding.get("column") or 0
    return f"{path}:{line}:{column}" if line else path


def _field(finding: Json, name: str) -> str:
    return printable(str(finding.get(name) or ""))


def _not_read(result: Result) -> Iterator[Text]:
    skipped = result.scan.skipped if result.scan else []
    unread = [(each.name, each.reason) for each in result.mirrored.unread] if result.mirrored else []
    for title, entries in (("Not uploaded", unread), ("Not scanned", skipped)):
        if entries:
            yield Text(title, style="bold yellow")
            yield from (Text(f"{ITEM}{printable(name)}: {printable(reason)}") for name, reason in sorted(entries))
    further = result.scan.skipped_count - len(skipped) if result.scan else 0
    if further > 0:
        yield Text(f"{ITEM}and {further:,} more")
    if unread or skipped:
        yield Text()


def _summary(result: Result) -> Iterator[Text]:
    counts = result.counts
    total = sum(counts.values())
    if result.scan:
        by_severity = ", ".join(f"{counts[word]:,} {word}" for word in WORST_FIRST if counts[word])
        findings = f"{total:,} finding{'' if total == 1 else 's'}: {by_severity}" if total else "No findings"
        findings += f"; {result.scan.suppressed:,} suppressed" if result.scan.suppressed else ""
        yield Text(findings if result.scan.is_complete else f"{findings} so far", style="bold")
        yield Text(f"{result.scan.read:,} of {result.scan.total:,} documents scanned in {result.scan.seconds:.1f} s")
    if result.mirrored:
        done = result.mirrored
        yield Text(f"{done.uploaded:,} uploaded, {done.unchanged:,} unchanged, {done.deleted:,} deleted")
    if result.links:
        yield Text(f"{result.links:,} symbolic link{'' if result.links == 1 else 's'} not followed")
    if result.workspace and result.scan:
        yield Text(f"Workspace {printable(result.workspace.name)} ({result.workspace.id}), scan {result.scan.id}")
    if result.scan and (gaps := result.gaps):
        yield Text(f"Incomplete: {printable('; '.join(gaps))}", style="bold red")
    elif result.exit_status == EXIT_FOUND:
        yield Text(f"Not clean: {result.bad:,} at or above {result.options.fail_on}", style="bold red")
    elif result.exit_status == EXIT_CLEAN:
        yield Text("Clean" if not total else f"Clean: nothing at or above {result.options.fail_on}", style="bold green")
