"""Migrations lead to the tables that the code knows, and back, on both databases."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, inspect, select

from server.storage.migrate import configuration, migration_engine, upgrade_url
from server.storage.tables import METADATA

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


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def differences(connection: Connection) -> list[Any]:
    found: list[Any] = compare_metadata(MigrationContext.configure(connection), METADATA)
    return found


async def test_the_newest_revision_is_what_the_code_knows(empty_url: str) -> None:
    await upgrade_url(empty_url)
    assert await on(empty_url, differences) == []
    assert await on(empty_url, tables) == set(METADATA.tables)


async def test_every_step_can_be_taken_back_and_again(empty_url: str) -> None:
    await upgrade_url(empty_url)
    await on(empty_url, lambda connection: command.downgrade(configuration(connection), "base"))
    assert await on(empty_url, tables) == set()
    await upgrade_url(empty_url)
    assert await on(empty_url, differences) == []


async def test_two_processes_that_migrate_at_once_take_turns(empty_url: str) -> None:
    program = f"import asyncio; from server.storage.migrate import upgrade_url; asyncio.run(upgrade_url({empty_url!r}))"
    both = [await asyncio.create_subprocess_exec(sys.executable, "-c", program) for _ in range(2)]
    assert [await process.wait() for process in both] == [0, 0]
    assert await on(empty_url, differences) == []


TENANT = {"organization_id": "org_1", "environment": "live"}
AT = datetime(2026, 1, 2, tzinfo=UTC)


def rows_of(revision: str) -> dict[str, list[dict[str, Any]]]:
    """Return rows of a scan that was under way, of one that was canceled, and of an incident, as a revision has it."""
    scan = {
        "workspace_id": "ws_1",
        "scope": "full",
        "triggered_by": "key_1",
        "created_at": AT,
        "error": "",
        "engine_version": "one",
        "planned": True,
        "documents_scanned": 0,
        "documents_skipped": 1,
        "critical": 1,
        "high": 0,
        "medium": 0,
        "low": 0,
        "lease_owner": "",
        "attempt": 0,
    }
    finding = dict.fromkeys(("rule_id", "severity", "excerpt", "fingerprint", "remediation"), "x")
    severity = {"severity": "high"} if revision == "0002" else {"severity_rank": 2}
    life = {} if revision == "0002" else {"status_changed_at": AT, "regressed": False}
    incident = dict.fromkeys(("status", "category", "rule_id", "title", "assignee", "resolution", "fingerprint"), "x")
    place = {} if revision == "0002" else {"workspace_id": "ws_1"}
    return {
        "workspaces": [{"id": "ws_1", "name": "A", "documents_count": 600, "created_at": AT, "updated_at": AT}],
        "scans": [
            scan | {"id": "scan_1", "status": "running", "documents_total": 602},
            scan | {"id": "scan_2", "status": "canceled", "documents_total": 2},
        ],
        "scan_documents": [
            {"scan_id": scan_id, "document_id": f"{number:03}", "path": f"{number:03}", "state": state, "reason": state}
            for scan_id, count in (("scan_1", 601), ("scan_2", 2))
            for number, state in enumerate(["skipped"] + ["pending"] * count)
        ],
        "findings": [
            finding
            | {"id": "fnd_1", "scan_id": "scan_1", "incident_id": "inc_1", "document_id": "d", "category": "secret"}
            | {"path": "p", "line": 1, "column": 1, "created_at": AT}
        ],
        "incidents": [
            incident
            | severity
            | life
            | {"id": "inc_1", "workspace_id": "ws_1", "occurrences_count": 1, "first_seen_at": AT, "last_seen_at": AT}
        ],
        "occurrences": [
            severity
            | place
            | {"incident_id": "inc_1", "path": "p", "line": 1, "column": 1, "scan_id": "scan_1"}
            | {"first_seen_at": AT, "last_seen_at": AT}
        ],
    }


def fill(connection: Connection, revision: str) -> None:
    command.upgrade(configuration(connection), revision)
    metadata = MetaData()
    metadata.reflect(connection)
    for table, rows in rows_of(revision).items():
        connection.execute(metadata.tables[table].insert(), [row | TENANT for row in rows])


def stored(connection: Connection, *names: str) -> list[list[Any]]:
    metadata = MetaData()
    metadata.reflect(connection)
    return [connection.execute(select(metadata.tables[name])).mappings().all() for name in names]  # type: ignore[misc]


@pytest.mark.parametrize("revision", ["0002", "0003"])
async def test_what_is_there_is_kept_and_scans_under_way_go_on(empty_url: str, revision: str) -> None:
    await on(empty_url, lambda connection: fill(connection, revision))
    await upgrade_url(empty_url)
    findings, incidents, occurrences = await on(
        empty_url, lambda connection: stored(connection, "findings", "incidents", "occurrences")
    )
    assert [len(rows) for rows in (findings, incidents, occurrences)] == [1, 1, 1]
    chunks, skipped, scans = await on(
        empty_url, lambda connection: stored(connection, "scan_chunks", "scan_documents", "scans")
    )
    assert [(row["scan_id"], row["first"], row["size"], row["done"]) for row in chunks] == [
        ("scan_1", 0, 500, 0),
        ("scan_1", 500, 101, 0),
    ]
    assert [pair for row in chunks for pair in row["documents"]] == [[f"{n:03}", f"{n:03}"] for n in range(1, 602)]
    assert {(row["scan_id"], row["path"], row["reason"]) for row in skipped} == {
        ("scan_1", "000", "skipped"),
        ("scan_2", "000", "skipped"),
    }
    assert {(row["id"], row["status"], row["lease_owner"]) for row in scans} == {
        ("scan_1", "running", ""),
        ("scan_2", "canceled", ""),
    }
    await on(empty_url, lambda connection: command.downgrade(configuration(connection), "0003"))
    (documents,) = await on(empty_url, lambda connection: stored(connection, "scan_documents"))
    assert sum(row["state"] == "pending" for row in documents) == 601
    assert len(documents) == 603


def add(connection: Connection, table: str, **columns: Any) -> None:
    """Add a row like the one that there is, but for these columns."""
    metadata = MetaData()
    metadata.reflect(connection)
    (first, *_) = connection.execute(select(metadata.tables[table])).mappings().all()
    connection.execute(metadata.tables[table].insert(), [{**first, **columns}])


async def test_findings_and_places_go_through_the_step_to_suppression_and_back(empty_url: str) -> None:
    def before(connection: Connection) -> None:
        fill(connection, "0003")
        command.upgrade(configuration(connection), "0005")
        add(connection, "occurrences", path="lib/a.zip!/b.jar!/.env")
        command.upgrade(configuration(connection), "0006")

    await on(empty_url, before)
    findings, occurrences = await on(empty_url, lambda connection: stored(connection, "findings", "occurrences"))
    new = ("confidence", "member", "suppressed", "suppression_source", "suppression_line")
    assert [tuple(row[name] for name in new) for row in findings] == [("", "", False, "", 0)]
    assert {(row["path"], row["document_path"]) for row in occurrences} == {
        ("p", "p"),
        ("lib/a.zip!/b.jar!/.env", "lib/a.zip"),
    }

    def back(connection: Connection) -> None:
        add(connection, "findings", id="fnd_2", member="a")
        add(connection, "findings", id="fnd_3", member="b")
        add(connection, "findings", id="fnd_4", line=5, suppressed=True)
        add(connection, "findings", id="fnd_5", line=6, member="b")
        command.downgrade(configuration(connection), "0005")

    await on(empty_url, back)
    findings, occurrences = await on(empty_url, lambda connection: stored(connection, "findings", "occurrences"))
    assert {(row["id"], row["line"]) for row in findings} == {("fnd_1", 1), ("fnd_5", 6)}
    assert {row["path"] for row in occurrences} == {"p", "lib/a.zip!/b.jar!/.env"}
