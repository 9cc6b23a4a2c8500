"""The token endpoint (RFC 6749, section 3.2): which grant a request is, and whether its client may use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from server.oauth.clients import AUTHORIZATION_CODE, CLIENT_CREDENTIALS, REFRESH_TOKEN
from server.oauth.errors import UnauthorizedClient, UnsupportedGrantType
from server.oauth.forms import required

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.oauth.client_credentials import ClientCredentialsGrant
    from server.oauth.code_grant import CodeGrant
    from server.oauth.forms import Parameters
    from server.oauth.refresh_grant import RefreshGrant
    from server.oauth.tables import OAuthClient
    from server.oauth.tokens import Issued


class _Grant(Protocol):
    async def issue(self, client: OAuthClient, parameters: Parameters) -> Issued: ...


class TokenEndpoint:
    """Issues tokens."""

    def __init__(self, code: CodeGrant, refresh: RefreshGrant, client_credentials: ClientCredentialsGrant) -> None:
        self._grants: Mapping[str, _Grant] = {
            AUTHORIZATION_CODE: code,
            REFRESH_TOKEN: refresh,
            CLIENT_CREDENTIALS: client_credentials,
        }

    async def issue(self, client: OAuthClient, parameters: Parameters) -> Issued:
        """Return tokens. Raises OAuthError."""
        grant_type = required(parameters, "grant_type")
        if grant_type not in self._grants:
            raise UnsupportedGrantType("grant_type must be authorization_code, refresh_token or client_credentials")
        if grant_type not in client.grant_types:
            raise UnauthorizedClient("the client may not use this grant type")
        return await self._grants[grant_type].issue(client, parameters)
