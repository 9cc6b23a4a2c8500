"""Remote servers: without encryption, and without a sign that they know who calls.

``plaintext_http`` is an address with http (or ws) of another machine. The loopback, ``0.0.0.0``,
``host.docker.internal`` and references are this machine, or unknown; variables of proxies are not looked at.

``missing_auth`` is an address with https of another machine and nothing beside it that authenticates: no header of that
kind, no OAuth, no token in the address. Since a client may sign in by itself when the server asks for it (the MCP
specification's authorization discovery), it is of low severity, and not reported for hosts that are known to do so or
to be public. With http only ``plaintext_http`` is reported: no authentication helps there. A server that is told to do
without (``auth: none``, ``--no-auth``, ``DANGEROUSLY_OMIT_AUTH``) or to listen on all interfaces without a token is
``missing_auth`` too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from server.detection.agents.credentials import is_secret_name
from server.detection.agents.images import ENGINES
from server.detection.agents.launchers import program_of
from server.detection.agents.nodes import Mapping, Scalar, Sequence, text_of
from server.detection.agents.rules import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as Arguments

    from server.detection.agents.nodes import Node
    from server.detection.agents.server import Server

_LONGEST: Final = 16_384
_URL: Final = re.compile(r"(?:https?|wss?)://[^\s\"'<>`]+", re.IGNORECASE)
_HERE: Final = re.compile(
    r"(?i)(?:localhost|.+\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|::1|::|0:0:0:0:0:0:0:1|host\.docker\.internal"
    r"|host\.containers\.internal"
    r"|gateway\.docker\.internal|kubernetes\.docker\.internal)?"
)
_PROXY: Final = re.compile(
    r"(?i)(?:^|_)(?:no_)?proxy$|^(?:https?|all|no)_proxy|xmlns|schema|namespace|referer"
    r"|origin"
)
_SCHEMAS: Final = re.compile(r"(?i)^http://(?:www\.w3\.org|json-schema\.org|schemas\.)")

# Servers that sign their clients in with OAuth, or that are for everyone.
_KNOWN_HOSTS: Final = re.compile(
    r"(?i)(?:.+\.)?(?:asana\.com|atlassian\.com|atlassian\.net|githubcopilot\.com|linear\.app|notion\.com"
    r"|sentry\.dev|sentry\.io|stripe\.com|paypal\.com"
    r"|cloudflare\.com|vercel\.com|supabase\.com|neon\.tech|figma\.com|canva\.com|intercom\.com|squareup\.com"
    r"|plaid\.com|hubspot\.com|box\.com"
    r"|monday\.com|webflow\.com|wix\.com|netlify\.com|netlify-mcp\.netlify\.app|huggingface\.co|deepwiki\.com"
    r"|context7\.com|gitmcp\.io"
    r"|learn\.microsoft\.com|api\.aws|google\.com|googleapis\.com|gitlab\.com|grep\.app|exa\.ai|semgrep\.ai"
    r"|zapier\.com|make\.com|slack\.com"
    r"|posthog\.com|prisma\.io|planetscale\.com|jam\.dev|fireflies\.ai|granola\.ai|ramp\.com|stytch\.dev"
    r"|invideo\.io|cloudinary\.com|modelcontextprotocol\.io"
    r"|anthropic\.com|openai\.com|mintlify\.com|astro\.build|svelte\.dev|microsoft\.com|azure\.com"
    r"|dev\.azure\.com|buildkite\.com|clickup\.com|smithery\.ai)"
)
_AUTH_HEADER: Final = re.compile(
    r"(?i)^(?:proxy-)?authori[sz]ation$|^cookie$|auth|api-?key|token|secret|access|signature|credential"
)
_AUTH_FIELD: Final = re.compile(
    r"(?i)^(?:o?auth\d*|oauth2?_?config|authori[sz]ation|authentication|auth[-_]?provider[-_]?type"
    r"|bearer[-_]?token(?:[-_]?env[-_]?var)?|env_http_headers"
    r"|headers?[-_]?helper|credentials?|api[-_]?key|token|client[-_]?id|mtls|client[-_]?cert|security|auth[-_]?type)$"
)
_NONE: Final = re.compile(r"(?i)none|no|no_?auth|disabled|off|anonymous|false|public|")
_SECRET_PATH: Final = re.compile(
    r"[0-9a-f]{24,}|[0-9a-f]{8}-[0-9a-f]{4}-|(?=[A-Za-z0-9_-]*\d)[A-Za-z0-9_-]{28,}|\$\{|\{"
)
_SIGNED: Final = re.compile(r"(?i)[?&][\w-]*(?:key|token|auth|secret|sig(?:nature)?|password|code)=.")
_NO_AUTH_OPTION: Final = re.compile(
    r"(?i)--(?:no-?auth(?:entication)?|disable-auth(?:entication)?|without-auth|insecure-no-auth|allow-anonymous"
    r"|anonymous|skip-auth|unauthenticated|auth(?:-type|-mode)?=(?:none|off|false|disabled))"
)
_NO_AUTH_NAME: Final = re.compile(
    r"(?i)(?:omit|disable|skip|no)_?auth(?:entication)?$|auth(?:entication)?_?(?:disabled|off|skipped)$|^allow_?anonymous$|^allow_?unauthenticated$"
)
_NEEDS_AUTH_NAME: Final = re.compile(
    r"(?i)(?:require_?|enable_?)auth(?:entication)?$|auth(?:entication)?_?(?:enabled|required)$"
)
_AUTH_WORD: Final = re.compile(r"(?i)auth|token|api[-_]?key|secret|password|oauth|jwt|tls-cert|mtls")
_EVERYWHERE: Final = re.compile(
    r"(?i)^(?:--?(?:host|bind|address|listen|addr|sse-host|hostname|server-host)=)?(?:0\.0\.0\.0|\[?::\]?)(?::\d+)?$"
)
_LISTENING: Final = re.compile(r"(?i)host|bind|addr|listen")


def transport_findings(server: Server, arguments: Arguments[Scalar]) -> Iterator[Finding]:
    """Yield what is wrong with how a server is reached; arguments without what is fetched to be run."""
    yield from _plain(server, arguments)
    if server.address is not None and _is_open(server, server.address):
        yield Finding("missing_auth", server.address, _address(server.address.text), server.name, confidence="low")
    else:
        yield from _told(server, arguments)


def _plain(server: Server, arguments: Arguments[Scalar]) -> Iterator[Finding]:
    places = [*([server.address] if server.address is not None else []), *arguments]
    places += [value for key, value in server.environment if not _PROXY.search(key.text)]
    for place in places:
        for found in _URL.finditer(place.text[:_LONGEST]):
            if _is_plain(found[0]):
                yield Finding("plaintext_http", place, _address(found[0]), server.name)
                break


def _is_plain(url: str) -> bool:
    scheme, host = _scheme_and_host(url)
    return scheme in {"http", "ws"} and not _is_here(host) and not _SCHEMAS.match(url)


def _is_here(host: str) -> bool:
    return _HERE.fullmatch(host) is not None or any(sign in host for sign in "${}<>%")


def _scheme_and_host(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url.strip())
        return parts.scheme.lower(), parts.hostname or ""
    except ValueError:
        return "", ""


def _address(url: str) -> str:
    """Return an address without what may be secret in it."""
    return re.sub(r"//[^/@]*@", "//", url.partition("?")[0]).rstrip("/").lower()


def _is_open(server: Server, address: Scalar) -> bool:
    scheme, host = _scheme_and_host(address.text)
    if scheme not in {"https", "wss"} or _is_here(host) or _KNOWN_HOSTS.fullmatch(host):
        return False
    if any((_AUTH_HEADER.search(key.text) or is_secret_name(key.text)) and value.text for key, value in server.headers):
        return False
    path = address.text.partition("://")[2].partition("/")[2]
    if (
        "@" in address.text.partition("://")[2].partition("/")[0]
        or _SIGNED.search(address.text)
        or _SECRET_PATH.search(path)
    ):
        return False
    return not any(_AUTH_FIELD.match(key.text) and _is_set(value) for key, value in _fields(server.mapping))


def _fields(mapping: Mapping) -> Iterator[tuple[Scalar, Node]]:
    """Yield a server's settings, and those that are nested in one of them."""
    for key, value in mapping.items:
        yield key, value
        if isinstance(value, Mapping) and not re.fullmatch(r"(?i)(?:http_?)?headers|env\w*", key.text):
            yield from value.items


