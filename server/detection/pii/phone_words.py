"""What the words beside a number say of it: that it is a telephone's, or that it is something else's."""

from __future__ import annotations

import re
from typing import Final, Literal

Hint = Literal["label", "near", "other"]
"""label: its field says telephone; near: the sentence speaks of telephones; other: it is named something else."""

_LABEL: Final = re.compile(
    rb"(?:phone|mobile|mob|tel|tel\.|t\xc3\xa9l\.?|cell|fax|msisdn|handy|desk|office|home|work|direct|landline|contact"
    rb"|\bph|\b(?:my|your|h(?:is|er)|our|their) number)[\w.]{0,12}(?:\s(?:no\.?|nr\.?|number|num))?[\"'>]?\s?"
    rb"(?:[:=>]{1,2}|#|is)?\s*[\"'(]?\Z|\bregistered\W{1,2}\Z",
    re.IGNORECASE,
)
_NEAR: Final = re.compile(
    rb"phones?|\b(?:mobiles?|mob|cell(?:ular|phone)?|handy|m(?:o|\xc3\xb3)vil|landline|ph)\b|\bt(?:e|\xc3\xa9)l(?:\b|e|\xc3\xa9)"
    rb"|fax\b|\b(?:call|dial|text|ring|reach|answer)(?:s|l?ed|l?ing|er|able)?\b|\bsms\b|whats?app|hot ?line|help ?line"
    rb"|\bmsisdn|voice ?mail|\bmessages? (?:to|at|on)\b",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    rb"(?:order|invoice|ticket|ref(?:erence)?|account|acct|\bids?|case|track(?:ing)?|serial|\bsku|isbn|issn|\bzip"
    rb"|postal(?: code)?|\bbox|\bapt|suite|unit|version|\bpage|pmid|\bdoi|\brfc|\bbug|issue|card|licen[cs]e|passport"
    rb"|\bssn|social security|iban|\bvat|\btax|\bein\b|\bpin\b|code|room|flight|date|born|\bdob|batch|policy"
    rb"|member(?:ship)?|customer|patient|employee|student|\bport|build|commit|merge|score|total|amount|price|population|routing|sorting)"
    rb"[\s:#'\"]{0,3}(?:number|no\.?|num|nr\.?|id|is|was|code|#|[:=]|\s){0,4}[\s:#'\"(=]{0,3}\Z",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(rb"\W{0,3}(?:office|fax|mobile|cell|home|work|desk|direct|phone|tel)\b", re.IGNORECASE)
# Another number, an empty line or the end of a sentence (not of an abbreviation) ends what is said of a number.
_ENDS: Final = re.compile(rb"[0-9]|\n\s*\n\s*\S[^\n]*\n|(?<!tel)(?<!\bno)(?<!\bnr)(?<!mob)(?<!\bph)[.!?]\s")
_BEFORE: Final = 40
_BEFORE_BARE: Final = 24


def hint(text: bytes, start: int, end: int, *, bare: bool) -> Hint | None:
    """Return what the words around text[start:end] say of the number there; bare: it is nothing but digits."""
    before = _ENDS.split(text[max(0, start - (_BEFORE_BARE if bare else _BEFORE)) : start])[-1]
    if _OTHER.search(before):
        return "other"
    if _LABEL.search(before) or _AFTER.match(text, end):
        return "label"
    return "near" if _NEAR.search(before) else None
