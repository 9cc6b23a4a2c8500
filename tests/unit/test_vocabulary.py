"""The closed vocabularies are CONTRACT.md's, and a word outside of one is named."""

from __future__ import annotations

import pytest
from google.protobuf import descriptor_pool
from netallion.auth.v1 import api_key_pb2, organization_pb2
from netallion.scan.v1 import scan_pb2

from server.contract.policies import methods_of
from server.contract.services import SERVICES
from server.contract.vocabulary import (
    ADMIN,
    ADMINISTRATOR,
    INCIDENTS_READ,
    LIVE,
    SCAN_READ,
    SCAN_WRITE,
    TEST,
    bound_fields,
    foreign_words,
    scope_word,
    vocabulary_of,
    words_of,
)
from server.principal import ALL_SCOPES, granted, scopes_of_role

WORDS = {
    "netallion.access.v1.Scope": ("scan:read", "scan:write", "incidents:read", "admin"),
    "netallion.access.v1.Environment": ("live", "test"),
    "netallion.access.v1.Plan": ("starter", "professional", "enterprise"),
    "netallion.access.v1.Role": ("owner", "admin", "member", "viewer"),
    "netallion.access.v1.Severity": ("critical", "high", "medium", "low"),
    "netallion.scan.v1.FindingCategory": ("secret", "pii", "prompt_injection", "unsafe_model", "agent_config"),
    "netallion.scan.v1.ScanScope": ("full", "incremental"),
    "netallion.scan.v1.ScanStatus": ("queued", "running", "completed", "failed", "canceled"),
    "netallion.incident.v1.IncidentStatus": ("open", "acknowledged", "resolved", "ignored"),
}


@pytest.mark.parametrize("name", WORDS)
def test_words_are_those_of_the_contract(name: str) -> None:
    assert words_of(descriptor_pool.Default().FindEnumTypeByName(name)) == WORDS[name]


def test_the_constants_are_the_words() -> None:
    assert (LIVE, TEST) == ("live", "test")
    assert WORDS["netallion.access.v1.Scope"] == (SCAN_READ, SCAN_WRITE, INCIDENTS_READ, ADMIN)
    assert ADMINISTRATOR == "admin"
    assert [scope_word(number) for number in (1, 2, 3, 4)] == list(WORDS["netallion.access.v1.Scope"])


def test_roles_hold_what_the_contract_says() -> None:
    assert scopes_of_role("owner") == scopes_of_role("admin") == ALL_SCOPES == set(WORDS["netallion.access.v1.Scope"])
    assert scopes_of_role("member") == {"scan:read", "scan:write", "incidents:read"}
    assert scopes_of_role("viewer") == {"scan:read", "incidents:read"}


def test_admin_includes_the_other_scopes_and_nothing_else_does() -> None:
    assert granted(["admin"]) == ALL_SCOPES
    assert granted(["scan:read", "scan:write", "incidents:read"]) == ALL_SCOPES - {"admin"}
    assert granted([]) == frozenset()


def test_fields_of_these_names_are_bound_to_their_vocabulary() -> None:
    kinds = {
        "scopes": {"Scope"},
        "scope": {"ScanScope"},
        "environment": {"Environment"},
        "plan": {"Plan"},
        "role": {"Role"},
        "severity": {"Severity"},
        "category": {"FindingCategory"},
        "status": {"ScanStatus", "IncidentStatus"},
    }
    words = {name.rpartition(".")[2]: allowed for name, allowed in WORDS.items()}
    files = {method.input_type.file for method in methods_of(SERVICES).values()}
    found = 0
    for file in files:
        for message in file.message_types_by_name.values():
            for field in message.fields:
                if message.name == "AuthorizeRequest":  # its scope is RFC 6749's: words with spaces between them
                    continue
                if field.name in kinds and field.type == field.TYPE_STRING:
                    allowed = [words[kind] for kind in kinds[field.name]]
                    assert vocabulary_of(field) in allowed, f"{message.full_name}.{field.name}"
                    found += 1
    assert found > 20


def test_no_vocabulary_hides_in_a_nested_message_of_a_request() -> None:
    # foreign_words looks at a request's own fields only
    for method in methods_of(SERVICES).values():
        for field in method.input_type.fields:
            if field.message_type is not None:
                assert not bound_fields(field.message_type), f"{method.input_type.full_name}.{field.name}"


@pytest.mark.parametrize("word", ["everything", "FULL", "full ", "scan_scope_full", "1"])
def test_a_word_outside_a_vocabulary_is_named(word: str) -> None:
    request = scan_pb2.CreateScanRequest(scope=word)
    assert foreign_words(request) == [("scope", ("full", "incremental"))]


def test_each_word_of_a_list_is_named_by_its_place() -> None:
    request = api_key_pb2.CreateApiKeyRequest(scopes=["scan:read", "root", "admin", "scan"], environment="prod")
    assert [name for name, _ in foreign_words(request)] == ["scopes[1]", "scopes[3]", "environment"]


def test_right_words_and_absent_ones_are_left_alone() -> None:
    assert not foreign_words(api_key_pb2.CreateApiKeyRequest(scopes=["admin"], environment="test"))
    assert not foreign_words(organization_pb2.UpdateUserRequest())
