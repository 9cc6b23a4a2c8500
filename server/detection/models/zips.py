"""The pickles and arrays in a zip, read from their local headers: also those that a strict reader refuses or misses.

Loaders of models read zips leniently: a wrong checksum, a flag that claims encryption, or a name that differs between
the directory and the file stops a scanner and not them (APPNOTE.TXT 4.3.7, 4.3.12).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from server.detection.models.unpacking import Budget

MAGIC: Final = b"PK\x03\x04"
END: Final = b"PK\x05\x06"

_HEADER: Final = struct.Struct("<4s5H3I2H")
_STORED: Final = 0
_DEFLATED: Final = 8
_ENCRYPTED: Final = 1
_LARGEST: Final = 16 << 20
_MOST: Final = 8192
_PEEK: Final = 512


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as its local header has it; odd says what a strict reader would stumble over, "" if nothing."""

    name: str
    content: bytes = field(repr=False)
    odd: str


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    start: int
    packed: int
    method: int
    encrypted: bool


def entries(content: bytes, budget: Budget, wanted: Callable[[bytes], bool]) -> Iterator[Entry]:
    """Yield the files whose beginning is wanted, up to 16 MB each, in the order in which they stand."""
    listed = _listed(content)
    place = content.find(MAGIC)
    for _ in range(_MOST):
        if place < 0 or place + _HEADER.size > len(content):
            return
        entry = listed.get(place)
        header = _header(content, place, entry)
        if wanted(_plain(content, header, _PEEK)):
            plain = _plain(content, header, _LARGEST)
            if budget.take(len(plain)):
                yield Entry(header.name, plain, _odd(header, entry))
        place = content.find(MAGIC, _behind(content, header))
    budget.cut_off = True


def _header(content: bytes, place: int, entry: zipfile.ZipInfo | None) -> _Header:
    _, _, flags, method, _, _, _, packed, _, name_length, extra_length = _HEADER.unpack_from(content, place)
    at = place + _HEADER.size
    start = at + name_length + extra_length
    if not packed or packed == 0xFFFFFFFF:  # noqa: PLR2004 - the size stands behind the data or in an extra field
        following = content.find(b"PK", start)
        packed = entry.compress_size if entry is not None else max(0, following - start)
    name = content[at : at + name_length].decode("utf-8", errors="replace")
    return _Header(name, start, packed, method, bool(flags & _ENCRYPTED))


def _plain(content: bytes, header: _Header, room: int) -> bytes:
    packed = content[header.start : header.start + header.packed]
    if header.method == _STORED:
        return packed[:room]
    if header.method != _DEFLATED:
        return b""
    try:
        return zlib.decompressobj(-15).decompress(packed, room)
    except zlib.error:
        return b""


def _behind(content: bytes, header: _Header) -> int:
    """Return where the next header may stand: behind the data if something does, else anywhere in it."""
    end = header.start + header.packed
    return end if content[end : end + 2] == b"PK" else header.start


def _odd(header: _Header, entry: zipfile.ZipInfo | None) -> str:
    if entry is None:
        return "not in the directory"
    if entry.orig_filename != header.name:
        return "two names"
    return "claims to be encrypted" if header.encrypted else ""


def _listed(content: bytes) -> dict[int, zipfile.ZipInfo]:
    """Return the directory by the places of the local headers; nothing where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {entry.header_offset: entry for entry in archive.infolist()}
    except (OSError, ValueError, RuntimeError, NotImplementedError, struct.error, zipfile.BadZipFile):
        return {}
