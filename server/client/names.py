"""Names of files: which of them the service takes as a document's path, and how any of them is shown."""

from __future__ import annotations

import unicodedata

MAX_BYTES = 1024
_FIRST_PRINTABLE, _DELETE = 0x20, 0x7F
_UNSHOWN = ("Cc", "Cs", "Zl", "Zp")
_BIDIRECTIONAL = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
"""They change the order in which a terminal shows what follows (https://trojansource.codes)."""


def refusal(name: str) -> str:
    """Return why the service does not take a path; "" if it does. The rules are those of document.proto."""
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return "its name is not UTF-8"
    if size > MAX_BYTES:
        return f"its path is longer than {MAX_BYTES} bytes"
    if "\\" in name:
        return "its name has a backslash"
    if any(ord(character) < _FIRST_PRINTABLE or ord(character) == _DELETE for character in name):
        return "its name has a control character"
    if any(segment in {"", ".", ".."} for segment in name.split("/")):
        return "its path is not a plain relative one"
    return ""


def printable(text: str) -> str:
    """Return text that a terminal shows as it stands: what would steer it or is no text becomes an escape."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in _BIDIRECTIONAL or unicodedata.category(character) in _UNSHOWN:
        if "\udc80" <= character <= "\udcff":  # a byte of a name that is not UTF-8 (PEP 383)
            return f"\\x{ord(character) - 0xDC00:02x}"
        return character.encode("unicode_escape", "surrogatepass").decode("ascii")
    return character


def as_text(name: str) -> str:
    """Return a name as Unicode: a byte that is not UTF-8 becomes an escape."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
