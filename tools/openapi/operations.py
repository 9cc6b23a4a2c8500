"""Operations: one for each HTTP binding of each RPC. Source: google/api/http.proto, "HttpRule"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from google.api import annotations_pb2
from google.protobuf.descriptor_pb2 import FieldDescriptorProto
from netallion.access.v1 import policy_pb2

from tools.openapi import oauth
from tools.openapi.contract import Contract, UnsupportedContractError, first_sentence, full_name
from tools.openapi.responses import (
    AUTHENTICATED,
    ENVIRONMENT_PARAMETER,
    SECURITY_SCHEME,
    error_responses,
    limit_headers,
)
from tools.openapi.rules import field_rules, is_required
from tools.openapi.schemas import Direction, SchemaBook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from google.api.http_pb2 import HttpRule
    from google.protobuf.descriptor_pb2 import MethodDescriptorProto

    from tools.openapi.rules import Schema

Operation = dict[str, Any]
"""An Operation Object of OpenAPI."""

_HTTP_BODY: Final = "google.api.HttpBody"
_TIMESTAMP: Final = "google.protobuf.Timestamp"
_SCOPE_ENUM: Final = "netallion.access.v1.Scope"
_CATCH_ALL: Final = "**"
_VARIABLE: Final = re.compile(r"\{([a-z0-9_]+)(?:=\*)?\}")
_CALLERS: Final = {
    policy_pb2.CALLER_ANONYMOUS: "Anyone may call; a credential is not looked at.",
    policy_pb2.CALLER_ANYONE: "Anyone may call; a valid credential is recognised and charged.",
    policy_pb2.CALLER_CREDENTIAL: "The holder of any valid credential may call.",
    policy_pb2.CALLER_USER: "A user in a session may call.",
    policy_pb2.CALLER_CLIENT: "Anyone may call; an OAuth client that authenticates is recognised and charged.",
    policy_pb2.CALLER_MEMBER: "The holder of the scope `admin` may call, or a user whose role is member or higher.",
}
_REPEATS: Final = {
    policy_pb2.IDEMPOTENCY_READ: "It changes nothing.",
    policy_pb2.IDEMPOTENCY_REPEATABLE: "The same call made again changes nothing more.",
    policy_pb2.IDEMPOTENCY_ACTS_ANEW: "The same call made again acts again.",
}


@dataclass(frozen=True)
class Binding:
    """One HTTP method and path that reaches an RPC."""

    verb: str
    """In lower case, e.g. "get"."""
    path: str
    """With plain variables, e.g. "/api/v1/scans/{id}"."""
    variables: tuple[str, ...]
    body: str
    """The field that the body is, "*" for all that are not in the path, or "" for none."""


@dataclass(frozen=True)
class Endpoint:
    """An RPC with its names and its policy."""

    name: str
    """E.g. "netallion.scan.v1.ScanService.GetScan"."""
    tag: str
    method: MethodDescriptorProto

    @property
    def policy(self) -> policy_pb2.MethodPolicy:
        """The method's policy; an empty one if it has none."""
        return self.method.options.Extensions[policy_pb2.policy]


def bindings(method: MethodDescriptorProto) -> list[Binding]:
    """Returns the bindings of an RPC, the main one first; none if it is reached by gRPC only or catches all paths."""
    if not method.options.HasExtension(annotations_pb2.http):
        return []
    main = method.options.Extensions[annotations_pb2.http]
    return [_binding(rule) for rule in (main, *main.additional_bindings) if _CATCH_ALL not in _verb_and_path(rule)[1]]


def operation(contract: Contract, book: SchemaBook, endpoint: Endpoint, binding: Binding, suffix: str) -> Operation:
    """Returns the operation of one binding; `suffix` tells the bindings of one RPC apart in its id."""
    comment = contract.comment(endpoint.name)
    result: Operation = {
        "operationId": endpoint.method.name + suffix,
        "tags": [endpoint.tag],
        "summary": first_sentence(comment),
        "description": "\n\n".join([comment, _policy_text(contract, endpoint.policy)]),
    }
    if parameters := list(_parameters(contract, book, endpoint, binding)):
        result["parameters"] = parameters
    body = _request_body(contract, book, endpoint, binding)
    if body is not None:
        result["requestBody"] = body
    if oauth.is_endpoint(binding.path):
        errors = oauth.error_responses(endpoint.policy)
    else:
        errors = error_responses(endpoint.policy, comment, has_body=body is not None)
    result["responses"] = {"200": success(contract, book, endpoint.method)} | errors
    result["security"] = _security(contract, endpoint.policy)
    return result


