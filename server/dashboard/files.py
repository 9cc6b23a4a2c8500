"""The files of the dashboard's page, read once, each with the headers that it is sent with.

The page names its files by the digest of all of them together, so a browser keeps them for good and still never mixes
two versions of the service. The Content-Security-Policy lets the page load those files and speak to this service, and
nothing else: no inline script or style, no other host, no frame around it.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from server.oauth.pages import APART

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.cookies import Header

FOLDER: Final = Path(__file__).parent / "static"
_PAGE: Final = "index.html"
_PLACEHOLDER: Final = b"/dashboard/assets/0/"
"""How the page on disk begins the addresses of its files; the version stands for the 0 in what is sent."""

_MEDIA_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_OF_PAGE: Final = (
    ("content-security-policy", _POLICY),
    *APART,
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("cache-control", "no-cache"),
)
_FOR_GOOD: Final = ("cache-control", "public, max-age=31536000, immutable")
_NOT_KEPT: Final = ("cache-control", "no-store")
_SCRIPTLESS: Final = ("content-security-policy", "default-src 'none'; frame-ancestors 'none'")


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is sent. `tag`: its entity tag (RFC 9110, section 8.8.3)."""

    media_type: str
    plain: bytes
    packed: bytes
    tag: str

    def body(self, accept_encoding: str) -> tuple[bytes, list[Header]]:
        """Return the bytes for a client that accepts these encodings, with the headers that say so."""
        codings = {part.split(";")[0].strip() for part in accept_encoding.split(",")}
        if "gzip" in codings and "gzip;q=0" not in accept_encoding.replace(" ", ""):
            return self.packed, [("content-encoding", "gzip"), ("vary", "accept-encoding")]
        return self.plain, [("vary", "accept-encoding")]


def _file(name: str, content: bytes) -> File:
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    return File(_MEDIA_TYPES[Path(name).suffix], content, gzip.compress(content, mtime=0), tag)


class Files:
    """All files of the page."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the folder. Raises OSError if it is not there, KeyError for a kind of file that is not known."""
        contents = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        page = contents.pop(_PAGE)
        digest = hashlib.sha256()
        for name, content in contents.items():
            digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
        self.version = digest.hexdigest()[:16]
        self.page = _file(_PAGE, page.replace(_PLACEHOLDER, f"/dashboard/assets/{self.version}/".encode()))
        self.assets: Mapping[str, File] = {name: _file(name, content) for name, content in contents.items()}

    def headers_of_page(self) -> list[Header]:
        """Return the headers of the page."""
        return [*_OF_PAGE, ("etag", self.page.tag)]

    def headers_of_asset(self, version: str) -> list[Header]:
        """Return the headers of another file, asked for by this version of all of them."""
        return [_FOR_GOOD if version == self.version else _NOT_KEPT, _SCRIPTLESS]
