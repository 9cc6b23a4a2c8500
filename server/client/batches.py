"""Documents as the JSON of REST calls: as many in a call as it may hold, each known to fit before it is sent."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server.client.tree import TreeFile

MAX_DOCUMENTS = 100
MAX_BODY = 4 * 1024 * 1024 - 1
"""Bytes of JSON in one call."""

_HEAD, _BETWEEN, _TAIL = b'{"documents":[', b",", b"]}"


@dataclass(slots=True)
class Batch:
    """Documents that go in one call."""

    files: list[TreeFile] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)

    @property
    def body(self) -> bytes:
        """The JSON of the call."""
        return _HEAD + _BETWEEN.join(self.parts) + _TAIL

    def without(self, indexes: Iterable[int]) -> Batch:
        """Return the batch less the documents at `indexes`."""
        left = [index for index in range(len(self.files)) if index not in set(indexes)]
        return Batch([self.files[index] for index in left], [self.parts[index] for index in left])


def encode(name: str, content: bytes) -> bytes:
    """Return the JSON of one document."""
    path = json.dumps(name, ensure_ascii=False).encode()
    return b'{"path":%b,"content":"%b"}' % (path, base64.b64encode(content))


def fits(encoded: bytes) -> bool:
    """Whether a document can go in a REST call at all."""
    return len(_HEAD) + len(encoded) + len(_TAIL) <= MAX_BODY


def batches(documents: Iterable[tuple[TreeFile, bytes]]) -> Iterator[Batch]:
    """Yield encoded documents, each of which fits, in batches that fit."""
    batch, size = Batch(), len(_HEAD) + len(_TAIL)
    for file, encoded in documents:
        added = len(encoded) + len(_BETWEEN)
        if batch.files and (len(batch.files) == MAX_DOCUMENTS or size + added > MAX_BODY):
            yield batch
            batch, size = Batch(), len(_HEAD) + len(_TAIL)
        batch.files.append(file)
        batch.parts.append(encoded)
        size += added
    if batch.files:
        yield batch
