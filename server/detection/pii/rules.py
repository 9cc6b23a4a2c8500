"""What personal data can be found, with the severity of each kind and what to do about it.

high: a card or a social security number opens an account or an identity by itself; medium: a bank account, a passport
or a national number does so with a little more; low: an address, a telephone number, an e-mail or IP address reaches a
person, and there are many of them for good reasons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from server.detection.model import Rule

if TYPE_CHECKING:
    from server.detection.model import Severity

CATEGORY: Final = "pii"

_REMOVE: Final = "Remove it from the document and from the version history, or replace it with made-up data."
_NIST: Final = "https://csrc.nist.gov/pubs/sp/800/122/final"


def _rule(kind: str, title: str, severity: Severity, source: str, advice: str = "") -> Rule:
    return Rule(
        rule_id=f"{CATEGORY}.{kind}",
        category=CATEGORY,
        title=title,
        severity=severity,
        remediation=f"{advice} {_REMOVE}".lstrip(),
        source=source,
    )


CREDIT_CARD: Final = _rule(
    "credit_card",
    "Payment card number",
    "high",
    "ISO/IEC 7812-1 (number, Luhn check digit); PCI DSS 4.0.1, requirement 3",
    "Store tokens of the payment provider, never the number itself.",
)
IBAN: Final = _rule("iban", "Bank account number (IBAN)", "medium", "ISO 13616-1, SWIFT IBAN registry")
US_SSN: Final = _rule("us_ssn", "US social security number", "high", "https://www.ssa.gov/employer/randomization.html")
US_ITIN: Final = _rule(
    "us_itin", "US taxpayer identification number (ITIN)", "high", "https://www.irs.gov/irm/part3/irm_03-021-263r"
)
EMAIL: Final = _rule("email", "E-mail address", "low", f"RFC 5322, section 3.4.1; {_NIST}")
PHONE: Final = _rule("phone", "Telephone number", "low", f"ITU-T E.164; {_NIST}")
IP_ADDRESS: Final = _rule(
    "ip_address", "IP address", "low", f"RFC 791, RFC 4291, IANA special-purpose registries (RFC 6890); {_NIST}"
)
PASSPORT: Final = _rule(
    "passport", "Machine-readable zone of a passport or identity card", "medium", "ICAO Doc 9303, parts 4 and 5"
)
NATIONAL_ID: Final = _rule(
    "national_id", "National identification number", "medium", "the issuing authorities' check digits, see national.py"
)

DEFAULT_RULES: Final = (
    CREDIT_CARD, IBAN, US_SSN, US_ITIN, EMAIL, PHONE, IP_ADDRESS, PASSPORT, NATIONAL_ID,
)  # fmt: skip
