"""Every method has a policy that is whole; one that is missing or contradicts itself stops the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool
from netallion.access.v1 import policy_pb2, vocabulary_pb2

from server.contract import policies
from server.contract.policies import FOREIGN, PolicyError, methods_of, policies_of, policy_of
from server.contract.services import SERVICES

if TYPE_CHECKING:
    from google.protobuf.descriptor import MethodDescriptor

POLICIES = policies_of(SERVICES)
METHODS = methods_of(SERVICES)

WHOLE = policy_pb2.MethodPolicy(
    caller=policy_pb2.CALLER_SCOPE,
    scope=vocabulary_pb2.SCOPE_ADMIN,
    cost=1,
    idempotency=policy_pb2.IDEMPOTENCY_ACTS_ANEW,
    audit="thing.make",
)


def method_with(policy: policy_pb2.MethodPolicy | None, name: str) -> MethodDescriptor:
    """Return a method of a made-up service with this policy."""
    file = descriptor_pb2.FileDescriptorProto(
        name=f"tests/{name}.proto",
        package=f"tests.{name}",
        dependency=["netallion/access/v1/policy.proto"],
        syntax="proto3",
        message_type=[descriptor_pb2.DescriptorProto(name="Empty")],
    )
    method = file.service.add(name="Service").method.add(
        name="Method", input_type=f".tests.{name}.Empty", output_type=f".tests.{name}.Empty"
    )
    if policy is not None:
        method.options.Extensions[policy_pb2.policy].CopyFrom(policy)
    pool = descriptor_pool.Default()
    pool.AddSerializedFile(file.SerializeToString())
    return pool.FindServiceByName(f"tests.{name}.Service").methods[0]


def test_every_service_of_the_contract_is_found() -> None:
    assert set(SERVICES) >= {
        "netallion.access.v1.FallbackService",
        "netallion.auth.v1.AuthService",
        "netallion.incident.v1.IncidentService",
        "netallion.scan.v1.ScanService",
    }


def test_every_method_has_a_policy() -> None:
    assert set(POLICIES) == set(METHODS) | set(FOREIGN)
    assert len(METHODS) > 30


@pytest.mark.parametrize("path", sorted(METHODS))
def test_a_call_of_ours_costs_one_and_a_change_has_an_audit_word(path: str) -> None:
    policy = POLICIES[path]
    assert policy.cost == 1
    assert bool(policy.audit) == (policy.idempotency != policies.READ)
    assert (policy.scope != "") == (policy.caller == policies.SCOPE)


def test_audit_words_are_of_one_form_and_one_method_each() -> None:
    words = [policy.audit for policy in POLICIES.values() if policy.audit]
    assert len(set(words)) == len(words)
    for word in words:
        subject, _, verb = word.partition(".")
        assert subject.replace("_", "").isalpha()
        assert verb.replace("_", "").isalpha()


def test_who_may_call_without_a_credential() -> None:
    open_to_all = {path for path, p in POLICIES.items() if p.caller in (policies.ANONYMOUS, policies.ANYONE)}
    assert open_to_all - set(FOREIGN) == {
        "/netallion.auth.v1.AuthService/Login",
        "/netallion.auth.v1.AuthService/RefreshSession",
        "/netallion.auth.v1.OAuthService/Authorize",
        "/netallion.auth.v1.OAuthService/DecideAuthorization",
        "/netallion.auth.v1.OAuthService/GetMetadata",
        "/netallion.auth.v1.OAuthService/GetKeySet",
        "/netallion.access.v1.FallbackService/RefuseUnknownPath",
        "/netallion.dashboard.v1.DashboardService/GetPage",
        "/netallion.dashboard.v1.DashboardService/GetAsset",
        "/netallion.dashboard.v1.DashboardService/SignIn",
        "/netallion.dashboard.v1.DashboardService/RefreshPageSession",
        "/netallion.dashboard.v1.DashboardService/SignOut",
    }


def test_what_oauth_clients_call_by_themselves() -> None:
    assert {path.rpartition("/")[2] for path, p in POLICIES.items() if p.caller == policies.CLIENT} == {
        "ExchangeToken",
        "RevokeToken",
        "IntrospectToken",
    }


def test_what_the_contract_leaves_to_users() -> None:
    assert {path.rpartition("/")[2] for path, p in POLICIES.items() if p.caller == policies.USER} >= {
        "Logout",
        "ListSessions",
        "RevokeSession",
        "ChangePassword",
        "ListGrants",
        "DeleteGrant",
    }


def test_users_and_the_organization_are_changed_in_live_only() -> None:
    assert {path.rpartition("/")[2] for path, policy in POLICIES.items() if policy.live_only} == {
        "InviteUser",
        "ListUsers",
        "UpdateUser",
        "RemoveUser",
        "UpdateOrganization",
    }


def test_administration_asks_for_admin_and_only_reading_for_read_scopes() -> None:
    for path, policy in POLICIES.items():
        if any(word in path for word in ("ApiKey", "User", "Organization")):
            assert policy.scope == "admin", path
        if policy.scope in ("scan:read", "incidents:read"):
            assert policy.idempotency == policies.READ, path
        if policy.scope == "scan:write":  # a text is looked into for those who may scan, though nothing comes of it
            assert (policy.idempotency == policies.READ) == path.endswith("/ScanText"), path


def test_health_and_the_check_of_the_edge_cost_nothing() -> None:
    assert {path for path, policy in FOREIGN.items() if policy.cost == 0} == {
        "/grpc.health.v1.Health/Check",
        "/grpc.health.v1.Health/List",
        "/grpc.health.v1.Health/Watch",
        "/envoy.service.auth.v3.Authorization/Check",
    }


def test_a_whole_policy_is_read() -> None:
    policy = policy_of(method_with(WHOLE, "whole"))
    assert (policy.caller, policy.scope, policy.cost) == (policies.SCOPE, "admin", 1)
    assert (policy.idempotency, policy.audit) == (policy_pb2.IDEMPOTENCY_ACTS_ANEW, "thing.make")
    assert policy.live_only is False


def test_a_method_without_a_policy_stops_the_start() -> None:
    method_with(None, "bare")
    with pytest.raises(PolicyError, match=r"tests\.bare\.Service\.Method has no"):
        policies_of([*SERVICES, "tests.bare.Service"])


BROKEN: dict[str, tuple[dict[str, object], str]] = {
    "no_caller": ({"caller": policy_pb2.CALLER_UNSPECIFIED, "scope": 0}, "caller"),
    "scope_missing": ({"scope": 0}, "scope"),
    "scope_for_anyone": ({"caller": policy_pb2.CALLER_CREDENTIAL}, "scope"),
    "cost_missing": ({"cost": None}, "cost"),
    "cost_of_two": ({"cost": 2}, "cost"),
    "no_idempotency": ({"idempotency": policy_pb2.IDEMPOTENCY_UNSPECIFIED}, "idempotency"),
    "read_with_audit": ({"idempotency": policy_pb2.IDEMPOTENCY_READ}, "audit"),
    "change_without_audit": ({"audit": ""}, "audit"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_policy_that_contradicts_itself_stops_the_start(name: str) -> None:
    changes, wrong = BROKEN[name]
    policy = policy_pb2.MethodPolicy()
    policy.CopyFrom(WHOLE)
    for field, value in changes.items():
        if value is None:
            policy.ClearField("cost")
        else:
            setattr(policy, field, value)
    method = method_with(policy, name)
    with pytest.raises(PolicyError, match=rf"tests\.{name}\.Service\.Method: {wrong} missing"):
        policy_of(method)
