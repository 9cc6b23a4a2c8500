"""Secrets: recall on provider examples, the negatives that are hit, and what is hit in ordinary source."""

from __future__ import annotations

from eval.data import held_out, records
from eval.model import Row, share, shares
from eval.subject import examine

_RECALL = 0.8
_NEGATIVES = 0.1


def rows() -> list[Row]:
    """Return the rows of the secrets category."""
    found = {True: [0, 0], False: [0, 0]}
    halves = {True: [0, 0], False: [0, 0]}
    for record in records("secret_examples"):
        positive = record["label"] == 1
        hit = any(match.category == "secret" for match in examine(record["text"]).matches)
        found[positive][0] += hit
        found[positive][1] += 1
        if positive:
            half = halves[held_out(record["rule"])]
            half[0] += hit
            half[1] += 1
    recall, false = share(*found[True]), share(*found[False])
    seen, unseen = shares(share(*halves[False])), shares(share(*halves[True]))
    note = f"{found[True][1]} examples, {found[False][1]} negatives; recall looked at {seen}, held out {unseen}"
    return [
        Row(
            "provider secrets: recall / negatives hit",
            shares(recall, false),
            "≥ .80 / ≤ .10",
            recall >= _RECALL and false <= _NEGATIVES,
            note=note,
        )
    ]
