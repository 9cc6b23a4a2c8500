"""The parts of OAuth, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.oauth.authorization import Authorization
from server.oauth.client_auth import ClientAuthentication
from server.oauth.client_credentials import ClientCredentialsGrant
from server.oauth.clients import Clients
from server.oauth.code_grant import CodeGrant
from server.oauth.endpoint import AuthorizationEndpoint
from server.oauth.grants import Grants
from server.oauth.interaction import Interaction
from server.oauth.introspection import Introspection
from server.oauth.refresh_grant import RefreshGrant
from server.oauth.revocation import Revocation
from server.oauth.token import TokenEndpoint
from server.oauth.tokens import Tokens

if TYPE_CHECKING:
    from server.auth.activity import Activity
    from server.auth.authenticator import Authenticator
    from server.auth.credentials import CredentialHash
    from server.auth.revocation import RevocationChannel
    from server.auth.sessions import Sessions
    from server.auth.users import Users
    from server.storage.database import Database
    from server.storage.keys import Keys


@dataclass(frozen=True, slots=True)
class OAuth:
    """The commands of the domain."""

    clients: Clients
    grants: Grants
    client_authentication: ClientAuthentication
    authorization: AuthorizationEndpoint
    token: TokenEndpoint
    revocation: Revocation
    introspection: Introspection


def open_oauth(
    *,
    database: Database,
    keys: Keys,
    hashes: CredentialHash,
    revocations: RevocationChannel,
    activity: Activity,
    authenticator: Authenticator,
    sessions: Sessions,
    users: Users,
    issuer: str,
) -> OAuth:
    """Return the domain's commands on the parts of a process. `issuer`: the public URL."""
    tokens = Tokens(hashes)
    interaction = Interaction(sessions, authenticator, keys.purpose("oauth-form"), secure=issuer.startswith("https:"))
    return OAuth(
        clients=Clients(database, hashes, revocations),
        grants=Grants(database, revocations),
        client_authentication=ClientAuthentication(database, hashes, activity),
        authorization=AuthorizationEndpoint(Authorization(database, hashes, issuer), interaction, users),
        token=TokenEndpoint(
            CodeGrant(database, hashes, tokens, revocations),
            RefreshGrant(
                database=database,
                hashes=hashes,
                tokens=tokens,
                successor_key=keys.purpose("oauth-refresh-successor"),
                revocations=revocations,
            ),
            ClientCredentialsGrant(database, tokens),
        ),
        revocation=Revocation(database, hashes, revocations),
        introspection=Introspection(database, hashes, issuer),
    )
