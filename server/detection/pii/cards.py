"""Payment card numbers: issuer's range and length, Luhn check digit, and what stands around them.

ISO/IEC 7812-1; ranges as the card schemes publish them. One number in ten passes the check digit by chance, so
that ranges that few cards are in, and everything in tables and source, ask for a word that speaks of cards nearby.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from server.detection.pii.found import Found
from server.detection.pii.rules import CREDIT_CARD

if TYPE_CHECKING:
    from server.detection.pii.documents import Document


@dataclass(frozen=True, slots=True)
class _Range:
    """Issuer numbers from first to last, equally long; common: so many cards that no word nearby is needed."""

    first: str
    last: str
    lengths: tuple[int, ...]
    common: bool = False

    def holds(self, digits: str) -> bool:
        return len(digits) in self.lengths and self.first <= digits[: len(self.first)] <= self.last


_TO_19: Final = (16, 17, 18, 19)
_RANGES: Final = (
    _Range("4", "4", (16,), common=True),  # Visa
    _Range("4", "4", (13, 19)),
    _Range("51", "55", (16,), common=True),  # Mastercard
    _Range("2221", "2720", (16,), common=True),
    _Range("34", "34", (15,), common=True),  # American Express
    _Range("37", "37", (15,), common=True),
    _Range("300", "305", (14, 16, 17, 18, 19)),  # Diners Club
    _Range("3095", "3095", (14, 16, 17, 18, 19)),
    _Range("36", "36", (14, 15, 16, 17, 18, 19)),
    _Range("38", "39", (14, 16, 17, 18, 19)),
    _Range("6011", "6011", (16,), common=True),  # Discover
    _Range("644", "659", (16,), common=True),
    _Range("6011", "6011", (17, 18, 19)),
    _Range("644", "659", (17, 18, 19)),
    _Range("3528", "3589", (16,), common=True),  # JCB
    _Range("35", "35", _TO_19),
    _Range("1800", "1800", (15,)),
    _Range("2131", "2131", (15,)),
    _Range("2200", "2204", _TO_19),  # Mir
    _Range("0604", "0604", tuple(range(12, 20))),  # Maestro, once Laser
    _Range("50", "50", tuple(range(12, 20))),  # Maestro, Verve, Elo
    _Range("56", "58", tuple(range(12, 20))),
    _Range("60", "69", tuple(range(12, 20))),  # Maestro, UnionPay, RuPay, Hipercard, InstaPayment
    _Range("81", "82", _TO_19),  # UnionPay, RuPay
    _Range("9792", "9792", (16,)),  # Troy
)
_LENGTHS: Final = range(12, 20)

_SEPARATOR: Final = rb"(?:[ .-]|\xc2\xa0|\xe2\x80[\x90-\x93])"
_NUMBER: Final = re.compile(rb"[0-9](?:%s?[0-9]){11,22}" % _SEPARATOR)
# Contiguous, or in the groups that are embossed on cards.
_GROUPS: Final = frozenset(
    {(4, 4, 4, 4), (4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 2), (4, 4, 4, 4, 1), (4, 4, 4, 1), (4, 4, 4)}
)
_BEFORE: Final = re.compile(rb"[0-9A-Za-z]|[0-9.][.-]|0x", re.IGNORECASE)
_AFTER: Final = re.compile(rb"[0-9A-Za-z_]|[.-][0-9]")
_WORDS: Final = re.compile(
    rb"card|credit|debit|visa\b|master|amex|american.?express|discover\b|diners|maestro|unionpay|\bjcb\b"
    rb"|\bcc(?:n|num|_?no)?\b|_cc\b|\bpan\b|karte|carte\b|tarjeta|cart(?:a|\xc3\xa3)o|\bcvv|\bcvc",
    re.IGNORECASE,
)
_LONGEST_CANDIDATE: Final = 24

# Numbers that payment providers publish for tests (Stripe, Adyen, PayPal, Braintree, Worldpay).
_TEST_NUMBERS_LISTED: Final = (
    "4111111111111111 4242424242424242 4012888888881881 4012000033330026 4000056655665556 4222222222222"
    " 4000002500003155 4917610000000000 4988438843884305 4166676667666746 4646464646464644 4444333322221111"
    " 4988080000000000 5555555555554444 5105105105105100 5200828282828210 5454545454545454 5431111111111111"
    " 5577000055770004 5500005555555559 5555341244441115 2222400070000005 2223003122003222 2223000048400011"
    " 2222410740360010 378282246310005 371449635398431 378734493671000 370000000000002 343434343434343"
    " 341111111111111 6011111111111117 6011000990139424 6011000400000000 6011000000000004 6445644564456445"
    " 6011981111111113 3530111333300000 3566002020360505 3569990010095841 3588888888888888 30569309025904"
    " 38520000023237 36006666333344 36227206271667 36148900647913 6200000000000005 6304000000000000"
    " 6759649826438453 5018000000000009 4539578763621486 4532015112830366 4716059478456842"
)
_TEST_NUMBERS: Final = frozenset(_TEST_NUMBERS_LISTED.split())
_FEW_DIGITS: Final = 3
_ZEROS: Final = "0000000"


def luhn_fits(digits: str) -> bool:
    """Return whether the last digit is the check digit of those before it (Luhn, ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) << (place & 1)
        total += doubled - 9 if doubled > 9 else doubled  # noqa: PLR2004 - the sum of its two digits
    return total % 10 == 0


def judge(document: Document, end: int) -> Found | None:
    """Return the card number whose first twelve digits end at end, or None."""
    number = _number(document.text, end)
    if number is None:
        return None
    digits = re.sub(rb"[^0-9]", b"", number[0]).decode("ascii")
    ranges = [known for known in _RANGES if known.holds(digits)]
    if not ranges or not luhn_fits(digits):
        return None
    start, stop = number.span()
    test = digits in _TEST_NUMBERS or len(set(digits)) <= _FEW_DIGITS or _ZEROS in digits
    named = document.mentions(_WORDS, start, stop)
    common = any(known.common for known in ranges)
    if document.strict and (test or not named):
        return None
    if not named and not (common and (document.kind == "prose" or document.names(_WORDS))):
        return None
    return Found(start, stop, digits.encode(), CREDIT_CARD, "low" if test else "high" if named else "medium")


def _number(text: bytes, end: int) -> re.Match[bytes] | None:
    """Return the whole number in text whose first digits end at end, if it is written as a card's."""
    for begin in range(max(0, end - _LONGEST_CANDIDATE), end - 11):
        number = _NUMBER.match(text, begin)
        if number is None or number.end() < end or (begin and _BEFORE.match(text, begin - 1)):
            continue
        if begin > 1 and _BEFORE.fullmatch(text, begin - 2, begin):
            return None
        groups = tuple(len(group) for group in re.findall(rb"[0-9]+", number[0]))
        if _AFTER.match(text, number.end()):
            return None
        if len(groups) == 1:
            return number if groups[0] in _LENGTHS else None
        separators = set(re.findall(rb"[^0-9]+", number[0]))
        return number if groups in _GROUPS and len(separators) == 1 else None
    return None
