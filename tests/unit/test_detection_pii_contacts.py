"""Addresses and telephone numbers: whose they are, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.support.detection import matches
from tests.support.personal import email, kind_of, seen, sightings


def test_an_address_is_one_in_any_case() -> None:
    address = email()
    assert seen(f"Write to <{address.upper()}>.") == {"email": address}
    (match,) = matches(f"Write to {address.upper()}.")
    assert match.excerpt == "Write to [redacted]."
    assert match.severity == "low"


@pytest.mark.parametrize(
    "text",
    [
        "postgres://{}/db",
        "ssh://{}:22/",
        "see {}:lindenhof/repo.git",
        "Message-ID: <{}>",
        "{}.",
        "two..dots{}",
    ],
)
def test_addresses_are_not_taken_out_of_urls_and_message_ids(text: str) -> None:
    found = seen(text.format(email("kjell.berg")))
    assert ("email" in found) is (text == "{}.")


@pytest.mark.parametrize(
    "name", ["icon@2x.png", "getty@tty1.service", "root@host.local", "a@b", "lodash@4.17.21", "@scope/x"]
)
def test_what_only_has_the_sign_is_no_address(name: str) -> None:
    assert seen(f"see {name} there") == {}


@pytest.mark.parametrize(
    "address",
    [email("support"), email("no-reply"), email("jane.doe", "example" + ".com"), email("u", "acme" + ".test")],
)
def test_roles_and_examples_are_doubtful_in_prose_and_nothing_in_source(address: str) -> None:
    (sighting,) = sightings(f"Write to {address}")
    assert (kind_of(sighting), sighting.confidence) == ("email", "low")
    assert seen(f'TO = "{address}"', "app.ts") == {}


def test_source_is_full_of_its_authors() -> None:
    address = email()
    assert seen(f"# Copyright 2024 Rosa <{address}>\n", "lib/a.py") == {}
    assert seen(f'__author__ = "{address}"\n', "lib/a.py") == {}
    assert seen(f"Author-email: {address}\n", "lib-1.0.dist-info/METADATA") == {}
    assert seen(f'{{"email": "{address}"}}', "node_modules/lib/data.json") == {"email": address}
    assert seen(f'{{"name": "Rosa", "email": "{address}"}}', "package.json") == {}
    assert seen(f'__email__ = "{address}"', "lib/a.py") == {}
    assert seen(f'CUSTOMER = "{address}"\n', "lib/a.py") == {"email": address}


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("+49 30 " + "901820", "+4930" + "901820"),
        ("+44 (0)20 " + "7946 0958", "+4420" + "79460958"),
        ("0041 44 668 18 00", "+4144" + "6681800"),
        ("(415) 733-2619", "+1415" + "7332619"),
        ("415-733-2619 x12", "+1415" + "7332619"),
        ("1.415.733.2619", "+1415" + "7332619"),
    ],
)
def test_a_telephone_number_becomes_e164(written: str, normal: str) -> None:
    assert seen(f"You can reach me under {written}, please.") == {"phone": normal}


@pytest.mark.parametrize(
    "text",
    [
        "Phone: 0490 75 40 81",
        "Please call me at 781 1704",
        "024 971 50 30-Office",
        "72 128 827 mobile",
        "Fax 01.84.17.61.18",
    ],
)
def test_a_national_number_is_found_beside_a_word(text: str) -> None:
    assert list(seen(text)) == ["phone"]


@pytest.mark.parametrize(
    "text",
    [
        "on 2021-03-04 12:15:22",
        "in 1990-2010",
        "order number 7811704",
        "call about invoice 0490754081",
        "pi is 3.14159265",
        "version 10.0.19041.1",
        "ISBN 978-3-16-148410-0",
        "paid 1.234.567 euro",
        "from 1234567 to 7654321",
        "$ 415-733-2619",
        "ticket 415-733-2619",
        "We called. The sum was 4517733",
        "rows: 2147483647",
        "id=4157332619",
    ],
)
def test_what_is_no_telephone_number(text: str) -> None:
    assert seen(text) == {}


def test_telephone_numbers_of_films_are_doubtful() -> None:
    (sighting,) = sightings("call 212-555-0143")
    assert sighting.confidence == "low"


@pytest.mark.parametrize("address", ["86.121.97.248", "2a02:8109:9a00:1234:5:6:7:8", "2a02:8109::17"])
def test_public_addresses_are_found(address: str) -> None:
    for text, path in ((f"blocked {address} again", "letter.txt"), (f'{{"client": "{address}"}}', "log.json")):
        assert seen(text, path) == {"ip_address": address}
    assert seen(f'HOST = "{address}"', "a.py") == {}


@pytest.mark.parametrize(
    "address", ["192.168.1.20", "10.1.2.3", "203.0.113.7", "2001:db8::1", "8.8.8.8", "5f4d:b2a1:1:2:3:4:5:abcd"]
)
def test_addresses_of_nobody_are_doubtful_in_prose_and_nothing_in_records(address: str) -> None:
    (sighting,) = sightings(f"the host {address} answers")
    assert (kind_of(sighting), sighting.confidence) == ("ip_address", "low")
    assert seen(f"host {address} answers", "app.log") == {}


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1",
        "0.0." + "0.0",
        "255.255.255.0",
        "224.0.0.1",
        "86.121.97.256",
        "86.121.97.248.3",
        "86.121.97.0/24",
        "version 86.121.97.248",
        "Chrome/86.121.97.248",
        "section 86.121.97.248",
        "86.121.97.248-rc1",
        "86.121.4 86.121.97.248",
        "1.5 86.121.97.248 2.5",
        "12:34:56",
        "std::2001:x:",
    ],
)
def test_what_is_no_address_of_a_host(text: str) -> None:
    assert seen(f"got {text} there") == {}
