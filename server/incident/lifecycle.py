"""The life of an incident: the one state machine, without storage.

                       acknowledge                    resolve
          ┌────> open ─────────────> acknowledged ─────────────> resolved
          │       │ │                    │                          │
          │       │ └────────────────────┼──── resolve ────────────>┤
          │       └───── ignore ─────────┴─ ignore ──> ignored      │
          │                                               │         │
          ├── reopen (also from acknowledged) ────────────┤         │
          ├── expired: its time is over ──────────────────┘         │
          └── reopen; regressed: a scan that began later found it ──┘

Doing again what has been done changes nothing, but ignoring again, which changes the reason. Everything else is
refused: who wants to resolve what is ignored opens it first, so that the timeline tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from server.errors import Conflict
from server.incident.words import (
    ACKNOWLEDGED,
    ACTION_ACKNOWLEDGED,
    ACTION_EXPIRED,
    ACTION_IGNORED,
    ACTION_REGRESSED,
    ACTION_REOPENED,
    ACTION_RESOLVED,
    IGNORED,
    OPEN,
    RESOLVED,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

FIXED: Final = "fixed"
"""The resolution of what was resolved."""

TRANSITIONS: Final[Mapping[str, Mapping[str, str]]] = {
    ACTION_ACKNOWLEDGED: {OPEN: ACKNOWLEDGED, ACKNOWLEDGED: ACKNOWLEDGED},
    ACTION_RESOLVED: {OPEN: RESOLVED, ACKNOWLEDGED: RESOLVED, RESOLVED: RESOLVED},
    ACTION_IGNORED: {OPEN: IGNORED, ACKNOWLEDGED: IGNORED, IGNORED: IGNORED},
    ACTION_REOPENED: {OPEN: OPEN, ACKNOWLEDGED: OPEN, RESOLVED: OPEN, IGNORED: OPEN},
    ACTION_REGRESSED: {RESOLVED: OPEN},
    ACTION_EXPIRED: {IGNORED: OPEN},
}
"""For each action the statuses that it is allowed in, and what they become."""


def after(action: str, status: str) -> str:
    """Return the status that an action leads to. Raises Conflict INCIDENT_STATUS if it is not allowed."""
    becomes = TRANSITIONS[action].get(status)
    if becomes is None:
        allowed = ", ".join(TRANSITIONS[action])
        raise Conflict("INCIDENT_STATUS", f"the incident is {status}; this needs one that is {allowed}")
    return becomes


def regresses(status: str, changed_at: datetime, scan_began_at: datetime) -> bool:
    """Return whether a sighting opens an incident again.

    Only a scan that began after the incident was resolved: one under way may still read what has just been mended.
    """
    return status == RESOLVED and scan_began_at > changed_at


def expires(status: str, ignored_until: datetime | None, at: datetime) -> bool:
    """Return whether the time for which an incident is ignored is over."""
    return status == IGNORED and ignored_until is not None and ignored_until <= at
