"""OAuthService: from messages to commands and back, nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from netallion.auth.v1 import oauth_client_pb2, oauth_grant_pb2, oauth_metadata_pb2, oauth_service_pb2
from netallion.auth.v1.oauth_service_pb2_grpc import OAuthServiceServicer

from server.contract.times import timestamp
from server.interceptors.call import caller, current_call, tenant
from server.oauth.answers import answer, as_json, error_as_json
from server.oauth.client_auth import current_client
from server.oauth.clients import NewClient
from server.oauth.endpoint import error_as_page
from server.oauth.forms import parameters_of
from server.oauth.metadata import metadata_of
from server.oauth.tokens import ACCESS_SECONDS
from server.storage.pages import DEFAULT_PAGE_SIZE

if TYPE_CHECKING:
    from google.api.httpbody_pb2 import HttpBody
    from grpc.aio import ServicerContext

    from server.auth.signing import AccessTokens
    from server.oauth.domain import OAuth
    from server.oauth.tables import OAuthClient
    from server.oauth.tokens import Issued
    from server.storage.pages import PageTokens

    Context: TypeAlias = ServicerContext[Any, Any]

DEFAULT_OVERLAP_SECONDS = 86_400
_PUBLISHED = ("cache-control", "public, max-age=60")

ClientMessage = TypeVar("ClientMessage", oauth_client_pb2.OAuthClient, oauth_client_pb2.IssuedOAuthClient)

_SERVICE = "/netallion.auth.v1.OAuthService/"
REFUSALS = {
    f"{_SERVICE}Authorize": error_as_page,
    f"{_SERVICE}DecideAuthorization": error_as_page,
    f"{_SERVICE}ExchangeToken": error_as_json,
    f"{_SERVICE}RevokeToken": error_as_json,
    f"{_SERVICE}IntrospectToken": error_as_json,
}
"""How the methods that speak HTTP by themselves say that something is wrong."""


class OAuthService(OAuthServiceServicer):
    """OAuth 2.0 for third-party integrations."""

    def __init__(self, oauth: OAuth, access_tokens: AccessTokens, page_tokens: PageTokens, issuer: str) -> None:
        self._oauth = oauth
        self._access_tokens = access_tokens
        self._page_tokens = page_tokens
        self._metadata = metadata_of(issuer)

    async def CreateClient(
        self, request: oauth_client_pb2.CreateClientRequest, context: Context
    ) -> oauth_client_pb2.IssuedOAuthClient:
        wanted = NewClient(
            name=request.name,
            redirect_uris=list(request.redirect_uris),
            scopes=list(request.scopes),
            environment=request.environment,
            grant_types=list(request.grant_types),
            confidential=request.confidential if request.HasField("confidential") else True,
        )
        return _issued(*await self._oauth.clients.create(caller(), wanted))

    async def ListClients(
        self, request: oauth_client_pb2.ListClientsRequest, context: Context
    ) -> oauth_client_pb2.ListClientsResponse:
        bound = ("oauth_clients", tenant().organization_id, tenant().environment)
        rows, cursor = await self._oauth.clients.page(
            tenant(), _size(request), self._page_tokens.read(request.page_token, bound)
        )
        return oauth_client_pb2.ListClientsResponse(
            clients=[_client(row, oauth_client_pb2.OAuthClient) for row in rows],
            next_page_token=self._page_tokens.issue(cursor, bound) if cursor else "",
        )

    async def GetClient(
        self, request: oauth_client_pb2.GetClientRequest, context: Context
    ) -> oauth_client_pb2.OAuthClient:
        return _client(await self._oauth.clients.get(tenant(), request.client_id), oauth_client_pb2.OAuthClient)

    async def DeleteClient(
        self, request: oauth_client_pb2.DeleteClientRequest, context: Context
    ) -> oauth_client_pb2.DeleteClientResponse:
        await self._oauth.clients.delete(tenant(), request.client_id)
        return oauth_client_pb2.DeleteClientResponse()

    async def RotateClientSecret(
        self, request: oauth_client_pb2.RotateClientSecretRequest, context: Context
    ) -> oauth_client_pb2.IssuedOAuthClient:
        seconds = request.overlap_seconds if request.HasField("overlap_seconds") else DEFAULT_OVERLAP_SECONDS
        overlap = timedelta(seconds=seconds)
        return _issued(*await self._oauth.clients.rotate_secret(tenant(), request.client_id, overlap))

    async def ListGrants(
        self, request: oauth_grant_pb2.ListGrantsRequest, context: Context
    ) -> oauth_grant_pb2.ListGrantsResponse:
        bound = ("oauth_grants", tenant().organization_id, tenant().environment, caller().user_id)
        rows, cursor = await self._oauth.grants.page(
            caller(), _size(request), self._page_tokens.read(request.page_token, bound)
        )
        return oauth_grant_pb2.ListGrantsResponse(
            grants=[
                oauth_grant_pb2.OAuthGrant(
                    id=row.id,
                    client_id=row.client_id,
                    client_name=name,
                    scopes=row.scopes,
                    environment=row.environment,
                    created_at=timestamp(row.created_at),
                    last_used_at=timestamp(row.last_used_at),
                )
                for row, name in rows
            ],
            next_page_token=self._page_tokens.issue(cursor, bound) if cursor else "",
        )

    async def DeleteGrant(
        self, request: oauth_grant_pb2.DeleteGrantRequest, context: Context
    ) -> oauth_grant_pb2.DeleteGrantResponse:
        await self._oauth.grants.withdraw(caller(), request.id)
        return oauth_grant_pb2.DeleteGrantResponse()

    async def Authorize(self, request: oauth_service_pb2.AuthorizeRequest, context: Context) -> HttpBody:
        return await self._oauth.authorization.show(request)

    async def DecideAuthorization(
        self, request: oauth_service_pb2.DecideAuthorizationRequest, context: Context
    ) -> HttpBody:
        return await self._oauth.authorization.decide(request.body)

    async def ExchangeToken(self, request: oauth_service_pb2.ExchangeTokenRequest, context: Context) -> HttpBody:
        issued = await self._oauth.token.issue(current_client(), parameters_of(request.body))
        return as_json(_as_answer(issued))

    async def RevokeToken(self, request: oauth_service_pb2.RevokeTokenRequest, context: Context) -> HttpBody:
        await self._oauth.revocation.revoke(current_client(), parameters_of(request.body))
        return answer(200, content_type="application/json")

    async def IntrospectToken(self, request: oauth_service_pb2.IntrospectTokenRequest, context: Context) -> HttpBody:
        return as_json(await self._oauth.introspection.describe(current_client(), parameters_of(request.body)))

    async def GetMetadata(
        self, request: oauth_metadata_pb2.GetMetadataRequest, context: Context
    ) -> oauth_metadata_pb2.AuthorizationServerMetadata:
        current_call().headers.append(_PUBLISHED)
        return self._metadata

    async def GetKeySet(
        self, request: oauth_metadata_pb2.GetKeySetRequest, context: Context
    ) -> oauth_metadata_pb2.JsonWebKeySet:
        current_call().headers.append(_PUBLISHED)
        keys = [oauth_metadata_pb2.JsonWebKey(**key) for key in await self._access_tokens.published()]
        return oauth_metadata_pb2.JsonWebKeySet(keys=keys)


def _size(request: oauth_client_pb2.ListClientsRequest | oauth_grant_pb2.ListGrantsRequest) -> int:
    return request.page_size if request.HasField("page_size") else DEFAULT_PAGE_SIZE


def _as_answer(issued: Issued) -> dict[str, Any]:
    """Return the answer as the guide prints it (RFC 6749, section 5.1)."""
    refresh = {"refresh_token": issued.refresh_token} if issued.refresh_token else {}
    return {
        "access_token": issued.access_token,
        **refresh,
        "expires_in": ACCESS_SECONDS,
        "scope": " ".join(issued.scopes),
        "token_type": "Bearer",
    }


def _client(row: OAuthClient, message: type[ClientMessage]) -> ClientMessage:
    return message(
        client_id=row.id,
        name=row.name,
        redirect_uris=row.redirect_uris,
        scopes=row.scopes,
        grant_types=row.grant_types,
        environment=row.environment,
        confidential=row.confidential,
        created_at=timestamp(row.created_at),
    )


def _issued(row: OAuthClient, secret: str | None) -> oauth_client_pb2.IssuedOAuthClient:
    message = _client(row, oauth_client_pb2.IssuedOAuthClient)
    if secret is not None:
        message.client_secret = secret
    return message
