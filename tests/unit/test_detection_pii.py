"""What counts as personal data in prose, in records and in source, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.support.detection import examine, matches
from tests.support.personal import (
    card,
    digits,
    email,
    german_iban,
    grouped,
    iban,
    kind_of,
    observe,
    seen,
    sightings,
    spaced,
    ssn,
)

VISA = card("4")


@pytest.mark.parametrize(
    "number",
    [
        card("4"),
        card("4", 13),
        card("4", 19),
        card("51"),
        card("2221"),
        card("2720"),
        card("34", 15),
        card("37", 15),
        card("300", 14),
        card("36", 14),
        card("38", 14),
        card("6011"),
        card("65"),
        card("3528"),
        card("3589"),
        card("2131", 15),
        card("1800", 15),
        card("6759", 12),
        card("5018", 13),
        card("6304", 19),
        card("0604", 12),
        card("62"),
        card("2200"),
        card("81"),
        card("9792"),
    ],
)
def test_a_card_of_any_issuer_is_found_after_a_word_for_it(number: str) -> None:
    assert seen(f"My card is {number}, please block it.") == {"credit_card": number}


@pytest.mark.parametrize(
    "written",
    [
        spaced(VISA),
        grouped(VISA, 4, 4, 4, sign="-"),
        grouped(VISA, 4, 4, 4, sign="."),
        grouped(VISA, 4, 4, 4, sign="\u00a0"),
        grouped(VISA, 4, 4, 4, sign="\u2011"),
    ],
)
def test_separators_make_no_other_card(written: str) -> None:
    (sighting,) = sightings(f"charge {written} today")
    assert (kind_of(sighting), sighting.value) == ("credit_card", VISA.encode())
    assert sighting.end - sighting.start == len(written.encode())


def test_american_express_is_written_in_its_own_groups() -> None:
    number = card("37", 15)
    assert seen(f"It is {grouped(number, 4, 6)}.") == {"credit_card": number}


def test_the_same_card_written_two_ways_is_one_fingerprint() -> None:
    first, second = matches(f"card {VISA}\ncard {spaced(VISA)}\n")
    assert first.fingerprint == second.fingerprint
    assert (first.line, second.line) == (1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "card " + VISA[:-1] + str((int(VISA[-1]) + 1) % 10),  # check digit
        f"card 0.{VISA}",
        f"card {VISA}.5",
        f"x{VISA}",
        f"{VISA}abc",
        f"id {digits(3, 4)}{VISA}",
        f"card {grouped(VISA, 3, 5, 4)}",
        f"card {grouped(VISA, 4, 4, sign='-')} {VISA[12:]}",
        "card " + card("7"),
        "card " + card("1"),
        "card " + card("4", 15),
        "order " + card("6759", 12),  # a range with few cards, and no word for it
    ],
)
def test_what_is_no_card(text: str) -> None:
    assert "credit_card" not in seen(text)


def test_published_test_cards_are_doubtful_in_prose_and_nothing_in_source() -> None:
    number = "4242" * 4
    (sighting,) = sightings(f"card {number}")
    assert (sighting.severity, sighting.confidence) == ("low", "low")
    assert seen(f'CARD = "{number}"  # test card', "tests/pay.py") == {}


def test_cards_in_records_need_a_word_beside_or_above_them() -> None:
    rows = "".join(f"{name},{card('4', seed=name)}\n" for name in range(3))
    assert len(sightings("customer,card_number\n" + rows, "dump.csv")) == 3
    assert sightings("customer,tweet\n" + rows, "dump.csv") == []


def test_cards_in_source_need_a_word_beside_them() -> None:
    assert seen(f'card_number = "{VISA}"', "seed.py") == {"credit_card": VISA}
    assert seen(f"MASK = {VISA}", "seed.py") == {}


@pytest.mark.parametrize(
    "number",
    [
        german_iban(),
        iban("GB", "NWBK" + digits(2, 14)),
        iban("FR", digits(3, 10) + "AB12CD34EF5" + "67"),
        iban("NO", digits(4, 11)),
        iban("MT", "MALT" + digits(5, 5) + "0012345MTLCAST001S"),
        iban("LC", "HEMM" + digits(6, 24)),
    ],
)
def test_an_iban_is_found_as_it_is_written(number: str) -> None:
    for written in (number, spaced(number), number.lower(), "-".join(spaced(number).split())):
        assert seen(f"pay to {written}, thanks") == {"iban": number}


@pytest.mark.parametrize(
    "text",
    [
        german_iban()[:-1],
        german_iban() + "7",
        german_iban().replace("DE", "De"),
        "DE00" + german_iban()[4:],
        iban("ZZ", digits(1, 18)),
        iban("GB", digits(2, 18)),
        "x" + german_iban(),
    ],
)
def test_what_is_no_iban(text: str) -> None:
    assert "iban" not in seen(f"account {text}.")


@pytest.mark.parametrize(
    "text",
    [f"His social security number is {ssn()}", f"SSN: {ssn(sign=' ')}", f'"ssn": "{ssn(sign="")}"', f"it is {ssn()}."],
)
def test_a_social_security_number_is_found(text: str) -> None:
    assert seen(text) == {"us_ssn": ssn(sign="")}


@pytest.mark.parametrize(
    "number",
    [ssn(area=0), ssn(area=666), ssn(group=0), ssn(serial=0), ssn(area=901, group=40), ssn() + "1", "1" + ssn()],
)
def test_numbers_that_are_never_issued_are_none(number: str) -> None:
    assert seen(f"SSN {number}") == {}


def test_taxpayer_numbers_are_told_apart() -> None:
    assert seen(f"ITIN {ssn(area=912, group=78)}") == {"us_itin": ssn(912, 78, sign="")}


def test_nine_digits_without_a_word_are_any_number() -> None:
    assert seen(f"ticket {ssn(sign='')} and {ssn(sign=' ')}") == {}
    assert seen(f"case {ssn()}", "cases.json") == {}
    assert seen(f"name,ssn\nRosa,{ssn()}\n", "people.csv") == {"us_ssn": ssn(sign="")}


def test_longer_kinds_win_where_numbers_overlap() -> None:
    assert seen(f"call about card {spaced(VISA)}") == {"credit_card": VISA}
    assert seen(f"call about IBAN {spaced(german_iban())}") == {"iban": german_iban()}
    assert seen("reach 86.121.97.248 by phone") == {"ip_address": "86.121.97.248"}


def test_values_are_hidden_and_the_line_is_shown() -> None:
    text = f"card {spaced(VISA)} of {email()}, call +49 30 901820"
    found = matches(text)
    assert [match.rule_id for match in found] == ["pii.credit_card", "pii.email", "pii.phone"]
    for match in found:
        assert match.excerpt == "card [redacted] of [redacted], call [redacted]"
        assert match.category == "pii"


def test_wide_text_is_read_too() -> None:
    (match,) = examine(f"Zürich\nIBAN {german_iban()}\n".encode("utf-16")).matches
    assert (match.rule_id, match.line, match.column) == ("pii.iban", 2, 6)


def test_programs_are_known_without_an_ending() -> None:
    assert seen(f"#!/bin/sh\n# {email()}\n", "bin/run") == {}
    assert seen(f"Dear {email()}\n", "letter") == {"email": email()}


def test_a_media_type_tells_what_has_no_ending() -> None:
    assert seen(f"row {VISA}", "upload", "application/json") == {}
    assert seen(f"mail {email()}", "upload", "text/x-python") == {}


def test_a_table_of_people_is_cut_off_and_stays_hidden() -> None:
    names = [email(f"person{number:04}") for number in range(300)]
    observation = observe("\n".join(names))
    assert observation.cut_off
    assert sum(sighting.rule is not None for sighting in observation.sightings) == 200
    assert len(observation.sightings) == 300
    examination = examine("\n".join(names))
    assert examination.skipped == "too_many_matches"
    assert not any("person" in match.excerpt for match in examination.matches)
