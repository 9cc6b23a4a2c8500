"""Numbers that states give to people, where a check digit or a fixed form makes them sure enough.

Most are nothing but digits, and are looked for only after the word that names them; two are so well formed that they
stand by themselves (Italy's tax code, Brazil's CPF with its punctuation). Sources of the check digits:

- BR CPF: Receita Federal, two digits modulo 11. CA SIN: Luhn. DE tax identification number: ISO 7064 MOD 11,10.
- ES DNI and NIE: letter by the number modulo 23 (Real Decreto 1553/2005). FR NIR: 97 - number mod 97 (INSEE).
- GB NHS number: modulo 11 (NHS data dictionary). GB national insurance number: prefixes of HMRC, no check digit.
- IN Aadhaar: Verhoeff (UIDAI). IT codice fiscale: D.M. 345/1976. NL BSN: the eleven test. PL PESEL: weights 1, 3, 7, 9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from server.detection.pii.cards import luhn_fits
from server.detection.pii.found import Found
from server.detection.pii.rules import NATIONAL_ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.detection.pii.documents import Document

_ODD_DIGITS: Final = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD_LETTERS: Final = (*_ODD_DIGITS, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_ODD_VALUES: Final = dict(zip("0123456789" + ascii_uppercase, _ODD_DIGITS + _ODD_LETTERS, strict=True))
_DNI_LETTERS: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
# Verhoeff 1969: the multiplication table of the dihedral group D5, and his permutation.
_D5: Final = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_PERMUTATION: Final = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def cpf_fits(number: str) -> bool:
    """Return whether eleven digits are a Brazilian CPF."""
    digits = [int(digit) for digit in number]
    first = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) * 10 % 11 % 10
    second = sum(digit * weight for digit, weight in zip(digits, range(11, 1, -1), strict=False)) * 10 % 11 % 10
    return len(set(number)) > 1 and digits[9:] == [first, second]


def tax_code_fits(code: str) -> bool:
    """Return whether sixteen characters are an Italian codice fiscale by its last letter."""
    odd = sum(_ODD_VALUES[character] for character in code[:15:2])
    even = sum(int(character, 36) - (10 if character.isalpha() else 0) for character in code[1:15:2])
    return chr(ord("A") + (odd + even) % 26) == code[15]


def verhoeff_fits(number: str) -> bool:
    """Return whether a number passes Verhoeff's check."""
    check = 0
    for place, digit in enumerate(reversed(number)):
        permuted = int(digit)
        for _ in range(place % 8):
            permuted = _PERMUTATION[permuted]
        check = int(_D5[check][permuted])
    return check == 0


def dni_fits(number: str) -> bool:
    """Return whether a Spanish DNI or NIE has its letter."""
    digits = number[:-1].translate(str.maketrans("XYZ", "012"))
    return _DNI_LETTERS[int(digits) % 23] == number[-1]


def german_fits(number: str) -> bool:
    """Return whether eleven digits are a German tax identification number (ISO 7064 MOD 11,10)."""
    product = 10
    for digit in number[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(number[10]) and number[0] != "0"


def _weighted(number: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True))


def nir_fits(number: str) -> bool:
    """Return whether fifteen characters are a French NIR by its key (Corsica's 2A and 2B count as 19 and 18)."""
    return 97 - int(number[:13].replace("2A", "19").replace("2B", "18")) % 97 == int(number[13:])


def _nhs_fits(number: str) -> bool:
    return _weighted(number, (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _bsn_fits(number: str) -> bool:
    return _weighted(number, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0 and int(number) > 0


def _pesel_fits(number: str) -> bool:
    # The century is added to the month of birth, in twenties.
    return _weighted(number, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0 and int(number[2:4]) % 20 in range(1, 13)


def _always(_number: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class _Number:
    """How a state's number is written, and whether its check fits; words: what must stand before it."""

    country: str
    form: re.Pattern[bytes]
    fits: Callable[[str], bool]
    words: str = ""


def _form(expression: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?<![0-9A-Za-z_.-])(?:%b)(?![0-9A-Za-z_]|[.-][0-9])" % expression, re.IGNORECASE)


_NUMBERS: Final = (
    _Number("BR", _form(rb"[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}"), cpf_fits),
    _Number("IT", _form(rb"[A-Z]{6}[0-9]{2}[ABCDEHLMPRST](?:[0-6][0-9]|7[01])[A-Z][0-9]{3}[A-Z]"), tax_code_fits),
    _Number("BR", _form(rb"[0-9]{11}"), cpf_fits, r"\bcpf\b"),
    _Number("CA", _form(rb"[1-9][0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}"), luhn_fits, r"social insurance|\bsin\b"),
    _Number(
        "DE",
        _form(rb"[1-9][0-9](?: ?[0-9]{3}){3}"),
        german_fits,
        r"steuer.?id|steuerliche id|identifikationsnummer|\bidnr",
    ),
    _Number("ES", _form(rb"(?:[XYZ]-?[0-9]{7}|[0-9]{8})-?[A-Z]"), dni_fits, r"\bdni\b|\bnie\b|\bnif\b"),
    _Number(
        "FR",
        _form(rb"[12] ?[0-9]{2} ?[0-9]{2} ?(?:[0-9]{2}|2[AB]) ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}"),
        nir_fits,
        r"s[^ ]{1,3}curit[^ ]{1,3} sociale|\bnir\b|\binsee\b",
    ),
    _Number(
        "GB",
        _form(rb"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]"),
        _always,
        r"national insurance|\bnino\b|\bni (?:number|no)",
    ),
    _Number("GB", _form(rb"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}"), _nhs_fits, r"\bnhs\b"),
    _Number("IN", _form(rb"[2-9][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}"), verhoeff_fits, r"aadh?aar|\buidai\b"),
    _Number("NL", _form(rb"[0-9]{9}"), _bsn_fits, r"\bbsn\b|burgerservicenummer"),
    _Number("PL", _form(rb"[0-9]{11}"), _pesel_fits, r"\bpesel\b"),
)
_NAMED: Final = {number.words: re.compile(number.words.encode(), re.IGNORECASE) for number in _NUMBERS if number.words}
WORDS: Final = f"(?i){'|'.join(_NAMED)}"
"""The words after which a number is looked for, for the search of candidates."""
FORMS: Final = r"[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}|[A-Za-z]{6}[0-9]{2}[A-Ta-t][0-9]{2}[A-Za-z][0-9]{3}[A-Za-z]"
"""The numbers that stand by themselves, for the same."""

_LONGEST_FORM: Final = 16
_LONGEST_WORD: Final = 32
_AFTER_WORD: Final = 40


def judge(document: Document, end: int) -> Found | None:
    """Return the number that ends at end, or that follows a word for it which ends at end, or None."""
    text = document.text
    for number in _NUMBERS:
        if not number.words:
            written = number.form.search(text, max(0, end - _LONGEST_FORM), end)
        elif _NAMED[number.words].search(text, max(0, end - _LONGEST_WORD), end):
            written = number.form.search(text, end, end + _AFTER_WORD)
        else:
            continue
        if written is not None:
            compact = re.sub(rb"[^0-9A-Za-z]", b"", written[0]).decode("ascii").upper()
            if number.fits(compact):
                value = f"{number.country}:{compact}".encode()
                return Found(written.start(), written.end(), value, NATIONAL_ID, "high")
    return None
