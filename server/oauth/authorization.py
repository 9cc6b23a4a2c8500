"""The authorization code grant, first half: a request and its answer, a redirect (RFC 6749, sections 4.1.1 and 4.1.2).

A client that is not known, or a redirect URI that is not its own, is refused on our own page: nothing is sent anywhere
that an attacker chose (section 4.1.2.1; RFC 9700, section 4.11). Everything else that is wrong is told to the client.
Each redirect names us in ``iss``, so that a client of several servers cannot be made to mix them up (RFC 9207).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ulid import ULID

from server.auth.credentials import OAUTH_CODE_PREFIX, new_token
from server.oauth.client_auth import CLIENT_ID
from server.oauth.clients import AUTHORIZATION_CODE
from server.oauth.code_grant import CODE_LIFETIME
from server.oauth.errors import AccessDenied, InvalidRequest, OAuthError, UnauthorizedClient, UnsupportedResponse
from server.oauth.forms import known_once, required
from server.oauth.grants import consent, consented
from server.oauth.pkce import challenge_of
from server.oauth.redirects import matching, sole, with_parameters
from server.oauth.scopes import requested
from server.oauth.tables import OAuthClient, OAuthCode
from server.oauth.tokens import hold_client, narrowed, of_tenant
from server.storage.base import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from server.auth.credentials import CredentialHash
    from server.principal import Principal
    from server.storage.database import Database

    Pairs = Sequence[tuple[str, str]]

PARAMETERS = (
    *("response_type", "client_id", "redirect_uri", "scope", "state"),
    *("code_challenge", "code_challenge_method"),
)
LONGEST_PARAMETER = 4096
"""Characters. A redirect must fit into a header, encoded."""
_TARGET = frozenset({"client_id", "redirect_uri"})


class Redirected(Exception):
    """The request has ended: the browser is to go to `location`."""

    def __init__(self, location: str) -> None:
        super().__init__("the browser is sent to the client")
        self.location = location


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """A request in which nothing is wrong. `parameters` are those that were given."""

    client: OAuthClient
    parameters: dict[str, str]
    redirect_uri: str
    scopes: list[str]
    code_challenge: str


class Authorization:
    """Reads authorization requests, and answers them."""

    def __init__(self, database: Database, hashes: CredentialHash, issuer: str) -> None:
        self._database = database
        self._hashes = hashes
        self._issuer = issuer

    async def read(self, pairs: Pairs) -> AuthorizationRequest:
        """Return a request. Raises InvalidRequest, to be shown on our own page, or Redirected."""
        client, redirect_uri = await self._target(pairs)
        try:
            parameters = known_once(pairs, frozenset(PARAMETERS))
            if too_long := [name for name, value in parameters.items() if len(value) > LONGEST_PARAMETER]:
                raise InvalidRequest(f"{too_long[0]} is longer than {LONGEST_PARAMETER} characters")
            response_type = required(parameters, "response_type")
            if response_type != "code":
                raise UnsupportedResponse("response_type must be code")
            if AUTHORIZATION_CODE not in client.grant_types:
                raise UnauthorizedClient("the client may not use this grant type")
            challenge = challenge_of(
                parameters.get("code_challenge", ""),
                parameters.get("code_challenge_method", ""),
                needed=not client.confidential,
            )
            scopes = requested(parameters.get("scope", ""), client.scopes)
        except OAuthError as error:
            raise self._error(redirect_uri, _state(pairs), error) from None
        return AuthorizationRequest(client, parameters, redirect_uri, scopes, challenge)

    async def _target(self, pairs: Pairs) -> tuple[OAuthClient, str]:
        """Return the client, and where its user is sent. Raises InvalidRequest if that is not sure."""
        parameters = known_once(pairs, _TARGET)
        client_id = parameters.get("client_id", "")
        async with self._database.service_read() as session:
            client = await session.get(OAuthClient, client_id) if CLIENT_ID.fullmatch(client_id) else None
        if client is None:
            raise InvalidRequest("there is no such application")
        given = parameters.get("redirect_uri", "")
        if given and not matching(given, client.redirect_uris, confidential=client.confidential):
            raise InvalidRequest("the application has not registered this redirect URI")
        redirect_uri = given or sole(client.redirect_uris)
        if not redirect_uri:
            raise InvalidRequest("the request names no redirect URI")
        return client, redirect_uri

    def scopes_for(self, request: AuthorizationRequest, user: Principal) -> list[str]:
        """Return what of the request the user can grant at all. Raises Redirected if it is nothing."""
        scopes = narrowed(request.scopes, user.scopes)
        if not scopes:
            raise self.denied(request, "the user may do nothing of this")
        return scopes

    async def is_remembered(self, request: AuthorizationRequest, user: Principal) -> bool:
        """Return whether the user has consented to just this before, and the client is sure to be itself.

        A public client is known by nothing but where its redirect leads, and anyone can listen on a loopback port or
        take a scheme: the user is asked each time (RFC 6749, section 10.2; RFC 8252, section 8.6).
        """
        if not request.client.confidential and not request.redirect_uri.startswith("https:"):
            return False
        scopes = self.scopes_for(request, user)
        async with self._database.read(of_tenant(request.client)) as session:
            return await consented(session, request.client, user.user_id, scopes) is not None

    async def approve(self, request: AuthorizationRequest, user: Principal) -> Redirected:
        """Write what the user consents to, and return the redirect with a code."""
        code, at, client = new_token(OAUTH_CODE_PREFIX), now(), request.client
        scopes = self.scopes_for(request, user)
        async with self._database.write(of_tenant(client)) as session:
            await hold_client(session, client.id)
            grant = await consent(session, client, user.user_id, scopes)
            session.add(
                OAuthCode(
                    hash=self._hashes.of(code),
                    grant_id=grant.id,
                    family=str(ULID()),
                    redirect_uri=request.redirect_uri,
                    redirect_uri_given="redirect_uri" in request.parameters,
                    code_challenge=request.code_challenge,
                    created_at=at,
                    expires_at=at + CODE_LIFETIME,
                )
            )
        return self._redirect(request.redirect_uri, request.parameters.get("state", ""), {"code": code})

    def denied(self, request: AuthorizationRequest, why: str = "the user refused") -> Redirected:
        """Return the redirect that says no."""
        return self._error(request.redirect_uri, request.parameters.get("state", ""), AccessDenied(why))

    def _error(self, redirect_uri: str, state: str, error: OAuthError) -> Redirected:
        return self._redirect(redirect_uri, state, {"error": error.error, "error_description": error.message})

    def _redirect(self, redirect_uri: str, state: str, answer: dict[str, str]) -> Redirected:
        return Redirected(with_parameters(redirect_uri, answer | {"state": state, "iss": self._issuer}))


def _state(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the state of a request in which something is wrong; "" if it is not clear which."""
    found = [value for name, value in pairs if name == "state"]
    return found[0] if len(found) == 1 and len(found[0]) <= LONGEST_PARAMETER else ""
