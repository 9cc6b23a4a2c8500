"""Secrets: recall on examples, the negatives that are hit, and what is hit in ordinary source."""

from __future__ import annotations

import re
from functools import partial
from hashlib import sha256
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

from eval.corpus import source
from eval.data import records
from eval.model import NOT_INSTALLED, Row, share, shares
from eval.peers import missing, secret_scanners
from eval.subject import examine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from eval.peers import Peer

_RECALL = 0.8
_NEGATIVES = 0.1
_HITS = 0.5
_SOURCE_MEGABYTES = 40
_PEER_SECONDS = 15.0
_STRING = re.compile(r"[A-Za-z0-9_./+=-]{16,}")

Example = tuple[str, bool, str]


def rows() -> list[Row]:
    """Return the rows of the secrets category."""
    examples = [(record["rule"], record["label"] == 1, record["text"]) for record in records("secret_examples")]
    peers = secret_scanners()
    absent = dict.fromkeys(missing(), NOT_INSTALLED)
    return [*_examples(examples, peers, absent), _source(peers, absent)]


def never_looked_at(rule: str) -> bool:
    """Return whether a rule is in the quarter whose examples nobody looked at while the detector was made."""
    return sha256(rule.encode()).digest()[0] % 4 == 1


def _found(text: str, *, sure: bool = False) -> bool:
    return any(
        match.category == "secret" and (not sure or match.confidence != "low") for match in examine(text).matches
    )


def _peer_found(peer: Peer, text: str) -> bool:
    return peer.hits(text.encode()) > 0


def _rates(examples: Iterable[Example], hit: Callable[[str], bool]) -> tuple[float, float]:
    """Return recall and the share of the negatives that are hit."""
    counts = {True: [0, 0], False: [0, 0]}
    for _, positive, text in examples:
        counts[positive][0] += hit(text)
        counts[positive][1] += 1
    return share(*counts[True]), share(*counts[False])


def _examples(examples: list[Example], peers: list[Peer], absent: dict[str, str]) -> list[Row]:
    recall, false = _rates(examples, _found)
    unseen = [example for example in examples if never_looked_at(example[0])]
    known = {string for _, positive, text in examples if positive for string in _STRING.findall(text)}
    clean = [example for example in examples if example[1] or known.isdisjoint(_STRING.findall(example[2]))]
    positives = sum(positive for _, positive, _ in examples)
    note = (
        f"{positives} examples, {len(examples) - positives} negatives. Rules never looked at: "
        f"{shares(*_rates(unseen, _found))}. Without negatives that share a string with an example: "
        f"{shares(*_rates(clean, _found))}."
    )
    others = {peer.name: shares(*_rates(examples, partial(_peer_found, peer))) for peer in peers}
    return [
        Row(
            "provider secrets: recall / negatives hit",
            shares(recall, false),
            "≥ .80 / ≤ .10",
            recall >= _RECALL and false <= _NEGATIVES,
            others | absent,
            note,
        ),
        Row(
            "the same, of medium or high confidence",
            shares(*_rates(examples, partial(_found, sure=True))),
            note="Many of the examples are sequences and placeholders, which are reported with low confidence.",
        ),
    ]


def _source(peers: list[Peer], absent: dict[str, str]) -> Row:
    files = source(_SOURCE_MEGABYTES)
    total = sum(len(content) for _, content in files) / 1e6
    found = [match for path, content in files for match in examine(content, path).matches if match.category == "secret"]
    others = {peer.name: _peer_hits(peer, files) for peer in peers}
    above = sum(match.severity != "low" for match in found)
    return Row(
        "hits per MB of ordinary source",
        f"{len(found) / total:.2f}",
        "≤ .5",
        len(found) / total <= _HITS,
        others | absent,
        f"{total:.0f} MB of site-packages; {above} of {len(found)} hits above low.",
    )


def _peer_hits(peer: Peer, files: list[tuple[str, bytes]]) -> str:
    """Return a peer's hits per MB on as many files, spread over all, as it reads in some seconds."""
    hits, size, started = 0, 0, perf_counter()
    for _, content in islice(files, 0, None, 7):
        hits += peer.hits(content)
        size += len(content)
        if perf_counter() - started > _PEER_SECONDS:
            break
    return f"{hits / (size / 1e6):.1f} ({size / 1e6:.1f} MB)"
