"""Users and roles: invite, list, change, remove. An organization always keeps an owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from server.auth.accounts import canonical_email
from server.auth.passwords import temporary_password
from server.auth.tables import User
from server.contract.vocabulary import OWNER
from server.errors import AlreadyExists, Conflict, NotFound, PermissionDenied
from server.identifiers import new_id
from server.storage.pages import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from server.auth.passwords import Passwords
    from server.auth.revocation import RevocationChannel
    from server.principal import Principal, Tenant
    from server.storage.database import Database


class Users:
    """The commands on users."""

    def __init__(self, database: Database, passwords: Passwords, revocations: RevocationChannel) -> None:
        self._database = database
        self._passwords = passwords
        self._revocations = revocations

    async def invite(self, caller: Principal, email: str, role: str, password: str) -> tuple[User, str]:
        """Make a user and return it with the password that was made for it, "" if the caller brought one.

        Raises PermissionDenied OWNER_REQUIRED or AlreadyExists. Whether the address is a user of another organization
        makes no difference and cannot be seen.
        """
        _only_owners(caller, role)
        return await self.create(caller.tenant, email, role, password)

    async def create(
        self, tenant: Tenant, email: str, role: str, password: str, *, must_change: bool = True
    ) -> tuple[User, str]:
        """Make a user, whoever asks. Raises AlreadyExists."""
        made = "" if password else temporary_password()
        user = User(
            id=new_id("usr"),
            email=canonical_email(email),
            role=role,
            password_hash=await self._passwords.hash(password or made),
            password_change_required=must_change,
        )
        try:
            async with self._database.write(tenant) as session:
                session.add(user)
        except IntegrityError as error:
            raise AlreadyExists("USER_EXISTS", "the address is a user of this organization already") from error
        return user, made

    async def page(self, tenant: Tenant, size: int, before: str) -> tuple[Sequence[User], str]:
        """Return a page of users, newest first, and the cursor of the next."""
        query = select(User).order_by(User.id.desc()).limit(size + 1)
        if before:
            query = query.where(User.id < before)
        async with self._database.read(tenant) as session:
            rows = (await session.scalars(query)).all()
        return cut(rows, size, lambda row: row.id)

    async def get(self, tenant: Tenant, user_id: str) -> User:
        """Return a user. Raises NotFound."""
        async with self._database.read(tenant) as session:
            return _found(await session.get(User, user_id), user_id)

    async def change_role(self, caller: Principal, user_id: str, role: str) -> User:
        """Give a user another role. Raises NotFound, PermissionDenied OWNER_REQUIRED or Conflict LAST_OWNER."""
        _only_owners(caller, role)
        async with self._database.write(caller.tenant) as session:
            owners = await _locked_owners(session)
            user = _found(await session.get(User, user_id, with_for_update=True), user_id)
            _only_owners(caller, user.role)
            if user.role == OWNER and role != OWNER:
                _keep_an_owner(owners)
            user.role = role
        await self._revocations.revoke(user_id)
        return user

    async def remove(self, caller: Principal, user_id: str) -> None:
        """Remove a user with their sessions. Raises as `change_role` does."""
        async with self._database.write(caller.tenant) as session:
            owners = await _locked_owners(session)
            user = _found(await session.get(User, user_id, with_for_update=True), user_id)
            _only_owners(caller, user.role)
            if user.role == OWNER:
                _keep_an_owner(owners)
            await session.delete(user)
        await self._revocations.revoke(user_id)


def _found(user: User | None, user_id: str) -> User:
    if user is None:
        raise NotFound("user", user_id)
    return user


def _only_owners(caller: Principal, role: str) -> None:
    """Refuse what only an owner in a session may do: make, change or remove an owner."""
    if role == OWNER and caller.role != OWNER:
        raise PermissionDenied("OWNER_REQUIRED", "only an owner may make, change or remove an owner")


async def _locked_owners(session: AsyncSession) -> Sequence[str]:
    """Return the ids of the owners, locked in one order and before any other user: so two cannot go at once."""
    query = select(User.id).where(User.role == OWNER).order_by(User.id).with_for_update()
    return (await session.scalars(query)).all()


def _keep_an_owner(owners: Sequence[str]) -> None:
    """Refuse to take the last owner away."""
    if len(owners) <= 1:
        raise Conflict("LAST_OWNER", "the organization must keep an owner")
