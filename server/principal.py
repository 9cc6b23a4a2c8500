"""Who calls: the principal that a credential names, and the tenant that its work is bound to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from server.contract.vocabulary import ADMIN, LIVE, MEMBER, SCAN_READ, SCAN_WRITE, SCOPES, TEST, VIEWER
from server.contract.vocabulary import INCIDENTS_READ as INCIDENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.addresses import Network

ALL_SCOPES = frozenset(SCOPES)


def granted(scopes: Iterable[str]) -> frozenset[str]:
    """Return the scopes with what they include: `admin` includes the other three."""
    held = frozenset(scopes)
    return ALL_SCOPES if ADMIN in held else held


def scopes_of_role(role: str) -> frozenset[str]:
    """Return what a user of this role may do (CONTRACT.md, "Credentials")."""
    if role == MEMBER:
        return frozenset({SCAN_READ, SCAN_WRITE, INCIDENTS})
    if role == VIEWER:
        return frozenset({SCAN_READ, INCIDENTS})
    return ALL_SCOPES


@dataclass(frozen=True, slots=True)
class Tenant:
    """Whose data a piece of work sees. Every session of the storage is bound to one."""

    organization_id: str
    environment: str

    @property
    def credential_environments(self) -> tuple[str, ...]:
        """Return the environments whose keys are visible: both from live, only its own from the sandbox."""
        return (LIVE, TEST) if self.environment == LIVE else (self.environment,)


@dataclass(frozen=True, slots=True)
class Principal:
    """Who calls, as its credential says. Holds no secret.

    An OAuth client that acts for a user has the user's id and no role: it may not do what only a user in a session may.
    """

    kind: Literal["api_key", "session", "oauth"]
    credential_id: str
    tenant: Tenant
    scopes: frozenset[str]
    plan: str
    user_id: str = ""
    role: str = ""
    name: str = ""
    client_id: str = ""
    allowed_networks: tuple[Network, ...] = field(default=())
    limits: tuple[tuple[str, int], ...] = ()
    """What the operator has set instead of the plan's limits: pairs of a window and its calls."""

    @property
    def actor(self) -> str:
        """Return the id that stands for the caller in what it makes: the user's, or the credential's."""
        return self.user_id or self.credential_id
