"""Examining a batch in a thread: decrypt, look, note what came of it; bounded in time for each document.

Detectors release the GIL, and take no orders while they work: a document that takes too long is given up together
with its thread, which ends when the detector returns.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import structlog

from server.detection.model import DocumentBytes
from server.scan.words import DELETED, DETECTOR_FAILED, TIMEOUT, UNREADABLE
from server.storage.keys import SealBroken, unseal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.detection.model import Examination, Match
    from server.principal import Tenant
    from server.scan.ignore_file import IgnoreFile, Suppression
    from server.scan.pending import PendingDocument

log = structlog.get_logger(__name__)

COMMIT_SECONDS: Final = 0.5
"""A group ends after this time, so that progress is seen and little is lost with a worker."""

COMMIT_MATCHES: Final = 2000
"""A group ends after this many matches, so that its transaction stays small."""


class Examiner(Protocol):
    """What looks into documents; `server.detection.engine.Engine` is one. Safe to use from several threads."""

    def examine(self, document: DocumentBytes, fingerprint_key: bytes) -> Examination:
        """Return what is in a document."""
        ...


@dataclass(frozen=True, slots=True)
class OrganizationKeys:
    """The keys that a group needs."""

    tenant: Tenant
    data: bytes
    fingerprint: bytes

    def __repr__(self) -> str:
        return "OrganizationKeys(…)"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found in a document, and who asks for it to be suppressed, if anyone does."""

    match: Match
    suppression: Suppression | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a document. `skipped` is why it was not read, or not to its end; "" if it was."""

    document: PendingDocument
    found: Sequence[Found] = ()
    skipped: str = ""


class Group:
    """Documents that are examined one after the other in one thread, until all are done or it is time to commit."""

    def __init__(
        self,
        examiner: Examiner,
        keys: OrganizationKeys,
        documents: Sequence[PendingDocument],
        ignore_file: IgnoreFile,
    ) -> None:
        self._examiner = examiner
        self._keys = keys
        self._documents = documents
        self._ignore_file = ignore_file
        self._outcomes: list[Outcome] = []
        self._lock = threading.Lock()
        self._ended = False
        self._since = time.monotonic()

    def run(self) -> None:
        """Examine. For a thread."""
        deadline = time.monotonic() + COMMIT_SECONDS
        matches = 0
        for document in self._documents:
            self._since = time.monotonic()
            outcome = self._examine(document)
            with self._lock:
                if self._ended:
                    return
                self._outcomes.append(outcome)
            matches += len(outcome.found)
            if time.monotonic() > deadline or matches > COMMIT_MATCHES:
                return

    def overdue(self, limit: float) -> bool:
        """Return whether the document at hand has taken longer than `limit` seconds."""
        return time.monotonic() - self._since > limit

    def end(self) -> Sequence[Outcome]:
        """Return what there is; what the thread does after this is lost."""
        with self._lock:
            self._ended = True
            return tuple(self._outcomes)

    def give_up(self) -> Sequence[Outcome]:
        """Return what there is, and that the document at hand took too long."""
        outcomes = self.end()
        return (*outcomes, Outcome(self._documents[len(outcomes)], skipped=TIMEOUT))

    def _examine(self, document: PendingDocument) -> Outcome:
        if document.sealed is None:
            return Outcome(document, skipped=DELETED)
        tenant = self._keys.tenant
        try:
            content = unseal(self._keys.data, document.sealed, tenant.organization_id, tenant.environment, document.id)
        except SealBroken:
            return Outcome(document, skipped=UNREADABLE)
        try:
            found = self._examiner.examine(
                DocumentBytes(document.path, document.media_type, content), self._keys.fingerprint
            )
        except BaseException as error:  # noqa: BLE001 -- also a native library's panic; its text may hold a secret
            log.error("detector failed", document_id=document.id, error=type(error).__name__)  # noqa: TRY400
            return Outcome(document, skipped=DETECTOR_FAILED)
        line = self._ignore_file.line_about(document.path) if found.matches else 0
        seen = [Found(match, self._ignore_file.about(match, line)) for match in found.matches]
        return Outcome(document, seen, found.skipped or "")


def make_threads(scans: int) -> ThreadPoolExecutor:
    """Return the threads for so many scans at once, with some to spare for those that were given up."""
    return ThreadPoolExecutor(max_workers=scans + 4, thread_name_prefix="examine")
