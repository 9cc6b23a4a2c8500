"""Valid requests for any RPC, made from its descriptor: for tests that walk all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from google.protobuf import message_factory

from server.contract.vocabulary import TEST, vocabulary_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from google._upb._message import FieldDescriptor as FastFieldDescriptor
    from google.protobuf.descriptor import FieldDescriptor as PureFieldDescriptor
    from google.protobuf.descriptor import MethodDescriptor
    from google.protobuf.message import Message

    FieldDescriptor = PureFieldDescriptor | FastFieldDescriptor

_VERBS = "Create|Get|List|Update|Delete|Revoke|Remove|Rotate|Cancel|Watch|Put|Upload|Invite|Change"
_VERBS += "|Acknowledge|Resolve|Ignore|Reopen|Assign|Comment"
_METHOD = re.compile(rf"(?:{_VERBS})(.+)")
_LEFT_OUT = ("page_size", "page_token", "organization_id")
_LISTS = {"redirect_uris": ["https://matrix.example.com/callback"]}
# For fields whose rules give no hint of a value.
_TEXTS = {"email": "matrix@example.com", "path": "matrix.txt", "new_password": "m" * 20, "current_password": "m"}


def is_required(each: FieldDescriptor) -> bool:
    """Return whether a field's rules ask for a value."""
    return "required" in str(each.GetOptions())


@dataclass
class Sample:
    """A request of a method that tries given objects; `names`: it must name one of them."""

    method: MethodDescriptor
    objects: Mapping[str, str]
    names: bool = False
    request: Message = field(init=False)

    def __post_init__(self) -> None:
        self.request = message_factory.GetMessageClass(self.method.input_type)()
        self._fill(self.request)

    def _fill(self, message: Message) -> None:
        for each in message.DESCRIPTOR.fields:
            alternative = each.containing_oneof is not None and each.containing_oneof.fields[0] is not each
            if alternative or each.name in _LEFT_OUT:
                continue
            if each.message_type is not None:
                self._fill_message(message, each)
            elif each.type == each.TYPE_STRING:
                self._fill_text(message, each)

    def _fill_message(self, message: Message, each: FieldDescriptor) -> None:
        if each.message_type is not None and each.message_type.full_name.startswith("netallion."):
            inner = getattr(message, each.name)
            self._fill(inner.add() if each.is_repeated else inner)

    def _fill_text(self, message: Message, each: FieldDescriptor) -> None:
        required = is_required(each)
        if each.name == "id" or each.name.endswith("_id"):
            self.names = self.names or required
            setattr(message, each.name, self._object(each))
        elif each.is_repeated:
            getattr(message, each.name).extend(_LISTS.get(each.name, vocabulary_of(each)[:1]))
        elif required:
            setattr(message, each.name, _word(each) or _TEXTS.get(each.name, "matrix"))

    def _object(self, each: FieldDescriptor) -> str:
        kind = each.name.removesuffix("_id")
        if each.name == "id":
            match = _METHOD.fullmatch(self.method.name)
            assert match, f"the object of {self.method.full_name} cannot be told from its name"
            kind = re.sub(r"(?<!^)(?=[A-Z])", "_", match[1]).lower()
        assert kind in self.objects, f"there is no {kind} to try {self.method.full_name} with"
        return self.objects[kind]


def _word(each: FieldDescriptor) -> str:
    """Return the word of a field's vocabulary that does the least, "" if it has none."""
    words = vocabulary_of(each)
    return next((word for word in ("viewer", TEST) if word in words), words[0] if words else "")
