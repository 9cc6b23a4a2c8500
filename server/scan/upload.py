"""Documents out of a stream of pieces, stored in their order, several small ones in one transaction.

Memory: one document of each stream and 1 MiB of small ones, and over all streams of the process no more than the
budget; a stream that would go beyond it is told to come back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from server.errors import InvalidArgument, Unavailable, Violation
from server.scan.documents import NewDocument, put_documents
from server.scan.workspaces import get_workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from server.principal import Tenant
    from server.storage.database import Database
    from server.storage.keys import Keys

LARGEST_DOCUMENT_BYTES: Final = 16 * 1024 * 1024
BUDGET_BYTES: Final = 256 * 1024 * 1024
TOGETHER_DOCUMENTS: Final = 100
TOGETHER_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Header:
    """Begins a document."""

    workspace_id: str
    path: str
    media_type: str


class Budget:
    """How many bytes all uploads of this process may hold."""

    def __init__(self, size: int = BUDGET_BYTES) -> None:
        self._left = size

    def has(self, size: int) -> bool:
        """Return whether so many bytes may be taken."""
        return size <= self._left

    def take(self, size: int) -> None:
        """Take bytes. Raises Unavailable if there are not that many."""
        if not self.has(size):
            raise Unavailable("UPLOADS_BUSY", "too many uploads at once; try again")
        self._left -= size

    def give(self, size: int) -> None:
        """Give bytes back."""
        self._left += size


class Upload:
    """One stream on its way into a workspace."""

    def __init__(self, database: Database, keys: Keys, tenant: Tenant, budget: Budget) -> None:
        self._database = database
        self._keys = keys
        self._tenant = tenant
        self._budget = budget
        self._workspace_id = ""
        self._header: Header | None = None
        self._pieces = bytearray()
        self._complete: list[NewDocument] = []
        self._held = 0
        self._stored = 0

    async def receive(self, parts: AsyncIterator[Header | bytes]) -> int:
        """Store the documents of a stream and return how many there were.

        Raises NotFound, InvalidArgument (no header first, another workspace, DOCUMENT_TOO_LARGE) or Unavailable; the
        documents that were complete before stay.
        """
        try:
            try:
                async for part in parts:
                    if isinstance(part, Header):
                        await self._begin(part)
                    else:
                        await self._add(part)
                self._end_document()
            finally:
                await self._store()
        finally:
            self._budget.give(self._held)
        return self._stored

    async def _begin(self, header: Header) -> None:
        if not self._workspace_id:
            await get_workspace(self._database, self._tenant, header.workspace_id)
            self._workspace_id = header.workspace_id
        self._end_document()
        if header.workspace_id != self._workspace_id:
            raise InvalidArgument([Violation("header.workspace_id", "must be the same in the whole stream")])
        self._header = header
        if len(self._complete) >= TOGETHER_DOCUMENTS or self._held >= TOGETHER_BYTES:
            await self._store()

    async def _add(self, piece: bytes) -> None:
        if self._header is None:
            raise InvalidArgument([Violation("part", "the first message must be a header")])
        if len(self._pieces) + len(piece) > LARGEST_DOCUMENT_BYTES:
            limit = f"a document may have at most {LARGEST_DOCUMENT_BYTES // (1024 * 1024)} MiB"
            raise InvalidArgument([Violation("chunk", limit)], reason="DOCUMENT_TOO_LARGE")
        if not self._budget.has(len(piece)):
            await self._store()
        self._budget.take(len(piece))
        self._held += len(piece)
        self._pieces += piece

    def _end_document(self) -> None:
        if self._header is not None:
            self._complete.append(NewDocument(self._header.path, self._header.media_type, bytes(self._pieces)))
            self._header, self._pieces = None, bytearray()

    async def _store(self) -> None:
        """Store the complete documents."""
        if self._complete:
            await put_documents(self._database, self._keys, self._tenant, self._workspace_id, self._complete)
            self._stored += len(self._complete)
            size = sum(len(document.content) for document in self._complete)
            self._budget.give(size)
            self._held -= size
            self._complete = []