def success(contract: Contract, book: SchemaBook, method: MethodDescriptorProto) -> dict[str, Any]:
    """Returns the response of a call that succeeds."""
    name = full_name(method.output_type)
    text = contract.comment(name) or "Done."
    headers = limit_headers()
    if name == _HTTP_BODY:
        media_type = method.options.Extensions[policy_pb2.media_type] or "*/*"
        return {"description": "A document of this media type.", "headers": headers, "content": {media_type: {}}}
    media_type = "application/json"
    if method.server_streaming:
        media_type, text = "application/x-ndjson", f"{text} One JSON object a line, for as long as the call goes on."
    content = {media_type: {"schema": book.message(name, Direction.RESPONSE)}}
    return {"description": text, "headers": headers, "content": content}


def _verb_and_path(rule: HttpRule) -> tuple[str, str]:
    pattern = rule.WhichOneof("pattern")
    if pattern is None:
        raise UnsupportedContractError("an HTTP rule without a path")
    return (rule.custom.kind.lower(), rule.custom.path) if pattern == "custom" else (pattern, getattr(rule, pattern))


def _binding(rule: HttpRule) -> Binding:
    verb, template = _verb_and_path(rule)
    path = _VARIABLE.sub(r"{\1}", template)
    if "=" in path or "*" in path:
        raise UnsupportedContractError(f"path {template}: only variables of one segment are known")
    if rule.response_body:
        raise UnsupportedContractError(f"path {template}: response_body is not known")
    return Binding(verb, path, tuple(_VARIABLE.findall(template)), rule.body)


def _parameters(contract: Contract, book: SchemaBook, endpoint: Endpoint, binding: Binding) -> Iterator[Schema]:
    message = full_name(endpoint.method.input_type)
    fields = {field.name: field for field in contract.messages[message].field}
    if missing := set(binding.variables) - fields.keys():
        raise UnsupportedContractError(f"{endpoint.name}: {message} has no field {missing}")
    for variable in binding.variables:
        yield _parameter(book, message, fields.pop(variable), "path")
    if binding.body != "*":
        fields.pop(binding.body, None)
        for field in fields.values():
            yield _parameter(book, message, field, "query")
    if endpoint.policy.caller in AUTHENTICATED and not endpoint.policy.live_only:
        yield {"$ref": f"#/components/parameters/{ENVIRONMENT_PARAMETER}"}


def _parameter(book: SchemaBook, message: str, field: FieldDescriptorProto, place: str) -> Schema:
    if field.type == FieldDescriptorProto.TYPE_MESSAGE and full_name(field.type_name) != _TIMESTAMP:
        raise UnsupportedContractError(f"{message}.{field.name}: a message is no {place} parameter")
    schema = book.field(message, field, Direction.REQUEST)
    description = schema.pop("description", "")
    required = place == "path" or is_required(field_rules(field))
    return {"name": field.name, "in": place, "description": description, "required": required, "schema": schema}


def _request_body(contract: Contract, book: SchemaBook, endpoint: Endpoint, binding: Binding) -> Schema | None:
    if binding.body == "":
        return None
    name = full_name(endpoint.method.input_type)
    inside = [field for field in contract.messages[name].field if field.name not in binding.variables]
    if binding.body == "*":
        schema = book.message(name, Direction.REQUEST, binding.variables)
    else:
        inside = [field for field in inside if field.name == binding.body]
        if full_name(inside[0].type_name) == _HTTP_BODY:
            if oauth.is_endpoint(binding.path):
                return oauth.request_body(endpoint.policy)
            return {"required": True, "content": {"*/*": {}}}
        schema = book.field(name, inside[0], Direction.REQUEST)
    required = any(is_required(field_rules(field)) for field in inside)
    return {"required": required, "content": {"application/json": {"schema": schema}}}


def _policy_text(contract: Contract, policy: policy_pb2.MethodPolicy) -> str:
    if policy.caller == policy_pb2.CALLER_SCOPE:
        caller = f"The holder of a credential with the scope `{_scope_word(contract, policy)}` may call."
    else:
        caller = _CALLERS[policy.caller]
    live = ["Only in the live environment."] if policy.live_only else []
    cost = "It takes one call from each rate-limit window." if policy.cost else "It is not charged to any rate limit."
    return " ".join([caller, *live, _REPEATS[policy.idempotency], cost])


def _security(contract: Contract, policy: policy_pb2.MethodPolicy) -> list[dict[str, list[str]]]:
    if policy.caller == policy_pb2.CALLER_ANONYMOUS:
        return []
    if policy.caller == policy_pb2.CALLER_CLIENT:
        return [{}, {oauth.CLIENT_SCHEME: []}]
    if policy.caller not in AUTHENTICATED:
        return [{}, {SECURITY_SCHEME: []}]
    scopes = [_scope_word(contract, policy)] if policy.caller == policy_pb2.CALLER_SCOPE else []
    return [{SECURITY_SCHEME: scopes}]


def _scope_word(contract: Contract, policy: policy_pb2.MethodPolicy) -> str:
    return next(word.text for word in contract.words(_SCOPE_ENUM) if word.number == policy.scope)
