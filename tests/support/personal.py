"""Made-up personal data, put together at run time so that a scan of this project stays clean."""

from __future__ import annotations

import random
import re
from typing import Final

from server.detection.model import DocumentBytes, Observation, Sighting, Subject
from server.detection.pii import PiiDetector
from server.detection.pii.ibans import LENGTHS
from server.detection.text import scannable

DETECTOR: Final = PiiDetector()


def observe(content: str | bytes, path: str = "letter.txt", media_type: str = "") -> Observation:
    """Return what the detector sees in a document."""
    data = content.encode() if isinstance(content, str) else content
    document = DocumentBytes(path, media_type, data)
    return DETECTOR.detect(Subject(document.path, document.media_type, data, scannable(data)), 20.0)


def seen(content: str | bytes, path: str = "letter.txt", media_type: str = "") -> dict[str, str]:
    """Return the findings' normal values by the kind in their rule id."""
    return {kind_of(sighting): sighting.value.decode() for sighting in sightings(content, path, media_type)}


def sightings(content: str | bytes, path: str = "letter.txt", media_type: str = "") -> list[Sighting]:
    """Return what is a finding, in order of place; nothing may be cut off."""
    observation = observe(content, path, media_type)
    assert not observation.cut_off
    return [sighting for sighting in observation.sightings if sighting.rule is not None]


def kind_of(sighting: Sighting) -> str:
    """Return the kind of personal data that a finding's rule id names."""
    assert sighting.rule is not None
    return sighting.rule.rule_id.removeprefix("pii.")


def digits(seed: int, count: int) -> str:
    """Return digits of which the first is not 0, without runs that look made up."""
    return "".join(random.Random(seed).choices("13579246", k=count))  # noqa: S311 - the same in every run


def card(start: str, length: int = 16, seed: int = 1) -> str:
    """Return a card number with its check digit."""
    body = start + digits(seed, length - len(start) - 1)
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(reversed(body)))
    return body + str(-total % 10)


def iban(country: str, national: str) -> str:
    """Return an IBAN with its check digits."""
    number = "".join(str(int(character, 36)) for character in f"{national}{country}00")
    return f"{country}{98 - int(number) % 97:02}{national}"


def german_iban(seed: int = 1) -> str:
    """Return a German IBAN."""
    return iban("DE", digits(seed, LENGTHS["DE"] - 4))


def ssn(area: int = 536, group: int = 72, serial: int = 4821, sign: str = "-") -> str:
    """Return a social security number."""
    return f"{area:03}{sign}{group:02}{sign}{serial:04}"


def email(local: str = "r.castellanos", domain: str = "lindenhof-praxis.de") -> str:
    """Return an address."""
    return f"{local}@{domain}"


def grouped(number: str, *sizes: int, sign: str = " ") -> str:
    """Return a number cut into groups of these sizes, the rest one more group."""
    parts = []
    for size in sizes:
        parts.append(number[:size])
        number = number[size:]
    return sign.join([*parts, number] if number else parts)


def spaced(number: str) -> str:
    """Return a number in groups of four."""
    return " ".join(re.findall(".{1,4}", number))
