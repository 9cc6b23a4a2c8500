"""The metadata of the authorization server (RFC 8414), and the issuer that it and every redirect name (RFC 9207).

The issuer is the public URL of the settings; the Host header never is.
"""

from __future__ import annotations

from netallion.auth.v1.oauth_metadata_pb2 import AuthorizationServerMetadata

from server.contract.vocabulary import SCOPES
from server.oauth import pkce
from server.oauth.client_auth import CONFIDENTIAL_METHODS, METHODS
from server.oauth.clients import GRANT_TYPES


def metadata_of(issuer: str) -> AuthorizationServerMetadata:
    """Return the metadata of the server at `issuer`."""
    return AuthorizationServerMetadata(
        issuer=issuer,
        authorization_endpoint=f"{issuer}/oauth/authorize",
        token_endpoint=f"{issuer}/oauth/token",
        jwks_uri=f"{issuer}/.well-known/jwks.json",
        scopes_supported=SCOPES,
        response_types_supported=["code"],
        response_modes_supported=["query"],
        grant_types_supported=GRANT_TYPES,
        token_endpoint_auth_methods_supported=METHODS,
        revocation_endpoint=f"{issuer}/oauth/revoke",
        revocation_endpoint_auth_methods_supported=METHODS,
        introspection_endpoint=f"{issuer}/oauth/introspect",
        introspection_endpoint_auth_methods_supported=CONFIDENTIAL_METHODS,
        code_challenge_methods_supported=[pkce.METHOD],
        authorization_response_iss_parameter_supported=True,
    )
