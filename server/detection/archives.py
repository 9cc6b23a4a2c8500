"""What is inside archives: zip (with all that is a zip: jar, docx, wheel, npz), tar, gzip, bzip2 and xz, nested.

An archive is known by its first bytes, not by its name. Every layer is opened within bounds that hold for the whole
document, so that a bomb costs no more than an honest archive: how deep, how many members, how many bytes in all, and
how many times the document's own size. Members are decompressed in memory and piece by piece; nothing is written to
disk, and names are only ever shown. Of a member that is too long, or damaged on the way, what was read is looked at.
What was left out is said in ``Opener.skipped``.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from server.detection.model import SkipReason

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP: Final = b"\x1f\x8b\x08"
_BZIP2: Final = b"BZh"
_BZIP2_NEXT: Final = (b"1AY&SY", b"\x17rE8P\x90")  # a block, or the end of an empty file
_XZ: Final = b"\xfd7zXZ\x00"
_TAR: Final = b"ustar"
_TAR_AT: Final = 257

_PIECE: Final = 256 * 1024
# What xz may take for its dictionary; xz -9 needs 65 MiB to decompress.
_XZ_MEMORY: Final = 80 * 1024 * 1024
# A zip's directory becomes objects all at once: 4 MiB are some 40,000 members.
_ZIP_DIRECTORY: Final = 4 * 1024 * 1024
_SUFFIXES: Final = (".gz", ".bz2", ".xz", ".tgz", ".tbz2", ".txz")

# What the standard library raises for damaged, encrypted or unknown content; MemoryError for a dictionary of gigabytes.
_UNREADABLE: Final = (
    EOFError,
    MemoryError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a document is opened. Bytes count what comes out of every layer, also of those that are opened again."""

    depth: int = 5
    members: int = 2_000
    member_bytes: int = 32 * 1024 * 1024
    total_bytes: int = 128 * 1024 * 1024
    ratio: int = 200
    ratio_free_bytes: int = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name with ``!/`` between archives in archives, and its bytes."""

    name: str
    content: bytes


class _CutOffError(Exception):
    """A bound is reached; nothing more is opened."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def is_archive(content: bytes) -> bool:
    """Return whether the bytes begin as an archive or a compressed file does."""
    return bool(_kind(content))


def _kind(content: bytes) -> str:
    if content.startswith(_ZIP):
        return "zip"
    if content.startswith(_GZIP):
        return "gzip"
    if content.startswith(_XZ):
        return "xz"
    if content.startswith(_BZIP2) and content[4:10] in _BZIP2_NEXT:
        return "bzip2"
    return "tar" if content.startswith(_TAR, _TAR_AT) else ""


