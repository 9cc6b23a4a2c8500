"""Chat templates that reach from Jinja into Python: in GGUF files, tokenizer configurations and template files.

A template is rendered by whoever loads the model (CVE-2024-34359). Ordinary ones need no name with two underscores, no
``attr`` filter and none of the objects through which Jinja's globals lead to Python's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from server.detection.models.pickles import Hit
from server.detection.models.rules import TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Iterator

GGUF: Final = b"GGUF"

_REACHES: Final = re.compile(
    rb"__(?:class|globals|builtins|import|subclasses|mro|bases?|init|getattribute|dict|code|call|self|reduce)__"
    rb"|\\+x5f\\+x5f|\\+u005f|[|]\s*attr\s*\(|_TemplateReference__context|\blipsum\b|\bget_flashed_messages\b"
    rb"|\bos\s*\.\s*(?:popen|system)|['\"]_{1,2}['\"]\s*[~+]|\brequest\s*\.\s*application"
    rb"|\b(?:self|cycler|joiner|namespace)\s*\.\s*_|[|]\s*map\s*\(\s*\\?['\"]?attr"
)
_LONGEST_TAG: Final = 4096
_KEY: Final = re.compile(rb"tokenizer\.chat_template[\w.]{0,40}")
_LONGEST: Final = 1 << 20
_STRING: Final = 8
_TYPE: Final = 4
_LENGTH: Final = 8
_NAMED: Final = re.compile(
    r"(?:^|/)(?:tokenizer_config\.json|chat_template\.(?:jinja2?|json)|[^/]*chat_template[^/]*\.jinja2?)$",
    re.IGNORECASE,
)


def is_template(path: str) -> bool:
    """Return whether a file of this path holds a chat template."""
    return _NAMED.search(path) is not None


def examine(content: bytes) -> Iterator[Hit]:
    """Yield what is wrong with the templates: of a GGUF file those among its keys, else the whole as one."""
    for low, high in _places(content):
        for found in _REACHES.finditer(content, low, high):
            if _in_tag(content, low, found.start()):
                yield Hit(TEMPLATE, re.sub(rb"\s", b"", found[0]).decode("latin-1"), found.start(), found.end())
                break


def _places(content: bytes) -> Iterator[tuple[int, int]]:
    if not content.startswith(GGUF):
        yield 0, min(len(content), _LONGEST)
        return
    # A key is followed by its value's type, for strings 8, and a string by its length and its bytes.
    for key in _KEY.finditer(content):
        at = key.end()
        if int.from_bytes(content[at : at + _TYPE], "little") == _STRING:
            start = at + _TYPE + _LENGTH
            size = int.from_bytes(content[at + _TYPE : start], "little")
            yield start, min(len(content), start + min(size, _LONGEST))


def _in_tag(content: bytes, low: int, place: int) -> bool:
    """Return whether the place is in ``{{ … }}`` or ``{% … %}``."""
    low = max(low, place - _LONGEST_TAG)
    opened = max(content.rfind(b"{{", low, place), content.rfind(b"{%", low, place))
    closed = max(content.rfind(b"}}", low, place), content.rfind(b"%}", low, place))
    return opened > closed
