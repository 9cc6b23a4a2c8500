"""The auth domain of one process, open on real parts, and people in it to test with."""

from __future__ import annotations

import base64
import os
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from server.auth.api_keys import NewKey
from server.auth.tables import SigningKey
from server.contract.vocabulary import LIVE, OWNER
from server.identifiers import new_id
from server.principal import Principal, Tenant, scopes_of_role
from server.resources import Resources, open_resources
from server.settings import Settings
from server.storage.base import now
from server.storage.database import Database
from server.storage.keys import seal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from server.auth.api_keys import KeyView
    from server.auth.sessions import Tokens
    from server.auth.tables import Organization, User

MASTER_KEY = base64.b64encode(bytes(range(32))).decode()
PUBLIC_URL = "https://api.example.com"
PASSWORD = "correct horse battery staple"
ADDRESS = "203.0.113.5"


def settings_for(database_url: str, redis_url: str, **others: object) -> Settings:
    """Return the settings of a process on these parts."""
    fields = {"database_url": database_url, "redis_url": redis_url, "master_key": MASTER_KEY, "public_url": PUBLIC_URL}
    return Settings.model_validate(fields | others)


@dataclass
class Person:
    """A user with a session."""

    user: User
    tokens: Tokens
    principal: Principal

    @property
    def tenant(self) -> Tenant:
        """Return whose data the session sees."""
        return self.principal.tenant


@dataclass
class House:
    """An open process. `secrets` are all that it was told or told anyone, which nothing may keep or say."""

    settings: Settings
    resources: Resources
    secrets: list[str] = field(default_factory=list)
    _made: int = 0

    def keep(self, *secrets: str) -> None:
        """Note secrets."""
        self.secrets += secrets

    async def organization(self, plan: str = "starter") -> Organization:
        """Return a new organization."""
        return await self.resources.organizations.create("Example", plan)

    async def user(self, organization_id: str, role: str = OWNER, email: str = "", password: str = PASSWORD) -> User:
        """Return a new user."""
        self._made += 1
        email = email or f"user{self._made}@example.com"
        user, _ = await self.resources.users.create(Tenant(organization_id, LIVE), email, role, password)
        self.keep(password)
        return user

    async def login(
        self, email: str, password: str = PASSWORD, organization_id: str = "", address: str = ADDRESS
    ) -> Tokens:
        """Return the tokens of a new session."""
        self.keep(password)
        tokens = await self.resources.sessions.login(
            email, password, organization_id, address=address, user_agent="tests/1"
        )
        self.keep(tokens.access, tokens.refresh)
        return tokens

    async def refresh(self, token: str) -> Tokens:
        """Return the next tokens of a session."""
        self.keep(token)
        tokens = await self.resources.sessions.refresh(token)
        self.keep(tokens.access, tokens.refresh)
        return tokens

    async def who(self, token: str, environment: str = "") -> Principal:
        """Return whom a token stands for."""
        return await self.resources.authenticator.authenticate(token, environment)

    async def person(self, role: str = OWNER, organization_id: str = "") -> Person:
        """Return a new user, of a new organization if none is given, with a session."""
        organization_id = organization_id or (await self.organization()).id
        user = await self.user(organization_id, role)
        tokens = await self.login(user.email, organization_id=organization_id)
        return Person(user, tokens, await self.who(tokens.access))

    async def caller(self, role: str = OWNER, organization_id: str = "") -> Principal:
        """Return whom the session of a user would stand for, with neither: for commands that do not look."""
        return Principal(
            kind="session",
            credential_id=new_id("ses"),
            tenant=Tenant(organization_id or (await self.organization()).id, LIVE),
            scopes=scopes_of_role(role),
            plan="starter",
            user_id=new_id("usr"),
            role=role,
        )

    async def key(
        self, caller: Principal, scopes: Sequence[str] = ("admin",), environment: str = LIVE, name: str = "CI"
    ) -> tuple[KeyView, str]:
        """Return a new API key and its secret."""
        view, token = await self.resources.api_keys.create(caller, NewKey(name, scopes, environment))
        self.keep(token)
        return view, token

    def forget_cached(self) -> None:
        """Make every credential be looked up again."""
        self.resources.authenticator._entries.clear()


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncIterator[House]:
    """Open the auth domain of a process. Its passwords cost little: what they cost in earnest, a unit test says."""
    async with open_resources(settings) as resources:
        passwords = resources.sessions._passwords
        passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        passwords._unknown = passwords._hasher.hash("of nobody")
        yield House(settings, resources)


async def plant_signing_key(database_url: str) -> None:
    """Give a database the first signing key, which takes a process a tenth of a second to make."""
    kid, private, public = _signing_key()
    wrapped = seal(base64.b64decode(MASTER_KEY), private, "signing_key", kid)
    row = SigningKey(kid=kid, wrapped_private_key=wrapped, public_key=public, signs_from=now() - timedelta(days=1))
    database = Database(database_url)
    async with database.service_write() as session:
        await session.merge(row)
    await database.close()


@cache
def _signing_key() -> tuple[str, bytes, bytes]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return os.urandom(9).hex(), private, public
