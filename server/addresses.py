"""Network addresses as we compare them: one text for one address, and one block for one client."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import TypeAlias

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

_CLIENT_BITS = 64
_MAPPED_BITS = 96


@lru_cache(maxsize=8192)
def canonical(text: str) -> str:
    """Return an address in its one form: without brackets and zone, IPv4 also when mapped; "" if it is none.

    Kept, as it is asked at every call.
    """
    try:
        address = ipaddress.ip_address(text.strip().strip("[]").partition("%")[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)


def client_block(address: str) -> str:
    """Return what one client owns whole: an IPv4 address, or the /64 of an IPv6 address.

    `address` is canonical, or a word such as "local", which stays as it is.
    """
    if ":" not in address:
        return address
    return str(ipaddress.ip_network((address, _CLIENT_BITS), strict=False).network_address)


def network(text: str) -> Network:
    """Return the network of an address or CIDR block, IPv4 also when mapped. Raises ValueError."""
    found = ipaddress.ip_network(text, strict=False)
    if isinstance(found, ipaddress.IPv6Network) and found.prefixlen >= _MAPPED_BITS:
        mapped = found.network_address.ipv4_mapped
        if mapped is not None:
            return ipaddress.IPv4Network((mapped, found.prefixlen - _MAPPED_BITS))
    return found


def within(address: str, networks: tuple[Network, ...]) -> bool:
    """Return whether an address lies in one of the networks; never if it is no address."""
    try:
        client = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(client in each for each in networks)
