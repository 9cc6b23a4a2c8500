"""Documents out of a stream of pieces. A document is stored when the next one begins, or the stream ends.

Memory: one document of each stream, and over all streams of the process no more than the budget; a stream that would
go beyond it is told to come back.
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

    def take(self, size: int) -> None:
        """Take bytes. Raises Unavailable if there are not that many."""
        if size > self._left:
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
        self._header: Header | None = None
        self._pieces = bytearray()
        self._stored = 0

    async def receive(self, parts: AsyncIterator[Header | bytes]) -> int:
        """Store the documents of a stream and return how many there were.

        Raises NotFound, InvalidArgument (no header first, another workspace, DOCUMENT_TOO_LARGE) or Unavailable; what
        was stored before stays.
        """
        try:
            async for part in parts:
                if isinstance(part, Header):
                    await self._begin(part)
                else:
                    self._add(part)
            await self._store()
        finally:
            self._budget.give(len(self._pieces))
        return self._stored

    async def _begin(self, header: Header) -> None:
        if self._header is None:
            await get_workspace(self._database, self._tenant, header.workspace_id)
        elif header.workspace_id != self._header.workspace_id:
            raise InvalidArgument([Violation("header.workspace_id", "must be the same in the whole stream")])
        await self._store()
        self._header = header

    def _add(self, piece: bytes) -> None:
        if self._header is None:
            raise InvalidArgument([Violation("part", "the first message must be a header")])
        if len(self._pieces) + len(piece) > LARGEST_DOCUMENT_BYTES:
            limit = f"a document may have at most {LARGEST_DOCUMENT_BYTES // (1024 * 1024)} MiB"
            raise InvalidArgument([Violation("chunk", limit)], reason="DOCUMENT_TOO_LARGE")
        self._budget.take(len(piece))
        self._pieces += piece

    async def _store(self) -> None:
        if self._header is None:
            return
        document = NewDocument(self._header.path, self._header.media_type, bytes(self._pieces))
        await put_documents(self._database, self._keys, self._tenant, self._header.workspace_id, [document])
        self._budget.give(len(self._pieces))
        self._pieces = bytearray()
        self._stored += 1
