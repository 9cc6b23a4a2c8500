"""Speed: all default detectors on two threads, over ordinary source and over text that is dense with candidates."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from eval.corpus import dense, source
from eval.model import NOT_INSTALLED, Row
from eval.peers import missing, secret_scanners
from eval.subject import examine

if TYPE_CHECKING:
    from collections.abc import Callable

    from eval.peers import Peer

    Files = list[tuple[str, bytes]]

_THREADS = 2
_SOURCE = 40.0
_DENSE = 10.0
_PEER_SECONDS = 8.0


def rows() -> list[Row]:
    """Return the row of the speed category."""
    examine("warm-up")
    ordinary, crowded = source(40), dense(4)
    speeds = [_speed(files, _examine) for files in (ordinary, crowded)]
    peers = {}
    for peer in secret_scanners():
        numbers = (_speed(files, partial(_hits, peer), _PEER_SECONDS) for files in (ordinary, crowded))
        peers[peer.name] = " / ".join(f"{number:.1f}" for number in numbers)
    return [
        Row(
            f"MB/s on {_THREADS} threads, all default detectors: source / dense",
            " / ".join(f"{speed:.0f}" for speed in speeds),
            "≥ 40 / ≥ 10",
            speeds[0] >= _SOURCE and speeds[1] >= _DENSE,
            peers | dict.fromkeys(missing(), NOT_INSTALLED),
            "Peers look for secrets alone. Numbers of a machine that does other things at the same time are lower.",
        )
    ]


def _examine(path: str, content: bytes) -> None:
    examine(content, path)


def _hits(peer: Peer, path: str, content: bytes) -> None:
    del path
    peer.hits(content)


def _speed(files: Files, look: Callable[[str, bytes], object], seconds: float = 60.0) -> float:
    """Return MB per second with two threads, over as many of the files as that takes the given time."""
    started = perf_counter()

    def part(offset: int) -> int:
        done = 0
        for path, content in files[offset::_THREADS]:
            look(path, content)
            done += len(content)
            if perf_counter() - started > seconds:
                break
        return done

    with ThreadPoolExecutor(_THREADS) as pool:
        done = sum(pool.map(part, range(_THREADS)))
    return done / 1e6 / (perf_counter() - started)
