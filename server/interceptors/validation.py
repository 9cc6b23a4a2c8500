"""Whether a request is what the proto says: field rules (protovalidate), vocabularies, and no unknown query names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.timestamp_pb2 import Timestamp
from protovalidate import Validator

from server.contract.field_names import printable
from server.contract.vocabulary import foreign_words
from server.errors import InvalidArgument, Violation
from server.interceptors.concern import Concern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from google.protobuf.descriptor import Descriptor
    from google.protobuf.message import Message
    from protovalidate import FieldPathPb

    from server.interceptors.call import Call

ORIGINAL_PATH = "x-envoy-original-path"
LONGEST_LIST = 1000
"""Entries, more than the contract gives any list of a request."""

_validator = Validator()
_SECONDS = range(-62_135_596_800, 253_402_300_800)
_NANOS = range(1_000_000_000)


class Unreadable:
    """Stands for a request that is no message of its type: not Protobuf at all, or text in it that is not UTF-8."""


UNREADABLE = Unreadable()


def violations_of(request: Message) -> list[Violation]:
    """Return all that is wrong with a request; empty if nothing is."""
    if overlong := [*_overlong(request)]:
        return overlong
    found = [
        Violation(_path(v.proto.field), v.proto.message or v.proto.rule_id)
        for v in _validator.collect_violations(request)
    ]
    found += [Violation(name, f"must be one of {', '.join(allowed)}") for name, allowed in foreign_words(request)]
    found += _unstorable(request)
    return found


def violations_of_query(path: str, known: Collection[str]) -> list[Violation]:
    """Return a violation for each name in a path's query that is not known."""
    names = {name.partition(".")[0] for name, _ in parse_qsl(path.partition("?")[2], keep_blank_values=True)}
    return [Violation(printable(name), "unknown query parameter") for name in sorted(names.difference(known))]


def _overlong(request: Message) -> Iterator[Violation]:
    """Yield a violation for each list that is longer than any may be.

    Asked first: to find what is wrong with every entry of a list of a million takes longer than a call may.
    """
    for name in _lists(request.DESCRIPTOR):
        if len(getattr(request, name)) > LONGEST_LIST:
            yield Violation(name, f"must have at most {LONGEST_LIST} entries")


@cache
def _lists(message: Descriptor) -> tuple[str, ...]:
    """Return the names of a message's repeated fields."""
    return tuple(field.name for field in message.fields if field.is_repeated)


def _unstorable(message: Message, path: str = "") -> Iterator[Violation]:
    """Yield what no database can hold: a text with a U+0000 in it, and an instant that is none (timestamp.proto)."""
    for name, repeated, text in _texts_and_messages(message.DESCRIPTOR):
        if not (repeated or text or message.HasField(name)):
            continue
        value = getattr(message, name)
        for index, entry in enumerate(value if repeated else (value,)):
            if text:
                if "\0" in entry:
                    yield Violation(_place(path, name, index, repeated), "must not contain the character U+0000")
            elif not isinstance(entry, Timestamp):
                yield from _unstorable(entry, f"{_place(path, name, index, repeated)}.")
            elif entry.seconds not in _SECONDS or entry.nanos not in _NANOS:
                yield Violation(_place(path, name, index, repeated), "must be an instant of the years 1 to 9999")


@cache
def _texts_and_messages(message: Descriptor) -> tuple[tuple[str, bool, bool], ...]:
    """Return (name, repeated, whether it is text) of a message's fields that are texts or messages, maps excepted."""
    kinds = (FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_MESSAGE)
    return tuple(
        (field.name, field.is_repeated, field.type == FieldDescriptor.TYPE_STRING)
        for field in message.fields
        if field.type in kinds and not (field.message_type and field.message_type.GetOptions().map_entry)
    )


def _place(path: str, name: str, index: int, repeated: bool) -> str:
    return f"{path}{name}[{index}]" if repeated else f"{path}{name}"


def _path(field: FieldPathPb | None) -> str:
    """Return a field path such as ``documents[3].path``; "" for a rule of the whole message."""
    path = ""
    for element in field.elements if field else ():
        subscript = element.subscript
        index = f"[{subscript.value}]" if subscript is not None and subscript.field == "index" else ""
        path += f".{element.field_name}{index}"
    return path[1:]


class Validation(Concern):
    """Refuses a request that breaks a rule of its proto."""

    name = "validation"

    def __init__(self, query_names: Mapping[str, frozenset[str]]) -> None:
        """`query_names`: for each method, the names that a REST caller may put in the query."""
        self._query_names = query_names

    def enter(self, call: Call) -> None:
        """Raise InvalidArgument, which names each field."""
        if not call.policy.cost:
            return
        path = call.text(ORIGINAL_PATH)
        if path and "?" in path:
            known = self._query_names.get(call.method)
            unknown = violations_of_query(path, known) if known is not None else []
            if unknown:
                raise InvalidArgument(unknown)
        if call.request is not None:
            self.message(call, call.request)

    def message(self, call: Call, message: Message | Unreadable) -> None:  # noqa: ARG002 -- the signature of the moment
        """Raise InvalidArgument, which names each field."""
        if isinstance(message, Unreadable):
            raise InvalidArgument([Violation("", "the request cannot be read; text must be UTF-8")])
        if found := violations_of(message):
            raise InvalidArgument(found)
