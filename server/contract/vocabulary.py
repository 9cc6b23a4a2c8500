"""The closed vocabularies of the contract, read from the enums that declare them.

A word is an enum value's name without the enum's prefix, in lower case, or its ``word`` option.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Protocol

from google.protobuf import descriptor_pool
from netallion.access.v1 import vocabulary_pb2

if TYPE_CHECKING:
    from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor
    from google.protobuf.message import Message


class GeneratedEnum(Protocol):
    """An enum of a generated module."""

    @property
    def DESCRIPTOR(self) -> EnumDescriptor:  # noqa: N802 -- protobuf's name
        """The enum's descriptor."""


def words_of(enum: EnumDescriptor) -> tuple[str, ...]:
    """Return the enum's words in the order of their numbers, without UNSPECIFIED."""
    prefix = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", enum.name).upper() + "_"
    words = []
    for value in enum.values:
        if value.number:
            given = value.GetOptions().Extensions[vocabulary_pb2.word]
            words.append(given or value.name.removeprefix(prefix).lower())
    return tuple(words)


def words(enum: GeneratedEnum) -> tuple[str, ...]:
    """Return the words of a generated enum, e.g. ``words(scan_pb2.ScanScope) == ("full", "incremental")``."""
    return words_of(enum.DESCRIPTOR)


LIVE, TEST = words(vocabulary_pb2.Environment)
SCAN_READ, SCAN_WRITE, INCIDENTS_READ, ADMIN = SCOPES = words(vocabulary_pb2.Scope)
OWNER, ADMINISTRATOR, MEMBER, VIEWER = words(vocabulary_pb2.Role)
CRITICAL, HIGH, MEDIUM, LOW = SEVERITIES = words(vocabulary_pb2.Severity)


def scope_word(number: int) -> str:
    """Return the word of a Scope's number, which is never 0."""
    return SCOPES[number - 1]


@cache
def vocabulary_of(field: FieldDescriptor) -> tuple[str, ...]:
    """Return the words that a string field may hold; empty if any string."""
    name = field.GetOptions().Extensions[vocabulary_pb2.vocabulary]
    return words_of(descriptor_pool.Default().FindEnumTypeByName(name)) if name else ()


@cache
def bound_fields(message: Descriptor) -> tuple[tuple[str, bool, tuple[str, ...]], ...]:
    """Return (name, repeated, words) of each field of a request that is bound to a vocabulary."""
    return tuple((f.name, f.is_repeated, vocabulary_of(f)) for f in message.fields if vocabulary_of(f))


def foreign_words(request: Message) -> list[tuple[str, tuple[str, ...]]]:
    """Return (field, allowed words) of each field of `request` that holds a word outside its vocabulary."""
    found = []
    for name, repeated, allowed in bound_fields(request.DESCRIPTOR):
        value = getattr(request, name)
        if repeated:
            found += [(f"{name}[{i}]", allowed) for i, word in enumerate(value) if word and word not in allowed]
        elif value and value not in allowed:
            found.append((name, allowed))
    return found
