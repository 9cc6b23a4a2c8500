"""Client authentication (RFC 6749, section 2.3): HTTP Basic, or id and secret in the body; never in a URL.

Secrets are 256 random bits with a checksum, stored as a keyed hash: garbage costs no look-up, and guessing is hopeless
also before the limits of the guesser's address, which every wrong try is charged to, end it (section 2.3.1).
"""

from __future__ import annotations

import base64
import binascii
import re
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from sqlalchemy import or_, select

from server.auth.credentials import OAUTH_SECRET_PREFIX, is_well_formed
from server.auth.standing import plan_of
from server.interceptors.validation import Unreadable
from server.oauth.errors import InvalidClient, InvalidRequest
from server.oauth.forms import parameters_of
from server.oauth.tables import OAuthClient, OAuthClientSecret
from server.principal import Principal, Tenant, granted
from server.storage.base import now

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.auth.activity import Activity
    from server.auth.credentials import CredentialHash
    from server.interceptors.call import Call
    from server.oauth.forms import Parameters
    from server.storage.database import Database

METHODS = ("client_secret_basic", "client_secret_post", "none")
CONFIDENTIAL_METHODS = METHODS[:2]

CLIENT_ID = re.compile(r"cli_[0-9A-Z]{26}", re.ASCII)
_current: ContextVar[OAuthClient] = ContextVar("oauth_client")


def current_client() -> OAuthClient:
    """Return the client that makes this call: authenticated, or public. Raises InvalidClient outside of one."""
    try:
        return _current.get()
    except LookupError:
        raise InvalidClient from None


def presented(authorization: str, parameters: Parameters) -> tuple[str, str]:
    """Return the client id and the secret that a request brings, "" for none.

    Raises InvalidRequest if it brings two, InvalidClient if the header is not HTTP Basic.
    """
    named, secret = parameters.get("client_id", ""), parameters.get("client_secret", "")
    if not authorization:
        return named, secret
    if secret:
        raise InvalidRequest("the client authenticates in two ways at once")
    scheme, _, encoded = authorization.strip().partition(" ")
    if scheme.lower() != "basic":
        raise InvalidClient
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        raise InvalidClient from None
    client_id, _, secret = (unquote_plus(part) for part in text.partition(":"))
    if not client_id:
        raise InvalidClient
    if named and named != client_id:
        raise InvalidRequest("client_id differs from the client that authenticates")
    return client_id, secret


class ClientAuthentication:
    """Knows which client a call comes from."""

    def __init__(self, database: Database, hashes: CredentialHash, activity: Activity) -> None:
        self._database = database
        self._hashes = hashes
        self._activity = activity

    async def authenticate(self, call: Call) -> Principal | None:
        """Return the client that authenticates, None for a public one. Raises InvalidClient or InvalidRequest."""
        request: Any = call.request
        if isinstance(request, Unreadable):
            return None
        authorization = call.text("authorization")
        call.metadata.pop("authorization", None)
        client_id, secret = presented(authorization, parameters_of(request.body))
        async with self._database.service_read() as session:
            client, plan = await self._find(session, client_id, secret)
        _current.set(client)
        if not client.confidential:
            return None
        principal = Principal(
            kind="oauth",
            credential_id=client.id,
            tenant=Tenant(client.organization_id, client.environment),
            scopes=granted(client.scopes),
            plan=plan,
            name=client.name,
            client_id=client.id,
        )
        self._activity.used(principal)
        return principal

    async def _find(self, session: AsyncSession, client_id: str, secret: str) -> tuple[OAuthClient, str]:
        client = await session.get(OAuthClient, client_id) if CLIENT_ID.fullmatch(client_id) else None
        if client is None or client.confidential != bool(secret):
            raise InvalidClient
        if client.confidential and not await self._is_secret(session, client.id, secret):
            raise InvalidClient
        return client, await plan_of(session, client.organization_id) or ""

    async def _is_secret(self, session: AsyncSession, client_id: str, secret: str) -> bool:
        if not is_well_formed(secret, OAUTH_SECRET_PREFIX):
            return False
        query = select(OAuthClientSecret.client_id).where(
            OAuthClientSecret.hash == self._hashes.of(secret),
            OAuthClientSecret.client_id == client_id,
            or_(OAuthClientSecret.expires_at.is_(None), OAuthClientSecret.expires_at > now()),
        )
        return (await session.scalars(query)).first() is not None
