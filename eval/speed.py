"""Speed: all default detectors in two processes, as two workers run, and each detector by itself.

Three kinds of text: ordinary source, text that is dense with candidates, and prose, in which the patterns and the model
of prompt injection have most to do. A machine that does other things at the same time is slower, so the best of several
passes counts, and the bare copying of the bytes is measured in the same run.
"""

from __future__ import annotations

import multiprocessing
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from eval.corpus import dense, prose, source
from eval.model import NOT_INSTALLED, Row
from eval.peers import missing, secret_scanners
from eval.subject import detectors, examine
from server.detection.model import Subject
from server.detection.text import scannable

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.queues import SimpleQueue
    from multiprocessing.synchronize import Barrier

    from eval.peers import Peer
    from server.detection.model import Detector

    Files = list[tuple[str, bytes]]

_PROCESSES = 2
_PASSES = 3
_SOURCE = 40.0
_DENSE = 10.0
_SECONDS = 4.0


def rows() -> list[Row]:
    """Return the rows of the speed category."""
    examine("warm-up")
    kinds = {"source": source(40), "dense": dense(4), "prose": prose(120)}
    speeds = {kind: _speed(files, _examine) for kind, files in kinds.items()}
    peers = {}
    for peer in secret_scanners():
        numbers = (_speed(kinds[kind], partial(_hits, peer)) for kind in ("source", "dense"))
        peers[peer.name] = " / ".join(f"{number:.1f}" for number in numbers)
    return [
        Row(
            f"MB/s in {_PROCESSES} processes, all default detectors: source / dense",
            f"{speeds['source']:.0f} / {speeds['dense']:.0f}",
            "≥ 40 / ≥ 10",
            speeds["source"] >= _SOURCE and speeds["dense"] >= _DENSE,
            peers | dict.fromkeys(missing(), NOT_INSTALLED),
            f"Prose: {speeds['prose']:.0f}. Peers look for secrets alone. Best of {_PASSES} passes; numbers of a "
            f"machine that does other things at the same time are lower.",
        ),
        *_by_detector(kinds),
    ]


def _by_detector(kinds: dict[str, Files]) -> list[Row]:
    """Return a row for each detector: ms that a megabyte takes it, of which it asks to see only what it wants."""
    subjects = {
        kind: [Subject(path, "", content, scannable(content)) for path, content in files[::3]]
        for kind, files in kinds.items()
    }
    named: list[tuple[str, Callable[[Subject], None]]] = [("copying", _copy)]
    named += [(type(detector).__name__, partial(_detect, detector)) for detector in detectors()]
    return [
        Row(
            f"ms per MB in one process, {name}: {' / '.join(kinds)}",
            " / ".join(f"{_cost(subjects[kind], look):.1f}" for kind in kinds),
        )
        for name, look in named
    ]


def _detect(detector: Detector, subject: Subject) -> None:
    if detector.wants(subject):
        detector.detect(subject, 60.0)


def _copy(subject: Subject) -> None:
    bytearray(subject.text)


def _cost(subjects: list[Subject], look: Callable[[Subject], None]) -> float:
    best = float("inf")
    for _ in range(_PASSES):
        started = perf_counter()
        for subject in subjects:
            look(subject)
        best = min(best, perf_counter() - started)
    return best * 1e3 / (sum(len(subject.text) for subject in subjects) / 1e6)


def _examine(path: str, content: bytes) -> None:
    examine(content, path)


def _hits(peer: Peer, path: str, content: bytes) -> None:
    del path
    peer.hits(content)


def _speed(files: Files, look: Callable[[str, bytes], object]) -> float:
    """Return the best MB per second of all processes together in several passes over the files, after one to warm up.

    A pass ends after some seconds: what a slow one has done by then is counted.
    """
    context = multiprocessing.get_context("fork")
    ready, results = context.Barrier(_PROCESSES), context.SimpleQueue()
    parts = [files[place::_PROCESSES] for place in range(_PROCESSES)]
    workers = [context.Process(target=_work, args=(part, look, ready, results)) for part in parts]
    for worker in workers:
        worker.start()
    speeds = [results.get() for _ in workers]
    for worker in workers:
        worker.join()
    return max(map(sum, zip(*speeds, strict=True)))


def _work(
    files: Files, look: Callable[[str, bytes], object], ready: Barrier, results: SimpleQueue[list[float]]
) -> None:
    speeds = []
    for _ in range(1 + _PASSES):
        ready.wait()
        started, done = perf_counter(), 0
        for path, content in files:
            look(path, content)
            done += len(content)
            if perf_counter() - started > _SECONDS:
                break
        speeds.append(done / 1e6 / (perf_counter() - started))
    results.put(speeds[1:])
