"""Whether a request is what the proto says: field rules (protovalidate), vocabularies, and no unknown query names."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from google.protobuf.descriptor import FieldDescriptor
from protovalidate import Validator

from server.contract.field_names import printable
from server.contract.vocabulary import foreign_words
from server.errors import InvalidArgument, Violation
from server.interceptors.concern import Concern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from google.protobuf.message import Message
    from protovalidate import FieldPathPb

    from server.interceptors.call import Call

ORIGINAL_PATH = "x-envoy-original-path"
LONGEST_LIST = 1000
"""Entries, more than the contract gives any list of a request."""

_validator = Validator()


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
    found += [Violation(name, "must not contain the character U+0000") for name in _with_nul(request)]
    return found


def _overlong(request: Message) -> Iterator[Violation]:
    """Yield a violation for each list that is longer than any may be.

    Asked first: to find what is wrong with every entry of a list of a million takes longer than a call may.
    """
    for field, value in request.ListFields():
        if field.is_repeated and len(value) > LONGEST_LIST:
            yield Violation(field.name, f"must have at most {LONGEST_LIST} entries")


def _with_nul(message: Message) -> Iterator[str]:
    """Yield the path of each text with a U+0000 in it, which PostgreSQL cannot hold."""
    for field, value in message.ListFields():
        if field.type not in (FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_MESSAGE):
            continue
        for index, entry in enumerate(value if field.is_repeated else (value,)):
            place = f"{field.name}[{index}]" if field.is_repeated else field.name
            if isinstance(entry, str):
                if "\0" in entry:
                    yield place
            else:
                yield from (f"{place}.{inner}" for inner in _with_nul(entry))


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
        if path and "?" in path and (known := self._query_names.get(call.method)) is not None:
            names = {name.partition(".")[0] for name, _ in parse_qsl(urlsplit(path).query, keep_blank_values=True)}
            if unknown := sorted(names - known):
                raise InvalidArgument([Violation(printable(name), "unknown query parameter") for name in unknown])
        if call.request is not None:
            self.message(call, call.request)

    def message(self, call: Call, message: Message | Unreadable) -> None:  # noqa: ARG002 -- the signature of the moment
        """Raise InvalidArgument, which names each field."""
        if isinstance(message, Unreadable):
            raise InvalidArgument([Violation("", "the request cannot be read; text must be UTF-8")])
        if found := violations_of(message):
            raise InvalidArgument(found)
