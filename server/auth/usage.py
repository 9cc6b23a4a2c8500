"""What credentials have called: their windows now, from the limiter, and their calls per day, from the database."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, or_, select

from server.auth.tables import ApiKey, Session, UsageDay, User
from server.contract.vocabulary import ADMIN
from server.limits.plans import PLANS, overridden, overrides
from server.storage.base import now
from server.storage.pages import cut

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from server.limits.limiter import Limiter, WindowState
    from server.limits.plans import Overrides, Plan
    from server.principal import Principal
    from server.storage.database import Database

    Names = Callable[[AsyncSession, Collection[str]], Awaitable[Mapping[str, str]]]

DAYS: Final = 30

_KINDS: Final = {"key_": "api_key", "ses_": "session", "gra_": "oauth", "cli_": "oauth"}
_PREFIXES: Final = {kind: tuple(prefix for prefix, of in _KINDS.items() if of == kind) for kind in _KINDS.values()}


@dataclass(frozen=True, slots=True)
class CredentialUse:
    """What one credential has called. `calls`: on each of the days, in their order."""

    credential_id: str
    kind: str
    name: str
    windows: Sequence[WindowState]
    clock: int
    """The limiter's own, in Unix seconds: what the windows' `reset` counts from."""
    calls: Sequence[int]


@dataclass(frozen=True, slots=True)
class UsageView:
    """A page of credentials, and the calls of all that the caller sees on each of the days, oldest first."""

    plan: Plan
    days: Sequence[date]
    calls: Sequence[int]
    credentials: Sequence[CredentialUse]


class Usage:
    """Answers from what is counted anyway; nothing here is on the path of other calls."""

    def __init__(self, database: Database, limiter: Limiter, oauth_names: Names) -> None:
        """`oauth_names`: returns the clients' names by the ids of grants and clients."""
        self._database = database
        self._limiter = limiter
        self._oauth_names = oauth_names

    async def page(self, caller: Principal, kind: str, size: int, before: str) -> tuple[UsageView, str]:
        """Return a page of credentials and the cursor of the next: of all for an administrator, of the caller else."""
        today = now().date()
        days = [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
        async with self._database.read(caller.tenant) as session:
            if ADMIN in caller.scopes:
                total = await _calls_per_day(session, days[0])
                ids, cursor = cut(await _ids(session, days[0], kind, size + 1, before), size, str)
            else:
                total = await _calls_per_day(session, days[0], UsageDay.credential_id == caller.credential_id)
                ids, cursor = ([caller.credential_id] if kind in ("", caller.kind) else []), ""
            by_credential = await _calls_by_credential(session, days[0], ids)
            limits = await _limits(session, ids)
            names = {**await _names(session, ids), **await self._oauth_names(session, ids)}
        plan = PLANS[caller.plan]
        looks = [self._limiter.charge(each, overridden(plan, limits.get(each, ())), cost=0) for each in ids]
        verdicts = await asyncio.gather(*looks)
        uses = [
            CredentialUse(
                credential_id=credential_id,
                kind=_kind(credential_id),
                name=names.get(credential_id, ""),
                windows=verdict.windows,
                clock=verdict.clock,
                calls=[by_credential[credential_id].get(day, 0) for day in days],
            )
            for credential_id, verdict in zip(ids, verdicts, strict=True)
        ]
        return UsageView(plan, days, [total.get(day, 0) for day in days], uses), cursor


async def _calls_per_day(session: AsyncSession, since: date, *conditions: ColumnElement[bool]) -> Mapping[date, int]:
    query = select(UsageDay.day, func.sum(UsageDay.calls)).where(UsageDay.day >= since, *conditions)
    return {day: int(calls) for day, calls in await session.execute(query.group_by(UsageDay.day))}


async def _calls_by_credential(
    session: AsyncSession, since: date, ids: Sequence[str]
) -> Mapping[str, Mapping[date, int]]:
    query = (
        select(UsageDay.credential_id, UsageDay.day, func.sum(UsageDay.calls))
        .where(UsageDay.day >= since, UsageDay.credential_id.in_(ids))
        .group_by(UsageDay.credential_id, UsageDay.day)
    )
    found: dict[str, dict[date, int]] = defaultdict(dict)
    for credential_id, day, calls in await session.execute(query):
        found[credential_id][day] = int(calls)
    return found


async def _ids(session: AsyncSession, since: date, kind: str, count: int, before: str) -> list[str]:
    """Return credentials that called, and keys that there are, in falling order."""
    callers = select(UsageDay.credential_id).where(UsageDay.day >= since).distinct()
    keys = select(ApiKey.id).where(ApiKey.revoked_at.is_(None))
    found: set[str] = set()
    for query, column in ((callers, UsageDay.credential_id), (keys, ApiKey.id)):
        if before:
            query = query.where(column < before)  # noqa: PLW2901
        if kind:
            query = query.where(or_(*(column.startswith(prefix, autoescape=True) for prefix in _PREFIXES[kind])))  # noqa: PLW2901
        found.update(await session.scalars(query.order_by(column.desc()).limit(count)))
    return sorted(found, reverse=True)[:count]


async def _names(session: AsyncSession, ids: Sequence[str]) -> dict[str, str]:
    keys = select(ApiKey.id, ApiKey.name).where(ApiKey.id.in_(ids))
    users = select(Session.id, User.email).join(User, User.id == Session.user_id).where(Session.id.in_(ids))
    return {row[0]: row[1] for query in (keys, users) for row in await session.execute(query)}


async def _limits(session: AsyncSession, ids: Sequence[str]) -> dict[str, Overrides]:
    """Return what the operator has set for keys instead of the plan's limits."""
    rows = await session.execute(select(ApiKey.id, ApiKey.limits).where(ApiKey.id.in_(ids)))
    return {key_id: overrides(limits) for key_id, limits in rows}


def _kind(credential_id: str) -> str:
    return _KINDS[credential_id[:4]]
