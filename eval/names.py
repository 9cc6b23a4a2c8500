"""Names of people and places, by the extra: measured where it is installed and its model named, as a server would."""

from __future__ import annotations

import os

from eval.data import records
from eval.model import NOT_INSTALLED, Row, share, shares
from server.detection.model import Subject
from server.detection.pii.names import installed

_VARIABLE = "NETALLION_NAMES_MODEL"
_KINDS = {"pii.person_name": {"PERSON"}, "pii.place": {"GPE"}}
_ALSO_PLACES = {"GPE", "STREET_ADDRESS", "LOCATION", "NRP"}


def rows() -> list[Row]:
    """Return the rows of the category names."""
    names = "names of people, places: recall / precision"
    model = os.environ.get(_VARIABLE, "")
    if not model:
        return [Row(names, NOT_INSTALLED, note=f"An extra: pip install 'netallion[names]', a model, and {_VARIABLE}.")]
    detector = installed(model)
    wanted, found, false = (dict.fromkeys(_KINDS, 0) for _ in range(3))
    for record in records("pii"):
        content = record["text"].encode()
        spans = [
            (len(record["text"][:start].encode()), len(record["text"][:end].encode()), kind)
            for start, end, kind in record["spans"]
        ]
        sightings = detector.detect(Subject("sentence.txt", "", content, content), 60.0).sightings
        for rule, kinds in _KINDS.items():
            seen = [(one.start, one.end) for one in sightings if one.rule is not None and one.rule.rule_id == rule]
            right = kinds | (_ALSO_PLACES if "GPE" in kinds else set())
            wanted[rule] += sum(kind in kinds for _, _, kind in spans)
            found[rule] += sum(
                kind in kinds and any(start < other_end and other < end for other, other_end in seen)
                for start, end, kind in spans
            )
            false[rule] += sum(
                not any(kind in right and start < other_end and other < end for other, other_end, kind in spans)
                for start, end in seen
            )
    measured = ", ".join(
        shares(share(found[rule], wanted[rule]), share(found[rule], found[rule] + false[rule])) for rule in _KINDS
    )
    return [
        Row(names, measured, note=f"{model}; {sum(wanted.values())} in the sentences. Reported with low confidence.")
    ]
