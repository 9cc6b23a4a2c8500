"""Every call is charged once, to its credential or to its address, and every answer says what is left.

Two concerns share this one rule: AnonymousLimit stands before authentication and charges the address of a call that
brings no credential; PlanLimit stands after it and charges the credential. A call that is refused between the two
(bad credential, missing scope) has not been charged yet, so the failure itself charges it: else guessing keys would
be free, and the refusal would come without the limit headers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import Counter

from server.contract.policies import ANONYMOUS, CLIENT
from server.errors import RateLimited
from server.interceptors.address import EDGE, FORWARDED, address_subject, client_address, from_edge
from server.interceptors.concern import Concern
from server.limits.limiter import limit_headers
from server.limits.plans import PLANS, overridden

if TYPE_CHECKING:
    from server.interceptors.call import Call
    from server.limits.limiter import Limiter
    from server.settings import Settings

ANONYMOUS_PLAN = PLANS["starter"]


REFUSED = Counter(
    "netallion_limit_refusals",
    "Calls over a limit, by its window: refused, or in shadow mode let through all the same.",
    ["window", "outcome"],
)


async def charge(limiter: Limiter, call: Call, *, shadow: bool = False) -> None:
    """Charge the call to its principal, or to its address if it has none. Raises RateLimited.

    `shadow`: a call that would be refused is counted, charged to nobody, and goes on.
    """
    principal = call.principal
    if principal is None:
        subject, plan = address_subject(call.address), ANONYMOUS_PLAN
    else:
        subject, plan = principal.credential_id, overridden(PLANS[principal.plan], principal.limits)
    verdict = call.verdict = await limiter.charge(subject, plan, call.policy.cost)
    headers = limit_headers(verdict)
    if verdict.refused_by is None:
        call.headers.extend(headers)
        return
    REFUSED.labels(verdict.refused_by.name, "shadow" if shadow else "refused").inc()
    if shadow:
        call.headers.extend(header for header in headers if header[0] != "retry-after")
        return
    call.headers.extend(headers)
    raise RateLimited(
        "RATE_LIMITED",
        f"rate limit exceeded: {verdict.refused_by.capacity} calls per {verdict.refused_by.name}",
        retry_after=verdict.retry_after,
        subject=subject,
    )


class AnonymousLimit(Concern):
    """Finds the client's address, and charges it for a call without a credential."""

    name = "anonymous_limit"

    def __init__(self, limiter: Limiter, settings: Settings) -> None:
        self._limiter = limiter
        self._shadow = settings.limits_shadow
        self._hops = settings.trusted_hops
        self._from_edge = from_edge(settings)

    async def enter(self, call: Call) -> None:
        """Charge the address if there is nothing else to charge."""
        trusted = self._from_edge(call.metadata)
        call.metadata.pop(EDGE, None)
        call.address = client_address(call.context.peer(), call.text(FORWARDED) if trusted else "", self._hops)
        caller = call.policy.caller
        if caller == CLIENT or not call.policy.cost:  # a client may say who it is in the body
            return
        if caller == ANONYMOUS or "authorization" not in call.metadata:
            await charge(self._limiter, call, shadow=self._shadow)


class PlanLimit(Concern):
    """Charges the credential, and whatever was refused before it was charged."""

    name = "plan_limit"

    def __init__(self, limiter: Limiter, settings: Settings) -> None:
        self._limiter = limiter
        self._shadow = settings.limits_shadow

    async def enter(self, call: Call) -> None:
        """Charge what has not been charged."""
        if call.policy.cost and call.verdict is None:
            await charge(self._limiter, call, shadow=self._shadow)

    async def fail(self, call: Call, error: BaseException) -> BaseException:
        """Charge a call that was refused before it was charged; too many of those are RateLimited instead."""
        try:
            await self.enter(call)
        except RateLimited as limited:
            return limited
        return error
