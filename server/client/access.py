"""Where the service is and what the caller proves itself with, out of the environment."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from server.client.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_URL = "http://127.0.0.1:8080"
URL, API_KEY, HOME = "NETALLION_URL", "NETALLION_API_KEY", "NETALLION_HOME"
DEFAULT_PORTS = {"http": 80, "https": 443}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_CREDENTIAL = re.compile(r"[!-~]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Access:
    """A service and a credential for it. `url` has no slash at its end."""

    url: str
    api_key: str = field(repr=False)

    @property
    def _parts(self) -> SplitResult:
        return urlsplit(self.url)

    @property
    def secure(self) -> bool:
        """Whether the service is spoken to by TLS."""
        return self._parts.scheme == "https"

    @property
    def exposed(self) -> bool:
        """Whether the credential crosses a network in the clear."""
        return not self.secure and self._parts.hostname not in _LOOPBACK

    @property
    def grpc_target(self) -> str:
        """Return host:port of the same service for gRPC; "" if it is below a path, where gRPC cannot go."""
        parts = self._parts
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return "" if parts.path else f"{host}:{parts.port or DEFAULT_PORTS[parts.scheme]}"


def read_access(environment: Mapping[str, str]) -> Access:
    """Return what the environment says. Raises UsageError, with what to do."""
    url = _url(environment.get(URL, "").strip() or DEFAULT_URL)
    key = environment.get(API_KEY, "").strip()
    if not key:
        raise UsageError(f"{API_KEY} is not set: make a key in the dashboard, Settings > API Keys{_hint(environment)}")
    if not _CREDENTIAL.fullmatch(key):
        raise UsageError(f"{API_KEY} holds something that cannot be a key: blanks, or characters that are not ASCII")
    return Access(url, key)


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        fit = parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:  # e.g. a port that is no number
        fit = False
    if not fit or parts.query or parts.fragment:
        raise UsageError(f"{URL} must be the address of the service, such as {DEFAULT_URL}")
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"{URL} must not hold a name or password: the credential goes into {API_KEY}")
    # The guide's samples have /api/v1 in their base address; whoever copies it from there means the same.
    path = parts.path.rstrip("/").removesuffix("/api/v1").rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}"


def _hint(environment: Mapping[str, str]) -> str:
    demo = Path(environment.get(HOME, "") or ".netallion") / "demo.json"
    try:
        url = json.loads(demo.read_text(encoding="utf-8"))["base_url"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    program = f"import json; print(json.load(open('{demo}'))['api_key_live'])"
    return f'\nor use that of the demo here:\n  export {URL}={url} {API_KEY}="$(python3 -c "{program}")"'
