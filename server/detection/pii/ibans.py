"""International bank account numbers: country, length, structure of the national part, and the check digits.

ISO 13616-1; structures as in the SWIFT IBAN registry (release 99) and, for countries not in it, as their banks use
them. n is a digit, a a letter, c either. Check digits by ISO 7064 MOD 97-10.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from server.detection.pii.found import Found
from server.detection.pii.rules import IBAN

if TYPE_CHECKING:
    from server.detection.pii.documents import Document

_STRUCTURES: Final = """
AD 8n12c;AE 19n;AL 8n16c;AO 21n;AT 16n;AZ 4a20c;BA 16n;BE 12n;BF 2c22n;BG 4a6n8c;BH 4a14c;BI 23n;BJ 2c22n;BR 23n1a1c;
BY 4c4n16c;CF 23n;CG 23n;CH 5n12c;CI 2a22n;CM 23n;CR 18n;CV 21n;CY 8n16c;CZ 20n;DE 18n;DJ 23n;DK 14n;DO 4c20n;DZ 22n;
EE 16n;EG 25n;ES 20n;FI 14n;FK 2a12n;FO 14n;FR 10n11c2n;GA 23n;GB 4a14n;GE 2a16n;GI 4a15c;GL 14n;GQ 23n;GR 7n16c;
GT 24c;GW 2c19n;HN 4a20n;HR 17n;HU 24n;IE 4a14n;IL 19n;IQ 4a15n;IR 22n;IS 22n;IT 1a10n12c;JO 4a4n18c;KM 23n;KW 4a22c;
KZ 3n13c;LB 4n20c;LC 4a24c;LI 5n12c;LT 16n;LU 3n13c;LV 4a13c;LY 21n;MA 24n;MC 10n11c2n;MD 20c;ME 18n;MG 23n;
MK 3n10c2n;ML 2c22n;MN 16n;MR 23n;MT 4a5n18c;MU 4a19n3a;MZ 21n;NE 2a22n;NI 4a20n;NL 4a10n;NO 11n;OM 3n16c;PK 4a16c;
PL 24n;PS 4a21c;PT 21n;QA 4a21c;RO 4a16c;RS 18n;RU 14n15c;SA 2n18c;SC 4a20n3a;SD 14n;SE 20n;SI 15n;SK 20n;SM 1a10n12c;
SN 2a22n;SO 19n;ST 21n;SV 4a20n;TD 23n;TG 2a22n;TL 19n;TN 20n;TR 6n16c;UA 6n19c;VA 18n;VG 4a16n;XK 16n;YE 4a4n18c
"""
_CLASSES: Final = {"n": "[0-9]", "a": "[A-Z]", "c": "[0-9A-Z]"}


def _pattern(structure: str) -> re.Pattern[str]:
    parts = re.findall(r"(\d+)([nac])", structure)
    return re.compile("".join(f"{_CLASSES[kind]}{{{count}}}" for count, kind in parts))


def _length(structure: str) -> int:
    return 4 + sum(int(count) for count in re.findall(r"\d+", structure))


_LISTED: Final = [entry.strip().split(" ") for entry in _STRUCTURES.split(";")]
LENGTHS: Final = {country: _length(structure) for country, structure in _LISTED}
"""The whole length of an IBAN, in characters, by country."""
COUNTRIES: Final = tuple(sorted(LENGTHS))
_NATIONAL: Final = {country: _pattern(structure) for country, structure in _LISTED}

# From the registry, the standard's and the banks' own explanations of what an IBAN is.
_EXAMPLES_LISTED: Final = (
    "AT611904300234573201 BE68539007547034 CH9300762011623852957 DE89370400440532013000 DE75512108001245126199"
    " DK5000400440116243 ES9121000418450200051332 FI2112345600000785 FR1420041010050500013M02606"
    " GB29NWBK60161331926819 GB33BUKB20201555555555 GB82WEST12345698765432 GB94BARC10201530093459"
    " GR1601101250000000012300695 IE29AIBK93115212345678 IT60X0542811101000000123456 LU280019400644750000"
    " NL91ABNA0417164300 NO9386011117947 PL61109010140000071219812874 PT50000201231234567890154"
    " SE4550000000058398257466 SA0380000000608010167519 TR330006100519786457841326"
)
_EXAMPLES: Final = frozenset(_EXAMPLES_LISTED.split())
_START: Final = re.compile(rb"[A-Za-z]{2}[0-9]{2}")
# A candidate is the first twelve characters with up to two separators between them.
_CANDIDATE: Final = range(12, 15)
_WORD: Final = re.compile(rb"[0-9A-Za-z_]")


def check_digits_fit(iban: str) -> bool:
    """Return whether a compact IBAN in capitals passes MOD 97-10."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def valid(iban: str) -> bool:
    """Return whether a compact IBAN in capitals is one: country, length, structure and check digits."""
    national = _NATIONAL.get(iban[:2])
    return (
        national is not None
        and len(iban) == LENGTHS[iban[:2]]
        and national.fullmatch(iban, 4) is not None
        and check_digits_fit(iban)
    )


def judge(document: Document, end: int) -> Found | None:
    """Return the IBAN whose first characters end at end, or None."""
    text = document.text
    for length in _CANDIDATE:
        begin = end - length
        if begin >= 0 and _START.match(text, begin) and (begin == 0 or not _WORD.match(text, begin - 1)):
            found = _at(document, begin)
            if found is not None:
                return found
    return None


def _at(document: Document, begin: int) -> Found | None:
    text = document.text
    country = text[begin : begin + 2].decode("ascii").upper()
    length = LENGTHS.get(country)
    if length is None:
        return None
    compact: list[str] = []
    at = begin
    while at < len(text) and len(compact) < length:
        character = text[at : at + 1]
        if character in b" -" and compact and len(compact) % 4 == 0:
            at += 1
            continue
        if not character.isalnum():
            return None
        compact.append(character.decode("latin-1"))
        at += 1
    written = "".join(compact)
    if len(compact) < length or _WORD.match(text, at) or not (written.isupper() or written.islower()):
        return None
    iban = written.upper()
    if not valid(iban):
        return None
    example = iban in _EXAMPLES
    if example and document.strict:
        return None
    return Found(begin, at, iban.encode(), IBAN, "low" if example else "high")
