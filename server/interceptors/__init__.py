"""The chain that every call crosses: one file per concern, and the order, which is this tuple."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.interceptors.authentication import Authentication
from server.interceptors.chain import Chain
from server.interceptors.error_mapper import ErrorMapper
from server.interceptors.http_form import HttpForm
from server.interceptors.limits import AnonymousLimit, PlanLimit
from server.interceptors.observation import Observation
from server.interceptors.request_id import RequestId
from server.interceptors.scope import Scope
from server.interceptors.validation import Validation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.auth.authenticator import Authenticator
    from server.contract.policies import Policy
    from server.limits.limiter import Limiter
    from server.settings import Settings

ORDER = (RequestId, Observation, ErrorMapper, AnonymousLimit, Authentication, Scope, PlanLimit, Validation)


def build_chain(
    policies: Mapping[str, Policy],
    query_names: Mapping[str, frozenset[str]],
    authenticator: Authenticator,
    limiter: Limiter,
    settings: Settings,
    *,
    http_form: HttpForm | None = None,
) -> Chain:
    """Return the chain with its parts in ORDER. `http_form`: of the methods that speak HTTP by themselves, if any."""
    http_form = http_form or HttpForm()
    concerns = (
        RequestId(),
        Observation(),
        ErrorMapper(),
        AnonymousLimit(limiter, settings),
        Authentication(authenticator, http_form.authenticate),
        Scope(),
        PlanLimit(limiter, settings),
        Validation(query_names),
    )
    assert tuple(type(concern) for concern in concerns) == ORDER  # noqa: S101 -- the order is security
    return Chain(concerns, policies, http_form.refusals)


__all__ = ["ORDER", "Chain", "HttpForm", "build_chain"]
