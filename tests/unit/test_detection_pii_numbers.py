"""Check digits against independent computations, and what any change to a number does to them."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.detection.pii import national, passports, us_numbers
from server.detection.pii.cards import luhn_fits
from server.detection.pii.ibans import COUNTRIES, LENGTHS, check_digits_fit, valid
from tests.support.personal import card, iban, kind_of, seen, sightings

NUMBERS = st.text(string.digits, min_size=11, max_size=18)


@given(NUMBERS, st.integers(0, 17), st.integers(1, 9))
def test_luhn_sees_every_changed_digit(body: str, place: int, change: int) -> None:
    fitting = [body + digit for digit in string.digits if luhn_fits(body + digit)]
    assert len(fitting) == 1
    number, place = fitting[0], place % len(body)
    changed = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]
    assert not luhn_fits(changed)


@given(st.text(string.digits, min_size=18, max_size=18), st.integers(0, 17), st.integers(1, 9))
def test_mod_97_sees_every_changed_digit(national_part: str, place: int, change: int) -> None:
    number = iban("DE", national_part)
    assert valid(number)
    at = 4 + place
    changed = number[:at] + str((int(number[at]) + change) % 10) + number[at + 1 :]
    assert not check_digits_fit(changed)
    assert not valid(changed)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_has_a_length_of_its_own(country: str) -> None:
    assert 15 <= LENGTHS[country] <= 33
    assert not valid(iban(country, "0" * (LENGTHS[country] - 5)))


@given(st.integers(0, 999), st.integers(0, 99), st.integers(0, 9999))
def test_ssn_and_itin_never_share_a_number(area: int, group: int, serial: int) -> None:
    rule = us_numbers.kind(f"{area:03}{group:02}{serial:04}")
    if rule is None:
        assert area in {0, 666} or group == 0 or serial == 0 or area >= 900
    else:
        assert (rule.rule_id == "pii.us_itin") == (area >= 900)


@given(st.integers(0, 10**11 - 1), st.integers(0, 11), st.integers(1, 9))
def test_verhoeff_sees_every_changed_digit(body: int, place: int, change: int) -> None:
    fitting = [f"{body:011}{digit}" for digit in range(10) if national.verhoeff_fits(f"{body:011}{digit}")]
    assert len(fitting) == 1
    number = fitting[0]
    changed = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]
    assert not national.verhoeff_fits(changed)


def test_verhoeff_sees_swapped_neighbours() -> None:
    assert national.verhoeff_fits("2363")  # the example of every description: 236 has the check digit 3
    assert not national.verhoeff_fits("2633")


# The issuers' own specimens, in parts so that they stand nowhere as a whole.
@pytest.mark.parametrize(
    ("word", "number", "value"),
    [
        ("CPF", "529.982" + ".247-25", "BR:52998224725"),
        ("no", "529.982" + ".247-25", "BR:52998224725"),
        ("Codice fiscale", "RSSMRA" + "85T10A562S", "IT:RSSM" + "RA85T10A562S"),
        ("SIN number", "130 692" + " 544", "CA:130692544"),
        ("Steuer-ID", "86 095" + " 742 719", "DE:86095742719"),
        ("DNI", "123456" + "78Z", "ES:1234" + "5678Z"),
        ("NIE", "X-1234" + "567-L", "ES:X123" + "4567L"),
        ("NIR", "2 55 08 14" + " 168 025 38", "FR:255081416802538"),
        ("National Insurance number", "AB 12" + " 34 56 C", "GB:AB123456C"),
        ("NHS number", "943 476" + " 5919", "GB:9434765919"),
        ("Aadhaar", "2994 5678" + " 9010", "IN:299456789010"),
        ("BSN", "11122" + "2333", "NL:1112" + "22333"),
        ("PESEL", "440514" + "01359", "PL:4405" + "1401359"),
    ],
)
def test_national_numbers_after_their_word(word: str, number: str, value: str) -> None:
    found = seen(f"{word}: {number}")
    assert found == {"national_id": value}


@pytest.mark.parametrize(
    "text",
    [
        "PESEL " + "440514" + "01358",
        "44051401359",
        "DNI " + "123456" + "78A",
        "BSN 111222334",
        "NHS number 943 476 5918",
        "CPF 111.111.111-11",
        "RSSMRA85T10A562T",
        "Steuer-ID 86095742718",
        "Aadhaar 2994 5678 9018",
    ],
)
def test_a_wrong_check_digit_is_no_national_number(text: str) -> None:
    assert "national_id" not in seen(text)


def zone(number: str, birth: str, expiry: str) -> str:
    """Return the two lines of a German passport."""

    def checked(text: str) -> str:
        return text + str(passports.check_digit(text.encode()))

    names = "P<D<<" + "BERGMANN<<ROSA<MARIA"
    data = checked(number) + "D<<" + checked(birth) + "F" + checked(expiry) + checked("<" * 14)
    composite = data[:10] + data[13:20] + data[21:43]
    return names.ljust(44, "<") + "\n" + data + str(passports.check_digit(composite.encode()))


def test_the_zone_of_a_passport_is_found() -> None:
    (sighting,) = sightings(f"scan:\n{zone('C01X00T47', '640812', '270228')}\nend\n")
    assert (kind_of(sighting), sighting.value) == ("passport", b"D:C01X00T47")
    assert "passport" not in seen(zone("C01X00T47", "640812", "270228").replace("F2", "F3"))


def test_the_zone_of_an_identity_card_is_found() -> None:
    head = "I<UTO" + "D23145890" + "7" + "<" * 15
    data = "7408122F" + "1204159" + "UTO" + "<" * 11 + "6"
    (sighting,) = sightings("\n".join((head, data, "ERIKSSON<<ANNA<MARIA".ljust(30, "<"))))
    assert (kind_of(sighting), sighting.confidence) == ("passport", "low")  # the specimen of ICAO


def test_test_numbers_have_check_digits_too() -> None:
    assert luhn_fits(card("4"))
    assert not luhn_fits("4" * 15 + "5")
