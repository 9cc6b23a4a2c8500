"""The development data: rows of gzip'd JSON Lines in a folder beside the project, and a half that is held out.

The folder is ``../shared/data/detection`` beside this checkout, or what NETALLION_EVAL_DATA names. Its README tells
origin and licence of each file. Nothing of it is copied into the project.
"""

from __future__ import annotations

import gzip
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "NETALLION_EVAL_DATA"
_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data" / "detection"


class DataMissingError(Exception):
    """The folder or a file of it is not there; the message says what to do."""


def folder() -> Path:
    """Return the data's folder. Raises DataMissingError where there is none."""
    named = os.environ.get(VARIABLE)
    place = Path(named) if named else _BESIDE
    if not place.is_dir():
        message = (
            f"There is no folder {place}. The evaluation's data is no part of the project: "
            f"put it there, or name its folder in {VARIABLE}."
        )
        raise DataMissingError(message)
    return place


def records(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of one file, ``secret_examples`` for secret_examples.jsonl.gz. Raises DataMissingError."""
    file = folder() / f"{name}.jsonl.gz"
    if not file.is_file():
        message = f"There is no {file.name} in {file.parent} ({VARIABLE} names another folder)."
        raise DataMissingError(message)
    with gzip.open(file, "rb") as lines:
        for line in lines:
            yield orjson.loads(line)


def held_out(key: str) -> bool:
    """Return whether what belongs to this key (a rule, a source, a text) is in the half that is not looked at.

    By the key's digest, so that the halves stay the same, and kinds rather than rows are held out.
    """
    return sha256(key.encode()).digest()[0] % 2 == 1
