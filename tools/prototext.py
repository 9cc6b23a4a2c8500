"""Writes a compiled file descriptor back to `.proto` source.

Only proto2 files, and only the parts of the language that `buf/validate/validate.proto` uses, are known; anything
else is an `UnsupportedDescriptorError`, so that nothing is lost in silence. Comments are not in a descriptor.
Source of the grammar: the Protocol Buffers Language Specification (Proto2 syntax).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from google.protobuf import text_format
from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    EnumDescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from google.protobuf.descriptor import FieldDescriptor
    from google.protobuf.message import Message

_INDENT: Final = "  "
_RANGE_END: Final = 536_870_912
"""One past the highest field number: the end of a range that is written `to max`."""
_LABELS: Final = {
    FieldDescriptorProto.LABEL_OPTIONAL: "optional ",
    FieldDescriptorProto.LABEL_REPEATED: "repeated ",
    FieldDescriptorProto.LABEL_REQUIRED: "required ",
}
_NAMED_TYPES: Final = frozenset({FieldDescriptorProto.TYPE_MESSAGE, FieldDescriptorProto.TYPE_ENUM})
_KNOWN_PARTS: Final = {
    "FileDescriptorProto": {"name", "package", "dependency", "message_type", "enum_type", "extension", "options"},
    "DescriptorProto": {"name", "field", "extension_range", "oneof_decl", "reserved_range", "reserved_name"},
    "EnumDescriptorProto": {"name", "value", "reserved_range", "reserved_name"},
    "FieldDescriptorProto": {
        "name", "number", "label", "type", "type_name", "extendee", "oneof_index", "json_name", "options",
    },
}  # fmt: skip


class UnsupportedDescriptorError(ValueError):
    """A descriptor has a part that this writer cannot express."""


def proto_source(file: FileDescriptorProto) -> str:
    """Returns the source text of `file`; options of its own extensions must be known to its Python classes."""
    _refuse_unknown_parts(file)
    lines = ['syntax = "proto2";', "", f"package {file.package};", ""]
    lines += [f'import "{path}";' for path in file.dependency]
    lines += ["", *(f"option {option};" for option in _options(file.options))]
    for extension in file.extension:
        lines += ["", f"extend {extension.extendee} {{", *_indented(_field(extension)), "}"]
    for message in file.message_type:
        lines += ["", *_message(message)]
    for enum in file.enum_type:
        lines += ["", *_enum(enum)]
    return "\n".join(lines) + "\n"


def _refuse_unknown_parts(part: Message) -> None:
    unknown = {field.name for field, _ in part.ListFields()} - _KNOWN_PARTS[part.DESCRIPTOR.name]
    if unknown:
        raise UnsupportedDescriptorError(f"{part.DESCRIPTOR.name} with {sorted(unknown)}")


def _message(message: DescriptorProto) -> Iterator[str]:
    _refuse_unknown_parts(message)
    yield f"message {message.name} {{"
    for extensible in message.extension_range:
        yield f"{_INDENT}extensions {_range(extensible.start, extensible.end)};"
    for reserved in message.reserved_range:
        yield f"{_INDENT}reserved {_range(reserved.start, reserved.end)};"
    yield from _reserved_names(message.reserved_name)
    opened: int | None = None
    for field in message.field:
        oneof = field.oneof_index if field.HasField("oneof_index") else None
        if oneof != opened and opened is not None:
            yield f"{_INDENT}}}"
        if oneof != opened and oneof is not None:
            yield f"{_INDENT}oneof {message.oneof_decl[oneof].name} {{"
        opened = oneof
        yield from _indented(_field(field), depth=1 if oneof is None else 2)
    if opened is not None:
        yield f"{_INDENT}}}"
    yield "}"


def _enum(enum: EnumDescriptorProto) -> Iterator[str]:
    _refuse_unknown_parts(enum)
    yield f"enum {enum.name} {{"
    for reserved in enum.reserved_range:
        # Unlike a message's, an enum's range includes its end.
        yield f"{_INDENT}reserved {_range(reserved.start, reserved.end + 1)};"
    yield from _reserved_names(enum.reserved_name)
    for value in enum.value:
        yield f"{_INDENT}{value.name} = {value.number};"
    yield "}"


def _field(field: FieldDescriptorProto) -> Iterator[str]:
    _refuse_unknown_parts(field)
    label = "" if field.HasField("oneof_index") else _LABELS[field.label]
    kind = field.type_name if field.type in _NAMED_TYPES else _scalar_name(field)
    options = list(_options(field.options))
    yield f"{label}{kind} {field.name} = {field.number}{' [' if options else ';'}"
    for position, option in enumerate(options, start=1):
        yield f"{_INDENT}{option}{',' if position < len(options) else ''}"
    if options:
        yield "];"


def _scalar_name(field: FieldDescriptorProto) -> str:
    return FieldDescriptorProto.Type.Name(field.type).removeprefix("TYPE_").lower()


def _reserved_names(names: Iterable[str]) -> Iterator[str]:
    return (f'{_INDENT}reserved "{name}";' for name in names)


def _range(start: int, end: int) -> str:
    if end == _RANGE_END:
        return f"{start} to max"
    return str(start) if end == start + 1 else f"{start} to {end - 1}"


def _options(options: Message) -> Iterator[str]:
    """Yields each set option as `name = value`, an extension's name in parentheses."""
    for field, value in options.ListFields():
        name = f"({field.full_name})" if field.is_extension else field.name
        for one in value if field.is_repeated else [value]:
            yield f"{name} = {_option_value(field, one)}"


def _option_value(field: FieldDescriptor, value: object) -> str:
    if field.message_type is not None:
        # An aggregate is the message in the text format.
        return "{ " + text_format.MessageToString(value, as_one_line=True) + " }"  # type: ignore[arg-type]
    if isinstance(value, bool):
        return str(value).lower()
    if field.enum_type is not None:
        return field.enum_type.values_by_number[value].name  # type: ignore[index]
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


def _indented(lines: Iterable[str], depth: int = 1) -> Iterator[str]:
    return (_INDENT * depth + line for line in lines)
