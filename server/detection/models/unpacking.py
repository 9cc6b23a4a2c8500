"""What may be packed in a constant: Base64, hexadecimal, and compressed data, opened within a budget."""

from __future__ import annotations

import base64
import binascii
import bz2
import lzma
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BASE64: Final = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEXADECIMAL: Final = re.compile(rb"(?:\\x[0-9A-Fa-f]{2}|[0-9A-Fa-f]{2}){12,}")
_URL_SAFE: Final = bytes.maketrans(b"-_", b"+/")
_LONGEST_TEXT: Final = 4 << 20
_MOST_TOKENS: Final = 64
# What a pickle begins with in Base64: protocol 2 to 5, or a compressed or zipped one.
_BEGINNINGS: Final = (b"gA", b"eJ", b"eN", b"eA", b"H4s", b"Qlp", b"/Td6", b"UEs", b"Y", b"KG", b"a")
_ZLIB: Final = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_XZ_MEMORY: Final = 80 << 20


@dataclass(slots=True)
class Budget:
    """How long and how much may be opened; cut_off says that there was more."""

    deadline: float
    bytes_left: int = 64 << 20
    cut_off: bool = False

    def take(self, size: int) -> bool:
        """Take so many bytes of the budget; False, and cut off, if there are not so many left."""
        if size > self.bytes_left:
            self.cut_off = True
            return False
        self.bytes_left -= size
        return True


class _Decompressor(Protocol):
    def decompress(self, data: bytes, size: int, /) -> bytes: ...


def unpacked(constant: bytes, budget: Budget) -> Iterator[bytes]:
    """Yield the constant itself and what is in it, each form opened once, and what was compressed once more."""
    for form in (constant, *_decoded(constant[:_LONGEST_TEXT])):
        if not budget.take(len(form)):
            return
        plain = decompressed(form, budget)
        yield form if plain is None else plain


def decompressed(content: bytes, budget: Budget) -> bytes | None:
    """Return what was compressed by zlib, gzip, bzip2, xz or lzma, as far as the budget goes; None for all else."""
    make = _decompressor(content)
    if make is None:
        return None
    try:
        plain = make().decompress(content, budget.bytes_left + 1)
    except (EOFError, MemoryError, OSError, ValueError, lzma.LZMAError, zlib.error):
        return None
    return plain if budget.take(len(plain)) else plain[: budget.bytes_left]


def _decompressor(content: bytes) -> Callable[[], _Decompressor] | None:
    if content.startswith(_ZLIB):
        return zlib.decompressobj
    if content.startswith(b"\x1f\x8b\x08"):
        return lambda: zlib.decompressobj(wbits=31)
    if content.startswith(b"BZh"):
        return bz2.BZ2Decompressor
    if content.startswith((b"\xfd7zXZ\x00", b"]\x00\x00")):
        return lambda: lzma.LZMADecompressor(lzma.FORMAT_AUTO, memlimit=_XZ_MEMORY)
    return None


def _decoded(constant: bytes) -> Iterator[bytes]:
    """Yield what the first tokens of a text decode to, where they may begin a pickle."""
    for count, token in enumerate(_BASE64.finditer(constant)):
        if count >= _MOST_TOKENS:
            break
        if token[0].startswith(_BEGINNINGS):
            body = token[0].translate(_URL_SAFE).rstrip(b"=")
            try:
                yield base64.b64decode(body + b"=" * (-len(body) % 4))
            except binascii.Error:
                continue
    for count, token in enumerate(_HEXADECIMAL.finditer(constant)):
        if count >= _MOST_TOKENS:
            break
        yield binascii.unhexlify(token[0].replace(b"\\x", b""))
