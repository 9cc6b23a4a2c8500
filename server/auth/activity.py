"""When a credential was last used and how often: counted in memory, written by one task, off the path of calls.

A process that is killed loses at most `FLUSH_SECONDS` of counts; nothing that a caller was told depends on them.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import update

from server.auth.tables import ApiKey, UsageDay
from server.storage.base import now
from server.storage.tenancy import insert_into

if TYPE_CHECKING:
    from server.principal import Principal
    from server.storage.database import Database

log = structlog.get_logger(__name__)

FLUSH_SECONDS = 1.0
_PRECISION = timedelta(minutes=1)


class Activity:
    """Counts calls per credential, environment and UTC day."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._calls: Counter[tuple[str, str, str, date]] = Counter()
        self._noted: dict[str, datetime] = {}
        self._flushing: asyncio.Task[None] | None = None

    def used(self, principal: Principal) -> None:
        """Count one call."""
        tenant = principal.tenant
        self._calls[principal.credential_id, tenant.organization_id, tenant.environment, _today()] += 1

    def start(self) -> None:
        """Begin to write."""
        self._flushing = asyncio.create_task(self._flush_forever(), name="activity")

    async def close(self) -> None:
        """Write what is left."""
        if self._flushing is not None:
            self._flushing.cancel()
            await asyncio.gather(self._flushing, return_exceptions=True)
        try:
            await self.flush()
        except Exception as error:
            log.warning("the last counts of calls are lost", credentials=len(self._calls), exc_info=error)

    async def _flush_forever(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            try:
                await self.flush()
            except Exception as error:  # it goes on counting, whatever became of one attempt
                log.warning("counts of calls wait", credentials=len(self._calls), exc_info=error)

    async def flush(self) -> None:
        """Write all counts. Raises Unavailable; whatever is raised, they are kept."""
        if not self._calls:
            return
        calls, self._calls = self._calls, Counter()
        at = now()
        stale = {key for key, *_ in calls if at - self._noted.get(key, datetime.min.replace(tzinfo=UTC)) >= _PRECISION}
        try:
            async with self._database.service_write() as session:
                for (credential, organization, environment, day), count in sorted(calls.items()):
                    row = insert_into(session, UsageDay).values(
                        credential_id=credential,
                        organization_id=organization,
                        environment=environment,
                        day=day,
                        calls=count,
                    )
                    await session.execute(
                        row.on_conflict_do_update(
                            index_elements=["credential_id", "environment", "day"],
                            set_={"calls": UsageDay.calls + row.excluded.calls},
                        )
                    )
                if stale:
                    await session.execute(
                        update(ApiKey).where(ApiKey.id.in_(stale)).values(last_used_at=at),
                        execution_options={"synchronize_session": False},
                    )
        except BaseException:
            self._calls.update(calls)
            raise
        if len(self._noted) > 100_000:  # noqa: PLR2004 -- a bound on memory, no meaning
            self._noted.clear()
        self._noted.update(dict.fromkeys(stale, at))


def _today() -> date:
    return datetime.now(UTC).date()
