"""Agent configuration: is the one code that a document is about among those that are reported, and nothing else?"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from eval.agent_samples import access, benign, launch, texts
from eval.model import Row, share, shares
from eval.subject import examine

if TYPE_CHECKING:
    from eval.agent_samples.sample import Sample

_GOAL = 0.95


def samples() -> list[Sample]:
    """Return all samples."""
    groups = (
        launch.UNPINNED,
        launch.PACKAGE_URL,
        launch.TYPOSQUAT,
        launch.SHELL,
        launch.PIPED,
        launch.CONTAINER,
        access.SECRET,
        access.BROAD,
        access.APPROVE,
        access.PLAIN,
        access.UNAUTHENTICATED,
        texts.POISONED,
        texts.ACROSS,
        benign.BENIGN,
    )
    return [sample for group in groups for sample in group]


def codes(sample: Sample) -> set[str]:
    """Return the codes that are reported for a sample."""
    matches = examine(sample.text, path=sample.path).matches
    return {match.rule_id.removeprefix("agent.") for match in matches if match.category == "agent_config"}


def is_exact(sample: Sample, reported: set[str]) -> bool:
    """Return whether a sample has its code and no other but what is true besides; of a good one, none."""
    wanted = {sample.code} - {""}
    return wanted <= reported <= wanted | sample.also


def rows() -> list[Row]:
    """Return the rows of the agent configuration category."""
    right: dict[bool, list[int]] = defaultdict(lambda: [0, 0])
    missed: dict[str, int] = defaultdict(int)
    for sample in samples():
        hit = is_exact(sample, codes(sample))
        count = right[bool(sample.code)]
        count[0] += hit
        count[1] += 1
        if not hit:
            missed[sample.code or "benign"] += 1
    exact = share(right[True][0] + right[False][0], right[True][1] + right[False][1])
    note = f"{right[True][1]} bad, {right[False][1]} good, all written by ourselves: no measure of what others write"
    if missed:
        note += "; wrong: " + ", ".join(f"{code} {count}" for code, count in sorted(missed.items()))
    return [
        Row(
            "agent configuration: exact code, bad / good",
            shares(share(*right[True]), share(*right[False])),
            "≥ .95",
            exact >= _GOAL,
            note=note,
        )
    ]
