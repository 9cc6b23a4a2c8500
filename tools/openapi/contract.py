"""The protos as the document sees them: declarations by full name, each with its comment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from netallion.access.v1 import vocabulary_pb2

if TYPE_CHECKING:
    from google.protobuf.descriptor_pb2 import (
        DescriptorProto,
        EnumDescriptorProto,
        EnumValueDescriptorProto,
        FieldDescriptorProto,
        FileDescriptorProto,
        FileDescriptorSet,
        ServiceDescriptorProto,
    )

# Field numbers in descriptor.proto, of which a SourceCodeInfo.Location's path is made.
_FILE_MESSAGE: Final = 4
_FILE_ENUM: Final = 5
_FILE_SERVICE: Final = 6
_MESSAGE_FIELD: Final = 2
_MESSAGE_NESTED: Final = 3
_MESSAGE_ENUM: Final = 4
_ENUM_VALUE: Final = 2
_SERVICE_METHOD: Final = 2

LocationPath = tuple[int, ...]


class UnsupportedContractError(ValueError):
    """The protos have something that the document cannot say; the text names it."""


@dataclass(frozen=True)
class Word:
    """One word of a closed vocabulary."""

    number: int
    text: str
    comment: str


@dataclass(frozen=True)
class Contract:
    """What a descriptor set declares. The keys are full names without a leading dot, e.g. "netallion.scan.v1.Scan"."""

    messages: dict[str, DescriptorProto] = field(default_factory=dict)
    enums: dict[str, EnumDescriptorProto] = field(default_factory=dict)
    services: dict[str, ServiceDescriptorProto] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    """By full name; a field's is `<message>.<field>`, a method's `<service>.<method>`, a value's `<enum>.<value>`."""

    def comment(self, name: str) -> str:
        """Returns the comment above a declaration with its lines joined to paragraphs; empty if there is none."""
        return self.comments.get(name, "")

    def words(self, enum_name: str) -> list[Word]:
        """Returns the words of a vocabulary in the order of their numbers."""
        if enum_name not in self.enums:
            raise UnsupportedContractError(f"no enum {enum_name}, which a vocabulary option names")
        values = sorted(self.enums[enum_name].value, key=lambda value: value.number)
        prefix = _enum_prefix(values)
        return [
            Word(value.number, _word(value, prefix), self.comment(f"{enum_name}.{value.name}"))
            for value in values
            if value.number != 0
        ]


def read_contract(files: FileDescriptorSet) -> Contract:
    """Returns the declarations of a descriptor set that has source information."""
    contract = Contract()
    for file in files.file:
        _FileReader(contract, file).read()
    return contract


def full_name(type_name: str) -> str:
    """Returns a type reference of a descriptor as a key of `Contract`."""
    return type_name.removeprefix(".")


def vocabulary_of(declared: FieldDescriptorProto) -> str:
    """Returns the full name of the enum whose words the field may hold; empty if it has no vocabulary."""
    return declared.options.Extensions[vocabulary_pb2.vocabulary]


class _FileReader:
    """Adds one file's declarations to a contract."""

    def __init__(self, contract: Contract, file: FileDescriptorProto) -> None:
        self._contract = contract
        self._file = file
        self._comments: dict[LocationPath, str] = {
            tuple(location.path): location.leading_comments
            for location in file.source_code_info.location
            if location.leading_comments
        }

    def read(self) -> None:
        package = self._file.package
        for index, message in enumerate(self._file.message_type):
            self._read_message(package, message, (_FILE_MESSAGE, index))
        for index, enum in enumerate(self._file.enum_type):
            self._read_enum(package, enum, (_FILE_ENUM, index))
        for index, service in enumerate(self._file.service):
            name = self._note(package, service.name, (_FILE_SERVICE, index))
            self._contract.services[name] = service
            for position, method in enumerate(service.method):
                self._note(name, method.name, (_FILE_SERVICE, index, _SERVICE_METHOD, position))

    def _read_message(self, scope: str, message: DescriptorProto, path: LocationPath) -> None:
        name = self._note(scope, message.name, path)
        self._contract.messages[name] = message
        for index, declared in enumerate(message.field):
            self._note(name, declared.name, (*path, _MESSAGE_FIELD, index))
        for index, nested in enumerate(message.nested_type):
            self._read_message(name, nested, (*path, _MESSAGE_NESTED, index))
        for index, enum in enumerate(message.enum_type):
            self._read_enum(name, enum, (*path, _MESSAGE_ENUM, index))

    def _read_enum(self, scope: str, enum: EnumDescriptorProto, path: LocationPath) -> None:
        name = self._note(scope, enum.name, path)
        self._contract.enums[name] = enum
        for index, value in enumerate(enum.value):
            self._note(name, value.name, (*path, _ENUM_VALUE, index))

    def _note(self, scope: str, name: str, path: LocationPath) -> str:
        """Keeps the comment of a declaration and returns its full name."""
        full = f"{scope}.{name}"
        if path in self._comments:
            self._contract.comments[full] = _paragraphs(self._comments[path])
        return full


def _paragraphs(comment: str) -> str:
    blocks = "\n".join(line.strip() for line in comment.splitlines()).split("\n\n")
    return "\n\n".join(" ".join(block.split("\n")).strip() for block in blocks).strip()


def _enum_prefix(values: list[EnumValueDescriptorProto]) -> str:
    """Returns what buf's ENUM_ZERO_VALUE_SUFFIX and ENUM_VALUE_PREFIX make every value begin with, e.g. "ROLE_"."""
    return values[0].name.removesuffix("UNSPECIFIED")


def _word(value: EnumValueDescriptorProto, prefix: str) -> str:
    given = value.options.Extensions[vocabulary_pb2.word]
    return given or value.name.removeprefix(prefix).lower()


def first_sentence(text: str) -> str:
    """Returns the text up to its first full stop, colon or semicolon that ends a clause, without it."""
    paragraph = text.split("\n\n", 1)[0]
    ends = [paragraph.find(mark) for mark in (". ", ": ", "; ") if mark in paragraph]
    return paragraph[: min(ends)] if ends else paragraph.removesuffix(".")
