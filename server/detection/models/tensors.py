"""Files of weights that hold no code, and what can be wrong with them all the same."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from server.detection.models.pickles import Hit
from server.detection.models.rules import EXTERNAL_DATA, SAFETENSORS, TENSORFLOW

if TYPE_CHECKING:
    from collections.abc import Iterator

_LENGTH: Final = 8
_LARGEST_HEADER: Final = 100_000_000
_ITEM_BITS: Final = {
    "BOOL": 8, "U8": 8, "I8": 8, "U16": 16, "I16": 16, "F16": 16, "BF16": 16, "U32": 32, "I32": 32, "F32": 32,
    "U64": 64, "I64": 64, "F64": 64, "C64": 64, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8, "F8_E4M3FNUZ": 8,
    "F8_E5M2FNUZ": 8, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6,
}  # fmt: skip
_LOCATION: Final = re.compile(rb"\x0a\x08location\x12(?P<size>[\x01-\x7f])")
_OUTSIDE: Final = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\~]|^[A-Za-z]:|^\w+://|\x00")
_OPERATOR: Final = re.compile(
    rb"\x12[\x04-\x20](?P<name>ReadFile|WriteFile|MatchingFiles|PyFunc|PyFuncStateless|EagerPyFunc)(?=[\x1a\x22\x2a\x32])"
)


def safetensors_fault(content: bytes) -> str:
    """Return what is wrong with a safetensors file, "" if nothing: its header, or bytes that no tensor has.

    https://github.com/huggingface/safetensors#format
    """
    size = int.from_bytes(content[:_LENGTH], "little")
    if len(content) < _LENGTH or size > _LARGEST_HEADER or _LENGTH + size > len(content):
        return "length of the header"
    if content[_LENGTH : _LENGTH + 1] != b"{":
        return "beginning of the header"
    try:
        header = json.loads(content[_LENGTH : _LENGTH + size], object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError):
        return "header"
    header.pop("__metadata__", None)
    return _spans_fault(header, len(content) - _LENGTH - size)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) != len(pairs):
        raise ValueError
    return entries


def _spans_fault(header: dict[str, Any], size: int) -> str:
    reached = 0
    try:
        for tensor in sorted(header.values(), key=lambda tensor: tuple(tensor["data_offsets"])):
            start, end = tensor["data_offsets"]
            bits = _ITEM_BITS[tensor["dtype"]]
            for length in tensor["shape"]:
                bits *= length
            if start != reached or end - start != bits // 8:
                return "offsets of a tensor"
            reached = end
    except (KeyError, TypeError, ValueError):
        return "description of a tensor"
    return "" if reached == size else "bytes that no tensor has"


def examine_safetensors(content: bytes) -> Iterator[Hit]:
    """Yield what is wrong with a safetensors file."""
    fault = safetensors_fault(content)
    if fault:
        yield Hit(SAFETENSORS, fault, 0, min(_LENGTH, len(content)))


def examine_onnx(content: bytes) -> Iterator[Hit]:
    """Yield tensors whose external data lies outside the model's folder (``StringStringEntryProto`` of onnx.proto)."""
    for entry in _LOCATION.finditer(content):
        start = entry.end()
        path = content[start : start + entry["size"][0]].decode("utf-8", errors="replace")
        if _OUTSIDE.search(path):
            yield Hit(EXTERNAL_DATA, path, start, start + len(path.encode()))


def examine_graph(content: bytes) -> Iterator[Hit]:
    """Yield operators of a SavedModel that reach files or Python (``NodeDef.op`` of node_def.proto)."""
    for operator in _OPERATOR.finditer(content):
        if content[operator.start() + 1] == len(operator["name"]):
            yield Hit(TENSORFLOW, operator["name"].decode(), operator.start("name"), operator.end("name"))