class Opener:
    """Opens one document; made anew for each."""

    def __init__(self, size: int, deadline: float, bounds: Bounds) -> None:
        """Open within the bounds for a document of that size, until the deadline (of ``time.monotonic``)."""
        self._bounds = bounds
        self._deadline = deadline
        self._bytes_left = min(bounds.total_bytes, bounds.ratio_free_bytes + bounds.ratio * size)
        self._members_left = bounds.members
        self.skipped: SkipReason | None = None

    def members(self, path: str, content: bytes) -> Iterator[Member]:
        """Yield the files in the document that are no archives themselves, in order; never raises for their content."""
        try:
            yield from self._open(path, "", content, 1)
        except _CutOffError:
            self.skipped = "archive_cut_off"

    def _open(self, path: str, within: str, content: bytes, depth: int) -> Iterator[Member]:
        """Yield the members of one archive. within is what their names begin with."""
        kind = _kind(content)
        layer = {"zip": self._zip, "tar": self._tar}.get(kind)
        try:
            for member in self._compressed(kind, path, content) if layer is None else layer(content):
                yield from self._member(member, within, depth, named=layer is not None)
        except _UNREADABLE:
            self._note("archive_unreadable")

    def _member(self, member: Member, within: str, depth: int, *, named: bool) -> Iterator[Member]:
        name = within + member.name
        if not is_archive(member.content):
            yield Member(name, member.content)
        elif depth >= self._bounds.depth:
            self._note("archive_cut_off")
        else:
            # The tar in a tar.gz has no name of its own.
            yield from self._open(member.name, f"{name}!/" if named else within, member.content, depth + 1)

    def _zip(self, content: bytes) -> Iterator[Member]:
        if _directory_bytes(content) > _ZIP_DIRECTORY:
            raise _CutOffError
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                if info.is_dir():
                    continue
                self._count()
                try:
                    with archive.open(info) as stream:
                        yield Member(info.filename, self._read(stream))
                except _UNREADABLE:  # encrypted, or compressed in a way that is not known; the others may be readable
                    self._note("archive_unreadable")

    def _tar(self, content: bytes) -> Iterator[Member]:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
            for info in archive:
                self._count()
                stream = archive.extractfile(info) if info.isfile() else None
                if stream is not None:
                    yield Member(info.name, self._read(stream))

    def _compressed(self, kind: str, path: str, content: bytes) -> Iterator[Member]:
        self._count()
        name = path.rsplit("/", 1)[-1]
        suffix = next((suffix for suffix in _SUFFIXES if name.lower().endswith(suffix)), "")
        yield Member(name[: len(name) - len(suffix)] or name, self._read(_STREAMS[kind](content)))

    def _count(self) -> None:
        self._members_left -= 1
        if self._members_left < 0 or self._bytes_left < 0 or monotonic() > self._deadline:
            raise _CutOffError

    def _read(self, stream: _Readable) -> bytes:
        """Return a member, or as much of it as the bounds allow and the archive is sound."""
        pieces: list[bytes] = []
        room = self._bounds.member_bytes
        try:
            while piece := stream.read(_PIECE):
                room -= len(piece)
                self._bytes_left -= len(piece)
                if room < 0 or self._bytes_left < 0 or monotonic() > self._deadline:
                    self._note("archive_cut_off")
                    break
                pieces.append(piece)
        except _UNREADABLE:
            self._note("archive_unreadable")
        return b"".join(pieces)

    def _note(self, reason: SkipReason) -> None:
        self.skipped = self.skipped or reason


class _XzStream:
    """An xz file, decompressed piece by piece within bounded memory; further files that follow are left out."""

    def __init__(self, content: bytes) -> None:
        self._rest = content
        self._decompressor = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)

    def read(self, size: int, /) -> bytes:
        """Return at most size bytes, none at the end. Raises EOFError where the file is cut short."""
        if self._decompressor.eof:
            return b""
        if not self._rest and self._decompressor.needs_input:
            raise EOFError
        piece = self._decompressor.decompress(self._rest, size)
        self._rest = b""
        return piece or self.read(size)


_STREAMS: Final[dict[str, Callable[[bytes], _Readable]]] = {
    "gzip": lambda content: gzip.GzipFile(fileobj=io.BytesIO(content)),
    "bzip2": lambda content: bz2.BZ2File(io.BytesIO(content)),
    "xz": _XzStream,
}

_END: Final = b"PK\x05\x06"
_END_64: Final = b"PK\x06\x06"
_END_BYTES: Final = 22
_END_64_BYTES: Final = 56
_LONGEST_COMMENT: Final = 65_535


def _directory_bytes(content: bytes) -> int:
    """Return how long a zip says that its directory is (APPNOTE 4.3.14 and 4.3.16), before anything is made of it."""
    end = content.rfind(_END, max(0, len(content) - _END_BYTES - _LONGEST_COMMENT))
    if end < 0 or end + _END_BYTES > len(content):
        return 0
    size = int.from_bytes(content[end + 12 : end + 16], "little")
    end_64 = content.rfind(_END_64, 0, end)
    if end_64 >= 0 and end_64 + _END_64_BYTES <= len(content):
        size = max(size, int.from_bytes(content[end_64 + 40 : end_64 + 48], "little"))
    return size
