"""Whether a JSON value has the shape of a request message, read as strictly as the contract says.

The transcoder, which makes the message, is kinder: it drops fields that it does not know, takes camelCase names, quoted
numbers and single quotes. This module decides and names what is wrong; it makes nothing. Where it is content, the
transcoder is too (tests/integration/test_edge_bodies.py compares them).

JSON of Protobuf: https://protobuf.dev/programming-guides/json/. Names are those of the proto only; null stands for a
field that is not given.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.timestamp_pb2 import Timestamp

from server.contract.field_names import printable
from server.errors import Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from google.protobuf.descriptor import Descriptor

    Shape = Callable[[object, str, list[Violation]], None]

MOST_VIOLATIONS = 20
"""So many are named; a body may hold millions."""

_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII)
_STANDARD = re.compile(r"[A-Za-z0-9+/]*(={0,2})", re.ASCII)
_URL_SAFE = re.compile(r"[A-Za-z0-9_-]*(={0,2})", re.ASCII)
_QUANTUM = 4

_INTEGERS = {
    FieldDescriptor.CPPTYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_UINT32: (0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_INT64: (-(2**63), 2**63 - 1),
    FieldDescriptor.CPPTYPE_UINT64: (0, 2**64 - 1),
}


class Object(dict[str, object]):
    """A JSON object that has a name twice."""

    __slots__ = ("twice",)

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.twice = next(name for name, count in Counter(names).items() if count > 1)


def object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the object of these members; an `Object` if a name is there twice. An `object_pairs_hook` of json."""
    members = dict(pairs)
    return members if len(members) == len(pairs) else Object(pairs)


@cache
def shape_of(message: Descriptor) -> Shape:
    """Return the function that adds to a list whatever keeps a value from being this message.

    Raises TypeError, at start-up, if a field is of a kind that no request has had yet.
    """
    fields: dict[str, Shape] = {}
    choices: dict[str, str] = {}
    for field in message.fields:
        fields[field.name] = _list_of(_kind_of(field)) if field.is_repeated else _kind_of(field)
        if field.containing_oneof and not field.containing_oneof.name.startswith("_"):
            choices[field.name] = field.containing_oneof.name
    return _object_shape(fields, {field.json_name: field.name for field in message.fields}, choices)


def _object_shape(fields: Mapping[str, Shape], camel: Mapping[str, str], choices: Mapping[str, str]) -> Shape:
    def look(value: object, path: str, found: list[Violation]) -> None:
        if not isinstance(value, dict):
            found.append(Violation(path, "must be a JSON object"))
            return
        prefix = f"{path}." if path else ""
        if isinstance(value, Object):
            found.append(Violation(prefix + printable(value.twice), "is given twice"))
        chosen: dict[str, str] = {}
        for name, item in value.items():
            if len(found) >= MOST_VIOLATIONS:
                return
            field = fields.get(name)
            if field is None:
                meant = camel.get(name)
                found.append(
                    Violation(prefix + printable(name), f"unknown field; it is {meant}" if meant else "unknown field")
                )
            elif item is not None:
                field(item, prefix + name, found)
                choice = choices.get(name)
                if choice and chosen.setdefault(choice, name) != name:
                    found.append(Violation(prefix + name, f"cannot be given together with {chosen[choice]}"))

    return look


def _list_of(element: Shape) -> Shape:
    def look(value: object, path: str, found: list[Violation]) -> None:
        if not isinstance(value, list):
            found.append(Violation(path, "must be a list"))
            return
        for index, item in enumerate(value):
            if len(found) >= MOST_VIOLATIONS:
                return
            element(item, f"{path}[{index}]", found)

    return look


def _kind_of(field: FieldDescriptor) -> Shape:
    kind = field.cpp_type
    if field.type == FieldDescriptor.TYPE_BYTES:
        return _base64
    if kind == FieldDescriptor.CPPTYPE_STRING:
        return _text
    if kind == FieldDescriptor.CPPTYPE_BOOL:
        return _boolean
    if kind in _INTEGERS:
        return _whole_number(*_INTEGERS[kind])
    if message := field.message_type:
        if message.full_name == Timestamp.DESCRIPTOR.full_name:
            return _time
        if message.file.package.startswith("netallion."):
            return shape_of(message)
    raise TypeError(f"{field.full_name}: teach server/edge/json_shape.py what JSON this kind of field has")


def _text(value: object, path: str, found: list[Violation]) -> None:
    if not isinstance(value, str):
        found.append(Violation(path, "must be text"))
    elif not value.isascii() and not _is_unicode(value):
        found.append(Violation(path, "must be Unicode without lone surrogates"))


def _is_unicode(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _boolean(value: object, path: str, found: list[Violation]) -> None:
    if not isinstance(value, bool):
        found.append(Violation(path, "must be true or false"))


def _whole_number(least: int, most: int) -> Shape:
    def look(value: object, path: str, found: list[Violation]) -> None:
        whole = type(value) is int or (type(value) is float and value.is_integer())
        if not whole:
            found.append(Violation(path, "must be a whole number"))
        elif not least <= value <= most:  # type: ignore[operator]  # it is a number
            found.append(Violation(path, f"must be a whole number from {least} to {most}"))

    return look


def _time(value: object, path: str, found: list[Violation]) -> None:
    try:
        if isinstance(value, str) and _TIME.fullmatch(value):
            Timestamp().FromJsonString(value)  # knows the calendar
            return
    except ValueError:
        pass
    found.append(Violation(path, "must be a time of RFC 3339, e.g. 2030-01-31T12:00:00Z"))


def _base64(value: object, path: str, found: list[Violation]) -> None:
    """RFC 4648, sections 4 and 5: either alphabet, with padding or without."""
    if isinstance(value, str) and (form := _STANDARD.fullmatch(value) or _URL_SAFE.fullmatch(value)):
        padding = len(form[1])
        if len(value) % _QUANTUM == 0 if padding else len(value) % _QUANTUM != 1:
            return
    found.append(Violation(path, "must be bytes in base64"))
