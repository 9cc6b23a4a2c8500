"""The errors of RFC 6749 (sections 4.1.2.1 and 5.2), each with its word on the wire.

    DomainError
    └── OAuthError
        ├── InvalidRequest         invalid_request           400
        ├── InvalidClient          invalid_client            401, with WWW-Authenticate: Basic
        ├── InvalidGrant           invalid_grant             400
        ├── UnauthorizedClient     unauthorized_client       400
        ├── UnsupportedGrantType   unsupported_grant_type    400
        ├── InvalidScope           invalid_scope             400
        ├── UnsupportedResponse    unsupported_response_type in the redirect only
        └── AccessDenied           access_denied             in the redirect only

A description is one line of printable ASCII without quotes or backslashes, as the RFC has it. Over gRPC each is the
canonical status of its class, with the word as the reason.
"""

from __future__ import annotations

from typing import ClassVar

import grpc

from server.errors import DomainError

REALM = 'Basic realm="oauth"'


class OAuthError(DomainError):
    """An error that a client is told in the form of RFC 6749."""

    code = grpc.StatusCode.INVALID_ARGUMENT
    error: ClassVar[str] = "invalid_request"

    def __init__(self, description: str) -> None:
        super().__init__(self.error.upper(), description)


class InvalidRequest(OAuthError):
    """A parameter is missing, given twice, or malformed."""


class InvalidClient(OAuthError):
    """The client is unknown, did not authenticate, or did so wrongly; which of them is not said."""

    code = grpc.StatusCode.UNAUTHENTICATED
    challenge = REALM
    error = "invalid_client"

    def __init__(self) -> None:
        super().__init__("the client is not known or did not authenticate itself")


class InvalidGrant(OAuthError):
    """A code or refresh token is not valid, or is not this client's."""

    error = "invalid_grant"


class UnauthorizedClient(OAuthError):
    """The client may not use this grant type."""

    error = "unauthorized_client"


class UnsupportedGrantType(OAuthError):
    """There is no such grant type here."""

    error = "unsupported_grant_type"


class InvalidScope(OAuthError):
    """A scope is unknown, or more than may be had."""

    error = "invalid_scope"


class UnsupportedResponse(OAuthError):
    """The response type is not ``code``."""

    error = "unsupported_response_type"


class AccessDenied(OAuthError):
    """The user said no, or may do nothing of what was asked for."""

    code = grpc.StatusCode.PERMISSION_DENIED
    error = "access_denied"
