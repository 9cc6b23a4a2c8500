"""The client credentials grant (RFC 6749, section 4.4): a token for the client itself; no refresh token (4.4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ulid import ULID

from server.oauth.errors import InvalidClient
from server.oauth.scopes import requested
from server.oauth.tokens import Issued, hold_client, of_tenant

if TYPE_CHECKING:
    from server.oauth.forms import Parameters
    from server.oauth.tables import OAuthClient
    from server.oauth.tokens import Tokens
    from server.storage.database import Database


class ClientCredentialsGrant:
    """Gives clients tokens for themselves."""

    def __init__(self, database: Database, tokens: Tokens) -> None:
        self._database = database
        self._tokens = tokens

    async def issue(self, client: OAuthClient, parameters: Parameters) -> Issued:
        """Return an access token. Raises InvalidScope."""
        if not client.confidential:
            raise InvalidClient
        scopes = requested(parameters.get("scope", ""), client.scopes)
        async with self._database.write(of_tenant(client)) as session:
            await hold_client(session, client.id)
            access = self._tokens.add_access(session, client.id, scopes, grant_id=None, family=str(ULID()))
        return Issued(access, "", scopes)
