"""How many bytes of raw data follow the description of an array in a joblib pickle.

joblib writes an array's data into the pickle's file right behind the ``NumpyArrayWrapper`` that describes it
(``joblib.numpy_pickle``, BSD-3-Clause): a byte that says how much padding follows, the padding, the data; for arrays
of objects a pickle of its own. Who reads the opcodes must pass over it as ``joblib.load`` does.
"""

from __future__ import annotations

import re
from math import prod
from typing import Any, Final

OBJECTS: Final = -1
"""In place of a size: a pickle of the array's objects follows."""

_ITEM: Final = re.compile(r"[<>|=]?([?a-zA-Z])(\d*)")
_SIZES: Final = {
    "?": 1,
    "b": 1,
    "B": 1,
    "h": 2,
    "H": 2,
    "i": 4,
    "I": 4,
    "l": 8,
    "L": 8,
    "q": 8,
    "Q": 8,
    "e": 2,
    "f": 4,
    "d": 8,
}
_CHARACTER: Final = 4


def joblib_array_size(state: Any, first: bytes) -> int | None:
    """Return the bytes that follow a wrapper with this state, OBJECTS, or None if nothing can be said.

    state is what ``BUILD`` gives the wrapper; first the first byte behind it.
    """
    if not isinstance(state, dict):
        return None
    shape, item = state.get("shape"), _item_size(getattr(state.get("dtype"), "arguments", None))
    if item is None or not isinstance(shape, tuple) or not all(isinstance(size, int) and size >= 0 for size in shape):
        return None
    if item == OBJECTS:
        return OBJECTS
    padding = 1 + first[0] if isinstance(state.get("numpy_array_alignment_bytes"), int) and first else 0
    return padding + prod(shape) * item


def _item_size(arguments: Any) -> int | None:
    """Return the bytes of an item by the arguments of ``numpy.dtype``, as in ``('f8', False, True)``."""
    name = arguments[0] if isinstance(arguments, tuple) and arguments else None
    item = _ITEM.fullmatch(name) if isinstance(name, str) else None
    if item is None:
        return None
    kind, size = item.groups()
    if kind == "O":
        return OBJECTS
    if not size:
        return _SIZES.get(kind)
    return int(size) * (_CHARACTER if kind == "U" else 1)
