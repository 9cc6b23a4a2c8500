"""Findings of before suppression become findings that are not suppressed, and back, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from sqlalchemy import DateTime, select, text
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from server.storage.migrate import configuration, migration_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from tests.support.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        name = server.create_database()
        yield server.url(name)
        server.drop_database(name)


async def on(url: str, work: Callable[[Connection], Any]) -> Any:
    engine = migration_engine(url)
    async with engine.connect() as plain:
        connection = await plain.execution_options(netallion_writes=True)
        result = await connection.run_sync(work)
        await connection.commit()
    await engine.dispose()
    return result


FINDING = {
    "id": "fnd_1",
    "scan_id": "scan_1",
    "incident_id": "inc_1",
    "document_id": "doc_1",
    "category": "secret",
    "rule_id": "secret.test.key",
    "severity": "high",
    "path": "a.zip",
    "line": 1,
    "column": 2,
    "excerpt": "x",
    "fingerprint": "v1:0",
    "remediation": "Rotate it.",
    "organization_id": "org_1",
    "environment": "live",
    "created_at": datetime(2026, 1, 1, tzinfo=UTC),
}


async def test_findings_go_through_the_step_to_suppression_and_back(empty_url: str) -> None:
    def insert(*rows: dict[str, Any]) -> Callable[[Connection], None]:
        def work(connection: Connection) -> None:
            kinds = {"created_at": DateTime(timezone=True)}
            table = sql_table("findings", *(sql_column(name, kinds.get(name)) for name in rows[0]))
            connection.execute(table.insert(), list(rows))

        return work

    def step(move: Callable[..., None], target: str) -> Callable[[Connection], None]:
        return lambda connection: move(configuration(connection), target)

    def read(*columns: str) -> Callable[[Connection], list[tuple[Any, ...]]]:
        shown: Any = select(*(sql_column(name) for name in columns))
        query = shown.select_from(sql_table("findings")).order_by(text("id"))
        return lambda connection: [tuple(row) for row in connection.execute(query)]

    await on(empty_url, step(command.upgrade, "0005"))
    if empty_url.startswith("postgresql"):  # SQLite looks at foreign keys only where asked to
        await on(empty_url, lambda connection: connection.execute(text("ALTER TABLE findings DISABLE TRIGGER ALL")))
    await on(empty_url, insert(FINDING))
    await on(empty_url, step(command.upgrade, "0006"))
    shown = ("id", "confidence", "member", "suppressed", "suppression_source", "suppression_line")
    assert await on(empty_url, read(*shown)) == [("fnd_1", "", "", False, "", 0)]
    new = FINDING | {"confidence": "low", "suppressed": False, "suppression_source": "", "suppression_line": 0}
    rows = [
        new | {"id": "fnd_2", "member": "a"},
        new | {"id": "fnd_3", "member": "b"},
        new | {"id": "fnd_4", "line": 5, "member": "", "suppressed": True},
        new | {"id": "fnd_5", "line": 6, "member": "b"},
    ]
    await on(empty_url, insert(*rows))
    await on(empty_url, step(command.downgrade, "0005"))
    assert await on(empty_url, read("id", "line")) == [("fnd_1", 1), ("fnd_5", 6)]
