"""protovalidate's rules as JSON Schema keywords.

What JSON Schema has no word for (CEL, times relative to now) stays in words: the field's comment says it, and a CEL
rule's message is added to the description. Sources: buf/validate/validate.proto; JSON Schema 2020-12, Validation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from buf.validate import validate_pb2

if TYPE_CHECKING:
    from google.protobuf.descriptor_pb2 import FieldDescriptorProto
    from google.protobuf.message import Message

Schema = dict[str, Any]
"""A JSON Schema: any JSON value may stand under a keyword."""

_Bounds = Mapping[str, tuple[str, ...]]
"""From a rule's name to the keywords that say the same."""

_STRING_FORMATS: Final = {
    "email": "email",
    "hostname": "hostname",
    "ipv4": "ipv4",
    "ipv6": "ipv6",
    "uri": "uri",
    "uri_ref": "uri-reference",
    "uuid": "uuid",
}
_STRING_BOUNDS: Final[_Bounds] = {
    "min_len": ("minLength",),
    "max_len": ("maxLength",),
    "len": ("minLength", "maxLength"),
    # A character has at least one byte, so a bound in bytes is one in characters too.
    "max_bytes": ("maxLength",),
    "pattern": ("pattern",),
    "const": ("const",),
}
_NUMBER_BOUNDS: Final[_Bounds] = {
    "gte": ("minimum",),
    "lte": ("maximum",),
    "gt": ("exclusiveMinimum",),
    "lt": ("exclusiveMaximum",),
    "const": ("const",),
}
_NUMBERS: Final = ("int32", "sint32", "sfixed32", "uint32", "fixed32", "float", "double", "bool")
_ARRAY_BOUNDS: Final[_Bounds] = {"min_items": ("minItems",), "max_items": ("maxItems",)}
_MAP_BOUNDS: Final[_Bounds] = {"min_pairs": ("minProperties",), "max_pairs": ("maxProperties",)}


def field_rules(field: FieldDescriptorProto) -> validate_pb2.FieldRules:
    """Returns the rules of a field; empty ones if it has none."""
    return field.options.Extensions[validate_pb2.field]


def keywords(rules: validate_pb2.FieldRules) -> Schema:
    """Returns the keywords for a value under the rules; those of an array's items are not among them."""
    match rules.WhichOneof("type"):
        case "string":
            return _string(rules.string)
        case "bytes":
            return _bytes(rules.bytes)
        case "repeated":
            return _bounds(rules.repeated, _ARRAY_BOUNDS) | ({"uniqueItems": True} if rules.repeated.unique else {})
        case "map":
            return _bounds(rules.map, _MAP_BOUNDS)
        case kind if kind in _NUMBERS:
            return _bounds(getattr(rules, kind), _NUMBER_BOUNDS)
        case _:
            # JSON has 64-bit integers, times and enums as strings.
            return {}


def is_required(rules: validate_pb2.FieldRules) -> bool:
    """Returns whether a request without the field is refused."""
    return rules.required or rules.repeated.min_items > 0 or rules.map.min_pairs > 0


def in_words(rules: validate_pb2.FieldRules) -> list[str]:
    """Returns the messages of the CEL rules for the value and, if it is an array, its items."""
    return [rule.message for one in (rules, rules.repeated.items) for rule in one.cel if rule.message]


def _string(rules: validate_pb2.StringRules) -> Schema:
    schema = _bounds(rules, _STRING_BOUNDS)
    well_known = rules.WhichOneof("well_known")
    if well_known in _STRING_FORMATS and getattr(rules, well_known):
        schema["format"] = _STRING_FORMATS[well_known]
    if getattr(rules, "in"):
        schema["enum"] = list(getattr(rules, "in"))
    return schema


def _bytes(rules: validate_pb2.BytesRules) -> Schema:
    """Counts the characters of the padded base64, four for each three bytes begun (RFC 4648, section 4)."""
    bounds = _bounds(rules, {"min_len": ("minLength",), "max_len": ("maxLength",)})
    return {keyword: -(-count // 3) * 4 for keyword, count in bounds.items()}


def _bounds(rules: Message, known: _Bounds) -> Schema:
    return {keyword: value for declared, value in rules.ListFields() for keyword in known.get(declared.name, ())}
