"""E-mail addresses of people: not of roles, lists and examples, and not of those who wrote the program.

Form by RFC 5322, section 3.4.1, without quoted local parts, comments and address literals; letters outside ASCII as in
RFC 6531; reserved names of RFC 2606 and RFC 6761. Prose and records: examples and addresses of roles have low
confidence. Source: an address is reported only as the whole of a string literal, on a line that does
not speak of authors; what else stands there belongs to those who wrote it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from server.detection.pii.found import Found
from server.detection.pii.rules import EMAIL

if TYPE_CHECKING:
    from server.detection.pii.documents import Document

_LOCAL: Final = re.compile(rb"[A-Za-z0-9_\x80-\xff](?:[A-Za-z0-9._%+'\x80-\xff-]{0,62}[A-Za-z0-9_+\x80-\xff-])?\Z")
_DOMAIN: Final = re.compile(
    rb"(?:[A-Za-z0-9\x80-\xff](?:[A-Za-z0-9\x80-\xff-]{0,61}[A-Za-z0-9\x80-\xff])?\.){1,8}"
    rb"(?:xn--[A-Za-z0-9-]{2,59}|[A-Za-z\x80-\xff]{2,24})"
)
_BEFORE: Final = re.compile(rb"[A-Za-z0-9._%+'\x80-\xff-]*\Z")
_GOES_ON: Final = re.compile(rb"[A-Za-z0-9_@]|-[A-Za-z0-9]|\.[A-Za-z0-9]|[(=]|:[A-Za-z~]|/[A-Za-z]")
_LONGEST_LOCAL: Final = 64
_LONGEST_DOMAIN: Final = 255

# Ends of file names, units of systemd and names of no domain: icon@2x.png, getty@tty1.service, user@host.local.
_NO_DOMAINS_LISTED: Final = (
    "bin bmp class conf css csv cpp cxx dll exe gif git go gz h hpp html ico internal jar java jpeg jpg js json"
    " jsx lan local localdomain lock log lua mjs mount path png properties py pyc rb rs scope scss service slice"
    " socket so sql svg swap target tar timer tgz toml ts tsx ttf txt wasm webp whl woff xml yaml yml"
)
_NO_DOMAINS: Final = frozenset(_NO_DOMAINS_LISTED.split())
_EXAMPLE_DOMAIN: Final = re.compile(
    r"(?:.*\.)?(?:examples?|invalid|localhost|test)|(?:.*\.)?(?:[abcxyz]|abc|acme|bar|baz|company|domain|email|examples?"
    r"|foo|foobar|host|hostname|mail|my-?company|my-?domain|nowhere|provider|sample|server|site|somewhere|test|testing"
    r"|website|xyz|your-?company|your-?domain)\.(?:com|org|net|edu|co|io|dev|de|co\.uk)"
)
_EXAMPLE_LOCAL: Final = re.compile(
    r"(?:your|my|some|the)[._-]?\w*|user(?:name)?\d*|me|you|name|first[._-]?(?:name[._-]?)?last(?:[._-]?name)?"
    r"|(?:john|jane|joe)[._-]?(?:q[._-]?)?(?:doe|smith|public)?\d*|foo|bar|baz|foobar|tests?\d*|tester|testing|examples?"
    r"|sample|someone|somebody|anyone|nobody|attacker|victim|recipient|sender|e?mail|alice|bob|abc|xyz|[a-z]\d?|dummy|fake|placeholder"
)
_ROLES: Final = (
    "abuse accounting accounts? admins? administrator alerts? billing bot bugs? build careers ci coc community"
    " compliance conduct contact daemon dev devel developers? dpo enquiries feedback ftp gdpr git hello help"
    " helpdesk hg hi hostmaster hr info inquiries invoices? jobs legal mailer-daemon maintainers? marketing media"
    " news newsletter notifications? office opensource orders? oss packages? postmaster press privacy reception"
    " releases? robot root sales security service[._-]?account services? shop ssh staff support svn system team"
    " webmaster www"
)
_ROLE: Final = re.compile(
    rf"(?:no|do[._-]?not)[._-]?reply.*|(?:{'|'.join(_ROLES.split())})(?:[._+-].*)?"
    r"|.*[._-](?:announce|bot|bugs?|dev|devel|discuss|interest|list|maintainers?|security|team|users?)"
)
_ROLE_DOMAIN: Final = re.compile(
    r"lists?\..*|(?:noreply|tracker|bugs)\..*|googlegroups\.com|.*\.(?:noreply\.github|gserviceaccount)\.com"
    r"|openssh\.com|libssh\.org"  # names of algorithms
)
# What takes the place of a user in a URL or of a sender in the machinery of mail is nobody's address.
_NO_ADDRESS: Final = re.compile(
    rb"://[^\s\"'<>]*\Z|(?:message-id|in-reply-to|references|content-id)[\"']?\s?:[^\n]*\Z|\bcid:\s?\Z", re.IGNORECASE
)
_LOOK_BEHIND: Final = 200
_AUTHORS: Final = re.compile(
    rb"author|__email__|copyright|\(c\)|\xc2\xa9|maintain|contribut|written by|credit|thanks|@param",
    re.IGNORECASE,
)


def judge(document: Document, end: int) -> Found | None:
    """Return the address whose sign and first character of the domain end at end, or None."""
    if document.kind == "metadata":
        return None
    text, sign = document.text, end - 2
    domain = _DOMAIN.match(text, sign + 1, sign + 1 + _LONGEST_DOMAIN)
    run = _BEFORE.search(text, max(0, sign - _LONGEST_LOCAL - 1), sign)
    if domain is None or run is None:
        return None
    local = _LOCAL.match(text, run.start() + len(run[0]) - len(run[0].lstrip(b".%+'-")), sign)
    if local is None or b".." in local[0] or len(local[0]) > _LONGEST_LOCAL:
        return None
    start, stop = local.start(), domain.end()
    if _GOES_ON.match(text, stop) and not text[stop : stop + 2].isspace():
        return None
    before = text[max(0, start - _LOOK_BEHIND) : start].rsplit(b"\n", 1)[-1]
    if _NO_ADDRESS.search(before):
        return None
    return _weighed(document, start, stop, before)


def _weighed(document: Document, start: int, stop: int, before: bytes) -> Found | None:
    text = document.text
    try:
        address = text[start:stop].decode("utf-8").lower()
    except UnicodeDecodeError:
        return None
    local, domain = address.rsplit("@", 1)
    if domain.rsplit(".", 1)[-1] in _NO_DOMAINS:
        return None
    nobody = bool(
        _EXAMPLE_DOMAIN.fullmatch(domain)
        or _EXAMPLE_LOCAL.fullmatch(local)
        or _ROLE.fullmatch(local)
        or _ROLE_DOMAIN.fullmatch(domain)
    )
    if document.strict and (nobody or _AUTHORS.search(before) or not _is_literal(text, start, stop)):
        return None
    return Found(start, stop, address.encode(), EMAIL, "low" if nobody else "high")


def _is_literal(text: bytes, start: int, stop: int) -> bool:
    quote = text[start - 1 : start]
    return quote in {b'"', b"'", b"`"} and text[stop : stop + 1] == quote
