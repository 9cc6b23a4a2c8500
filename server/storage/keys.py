"""The keys of the house, and what is encrypted with them.

    master key (settings)
    ├── wraps the service's root secret ── HKDF ──> keys for credential hashes, refresh successors, page tokens …
    ├── wraps the private JWT signing keys
    └── wraps one data key per organization ── encrypts its documents
                                            └── HKDF ──> its fingerprint key

Everything is AES-256-GCM with a random 96-bit nonce before the ciphertext (NIST SP 800-38D), and with associated data
that names what it belongs to: a ciphertext that is moved to another row does not open. HKDF is RFC 5869 with SHA-256.
"""

from __future__ import annotations

import os
from datetime import datetime  # noqa: TC003 -- SQLAlchemy reads the annotations
from functools import cache
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import LargeBinary, String, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from server.storage.base import Base, now

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.storage.database import Database

KEY_BYTES = 32
_NONCE_BYTES = 12
_ROOT = "root"


class SealBroken(Exception):
    """A ciphertext does not open with this key and these associated data."""


class ServiceSecret(Base):
    """A secret of the whole service, wrapped by the master key."""

    __tablename__ = "service_secrets"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)


class DataKey(Base):
    """An organization's data key, wrapped by the master key."""

    __tablename__ = "data_keys"

    organization_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)


def seal(key: bytes, plain: bytes, *belongs_to: str) -> bytes:
    """Return nonce and ciphertext of `plain`, bound to the names of what it belongs to."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, "\0".join(belongs_to).encode())


def unseal(key: bytes, sealed: bytes, *belongs_to: str) -> bytes:
    """Return what was sealed. Raises SealBroken."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], "\0".join(belongs_to).encode())
    except (InvalidTag, ValueError) as error:
        raise SealBroken(belongs_to[0] if belongs_to else "") from error


def derive(key: bytes, purpose: str) -> bytes:
    """Return the 32-byte key for one purpose."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"netallion/{purpose}".encode()).derive(key)


class Keys:
    """The unwrapped keys of one process. `load` it once; its representation shows nothing."""

    def __init__(self, master: bytes, root: bytes) -> None:
        self._master = master
        self._root = root
        self._data_keys: dict[str, bytes] = {}
        self.purpose = cache(lambda name: derive(root, name))

    def __repr__(self) -> str:
        return "Keys(…)"

    @classmethod
    async def load(cls, database: Database, master: bytes) -> Keys:
        """Return the keys, making the root secret on first use. Raises SealBroken if the master key is another one."""
        async with database.service_read() as session:
            found = await session.get(ServiceSecret, _ROOT)
        if found is None:
            fresh = ServiceSecret(name=_ROOT, wrapped=seal(master, os.urandom(KEY_BYTES), "service_secret", _ROOT))
            try:
                async with database.service_write() as session:
                    session.add(fresh)
            except IntegrityError:  # another process was first
                pass
            async with database.service_read() as session:
                found = (await session.scalars(select(ServiceSecret).where(ServiceSecret.name == _ROOT))).one()
        return cls(master, unseal(master, found.wrapped, "service_secret", _ROOT))

    def wrap(self, plain: bytes, *belongs_to: str) -> bytes:
        """Return `plain` wrapped by the master key."""
        return seal(self._master, plain, *belongs_to)

    def unwrap(self, wrapped: bytes, *belongs_to: str) -> bytes:
        """Return what `wrap` wrapped. Raises SealBroken."""
        return unseal(self._master, wrapped, *belongs_to)

    def new_data_key(self, organization_id: str) -> DataKey:
        """Return the row of a new organization's data key."""
        return DataKey(
            organization_id=organization_id,
            wrapped=self.wrap(os.urandom(KEY_BYTES), "data_key", organization_id),
        )

    async def data_key(self, session: AsyncSession, organization_id: str) -> bytes:
        """Return an organization's data key. Raises SealBroken, or LookupError if it has none."""
        key = self._data_keys.get(organization_id)
        if key is None:
            row = await session.get(DataKey, organization_id)
            if row is None:
                raise LookupError(organization_id)
            key = self._data_keys[organization_id] = self.unwrap(row.wrapped, "data_key", organization_id)
        return key

    async def fingerprint_key(self, session: AsyncSession, organization_id: str) -> bytes:
        """Return the key of an organization's fingerprints."""
        return derive(await self.data_key(session, organization_id), "fingerprint")
