"""What a server process and an operator's command work with, opened in order and closed in reverse."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.auth.activity import Activity
from server.auth.api_keys import ApiKeys
from server.auth.authenticator import Authenticator
from server.auth.credentials import CredentialHash
from server.auth.organizations import Organizations
from server.auth.passwords import Passwords
from server.auth.revocation import RevocationChannel
from server.auth.sessions import Sessions
from server.auth.signing import AccessTokens
from server.auth.throttle import LoginThrottle
from server.auth.users import Users
from server.oauth.domain import OAuth, open_oauth
from server.oauth.tokens import find_access
from server.storage.database import Database
from server.storage.keys import Keys
from server.storage.pages import PageTokens

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from server.settings import Settings


@dataclass(frozen=True, slots=True)
class Resources:
    """The open parts of one process."""

    database: Database
    keys: Keys
    page_tokens: PageTokens
    activity: Activity
    revocations: RevocationChannel
    authenticator: Authenticator
    sessions: Sessions
    users: Users
    organizations: Organizations
    api_keys: ApiKeys
    access_tokens: AccessTokens
    oauth: OAuth


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Open everything but what listens. Raises Unavailable, LookupError (no master key) or SealBroken (another one)."""
    async with AsyncExitStack() as stack:
        database = Database(settings.resolved_database_url())
        stack.push_async_callback(database.close)
        keys = await Keys.load(database, settings.master_key_bytes())
        hashes = CredentialHash(keys.purpose("credential-hash"))
        revocations = RevocationChannel(settings.redis_url)
        stack.push_async_callback(revocations.close)
        passwords = Passwords()
        stack.callback(passwords.close)
        access_tokens = AccessTokens(database, keys, settings.resolved_public_url())
        await access_tokens.start()
        activity = Activity(database)
        stack.push_async_callback(activity.close)
        authenticator = Authenticator(database, hashes, access_tokens, activity, find_access)
        revocations.start(authenticator.forget)
        sessions = Sessions(
            database=database,
            hashes=hashes,
            successor_key=keys.purpose("refresh-successor"),
            access_tokens=access_tokens,
            passwords=passwords,
            throttle=LoginThrottle(database, keys.purpose("login-throttle")),
            revocations=revocations,
        )
        users = Users(database, passwords, revocations)
        yield Resources(
            database=database,
            keys=keys,
            page_tokens=PageTokens(keys.purpose("page-token")),
            activity=activity,
            revocations=revocations,
            authenticator=authenticator,
            sessions=sessions,
            users=users,
            organizations=Organizations(database, keys, revocations),
            api_keys=ApiKeys(database, hashes, revocations),
            access_tokens=access_tokens,
            oauth=open_oauth(
                database=database,
                keys=keys,
                hashes=hashes,
                revocations=revocations,
                activity=activity,
                authenticator=authenticator,
                sessions=sessions,
                users=users,
                issuer=settings.resolved_public_url(),
            ),
        )
