"""Media types guessed by the ending of a path: the same on every machine, whatever its own tables say."""

from __future__ import annotations

from mimetypes import MimeTypes
from posixpath import splitext
from typing import Final

# What Python's table lacks, or takes for something that sources are not.
_SOURCES: Final = {
    ".go": "text/x-go",
    ".java": "text/x-java",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".rs": "text/x-rust",
    ".toml": "application/toml",
    ".ts": "text/x-typescript",
    ".tsx": "text/x-typescript",
    ".yaml": "application/yaml",  # RFC 9512
    ".yml": "application/yaml",
}
_COMPRESSED: Final = {"gzip": "application/gzip", "bzip2": "application/x-bzip2", "xz": "application/x-xz"}
_STANDARD: Final = MimeTypes()


def guess_media_type(path: str) -> str:
    """Return the media type that a path's ending stands for, "" if it stands for none."""
    ending = splitext(path)[1].lower()
    compression = _STANDARD.encodings_map.get(ending, "")
    return _COMPRESSED.get(compression) or _SOURCES.get(ending) or _STANDARD.types_map[True].get(ending, "")
