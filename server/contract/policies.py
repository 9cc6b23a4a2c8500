"""The policy of each RPC, read from its proto option. A method without one stops the process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from google.protobuf import descriptor_pool
from netallion.access.v1 import policy_pb2

from server.contract.vocabulary import scope_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from google.protobuf.descriptor import MethodDescriptor

ANONYMOUS = policy_pb2.CALLER_ANONYMOUS
ANYONE = policy_pb2.CALLER_ANYONE
CREDENTIAL = policy_pb2.CALLER_CREDENTIAL
USER = policy_pb2.CALLER_USER
SCOPE = policy_pb2.CALLER_SCOPE
MEMBER = policy_pb2.CALLER_MEMBER
CLIENT = policy_pb2.CALLER_CLIENT
READ = policy_pb2.IDEMPOTENCY_READ


class PolicyError(Exception):
    """A method's policy is missing or contradicts itself; the message names the method."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What one RPC asks of its caller. `scope` and `audit` are "" where there is none."""

    caller: policy_pb2.Caller.ValueType
    scope: str
    cost: int
    idempotency: policy_pb2.Idempotency.ValueType
    audit: str
    live_only: bool


# Services of others that we serve; they carry no option of ours. Envoy routes neither of the last two from outside.
FOREIGN = {
    "/grpc.health.v1.Health/Check": Policy(ANONYMOUS, "", 0, READ, "", live_only=False),
    "/grpc.health.v1.Health/List": Policy(ANONYMOUS, "", 0, READ, "", live_only=False),
    "/grpc.health.v1.Health/Watch": Policy(ANONYMOUS, "", 0, READ, "", live_only=False),
    "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo": Policy(
        ANONYMOUS, "", 1, READ, "", live_only=False
    ),
    "/envoy.service.auth.v3.Authorization/Check": Policy(ANONYMOUS, "", 0, READ, "", live_only=False),
}


def policy_of(method: MethodDescriptor) -> Policy:
    """Return the policy of a method. Raises PolicyError if it has none that is whole."""
    options = method.GetOptions()
    if not options.HasExtension(policy_pb2.policy):
        message = f"{method.full_name} has no (netallion.access.v1.policy)"
        raise PolicyError(message)
    said = options.Extensions[policy_pb2.policy]
    wrong = {
        "caller": said.caller == policy_pb2.CALLER_UNSPECIFIED,
        "scope": (said.caller == SCOPE) != bool(said.scope),
        "cost": not said.HasField("cost") or said.cost > 1,
        "idempotency": said.idempotency == policy_pb2.IDEMPOTENCY_UNSPECIFIED,
        "audit": (said.idempotency == READ) == bool(said.audit),
    }
    if any(wrong.values()):
        message = f"{method.full_name}: {', '.join(k for k, bad in wrong.items() if bad)} missing or contradictory"
        raise PolicyError(message)
    return Policy(
        caller=said.caller,
        scope=scope_word(said.scope) if said.scope else "",
        cost=said.cost,
        idempotency=said.idempotency,
        audit=said.audit,
        live_only=said.live_only,
    )


def media_type_of(method: MethodDescriptor) -> str:
    """Return the media type of an answer that is a document (google.api.HttpBody). Raises PolicyError without one."""
    media_type = method.GetOptions().Extensions[policy_pb2.media_type]
    if not media_type:
        message = f"{method.full_name} has no (netallion.access.v1.media_type)"
        raise PolicyError(message)
    return media_type


def methods_of(services: Iterable[str]) -> dict[str, MethodDescriptor]:
    """Return the methods of services, by path ``/package.Service/Method``. The services' modules must be imported."""
    pool = descriptor_pool.Default()
    return {f"/{name}/{method.name}": method for name in services for method in pool.FindServiceByName(name).methods}


def policies_of(services: Iterable[str]) -> Mapping[str, Policy]:
    """Return the policy of every method of our services and of the foreign ones. Raises PolicyError."""
    return FOREIGN | {path: policy_of(method) for path, method in methods_of(services).items()}
