"""Reads the body of a REST request strictly, and says what is wrong with it in words that repeat nothing of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn

from server.edge.json_shape import object_of
from server.errors import Violation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.edge.json_shape import Shape

# What Python's reader says, as the beginning of its message, and what we say.
_WORDS = {
    "Expecting value": "a value is missing or is no JSON",
    "Expecting property name": "a name in double quotes is missing",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Illegal trailing comma": "there is a comma too many",
    "Unterminated string": "text that begins here does not end",
    "Invalid control character": "a control character in text must be written as an escape",
    "Invalid \\": "an escape in text is not one of JSON's",
    "Extra data": "there is something after the end of the value",
    "Unexpected UTF-8 BOM": "it begins with a byte order mark",
}
_CHARSET = re.compile(r';\s*charset\s*=\s*"?([^";\s]+)', re.IGNORECASE)
_UTF8 = ("utf-8", "utf8", "us-ascii")


class _NotJson(ValueError):
    """A word that Python's reader takes and JSON does not have."""


def _refuse_constant(_: str) -> NoReturn:
    raise _NotJson


_decoder = json.JSONDecoder(object_pairs_hook=object_of, parse_constant=_refuse_constant)


def violations_of_body(body: bytes, content_type: str, shape: Shape, given: Iterable[str]) -> list[Violation]:
    """Return what is wrong with a body; nothing if it is the JSON of a request. No body is an empty object.

    Args:
        body: The bytes as they came.
        content_type: The header; its charset, if it names one, must be UTF-8. JSON is expected whatever else it says.
        shape: What the request is made of.
        given: Names of fields that the path gives, which the body must not give again.
    """
    charset = _CHARSET.search(content_type)
    if charset and charset[1].lower() not in _UTF8:
        return [Violation("content-type", "the charset must be utf-8")]
    if not body:
        return []
    value, wrong = _read(body)
    if wrong:
        return [Violation("", wrong)]
    found: list[Violation] = []
    if isinstance(value, dict):
        found += [Violation(name, "is given by the path") for name in given if name in value]
        shape({name: item for name, item in value.items() if name not in given} if found else value, "", found)
    else:
        shape(value, "", found)
    return [violation if violation.field else Violation("", f"the body {violation.description}") for violation in found]


def _read(body: bytes) -> tuple[object, str]:
    """Return the value and ""; or None and what is wrong."""
    try:
        return _decoder.decode(body.decode()), ""
    except UnicodeDecodeError as error:
        return None, f"the body is not UTF-8 at byte {error.start + 1}"
    except json.JSONDecodeError as error:
        words = next((ours for theirs, ours in _WORDS.items() if error.msg.startswith(theirs)), "it is no JSON")
        return None, f"the body is malformed JSON at line {error.lineno}, column {error.colno}: {words}"
    except _NotJson:
        return None, "the body is malformed JSON: NaN and Infinity are no numbers of JSON"
    except RecursionError:
        return None, "the body is nested too deep"
    except ValueError:  # Python reads no number of more than 4,300 digits
        return None, "the body holds a number that is too long"
