"""The linear model: how much a stretch of text sounds like a jailbreak, and how much like an order to a model.

Two logistic regressions over the same hashed features (features.py): ``jailbreak`` knows long prompts that talk a model
out of its rules, ``order`` short instructions that do not belong where they stand. A window's score is

    bias + (sum of the weights of its features) / sqrt(number of its features)

so that more evidence counts more, but not for ever. Texts are looked at in windows of 200 and of 800 characters, by
prefix sums; there a feature counts each time it occurs. The best of the windows that overlap is then scored again with
each feature once, as in training, and the lower score is the window's: a song's refrain is no evidence.
Thresholds come with the weights (MODEL_CARD.md says how they were set). The file is an npz of plain arrays; nothing in
it is ever unpickled.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from zipfile import BadZipFile

import numpy as np

from server.detection.injection.features import BITS, LARGEST, features
from server.detection.injection.fold import LINE_FEED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from server.detection.injection.fold import Codes

    Edges = NDArray[np.int64]

Kind = Literal["jailbreak", "order"]
KINDS: Final[tuple[Kind, ...]] = ("jailbreak", "order")
Level = Literal["low", "medium", "document"]
LEVELS: Final[tuple[Level, ...]] = ("low", "medium", "document")
"""Scores at which a prompt is reported, at which it is reported as medium, and at which any document is."""

WEIGHTS: Final = Path(__file__).with_name("weights.npz")
WINDOWS: Final = (200, 800)
"""Characters of a window; each begins a quarter of its length after the last."""

_STEP: Final = LARGEST - WINDOWS[-1]
_BATCH: Final = 1 << 14  # what the processor's caches hold


class ModelError(ValueError):
    """The weights file is not one of this model; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of folded characters, the end not included, and its score."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Model:
    """Weights (kinds by 2^BITS), biases by kind, thresholds by kind and level."""

    weights: NDArray[np.float32]
    biases: NDArray[np.float32]
    thresholds: NDArray[np.float32]

    def threshold(self, kind: Kind, level: Level) -> float:
        """Return the score from which a window counts."""
        return float(self.thresholds[KINDS.index(kind), LEVELS.index(level)])

    def above(
        self, codes: Codes, level: Level, stretches: Iterable[tuple[int, int]] | None = None
    ) -> Iterator[tuple[Kind, Window]]:
        """Yield the windows of a folded text that reach the level: of those of a kind that overlap the best, in order.

        stretches, ascending and apart, are what of the text is looked at; all of it without.
        """
        least = self.thresholds[:, LEVELS.index(level)]
        for offset, starts, ends, scores in self._blocks(codes, ((0, len(codes)),) if stretches is None else stretches):
            reached = scores >= least[:, None]
            for number in np.flatnonzero(reached.any(axis=1)):
                found: list[Window] = []
                for at in np.flatnonzero(reached[number]):
                    window = Window(offset + int(starts[at]), offset + int(ends[at]), float(scores[number, at]))
                    _add(found, window)
                for window in found:
                    score = min(window.score, self._once(codes[window.start : window.end], int(number)))
                    if score >= least[number]:
                        yield KINDS[number], Window(window.start, window.end, score)

    def best(self, codes: Codes) -> dict[Kind, float]:
        """Return for each kind the highest score of any window, of the eight that come first; of nothing, -inf."""
        best = dict.fromkeys(KINDS, -np.inf)
        for offset, starts, ends, scores in self._blocks(codes, ((0, len(codes)),)):
            for number, kind in enumerate(KINDS):
                for at in np.argsort(-scores[number], kind="stable")[:8]:
                    once = self._once(codes[offset + starts[at] : offset + ends[at]], number)
                    best[kind] = max(best[kind], min(once, float(scores[number, at])))
        return best

    def _once(self, codes: Codes, number: int) -> float:
        """Return the score of a window in which each feature counts once."""
        indices = np.unique(features(codes)[0])
        return float(self.weights[number, indices].sum() / np.sqrt(max(1, len(indices))) + self.biases[number])

    def _blocks(
        self, codes: Codes, stretches: Iterable[tuple[int, int]]
    ) -> Iterator[tuple[int, Edges, Edges, NDArray[np.float64]]]:
        """Yield where each block begins, where its windows begin and end, ascending, and their scores by kind."""
        for batch in _batches(stretches):
            joined = codes[slice(*batch[0])] if len(batch) == 1 else _joined(codes, batch)
            indices, places = features(joined)
            if not len(indices):
                continue
            counts = _prefix(np.bincount(places, minlength=len(joined)))
            weights = self.weights.T[indices]
            sums = [_prefix(np.bincount(places, weights[:, number], len(joined))) for number in range(len(KINDS))]
            at = 0
            for start, end in batch:
                starts, ends = _edges(end - start)
                low, high = at + starts, at + ends
                present = np.sqrt(np.maximum(counts[high] - counts[low], 1))
                scores = np.array([one[high] - one[low] for one in sums]) / present + self.biases[:, None]
                yield start, starts, ends, scores
                at += end - start + 1


