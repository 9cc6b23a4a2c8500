"""Incidents out of findings: one for each fingerprint of a workspace, with the places of it, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from netallion.incident.v1 import incident_pb2

from server.errors import InvalidArgument, NotFound
from server.incident.incidents import LATEST, Filters, get_incident, page_of_incidents
from server.incident.intake import Report, SeenFinding, record
from server.incident.service import IncidentService
from server.principal import Tenant
from server.scan.scans import get_scan
from server.storage.base import now
from server.storage.pages import PageTokens
from tests.support.calls import called_by
from tests.support.detection import github_token
from tests.support.scanning import Bench, new_tenant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from server.incident.tables import Incident, Occurrence
    from server.storage.database import Database


@pytest.fixture
async def bench(database: Database) -> Bench:
    return await Bench.make(database)


def seen(fingerprint: str, path: str = "a", line: int = 1, severity: str = "high") -> SeenFinding:
    return SeenFinding(
        fingerprint=fingerprint,
        category="secret",
        rule_id="secret.test.key",
        title="A key",
        severity=severity,
        path=path,
        document_path=path.partition("!/")[0],
        line=line,
        column=1,
    )


async def report(
    bench: Bench,
    *findings: SeenFinding,
    workspace_id: str = "ws_1",
    scan_id: str = "scan_1",
    read: Sequence[str] = (),
    began_at: datetime | None = None,
) -> Mapping[str, str]:
    async with bench.database.write(bench.tenant) as session:
        return await record(session, Report(workspace_id, scan_id, began_at or now(), findings, read))


async def incidents(bench: Bench, **filters: str) -> Sequence[Incident]:
    return (await page_of_incidents(bench.database, bench.tenant, 200, "", Filters(**filters)))[0]


async def no_user(_tenant: Tenant, user_id: str) -> None:
    raise NotFound("user", user_id)


async def places(bench: Bench, incident_id: str) -> tuple[Incident, Sequence[Occurrence]]:
    view = await get_incident(bench.database, bench.tenant, incident_id)
    return view.incident, view.occurrences


async def test_findings_of_one_fingerprint_become_one_incident_with_its_places(bench: Bench) -> None:
    made = await report(bench, seen("v1:a", "x"), seen("v1:a", "y"), seen("v1:a", "y", 2), seen("v1:b"))
    assert set(made) == {"v1:a", "v1:b"}
    incident, occurrences = await places(bench, made["v1:a"])
    assert (incident.status, incident.title, incident.occurrences_count) == ("open", "A key", 3)
    assert {(place.path, place.line) for place in occurrences} == {("x", 1), ("y", 1), ("y", 2)}
    assert incident.first_seen_at == incident.last_seen_at


async def test_what_is_seen_again_is_counted_once_and_seen_later(bench: Bench) -> None:
    made = await report(bench, seen("v1:a", "x"))
    before, _ = await places(bench, made["v1:a"])
    assert await report(bench, seen("v1:a", "x"), seen("v1:a", "y"), scan_id="scan_2") == made
    incident, occurrences = await places(bench, made["v1:a"])
    assert (incident.occurrences_count, incident.first_seen_at) == (2, before.first_seen_at)
    assert incident.last_seen_at > before.last_seen_at
    assert {(place.path, place.scan_id) for place in occurrences} == {("x", "scan_2"), ("y", "scan_2")}


async def test_one_place_twice_in_one_report_is_one_place_at_its_worst(bench: Bench) -> None:
    made = await report(bench, seen("v1:a", severity="low"), seen("v1:a", severity="high"))
    incident, occurrences = await places(bench, made["v1:a"])
    assert (incident.occurrences_count, incident.severity) == (1, "high")
    assert [place.severity_rank for place in occurrences] == [2]


async def test_an_incident_is_as_bad_as_its_worst_occurrence(bench: Bench) -> None:
    made = await report(bench, seen("v1:a", "x", severity="medium"), seen("v1:a", "y", severity="low"))

    async def severity() -> str:
        return (await places(bench, made["v1:a"]))[0].severity

    assert await severity() == "medium"
    await report(bench, seen("v1:a", "z", severity="critical"))
    assert await severity() == "critical"
    await report(bench, seen("v1:a", "x", severity="high"))
    assert await severity() == "critical"
    await report(bench, seen("v1:a", "z", severity="low"))  # judged anew
    assert await severity() == "high"
    await report(bench, seen("v1:a", "x", severity="low"), seen("v1:a", "w", severity="medium"))
    assert await severity() == "medium"


async def test_workspaces_and_tenants_have_incidents_of_their_own(bench: Bench) -> None:
    one = await report(bench, seen("v1:a"), workspace_id="ws_1")
    two = await report(bench, seen("v1:a"), workspace_id="ws_2")
    assert one != two
    for other in (Tenant(bench.tenant.organization_id, "test"), await new_tenant(bench.database, bench.keys)):
        assert (await page_of_incidents(bench.database, other, 10, "", Filters()))[0] == []
        with pytest.raises(NotFound):
            await get_incident(bench.database, other, one["v1:a"])


async def test_nothing_found_makes_no_incident(bench: Bench) -> None:
    assert await report(bench) == {}
    assert await incidents(bench) == []


async def test_a_report_that_is_rolled_back_leaves_nothing(bench: Bench) -> None:
    async def fail() -> None:
        async with bench.database.write(bench.tenant) as session:
            await record(session, Report("ws_1", "scan_1", now(), [seen("v1:a")]))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await incidents(bench) == []


async def test_reports_at_once_make_each_incident_once_and_count_each_place_once(bench: Bench) -> None:
    shared = [seen(f"v1:{number}", "shared") for number in range(20)]
    own = [[seen(f"v1:{number}", f"own{reporter}") for number in range(20)] for reporter in range(6)]
    reports = [(shared + mine if reporter % 2 else (mine + shared)[::-1]) * 2 for reporter, mine in enumerate(own)]
    made = await asyncio.gather(*[report(bench, *findings) for findings in reports])
    assert all(other == made[0] for other in made)
    rows = await incidents(bench)
    assert len(rows) == 20
    assert {row.occurrences_count for row in rows} == {7}


async def test_more_findings_than_a_statement_has_parameters_are_all_recorded(bench: Bench) -> None:
    findings = [seen(f"v1:{number:04}", f"{number}.txt") for number in range(3000)]
    await report(bench, *findings, *[replace(finding, line=2) for finding in findings])
    assert len(await report(bench, *findings)) == 3000
    assert {row.occurrences_count for row in await incidents(bench)} == {2}


async def test_an_incident_shows_the_places_where_it_was_seen_last(bench: Bench) -> None:
    made = await report(bench, *[seen("v1:a", f"{number:03}") for number in range(150)])
    await report(bench, seen("v1:a", "149"))
    incident, occurrences = await places(bench, made["v1:a"])
    assert (incident.occurrences_count, len(occurrences)) == (150, LATEST)
    assert [place.path for place in occurrences[:3]] == ["149", "000", "001"]


async def test_incidents_are_listed_newest_first_with_any_filters(bench: Bench) -> None:
    for number in range(6):
        await report(
            bench,
            replace(
                seen(f"v1:{number}", severity="high" if number % 2 else "low"),
                category="pii" if number < 3 else "secret",
            ),
            workspace_id=f"ws_{number // 3}",
        )

    async def listed(size: int = 200, **filters: str) -> list[str]:
        found: list[str] = []
        cursor = ""
        while True:
            rows, cursor = await page_of_incidents(bench.database, bench.tenant, size, cursor, Filters(**filters))
            found += [row.fingerprint for row in rows]
            if not cursor:
                return found

    assert await listed() == await listed(1) == await listed(4) == [f"v1:{number}" for number in (5, 4, 3, 2, 1, 0)]
    assert await listed(workspace_id="ws_0") == ["v1:2", "v1:1", "v1:0"]
    assert await listed(severity="high") == ["v1:5", "v1:3", "v1:1"]
    assert await listed(category="pii", severity="low", workspace_id="ws_0", status="open") == ["v1:2", "v1:0"]
    assert await listed(status="resolved") == []


async def test_a_scan_leads_to_incidents_that_its_findings_name(bench: Bench) -> None:
    token = github_token(1)
    workspace_id = await bench.workspace({"a": f"key = {token}", "b": f"\nkey = {token}", "c": github_token(2)})
    first = await bench.scan(workspace_id)
    found = await bench.findings(first.scan.id)
    rows = {row.id: row for row in await incidents(bench, workspace_id=workspace_id)}
    assert {row.incident_id for row in found} == set(rows)
    assert sorted(row.occurrences_count for row in rows.values()) == [1, 2]
    assert all(rows[row.incident_id].fingerprint == row.fingerprint for row in found)
    again = await bench.scan(workspace_id)
    assert {row.incident_id for row in await bench.findings(again.scan.id)} == set(rows)
    assert (await get_scan(bench.database, bench.tenant, again.scan.id)).scan.findings_count == 3


async def test_the_service_answers_in_messages_and_its_tokens_hold_for_one_list(bench: Bench) -> None:
    made = await report(bench, *[seen(f"v1:{number}") for number in range(3)])
    service = IncidentService(bench.database, PageTokens(b"key"), no_user)
    with called_by(bench.tenant) as context:
        incident = await service.GetIncident(incident_pb2.GetIncidentRequest(id=made["v1:0"]), context)
        assert (incident.id, incident.occurrences[0].path, incident.assignee) == (made["v1:0"], "a", "")
        assert incident.last_seen_at.ToNanoseconds() > 0
        request = incident_pb2.ListIncidentsRequest(page_size=2, severity="high")
        first = await service.ListIncidents(request, context)
        assert all(not row.occurrences for row in first.incidents)
        request.page_token = first.next_page_token
        rest = await service.ListIncidents(request, context)
        assert (len(first.incidents), len(rest.incidents), rest.next_page_token) == (2, 1, "")
        other = incident_pb2.ListIncidentsRequest(page_token=first.next_page_token)
        with pytest.raises(InvalidArgument):
            await service.ListIncidents(other, context)
    with called_by(Tenant(bench.tenant.organization_id, "test")) as context, pytest.raises(InvalidArgument):
        await service.ListIncidents(request, context)
