"""Who calls. The credential comes in the Authorization header as a bearer token (RFC 6750, section 2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.addresses import within
from server.contract.policies import ANONYMOUS, ANYONE, CLIENT
from server.contract.vocabulary import LIVE, TEST
from server.errors import DomainError, InvalidArgument, PermissionDenied, Unauthenticated, Violation
from server.interceptors.concern import Concern

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from server.auth.authenticator import Authenticator
    from server.interceptors.call import Call
    from server.principal import Principal

    ClientAuthenticator = Callable[[Call], Awaitable[Principal | None]]

ENVIRONMENT = "netallion-environment"


def bearer_token(header: str) -> str:
    """Return the token in an Authorization header. Raises Unauthenticated, never with the header's text."""
    scheme, _, token = header.strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        reason = "CREDENTIAL_REQUIRED" if not header else "INVALID_CREDENTIAL"
        raise Unauthenticated(reason, "send a credential as 'Authorization: Bearer …'")
    return token.strip()


class Authentication(Concern):
    """Finds the principal, or refuses the call."""

    name = "authentication"

    def __init__(self, authenticator: Authenticator, clients: ClientAuthenticator) -> None:
        """`clients`: knows the OAuth client of a call that is for clients."""
        self._authenticator = authenticator
        self._clients = clients

    async def enter(self, call: Call) -> None:
        """Set the call's principal, unless its method is for strangers."""
        caller = call.policy.caller
        if caller == ANONYMOUS:
            return
        if caller == CLIENT:
            call.principal = await self._clients(call)
            return
        try:
            token = bearer_token(call.text("authorization"))
            call.metadata.pop("authorization", None)
            principal = await self._authenticator.authenticate(token, self._environment(call))
            if principal.allowed_networks and not within(call.address, principal.allowed_networks):
                raise PermissionDenied("ADDRESS_NOT_ALLOWED", "the key may not be used from this address")
        except DomainError as refused:
            if caller != ANYONE or refused.code.name == "UNAVAILABLE":
                raise
            return
        call.principal = principal

    def _environment(self, call: Call) -> str:
        given = call.text(ENVIRONMENT)
        if given and given not in (LIVE, TEST):
            raise InvalidArgument([Violation(ENVIRONMENT, f"must be one of {LIVE}, {TEST}")])
        return given
