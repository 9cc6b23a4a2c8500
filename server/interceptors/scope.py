"""Whether the principal may call this method at all, as the method's policy says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.contract.policies import ANONYMOUS, ANYONE, CLIENT, MEMBER, SCOPE, USER
from server.contract.vocabulary import ADMIN, LIVE
from server.contract.vocabulary import MEMBER as MEMBER_ROLE
from server.errors import PermissionDenied, Unauthenticated
from server.interceptors.concern import Concern

if TYPE_CHECKING:
    from server.interceptors.call import Call


class Scope(Concern):
    """Refuses what the policy does not allow. Without a principal only methods for strangers come this far."""

    name = "scope"

    def enter(self, call: Call) -> None:
        """Raise PermissionDenied unless the policy is met."""
        policy, principal = call.policy, call.principal
        if principal is None:
            if policy.caller not in (ANONYMOUS, ANYONE, CLIENT):  # the concern before this one has let nobody through
                raise Unauthenticated
            return
        if policy.caller == SCOPE and policy.scope not in principal.scopes:
            raise PermissionDenied("SCOPE_REQUIRED", f"the credential lacks the scope {policy.scope}")
        if policy.caller == USER and principal.kind != "session":
            raise PermissionDenied("USER_REQUIRED", "only a user in a session may do this")
        if policy.caller == MEMBER and ADMIN not in principal.scopes and principal.role != MEMBER_ROLE:
            raise PermissionDenied("MEMBER_REQUIRED", "this takes the scope admin, or a user who is member or higher")
        if policy.live_only and principal.tenant.environment != LIVE:
            raise PermissionDenied("LIVE_REQUIRED", "this is not to be had in the sandbox")
