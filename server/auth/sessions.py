"""Sessions: log in, refresh, end, list; and the user's own password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from server.auth.accounts import canonical_email, users_of_address
from server.auth.credentials import REFRESH_PREFIX, is_well_formed, new_token
from server.auth.rotation import Use, judge, new_nonce, successor_of
from server.auth.tables import RefreshToken, Session, User
from server.contract.vocabulary import LIVE
from server.errors import NotFound, PermissionDenied, Unauthenticated
from server.identifiers import new_id
from server.principal import Tenant, scopes_of_role
from server.storage.base import now
from server.storage.pages import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from server.auth.credentials import CredentialHash
    from server.auth.passwords import Passwords
    from server.auth.revocation import RevocationChannel
    from server.auth.signing import AccessTokens
    from server.auth.throttle import LoginThrottle
    from server.principal import Principal
    from server.storage.database import Database

LIFETIME = timedelta(days=7)


@dataclass(frozen=True, slots=True, repr=False)
class Tokens:
    """The two tokens of a session, in plain; shown once."""

    access: str
    refresh: str


def _bad_login() -> Unauthenticated:
    return Unauthenticated("BAD_LOGIN", "the e-mail address or the password is wrong")


def _wrong_password() -> PermissionDenied:
    return PermissionDenied("WRONG_PASSWORD", "the current password is wrong")


class Sessions:
    """The commands on sessions."""

    def __init__(
        self,
        *,
        database: Database,
        hashes: CredentialHash,
        successor_key: bytes,
        access_tokens: AccessTokens,
        passwords: Passwords,
        throttle: LoginThrottle,
        revocations: RevocationChannel,
    ) -> None:
        self._database = database
        self._hashes = hashes
        self._successor_key = successor_key
        self._access_tokens = access_tokens
        self._passwords = passwords
        self._throttle = throttle
        self._revocations = revocations

    async def login(
        self,
        email: str,
        password: str,
        organization_id: str,
        *,
        address: str,
        user_agent: str,
        lifetime: timedelta = LIFETIME,
    ) -> Tokens:
        """Begin a session. Raises Unauthenticated BAD_LOGIN, whatever was wrong, or RateLimited LOGIN_SLOWED_DOWN."""
        email = canonical_email(email)
        await self._throttle.begin(address, email)
        users = await users_of_address(self._database, email, organization_id)
        index = await self._passwords.first_match([user.password_hash for user in users], password)
        if index is None:
            raise _bad_login()
        user = users[index]
        rehashed = await self._passwords.hash(password) if self._passwords.needs_rehash(user.password_hash) else None
        at = now()
        new = Session(
            id=new_id("ses"),
            user_id=user.id,
            address=address,
            user_agent=user_agent[:200],
            created_at=at,
            last_used_at=at,
            expires_at=at + lifetime,
        )
        refresh = new_token(REFRESH_PREFIX)
        async with self._database.write(Tenant(user.organization_id, LIVE)) as session:
            # locked, so that a change of the password either comes before, or ends the session that begins here
            same = await session.get(User, user.id, with_for_update=True)
            if same is None or same.password_hash != user.password_hash:
                raise _bad_login()
            same.last_login_at = at
            same.password_hash = rehashed or same.password_hash
            session.add(new)
            await session.flush()
            session.add(self._row(refresh, new.id, user.organization_id))
        await self._throttle.succeed(address, email)
        return await self._pair(user, new.id, refresh)

    async def refresh(self, token: str) -> Tokens:
        """Return the next pair of tokens. Raises Unauthenticated; a replay ends the session first."""
        refused = Unauthenticated("INVALID_REFRESH_TOKEN", "the refresh token is not valid; log in again")
        if not is_well_formed(token, REFRESH_PREFIX):
            raise refused
        async with self._database.service_write() as session:
            found = await _locked(session, self._hashes.of(token))
            if found is None:
                raise refused
            presented, owner, user = found
            at = now()
            if owner.revoked_at is not None or owner.expires_at <= at:
                raise refused
            successor = successor_of(token, presented.nonce, self._successor_key, REFRESH_PREFIX)
            use = await self._use(session, presented, successor)
            if use is Use.FIRST:
                presented.used_at = owner.last_used_at = at
                session.add(self._row(successor, owner.id, owner.organization_id))
            elif use is Use.REPLAY:
                owner.revoked_at = at
        if use is Use.REPLAY:
            await self._revocations.revoke(owner.id)
            raise refused
        return await self._pair(user, owner.id, successor)

    async def _use(self, session: AsyncSession, presented: RefreshToken, successor: str) -> Use:
        next_row = None if presented.used_at is None else await session.get(RefreshToken, self._hashes.of(successor))
        return judge(presented.used_at, next_row.used_at if next_row else None, now())

    def _row(self, token: str, session_id: str, organization_id: str) -> RefreshToken:
        return RefreshToken(
            hash=self._hashes.of(token), session_id=session_id, organization_id=organization_id, nonce=new_nonce()
        )

    async def _pair(self, user: User, session_id: str, refresh: str) -> Tokens:
        scopes = scopes_of_role(user.role)
        return Tokens(await self._access_tokens.sign(user.id, session_id, user.organization_id, scopes), refresh)

    async def of_user(self, caller: Principal, size: int, before: str) -> tuple[Sequence[Session], str]:
        """Return a page of the caller's living sessions, newest first, and the cursor of the next."""
        query = (
            select(Session)
            .where(Session.user_id == caller.user_id, Session.revoked_at.is_(None), Session.expires_at > now())
            .order_by(Session.id.desc())
            .limit(size + 1)
        )
        if before:
            query = query.where(Session.id < before)
        async with self._database.read(caller.tenant) as session:
            rows = (await session.scalars(query)).all()
        return cut(rows, size, lambda row: row.id)

    async def end(self, caller: Principal, session_id: str) -> None:
        """End one of the caller's sessions. Raises NotFound; ending an ended session changes nothing."""
        async with self._database.write(caller.tenant) as session:
            row = await session.get(Session, session_id)
            if row is None or row.user_id != caller.user_id:
                raise NotFound("session", session_id)
            row.revoked_at = row.revoked_at or now()
        await self._revocations.revoke(session_id)

    async def end_by_token(self, token: str) -> None:
        """End the session that a refresh token is of, used or not; one that is not, or of nothing, ends nothing."""
        if not is_well_formed(token, REFRESH_PREFIX):
            return
        async with self._database.service_write() as session:
            found = await _locked(session, self._hashes.of(token))
            if found is None:
                return
            _, owner, _ = found
            owner.revoked_at = owner.revoked_at or now()
        await self._revocations.revoke(owner.id)

    async def change_password(self, caller: Principal, current: str, new: str, address: str) -> None:
        """Change the caller's password and end the caller's other sessions. Raises PermissionDenied or RateLimited."""
        await self._throttle.begin(address, caller.user_id)
        async with self._database.read(caller.tenant) as session:
            user = await session.get_one(User, caller.user_id)
        if await self._passwords.first_match([user.password_hash], current) is None:
            raise _wrong_password()
        await self._throttle.succeed(address, caller.user_id)
        await self.set_password(
            caller.tenant, caller.user_id, new, keep_session=caller.credential_id, verified=user.password_hash
        )

    async def set_password(
        self,
        tenant: Tenant,
        user_id: str,
        password: str,
        *,
        keep_session: str = "",
        verified: str = "",
        temporary: bool = False,
    ) -> None:
        """Set a user's password and end all the user's sessions but one. Raises NotFound.

        `verified`: the hash that must still be the user's; raises PermissionDenied if it has been changed meanwhile.
        """
        encoded = await self._passwords.hash(password)
        async with self._database.write(tenant) as session:
            user = await session.get(User, user_id, with_for_update=True)
            if user is None:
                raise NotFound("user", user_id)
            if verified and user.password_hash != verified:
                raise _wrong_password()
            user.password_hash, user.password_change_required = encoded, temporary
            ended = (
                await session.scalars(
                    update(Session)
                    .where(Session.user_id == user_id, Session.id != keep_session, Session.revoked_at.is_(None))
                    .values(revoked_at=now())
                    .returning(Session.id)
                )
            ).all()
        await self._revocations.revoke(*ended)


async def _locked(session: AsyncSession, digest: bytes) -> tuple[RefreshToken, Session, User] | None:
    """Return a refresh token, its session and its user; None if it is not, or no longer, there.

    All are locked, the user first: so does whoever changes a user with their sessions, and none waits for the other.
    """
    of_token = (
        select(User)
        .join(Session, Session.user_id == User.id)
        .join(RefreshToken, RefreshToken.session_id == Session.id)
        .where(RefreshToken.hash == digest)
        .with_for_update(of=User)
    )
    user = (await session.scalars(of_token)).one_or_none()
    if user is None:
        return None
    query = (
        select(RefreshToken, Session)
        .join(Session, Session.id == RefreshToken.session_id)
        .where(RefreshToken.hash == digest)
        .with_for_update()
    )
    presented, owner = (await session.execute(query)).one()
    return presented, owner, user
