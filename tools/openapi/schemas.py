"""JSON Schemas of messages, as the transcoder reads and prints them.

Names are the proto's own. A response always has its fields without presence (`always_print_primitive_fields`); a
request is refused for a field that the message has not, so its schema is closed.
Source: ProtoJSON Format (protobuf.dev).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from google.protobuf.descriptor_pb2 import DescriptorProto, FieldDescriptorProto

from tools.openapi.contract import Contract, UnsupportedContractError, full_name, vocabulary_of
from tools.openapi.rules import Schema, field_rules, in_words, is_required, keywords

if TYPE_CHECKING:
    from collections.abc import Collection

    from buf.validate import validate_pb2

_REPEATED: Final = FieldDescriptorProto.LABEL_REPEATED
_MESSAGE: Final = FieldDescriptorProto.TYPE_MESSAGE
_ENUM: Final = FieldDescriptorProto.TYPE_ENUM
_EMPTY_MEANS_ABSENT: Final = (FieldDescriptorProto.TYPE_STRING, FieldDescriptorProto.TYPE_BYTES)
_INT32: Final[Schema] = {"type": "integer", "format": "int32"}
_INT64: Final[Schema] = {"type": "string", "format": "int64"}
_SCALARS: Final[dict[int, Schema]] = {
    FieldDescriptorProto.TYPE_BOOL: {"type": "boolean"},
    FieldDescriptorProto.TYPE_STRING: {"type": "string"},
    FieldDescriptorProto.TYPE_BYTES: {"type": "string", "contentEncoding": "base64"},
    FieldDescriptorProto.TYPE_INT32: _INT32,
    FieldDescriptorProto.TYPE_SINT32: _INT32,
    FieldDescriptorProto.TYPE_SFIXED32: _INT32,
    FieldDescriptorProto.TYPE_UINT32: {"type": "integer", "format": "uint32", "minimum": 0},
    FieldDescriptorProto.TYPE_FIXED32: {"type": "integer", "format": "uint32", "minimum": 0},
    FieldDescriptorProto.TYPE_INT64: _INT64,
    FieldDescriptorProto.TYPE_SINT64: _INT64,
    FieldDescriptorProto.TYPE_SFIXED64: _INT64,
    FieldDescriptorProto.TYPE_UINT64: _INT64,
    FieldDescriptorProto.TYPE_FIXED64: _INT64,
    FieldDescriptorProto.TYPE_FLOAT: {"type": "number", "format": "float"},
    FieldDescriptorProto.TYPE_DOUBLE: {"type": "number", "format": "double"},
}
_WELL_KNOWN: Final[dict[str, Schema]] = {
    "google.protobuf.Timestamp": {"type": "string", "format": "date-time"},
    "google.protobuf.Duration": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]{1,9})?s$"},
    "google.protobuf.Struct": {"type": "object"},
    "google.protobuf.Value": {},
}


class Direction(Enum):
    """Which way a message travels."""

    REQUEST = "request"
    RESPONSE = "response"


class SchemaBook:
    """The schemas under `components`, made when they are first referred to.

    A message that travels both ways has two; refer to responses first, so that they get the plain name.
    """

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._names: dict[tuple[str, Direction | None, frozenset[str]], str] = {}
        self._schemas: dict[str, Schema] = {}

    def components(self) -> dict[str, Schema]:
        """Returns every schema that was referred to, by name in alphabetical order."""
        return dict(sorted(self._schemas.items()))

    def message(self, name: str, direction: Direction, without: Collection[str] = ()) -> Schema:
        """Returns a reference to the schema of a message, less the fields that travel elsewhere (in the path)."""
        key = (name, direction, frozenset(without))
        if key not in self._names:
            declared = self._contract.messages.get(name)
            if declared is None:
                raise UnsupportedContractError(f"message {name} is not in the descriptor set")
            component = self._free_name(declared.name + ("Input" if self._is_response(name) else ""), name)
            self._names[key] = component
            self._schemas[component] = {}  # Taken, in case the message refers to itself.
            self._schemas[component] = self._object(name, declared, direction, without)
        return _reference(self._names[key])

    def field(self, message_name: str, field: FieldDescriptorProto, direction: Direction) -> Schema:
        """Returns the schema of a field's value with its bounds and the comment above it."""
        rules = field_rules(field)
        if self._is_map(field):
            schema = self._map(field, direction) | keywords(rules)
        elif field.label == _REPEATED:
            items = self._one(field, direction) | keywords(rules.repeated.items)
            schema = {"type": "array", "items": items} | keywords(rules)
        else:
            schema = self._one(field, direction) | keywords(rules)
        if rules.required and field.type in _EMPTY_MEANS_ABSENT and "$ref" not in schema:
            schema["minLength"] = max(1, schema.get("minLength", 0))
        return schema | self._description(f"{message_name}.{field.name}", rules)

    def vocabulary(self, enum_name: str) -> Schema:
        """Returns a reference to the schema of a closed vocabulary's words."""
        key = (enum_name, None, frozenset[str]())
        if key not in self._names:
            words = self._contract.words(enum_name)
            listed = "\n".join(f"- `{word.text}`: {word.comment}" for word in words)
            component = self._free_name(self._contract.enums[enum_name].name, enum_name)
            self._names[key] = component
            self._schemas[component] = {
                "type": "string",
                "enum": [word.text for word in words],
                "description": f"{self._contract.comment(enum_name)}\n\n{listed}",
            }
        return _reference(self._names[key])

    def _object(self, name: str, message: DescriptorProto, direction: Direction, without: Collection[str]) -> Schema:
        fields = [field for field in message.field if field.name not in without]
        schema: Schema = {"type": "object"}
        if comment := self._contract.comment(name):
            schema["description"] = comment
        schema["properties"] = {field.name: self.field(name, field, direction) for field in fields}
        if required := [field.name for field in fields if _is_always_there(field, direction)]:
            schema["required"] = required
        if direction is Direction.REQUEST:
            schema["additionalProperties"] = False
        return schema

    def _one(self, field: FieldDescriptorProto, direction: Direction) -> Schema:
        """Returns the schema of one value of a field, without its bounds."""
        if vocabulary := vocabulary_of(field):
            return self.vocabulary(vocabulary)
        type_name = full_name(field.type_name)
        if field.type == _MESSAGE:
            return dict(_WELL_KNOWN[type_name]) if type_name in _WELL_KNOWN else self.message(type_name, direction)
        if field.type == _ENUM:
            return {"type": "string", "enum": [value.name for value in self._contract.enums[type_name].value]}
        if field.type not in _SCALARS:
            raise UnsupportedContractError(f"field {field.name} has a type that JSON has not")
        return dict(_SCALARS[field.type])

    def _map(self, field: FieldDescriptorProto, direction: Direction) -> Schema:
        entry = self._contract.messages[full_name(field.type_name)]
        return {"type": "object", "additionalProperties": self._one(entry.field[1], direction)}

    def _is_map(self, field: FieldDescriptorProto) -> bool:
        entry = self._contract.messages.get(full_name(field.type_name)) if field.type == _MESSAGE else None
        return entry is not None and entry.options.map_entry

    def _description(self, name: str, rules: validate_pb2.FieldRules) -> Schema:
        sentences = [self._contract.comment(name), *(f"It {message}." for message in in_words(rules))]
        text = " ".join(sentence for sentence in sentences if sentence)
        return {"description": text} if text else {}

    def _is_response(self, name: str) -> bool:
        return any(known == name and direction is Direction.RESPONSE for known, direction, _ in self._names)

    def _free_name(self, component: str, declared_name: str) -> str:
        if component in self._schemas:
            raise UnsupportedContractError(f"{declared_name} would be a second schema named {component}")
        return component


def _is_always_there(field: FieldDescriptorProto, direction: Direction) -> bool:
    if direction is Direction.REQUEST:
        return is_required(field_rules(field))
    return field.label == _REPEATED or not (
        field.type == _MESSAGE or field.proto3_optional or field.HasField("oneof_index")
    )


def _reference(component: str) -> Schema:
    return {"$ref": f"#/components/schemas/{component}"}