def load(file: Path) -> Model:
    """Return the model of an npz file. Raises ModelError for one of another shape or with numbers that are none."""
    try:
        with file.open("rb") as content, np.load(content, allow_pickle=False) as arrays:
            weights, biases, thresholds = (arrays[name] for name in ("weights", "biases", "thresholds"))
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise ModelError(f"{file.name} holds no weights, biases and thresholds") from error
    expected = {"weights": (len(KINDS), 1 << BITS), "biases": (len(KINDS),), "thresholds": (len(KINDS), len(LEVELS))}
    for name, array in (("weights", weights), ("biases", biases), ("thresholds", thresholds)):
        if array.shape != expected[name] or array.dtype.kind != "f":
            raise ModelError(f"{name} of {file.name}: {array.dtype} {array.shape}, expected floats {expected[name]}")
        if not np.isfinite(array).all():
            raise ModelError(f"{name} of {file.name} are not all finite")
    # The weights of a feature beside each other: they are asked for together.
    together = np.ascontiguousarray(weights.astype(np.float32).T).T
    return Model(together, biases.astype(np.float32), thresholds.astype(np.float32))


@cache
def standard() -> Model:
    """Return the model that the project ships, read once."""
    return load(WEIGHTS)


def _edges(length: int) -> tuple[Edges, Edges]:
    """Return where the windows over so many characters begin and end, ascending; a short text is one window as well."""
    windows = [(0, length)] if length <= WINDOWS[-1] else []
    for size in WINDOWS:
        if length > size:
            windows += [(start, start + size) for start in (*range(0, length - size, size // 4), length - size)]
    both = np.array(sorted(windows), np.int64)
    return both[:, 0], both[:, 1]


def _batches(stretches: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield blocks that are scored together, as so many short ones cost little more than one of them."""
    batch: list[tuple[int, int]] = []
    held = 0
    for start, end in stretches:
        for low in range(start, max(start + 1, end - WINDOWS[-1]), _STEP):
            block = (low, min(end, low + LARGEST))
            size = block[1] - low + 1
            if batch and held + size > _BATCH:
                yield batch
                batch, held = [], 0
            batch.append(block)
            held += size
    if batch:
        yield batch


def _joined(codes: Codes, blocks: list[tuple[int, int]]) -> Codes:
    """Return blocks of a text as one, a line feed behind each."""
    gap = np.array([LINE_FEED], codes.dtype)
    return np.concatenate([part for start, end in blocks for part in (codes[start:end], gap)])


def _prefix(values: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.float64]:
    prefix = np.zeros(len(values) + 1)
    np.cumsum(values, out=prefix[1:])
    return prefix


def _add(found: list[Window], window: Window) -> None:
    """Put a window at the end of the list; of two that overlap the better stays."""
    while found and found[-1].end > window.start and window.end > found[-1].start:
        if found[-1].score >= window.score:
            return
        found.pop()
    found.append(window)
