"""Addresses as they are compared, and the client's address as far as trusted proxies vouch for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.addresses import canonical, client_block, network, within
from server.interceptors.address import EDGE, address_subject, client_address, from_edge, peer_address
from server.settings import Settings


@pytest.mark.parametrize(
    ("peer", "address"),
    [
        ("ipv4:10.1.2.3:5000", "10.1.2.3"),
        ("ipv6:[2001:db8::1]:5000", "2001:db8::1"),
        ("ipv6:%5B2001:db8::1%5D:5000", "2001:db8::1"),
        ("ipv6:%5Bfe80::1%25eth0%5D:5000", "fe80::1"),
        ("ipv6:[::ffff:10.1.2.3]:5000", "10.1.2.3"),
        ("unix:/run/netallion.sock", "local"),
        ("unix:", "local"),
        ("unix-abstract:x", "local"),
        ("ipv4:nonsense:1", "local"),
        ("", "local"),
    ],
)
def test_peer_address(peer: str, address: str) -> None:
    assert peer_address(peer) == address


PEER = "ipv4:10.0.0.9:1"


@pytest.mark.parametrize(
    ("forwarded", "hops", "address"),
    [
        # without proxies nobody is believed
        ("203.0.113.5", 0, "10.0.0.9"),
        # one proxy: its own entry is the last, whatever the client wrote before it
        ("203.0.113.5", 1, "203.0.113.5"),
        ("198.51.100.1, 203.0.113.5", 1, "203.0.113.5"),
        ("198.51.100.1,198.51.100.2, 203.0.113.5", 1, "203.0.113.5"),
        # two proxies: the inner one wrote the outer one's address last
        ("203.0.113.5, 10.0.0.1", 2, "203.0.113.5"),
        ("198.51.100.1, 203.0.113.5, 10.0.0.1", 2, "203.0.113.5"),
        # past the outer proxy: the inner one's entry is as far as anyone vouches
        ("203.0.113.5", 2, "203.0.113.5"),
        ("203.0.113.5", 10, "203.0.113.5"),
        # nothing there, or nothing that is an address
        ("", 1, "10.0.0.9"),
        (" , ,", 1, "10.0.0.9"),
        ("unknown", 1, "10.0.0.9"),
        ("203.0.113.5, garbage", 1, "10.0.0.9"),
        ("203.0.113.5, ", 1, "203.0.113.5"),
        # forms of one address
        ("2001:DB8:0:0:0:0:0:1", 1, "2001:db8::1"),
        ("[2001:db8::1]", 1, "2001:db8::1"),
        ("::ffff:203.0.113.5", 1, "203.0.113.5"),
        ("  203.0.113.5  ", 1, "203.0.113.5"),
    ],
)
def test_client_address(forwarded: str, hops: int, address: str) -> None:
    assert client_address(PEER, forwarded, hops) == address


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=60), st.integers(1, 10))
def test_what_a_client_wrote_itself_never_counts(spoofed: str, hops: int) -> None:
    vouched = ", ".join(f"203.0.113.{number}" for number in range(hops))
    assert client_address(PEER, f"{spoofed},{vouched}", hops) == "203.0.113.0"


@given(st.text(max_size=100), st.integers(0, 10))
def test_any_header_gives_an_address(forwarded: str, hops: int) -> None:
    address = client_address(PEER, forwarded, hops)
    assert address == canonical(address) != ""
    assert len(address) <= 64
    assert address_subject(address)


def test_an_ipv6_client_is_its_64() -> None:
    assert address_subject("2001:db8:1:2:3:4:5:6") == address_subject("2001:db8:1:2:ffff::1") == "addr:2001:db8:1:2::"
    assert address_subject("2001:db8:1:3::1") != address_subject("2001:db8:1:2::1")


def test_an_ipv4_client_is_its_address_however_it_is_written() -> None:
    assert address_subject(client_address(PEER, "::ffff:203.0.113.5", 1)) == "addr:203.0.113.5"
    assert client_block("203.0.113.5") != client_block("203.0.113.6")
    assert address_subject("local") == "addr:local"


def test_without_an_edge_secret_any_metadata_comes_from_the_edge() -> None:
    assert from_edge(Settings())({})
    assert from_edge(Settings())({EDGE: "anything"})


@pytest.mark.parametrize(
    ("given_secret", "proves"),
    [
        ("s3cret", True),
        (b"s3cret", True),
        ("S3cret", False),
        ("s3cre", False),
        ("", False),
        (None, False),
        ("é", False),
    ],
)
def test_with_an_edge_secret_only_it_proves_the_edge(given_secret: str | bytes | None, proves: bool) -> None:
    test = from_edge(Settings.model_validate({"edge_secret": "s3cret"}))
    assert test({} if given_secret is None else {EDGE: given_secret}) is proves


@pytest.mark.parametrize(
    ("allowed", "address", "inside"),
    [
        (["203.0.113.5"], "203.0.113.5", True),
        (["203.0.113.5"], "203.0.113.6", False),
        (["203.0.113.77/24"], "203.0.113.1", True),
        (["203.0.113.0/24"], "203.0.114.1", False),
        (["198.51.100.1", "203.0.113.0/24"], "203.0.113.9", True),
        (["2001:db8::/32"], "2001:db8:ffff::1", True),
        (["2001:db8::/32"], "2001:db9::1", False),
        (["2001:db8::/32"], "203.0.113.5", False),
        (["::ffff:203.0.113.0/120"], "203.0.113.9", True),
        (["::ffff:203.0.113.5"], "203.0.113.5", True),
        (["0.0.0.0/0"], "2001:db8::1", False),
        (["::/0"], "2001:db8::1", True),
        (["0.0.0.0/0", "::/0"], "local", False),
        ([], "203.0.113.5", False),
    ],
)
def test_within(allowed: list[str], address: str, inside: bool) -> None:
    assert within(address, tuple(network(each) for each in allowed)) is inside
