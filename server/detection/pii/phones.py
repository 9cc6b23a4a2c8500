"""Telephone numbers: international ones by their country's plan, North American ones by their form, others by context.

ITU-T E.164; the plans are those of libphonenumber (Apache-2.0, ``phonenumbers``). A national number without its country
can have almost any form, so that for it a word such as *phone*, *call* or *mobile* must stand beside it; phone_words.py
also knows what a number is instead: an order, a ticket, a version. The form in fingerprints is E.164 where the country
is known, else the digits. In source only a whole string literal with a valid international number counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import phonenumbers

from server.detection.pii import phone_words
from server.detection.pii.found import Found
from server.detection.pii.rules import PHONE

if TYPE_CHECKING:
    from server.detection.model import Confidence
    from server.detection.pii.documents import Document

_JOINT: Final = rb"(?:[ \t]{0,2}\( ?|\) ?[/-]? ?| ?[-./] ?| |\xc2\xa0|\xe2\x80[\x90-\x93])?"
_RUN: Final = re.compile(
    rb"(?<![0-9A-Za-z_@#$%%=?&/-])(?<![0-9][.:])(?<!\$ )(?<!\xc2\xa3)(?<!\x82\xac)"  # a word, decimal or price
    rb"(?P<number>\+?\(?\+?[0-9](?:%b[0-9]){6,17}+)(?:\s?(?:x|ext\.?|extension)\s?[0-9]{1,6})?"
    rb"(?![0-9A-Za-z_@%%]|[.-][0-9]|:[0-9])" % _JOINT
)
_LONGEST_CANDIDATE: Final = 40
_LONGEST_RUN: Final = 64
_DIGITS: Final = range(7, 16)
_NORTH_AMERICAN: Final = re.compile(r"(?:\+?1[ .-]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}")
_OTHER_FORMS: Final = (
    r"(?:19|20)\d{2}[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])(?:\D.*)?",  # dates
    r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d{2}(?:\D.*)?",
    r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4,6})?",
    r"(?:1\d|20)\d{2} ?[-/] ?(?:1\d|20)\d{2}|\d{4,5}-(?:19|20)\d{2}",  # years, and standards of a year
    r"\d{1,3}(?:\.\d{1,3}){3}|\d+\.\d+|\d+ ?/ ?\d+|97[89][- ].*",  # IPv4, decimals, fractions, ISBN
    r"\+\d{4}(?:\d\d)?-\d{5}(?:\d\d)?",  # coordinates, ISO 6709
    r"\d{3}-\d{2}-\d{4}|2147483647|4294967295",  # SSN, the largest numbers of 32 bits
)
_OTHER_FORM: Final = re.compile("|".join(_OTHER_FORMS))
_MADE_UP: Final = re.compile(
    r"(\d)\1{6,}|1?[2-9]\d{2}55501\d{2}|5550?1\d{2}|\d*(?:1234567|2345678|3456789|9876543|0123456)\d*|1?5555555\d*"
)
"""Counted up, all the same digit, or North America's range for films (555-0100 to 555-0199)."""
_LONG_ENOUGH: Final = 13


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as written, without its extension, and where it stands with it."""

    start: int
    end: int
    written: str

    @property
    def digits(self) -> str:
        return re.sub(r"\D", "", self.written)


def judge(document: Document, end: int) -> Found | None:
    """Return the telephone number that reaches to end or beyond it, or None."""
    number = None if document.kind == "metadata" else _number(document.text, end)
    if number is None:
        return None
    literal = _is_literal(document.text, number)
    made_up = _MADE_UP.fullmatch(number.digits) is not None
    if (made_up and document.kind != "prose") or (document.strict and not literal):
        return None
    normal, confidence = _weighed(document, number)
    if confidence is None:
        return None
    return Found(number.start, number.end, normal.encode(), PHONE, "low" if made_up else confidence)


def _number(text: bytes, end: int) -> _Number | None:
    for run in _RUN.finditer(text, max(0, end - _LONGEST_CANDIDATE), end + _LONGEST_RUN):
        if run.end() < end:
            continue
        written = run["number"].decode("latin-1")
        fits = sum(character.isdigit() for character in written) in _DIGITS and written.count("(") == written.count(")")
        return _Number(run.start(), run.end(), written) if fits and run.start() < end else None
    return None


def _is_literal(text: bytes, number: _Number) -> bool:
    quote = text[number.start - 1 : number.start]
    return quote in {b'"', b"'", b"`"} and text[number.end : number.end + 1] == quote


def _weighed(document: Document, number: _Number) -> tuple[str, Confidence | None]:
    """Return the number's normal form, and how sure it is that it is one; None if it is none."""
    hint = phone_words.hint(document.text, number.start, number.end, bare=number.written.isdigit())
    if (hint == "other" and "+" not in number.written) or (hint != "label" and _OTHER_FORM.fullmatch(number.written)):
        return "", None
    international = _international(number, named=hint in {"label", "near"})
    if international is not None:
        return international, "high"
    if document.strict:
        return "", None
    american = _north_american(number)
    if american is not None:
        return american, "high" if hint in {"label", "near"} else "medium"
    if hint not in {"label", "near"} or (document.kind == "records" and hint != "label"):
        return "", None
    return number.digits, "medium"


def _international(number: _Number, *, named: bool) -> str | None:
    """Return the number in E.164 if it begins as one dials abroad and its country's plan has it."""
    plus = "+" in number.written[:2]
    if not plus and not (number.written.startswith("00") and (named or len(number.digits) >= _LONG_ENOUGH)):
        return None
    try:
        parsed = phonenumbers.parse(number.written if plus else "+" + number.digits[2:], None)
    except phonenumbers.NumberParseException:
        return None
    valid = phonenumbers.is_valid_number(parsed) or (named and plus and phonenumbers.is_possible_number(parsed))
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if valid else None


def _north_american(number: _Number) -> str | None:
    if not _NORTH_AMERICAN.fullmatch(number.written):
        return None
    parsed = phonenumbers.parse(number.digits, "US")
    valid = phonenumbers.is_valid_number(parsed)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if valid else None
