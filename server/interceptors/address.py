"""The address of the client, believed only as far as trusted proxies vouch for it."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import unquote

from server.addresses import canonical, client_block

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from server.settings import Settings

FORWARDED = "x-forwarded-for"
EDGE = "x-netallion-edge"
LOCAL = "local"


def peer_address(peer: str) -> str:
    """Return the address in grpc's name of a peer, e.g. ``ipv4:10.0.0.1:5000``; "local" for a Unix socket."""
    scheme, _, rest = peer.partition(":")
    if scheme not in ("ipv4", "ipv6"):
        return LOCAL
    return canonical(unquote(rest).rpartition(":")[0]) or LOCAL


def from_edge(settings: Settings) -> Callable[[Mapping[str, str | bytes]], bool]:
    """Return a test of metadata: whether it proves to come from our Envoy. All do while no edge secret is set."""
    secret = settings.edge_secret.get_secret_value().encode()

    def proves(metadata: Mapping[str, str | bytes]) -> bool:
        given = metadata.get(EDGE, "")
        return not secret or hmac.compare_digest(given.encode() if isinstance(given, str) else given, secret)

    return proves


def client_address(peer: str, forwarded: str, hops: int) -> str:
    """Return the address that the outermost of `hops` trusted proxies saw; the peer's own without proxies.

    X-Forwarded-For grows at its end, so what a client wrote itself stands to the left of what is counted. A list
    shorter than `hops` means that the call came past the proxies: then its first entry is as far as anyone vouches.
    """
    entries = [entry for entry in forwarded.split(",") if entry.strip()] if forwarded else []
    if not hops or not entries:
        return peer_address(peer)
    return canonical(entries[max(-hops, -len(entries))]) or peer_address(peer)


def address_subject(address: str) -> str:
    """Return what an address is limited as: itself, or the /64 of an IPv6 address, which one client owns whole."""
    return f"addr:{client_block(address)}"