def _is_set(value: Node) -> bool:
    """Return whether a setting of authentication is one: not empty, none or off."""
    if isinstance(value, Sequence):
        return bool(value.items)
    if isinstance(value, Mapping):
        enabled, kind = value.get("enabled"), text_of(value.get("type", "mode"))
        off = (isinstance(enabled, Scalar) and enabled.value is False) or (
            bool(kind) and _NONE.fullmatch(kind) is not None
        )
        return bool(value.items) and not off
    return value.value is not None and value.value is not False and _NONE.fullmatch(value.text) is None


def _told(server: Server, arguments: Arguments[Scalar]) -> Iterator[Finding]:
    """Yield where a server is told to do without authentication."""
    host = _scheme_and_host(server.address.text)[1] if server.address is not None else "remote"
    if not _is_here(host):
        for key, value in server.mapping.items:
            if (
                re.fullmatch(r"(?i)o?auth|authentication|authorization|auth[-_]?type", key.text)
                and not _is_set(value)
                and isinstance(value, Scalar)
                and value.value is not None
            ):
                yield Finding("missing_auth", value, f"{key.text}={value.text}", server.name, severity="medium")
    for word in arguments:
        if _NO_AUTH_OPTION.fullmatch(word.text):
            yield Finding("missing_auth", word, word.text, server.name, severity="medium")
    for key, value in (*server.environment, *((k, v) for k, v in server.mapping.items if isinstance(v, Scalar))):
        on = re.fullmatch(r"(?i)true|1|yes|on", value.text) is not None
        off = re.fullmatch(r"(?i)false|0|no|off|none", value.text) is not None
        if (on and _NO_AUTH_NAME.search(key.text)) or (off and _NEEDS_AUTH_NAME.search(key.text)):
            yield Finding("missing_auth", value, f"{key.text}={value.text}", server.name, severity="medium")
    yield from _listening(server, arguments)


def _listening(server: Server, arguments: Arguments[Scalar]) -> Iterator[Finding]:
    """Yield where a server listens on all interfaces, with nothing that is called authentication or token."""
    texts = (
        [word.text for word in arguments]
        + [key.text for key, _ in server.environment]
        + [key.text for key, _ in server.headers]
    )
    if any(_AUTH_WORD.search(text) for text in texts) or (server.words and program_of(server.words[0].text) in ENGINES):
        return
    before = ""
    for word in arguments:
        if _EVERYWHERE.match(word.text) and (_LISTENING.search(before) or word.text.startswith("-")):
            yield Finding("missing_auth", word, "listens on all interfaces", server.name, severity="medium")
        before = word.text
    for key, value in server.environment:
        if _EVERYWHERE.match(value.text) and _LISTENING.search(key.text):
            yield Finding("missing_auth", value, "listens on all interfaces", server.name, severity="medium")
