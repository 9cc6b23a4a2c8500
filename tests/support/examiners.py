"""Examiners that are the real engine, with a turn at some point."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from server.detection.model import Examination
from tests.support.detection import engine, github_token

if TYPE_CHECKING:
    from server.detection.model import DocumentBytes


class Gate:
    """An examiner that stops at some paths until the gate is opened, and otherwise is the real one."""

    def __init__(self, *paths: str) -> None:
        self.paths = paths
        self.reached = threading.Event()
        self.opened = threading.Event()
        self.seen: list[str] = []

    def examine(self, document: DocumentBytes, fingerprint_key: bytes) -> Examination:
        self.seen.append(document.path)
        if document.path in self.paths:
            self.reached.set()
            assert self.opened.wait(30)
        return engine().examine(document, fingerprint_key)


class Alone:
    """An examiner that notes what it was given, and what beside some of it."""

    def __init__(self, *paths: str) -> None:
        self.paths = paths
        self.seen: list[str] = []
        self.beside: set[str] = set()
        self._now: set[str] = set()

    def examine(self, document: DocumentBytes, fingerprint_key: bytes) -> Examination:
        self._now.add(document.path)
        self.seen.append(document.path)
        threading.Event().wait(0.05)
        if document.path in self.paths:
            self.beside |= self._now - {document.path}
        self._now.discard(document.path)
        return engine().examine(document, fingerprint_key)


class Broken:
    """An examiner that fails at some paths."""

    def __init__(self, error: BaseException, *paths: str) -> None:
        self.error = error
        self.paths = paths

    def examine(self, document: DocumentBytes, fingerprint_key: bytes) -> Examination:
        if document.path in self.paths:
            raise self.error
        return engine().examine(document, fingerprint_key)


class CutOff:
    """An examiner that finds what there is and says that it may not be all."""

    def examine(self, document: DocumentBytes, fingerprint_key: bytes) -> Examination:
        return Examination(engine().examine(document, fingerprint_key).matches, "too_many_matches")


class SlowGate:
    """An examiner whose every document takes as long as a group may."""

    def __init__(self, gate: Gate) -> None:
        self.gate = gate

    def examine(self, document: DocumentBytes, fingerprint_key: bytes) -> Examination:
        threading.Event().wait(0.51)
        return self.gate.examine(document, fingerprint_key)


class Slow:
    """An examiner slow enough that two scans commit in turns."""

    def examine(self, document: DocumentBytes, fingerprint_key: bytes) -> Examination:
        threading.Event().wait(0.05)
        return engine().examine(document, fingerprint_key)


class Nul:
    """An examiner that shows what is in the document as it is, with the NUL in it."""

    def examine(self, document: DocumentBytes, fingerprint_key: bytes) -> Examination:
        (match,) = engine().examine(document, fingerprint_key).matches
        return Examination((replace(match, excerpt="a\0b" * 100, title="c\0d"),), None)


def planted(count: int) -> dict[str, str | bytes]:
    return {f"{number:04}.txt": f"line\n  key = {github_token(number)}\n" for number in range(count)}
