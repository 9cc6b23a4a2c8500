"""IP addresses of the public Internet: not versions, sections, object identifiers or networks, not special purposes.

RFC 791, RFC 4291, RFC 5952 (normal form), IANA's special-purpose registries by way of Python's ipaddress. Loopback,
unspecified, multicast, link-local and reserved addresses are nobody's anywhere. Private and documentation addresses
(RFC 1918, RFC 4193, RFC 5737, RFC 3849) are reported in prose alone, with low confidence, as are the resolvers that
everybody knows. In source, where four numbers with dots between are versions and sections, none is reported.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Final

from server.detection.pii.found import Found
from server.detection.pii.rules import IP_ADDRESS

if TYPE_CHECKING:
    from server.detection.pii.documents import Document

_IPV4: Final = re.compile(rb"(?<![0-9A-Za-z_.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9A-Za-z_]|\.[0-9]|[+~-][0-9A-Za-z])")
_IPV6: Final = re.compile(
    rb"(?<![0-9A-Za-z_.:])(?:[23][0-9A-Fa-f]{3}:[0-9A-Fa-f:]{2,34}|(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4})(?![0-9A-Za-z:]|\.[0-9])"
)
_LONGEST_CANDIDATE: Final = 17
_IPV6_HEAD: Final = 38
_NO_ADDRESS: Final = re.compile(
    rb"(?:\b(?:annex|appendix|build|chapter|clause|figure|firmware|kernel|oid|paragraph|release|rev|revision|sect\.|section"
    rb"|sections|step|subclause|table|upgraded? (?:\w+ )?to|v|v8(?: to)?|ver\.?|versions?)"
    rb"|\xc2\xa7|\xa7|[=~<>!]=|\^|section-|oid[.:])[\"'\s:=(]{0,4}\Z",
    re.IGNORECASE,
)
_VERSION_BEFORE: Final = re.compile(rb"(?:\A|[^0-9.])[0-9]+(?:\.[0-9]+){2}(?:(?:\.[0-9]+){2,})?[\s,;|]{1,3}\Z")
_VERSION_AFTER: Final = re.compile(rb"[\s,;|]{1,3}[0-9]+(?:\.[0-9]+){2}(?:(?:\.[0-9]+){2,})?(?![0-9.])")
_NUMBER_BEFORE: Final = re.compile(rb"[0-9] \Z")
_NUMBER_AFTER: Final = re.compile(rb" [0-9.-]*[0-9]")
_NETWORK: Final = re.compile(rb"/[0-9]")
_PRODUCT: Final = re.compile(rb"[a-z]{2,}/\Z", re.IGNORECASE)
_LOOK_BEHIND: Final = 24
_KNOWN_LISTED: Final = (
    "8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9 149.112.112.112 208.67.222.222 208.67.220.220 4.2.2.1 4.2.2.2 1.2.3.4"
    " 4.3.2.1 2001:4860:4860::8888 2001:4860:4860::8844 2606:4700:4700::1111 2606:4700:4700::1001 2620:fe::fe"
)
_KNOWN: Final = frozenset(_KNOWN_LISTED.split())
_SMALL: Final = 16
_DOCUMENTATION: Final = tuple(
    ip_network(network)
    for network in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")
)
_PRIVATE: Final = tuple(ip_network(network) for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))


def judge_v4(document: Document, end: int) -> Found | None:
    """Return the IPv4 address that ends at end, or one character before it, or None."""
    if document.strict:
        return None
    for begin in range(max(0, end - _LONGEST_CANDIDATE), max(0, end - 6)):
        found = _IPV4.match(document.text, begin)
        if found is not None:
            return _weighed(document, found) if found.end() in {end, end - 1} else None
    return None


def judge_v6(document: Document, end: int) -> Found | None:
    """Return the IPv6 address that reaches to end or beyond it, or None."""
    if document.strict:
        return None
    for begin in range(max(0, end - _IPV6_HEAD), max(0, end - 5)):
        found = _IPV6.match(document.text, begin)
        if found is not None and found.end() >= end:
            return _weighed(document, found)
    return None


def _weighed(document: Document, found: re.Match[bytes]) -> Found | None:
    text, start, end = document.text, found.start(), found.end()
    try:
        address = ip_address(found[0].decode("ascii"))
    except ValueError:
        return None
    before = text[max(0, start - _LOOK_BEHIND) : start]
    if (
        _NO_ADDRESS.search(before)
        or _PRODUCT.search(before)
        or _NETWORK.match(text, end)
        or _among_numbers(text, before, end)
    ):
        return None
    likely = _likely(address)
    if likely is None or (not likely and document.kind != "prose"):
        return None
    return Found(start, end, str(address).encode(), IP_ADDRESS, "high" if likely else "low")


def _among_numbers(text: bytes, before: bytes, end: int) -> bool:
    """Return whether a version stands beside it, or a number on both sides, as in lists of versions and drawings."""
    return (
        _VERSION_BEFORE.search(before) is not None
        or _VERSION_AFTER.match(text, end) is not None
        or (_NUMBER_BEFORE.search(before) is not None and _NUMBER_AFTER.match(text, end) is not None)
    )


def _likely(address: IPv4Address | IPv6Address) -> bool | None:
    """Return True for an address that can be a person's, False for one that says it is not, None for no address."""
    if any(address in network for network in (*_DOCUMENTATION, *_PRIVATE)):
        return False
    if isinstance(address, IPv6Address) and address.is_reserved:
        return False  # belongs to nobody yet
    if not address.is_global or address.is_multicast or address.is_reserved:
        return None
    if isinstance(address, IPv4Address) and max(address.packed) < _SMALL:
        return False  # a version or a section, as a rule
    return str(address) not in _KNOWN
