"""Keras models: layers with code of their own, and configurations that name functions to import.

A ``Lambda`` layer carries a function as marshalled code in Base64, which loading runs (in Keras 3 unless safe_mode).
The configuration is JSON: a file of a .keras archive, an attribute of an HDF5 file, or in a SavedModel's metadata. It
is found as text, which needs no HDF5; code is only looked at for the names in it. Keras imports what ``module`` names
(CVE-2025-1550).
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final

from server.detection.models.imports import judge
from server.detection.models.pickles import Hit
from server.detection.models.rules import EXECUTION, KERAS_IMPORT, KERAS_LAMBDA

if TYPE_CHECKING:
    from collections.abc import Iterator

HDF5: Final = b"\x89HDF\r\n\x1a\n"

_QUOTE: Final = rb"(?:\\*\")"
_COLON: Final = rb"\s*:\s*"
_LAMBDA: Final = re.compile(_QUOTE + rb"class_name" + _QUOTE + _COLON + _QUOTE + rb"(?:Lambda|__lambda__)" + _QUOTE)
_MARSHALLED: Final = re.compile(
    _QUOTE + rb"(?P<code>(?:4w|Yw)[A-Za-z0-9+/]{40,}(?:(?:\\+n|\s)[A-Za-z0-9+/]+)*={0,2})(?:\\+n)?" + _QUOTE
)
_REACH: Final = 65_536
# What marshal begins a code object with, with and without the flag for a reference.
_CODE: Final = (b"\xe3", b"\x63")
# Short names as marshal writes them: a type, a length, the name.
_NAMES: Final = re.compile(
    rb"[\xda\xfaZz][\x02-\x20](?P<name>os|sys|subprocess|socket|shutil|importlib|requests|urllib|ctypes|pickle|marshal|builtins"
    rb"|system|popen|Popen|exec|eval|compile|open|__import__|getattr|urlopen|check_output)(?![A-Za-z0-9.])"
)
_IMPORT: Final = re.compile(
    _QUOTE + rb"module" + _QUOTE + _COLON + _QUOTE + rb"(?P<module>[A-Za-z_][\w.]{0,80})" + _QUOTE + rb"\s*,\s*"
    + _QUOTE + rb"class_name" + _QUOTE + _COLON + _QUOTE + rb"(?P<kind>\w{1,60})" + _QUOTE
    + rb"(?:\s*,\s*" + _QUOTE + rb"config" + _QUOTE + _COLON + _QUOTE + rb"(?P<name>[\w.]{1,80})" + _QUOTE + rb")?"
)  # fmt: skip
_OWN: Final = re.compile(r"(?:tf_)?keras(?:\..*)?")
_MOST: Final = 50


def speaks_of_keras(content: bytes) -> bool:
    """Return whether there is something to look at: a layer's or function's configuration."""
    return b"class_name" in content and (b"keras" in content or b"Lambda" in content)


def examine(content: bytes) -> Iterator[Hit]:
    """Yield what is wrong with configurations anywhere in the bytes."""
    for count, layer in enumerate(_LAMBDA.finditer(content)):
        if count >= _MOST:
            break
        code = _MARSHALLED.search(content, layer.end(), layer.end() + _REACH)
        marshalled = _decoded(code["code"]) if code is not None else b""
        if marshalled.startswith(_CODE):
            names = sorted({found["name"].decode() for found in _NAMES.finditer(marshalled)})
            rule = EXECUTION if names else KERAS_LAMBDA
            yield Hit(rule, f"Lambda {' '.join(names)}".rstrip(), layer.start(), layer.end())
    for count, named in enumerate(_IMPORT.finditer(content)):
        if count >= _MOST:
            break
        module, name = named["module"].decode(), (named["name"] or named["kind"]).decode()
        if not _OWN.fullmatch(module) and judge(module, name) in {"execution", "access", "odd"}:
            yield Hit(KERAS_IMPORT, f"{module}.{name}", named.start(), named.end())


def _decoded(code: bytes) -> bytes:
    text = re.sub(rb"\\+n|\s", b"", code).rstrip(b"=")
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        return b""
