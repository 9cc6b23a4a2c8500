"""Pickles put together opcode by opcode: nothing that they name is imported or called here."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Sample:
    """A file: what it shows, its name, its bytes."""

    kind: str
    path: str
    content: bytes = field(repr=False)


PROTOCOL_4 = b"\x80\x04"
STOP = b"."
REDUCE = b"R"


def text(value: str) -> bytes:
    """Push a string: SHORT_BINUNICODE, or BINUNICODE for a long one."""
    data = value.encode()
    return b"\x8c" + bytes([len(data)]) + data if len(data) < 256 else b"X" + struct.pack("<I", len(data)) + data  # noqa: PLR2004 - what one byte counts


def data(value: bytes) -> bytes:
    """Push bytes: BINBYTES."""
    return b"B" + struct.pack("<I", len(value)) + value


def named(module: str, name: str) -> bytes:
    """Push an import by GLOBAL."""
    return f"c{module}\n{name}\n".encode()


def stacked(module: str, name: str) -> bytes:
    """Push an import by STACK_GLOBAL."""
    return text(module) + b"\x94" + text(name) + b"\x94\x93"


def tuple_of(*items: bytes) -> bytes:
    """Push a tuple of what the items push."""
    return b"(" + b"".join(items) + b"t"


def call(callee: bytes, *arguments: bytes) -> bytes:
    """Push what a call returns: REDUCE."""
    return callee + tuple_of(*arguments) + REDUCE


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """Push a dictionary."""
    return b"}(" + b"".join(text(key) + value for key, value in entries.items()) + b"u"


def made(callee: bytes, state: bytes = b"") -> bytes:
    """Push a plain object: NEWOBJ, and BUILD where it has a state."""
    return callee + b")\x81" + (state + b"b" if state else b"")


def pickled(body: bytes, protocol: int = 4) -> bytes:
    """Return a whole pickle of what the body pushes."""
    return b"\x80" + bytes([protocol]) + body + STOP


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip of the files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    """Return a tar of the files."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def array_of_objects(pickle: bytes) -> bytes:
    """Return an .npy file of an array of objects with this pickle."""
    header = b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".ljust(117) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + pickle


def joblib_array(values: bytes, item: str = "f8", count: int | None = None) -> bytes:
    """Push an array as joblib writes it: a wrapper, a byte that says that no padding follows, the data."""
    size = int(item[1:])
    shape = tuple_of(b"J" + struct.pack("<i", len(values) // size if count is None else count))
    kind = call(named("numpy", "dtype"), text(item), b"\x89", b"\x88")
    state = {
        "subclass": named("numpy", "ndarray"),
        "shape": shape,
        "order": text("C"),
        "dtype": kind,
        "allow_mmap": b"\x88",
        "numpy_array_alignment_bytes": b"K\x10",
    }
    return made(named("joblib.numpy_pickle", "NumpyArrayWrapper"), dictionary(state)) + b"\x00" + values


def tensor(key: str) -> bytes:
    """Push a tensor as torch.save writes it: its storage is a persistent object."""
    storage = tuple_of(text("storage"), named("torch", "FloatStorage"), text(key), text("cpu"), b"K\x04") + b"Q"
    hooks = call(named("collections", "OrderedDict"))
    return call(
        named("torch._utils", "_rebuild_tensor_v2"),
        storage,
        b"K\x00",
        tuple_of(b"K\x04"),
        tuple_of(b"K\x01"),
        b"\x89",
        hooks,
    )


def torch_archive(pickle: bytes) -> bytes:
    """Return what torch.save writes since 1.6."""
    return zipped(
        {
            "archive/data.pkl": pickle,
            "archive/byteorder": b"little",
            "archive/data/0": bytes(16),
            "archive/version": b"3\n",
            "archive/.data/serialization_id": b"1" * 40,
        }
    )


def torch_legacy(pickle: bytes) -> bytes:
    """Return what torch.save wrote before: five pickles in a row, and the storages behind them."""
    magic = b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."
    system = pickled(dictionary({"protocol_version": b"M\xe9\x03", "little_endian": b"\x88"}), 2)
    return (
        magic
        + pickled(b"M\xe9\x03", 2)
        + system
        + pickle
        + pickled(b"](" + text("0") + b"e", 2)
        + struct.pack("<q", 4)
        + bytes(16)
    )
