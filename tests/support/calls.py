"""Calls of a service's methods without a server around it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from server.interceptors.call import Call, enter_call
from server.principal import ALL_SCOPES, Principal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grpc.aio import ServicerContext

    from server.principal import Tenant


@contextmanager
def called_by(tenant: Tenant, credential_id: str = "key_test") -> Iterator[ServicerContext[Any, Any]]:
    """Make the code in a with statement one call of an API key; yield a context that no handler of ours uses."""
    call = object.__new__(Call)
    call.principal = Principal("api_key", credential_id, tenant, ALL_SCOPES, "enterprise")
    enter_call(call)
    yield cast("ServicerContext[Any, Any]", None)
