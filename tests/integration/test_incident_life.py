"""What people and scans do to an incident over time, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from netallion.incident.v1 import incident_pb2

from server.errors import Conflict, NotFound
from server.incident.incidents import (
    Filters,
    assign,
    change_status,
    comment,
    count_incidents,
    get_incident,
    page_of_incidents,
)
from server.incident.intake import Report, expire, leave, record
from server.incident.service import IncidentService
from server.principal import ALL_SCOPES, Principal, Tenant
from server.storage.base import now
from server.storage.pages import PageTokens
from tests.integration.test_incidents import report, seen
from tests.support.calls import called_by
from tests.support.detection import github_token
from tests.support.scanning import Bench

if TYPE_CHECKING:
    from server.incident.incidents import IncidentView
    from server.storage.database import Database


@pytest.fixture
async def bench(database: Database) -> Bench:
    return await Bench.make(database)


def somebody(bench: Bench) -> Principal:
    return Principal("session", "ses_1", bench.tenant, ALL_SCOPES, "enterprise", user_id="usr_1", role="member")


async def act(bench: Bench, incident_id: str, action: str, note: str = "", **more: object) -> IncidentView:
    return await change_status(bench.database, somebody(bench), incident_id, action, note, **more)  # type: ignore[arg-type]


def told(view: IncidentView) -> list[tuple[str, str, str]]:
    """Return the timeline, oldest first."""
    return [(event.action, event.actor, event.text) for event in reversed(view.timeline)]


async def test_the_timeline_tells_who_did_what(bench: Bench) -> None:
    incident = (await report(bench, seen("v1:a")))["v1:a"]
    await act(bench, incident, "acknowledged")
    await act(bench, incident, "acknowledged")  # changes nothing, and is not told
    await comment(bench.database, somebody(bench), incident, "asked the vendor")
    await assign(bench.database, somebody(bench), incident, "usr_2", _anybody)
    view = await act(bench, incident, "resolved", "rotated")
    assert (view.incident.status, view.incident.resolution, view.incident.assignee) == ("resolved", "fixed", "usr_2")
    assert told(view) == [
        ("opened", "scan_1", ""),
        ("acknowledged", "usr_1", ""),
        ("commented", "usr_1", "asked the vendor"),
        ("assigned", "usr_1", "usr_2"),
        ("resolved", "usr_1", "rotated"),
    ]


async def _anybody(_tenant: Tenant, _user_id: str) -> None:
    """Find every user."""


async def test_an_assignee_must_be_a_user_of_the_organization(bench: Bench) -> None:
    incident = (await report(bench, seen("v1:a")))["v1:a"]

    async def nobody(_tenant: Tenant, user_id: str) -> None:
        raise NotFound("user", user_id)

    with pytest.raises(NotFound):
        await assign(bench.database, somebody(bench), incident, "usr_9", nobody)
    view = await assign(bench.database, somebody(bench), incident, "", nobody)
    assert told(view) == [("opened", "scan_1", "")]


async def test_what_was_resolved_and_is_found_by_a_later_scan_opens_by_itself(bench: Bench) -> None:
    incident = (await report(bench, seen("v1:a")))["v1:a"]
    before = now()
    await act(bench, incident, "resolved")
    await report(bench, seen("v1:a"), scan_id="scan_2", began_at=before)
    assert (await get_incident(bench.database, bench.tenant, incident)).incident.status == "resolved"
    await report(bench, seen("v1:a"), scan_id="scan_3")
    view = await get_incident(bench.database, bench.tenant, incident)
    assert (view.incident.status, view.incident.resolution, view.incident.regressed) == ("open", "", True)
    assert told(view)[-1] == ("regressed", "scan_3", "")
    assert not (await act(bench, incident, "resolved")).incident.regressed


async def test_what_is_ignored_stays_so_until_its_time_is_over(bench: Bench) -> None:
    made = await report(bench, seen("v1:a"), seen("v1:b"))
    soon = now() + timedelta(milliseconds=300)
    await act(bench, made["v1:a"], "ignored", reason="accepted_risk", until=soon)
    await act(bench, made["v1:b"], "ignored", "ours", reason="false_positive")
    await report(bench, seen("v1:a"), seen("v1:b"), scan_id="scan_2")
    await expire(bench.database)
    for fingerprint, reason in (("v1:a", "accepted_risk"), ("v1:b", "false_positive")):
        row = (await get_incident(bench.database, bench.tenant, made[fingerprint])).incident
        assert (row.status, row.resolution) == ("ignored", reason)
    while now() < soon:
        await expire(bench.database)
    await expire(bench.database)
    opened = await get_incident(bench.database, bench.tenant, made["v1:a"])
    assert (opened.incident.status, opened.incident.ignored_until, opened.incident.regressed) == ("open", None, False)
    assert told(opened)[-1] == ("expired", "", "")
    kept = await get_incident(bench.database, bench.tenant, made["v1:b"])
    assert (kept.incident.status, told(kept)[-1]) == ("ignored", ("ignored", "usr_1", "false_positive: ours"))


async def test_what_the_life_cycle_does_not_allow_is_refused_and_changes_nothing(bench: Bench) -> None:
    incident = (await report(bench, seen("v1:a")))["v1:a"]
    await act(bench, incident, "ignored", reason="test_credential")
    with pytest.raises(Conflict):
        await act(bench, incident, "resolved")
    view = await get_incident(bench.database, bench.tenant, incident)
    assert (view.incident.status, view.incident.resolution, len(view.timeline)) == ("ignored", "test_credential", 2)
    assert (await act(bench, incident, "reopened")).incident.resolution == ""


async def test_places_that_are_gone_are_marked_and_not_counted(bench: Bench) -> None:
    incident = (await report(bench, seen("v1:a", "x", severity="high"), seen("v1:a", "y", severity="low")))["v1:a"]
    await report(bench, scan_id="scan_2", read=["x"])
    view = await get_incident(bench.database, bench.tenant, incident)
    assert {(place.path, place.gone_at is None) for place in view.occurrences} == {("x", False), ("y", True)}
    assert (view.incident.occurrences_count, view.incident.severity) == (1, "low")
    async with bench.database.write(bench.tenant) as session:
        await leave(session, "ws_1", ["y"])
    view = await get_incident(bench.database, bench.tenant, incident)
    assert (view.incident.occurrences_count, view.incident.severity) == (0, "low")
    await report(bench, seen("v1:a", "x", severity="high"), scan_id="scan_3", read=["x"])
    view = await get_incident(bench.database, bench.tenant, incident)
    assert (view.incident.occurrences_count, view.incident.severity) == (1, "high")
    assert view.incident.status == "open"


async def test_a_document_read_by_another_workspaces_scan_leaves_places_alone(bench: Bench) -> None:
    incident = (await report(bench, seen("v1:a", "x")))["v1:a"]
    await report(bench, workspace_id="ws_2", read=["x"])
    assert (await get_incident(bench.database, bench.tenant, incident)).incident.occurrences_count == 1


async def test_a_scan_marks_what_is_gone_and_a_deleted_document_too(bench: Bench) -> None:
    text = f"key = {github_token(1)}"
    workspace_id = await bench.workspace({"a": text, "b": text})
    await bench.scan(workspace_id)
    (incident,) = (await page_of_incidents(bench.database, bench.tenant, 9, "", Filters(workspace_id=workspace_id)))[0]
    assert incident.occurrences_count == 2
    await bench.put(workspace_id, {"a": "nothing"})
    await bench.scan(workspace_id, "incremental")
    assert (await get_incident(bench.database, bench.tenant, incident.id)).incident.occurrences_count == 1
    await bench.delete(workspace_id, "b")
    assert (await get_incident(bench.database, bench.tenant, incident.id)).incident.occurrences_count == 0


async def test_a_new_fingerprint_version_loses_no_decision(bench: Bench) -> None:
    """Over a database with dismissals: the incident takes the new fingerprint and stays what it was made."""
    made = await report(bench, seen("v1:a"), seen("v1:b"), seen("v1:c"))
    await act(bench, made["v1:a"], "ignored", reason="false_positive")
    await act(bench, made["v1:b"], "acknowledged")
    newer = [replace(seen(f"v2:{name}"), earlier_fingerprint=f"v1:{name}") for name in ("a", "b", "c", "d")]
    again = await report(bench, *newer, scan_id="scan_2")
    assert [again[f"v2:{name}"] for name in ("a", "b", "c")] == [made[f"v1:{name}"] for name in ("a", "b", "c")]
    rows = (await page_of_incidents(bench.database, bench.tenant, 9, "", Filters()))[0]
    assert {row.fingerprint: row.status for row in rows} == {
        "v2:a": "ignored",
        "v2:b": "acknowledged",
        "v2:c": "open",
        "v2:d": "open",
    }
    assert {row.occurrences_count for row in rows} == {1}


async def test_orders_and_counts(bench: Bench) -> None:
    made = await report(
        bench, seen("v1:0", severity="low"), seen("v1:1", severity="critical"), seen("v1:2", severity="low")
    )
    await report(bench, seen("v1:0", severity="low"))
    await act(bench, made["v1:2"], "resolved")

    async def listed(order: str, size: int) -> list[str]:
        found: list[str] = []
        cursor = ""
        while True:
            rows, cursor = await page_of_incidents(bench.database, bench.tenant, size, cursor, Filters(), order=order)
            found += [row.fingerprint for row in rows]
            if not cursor:
                return found

    for size in (1, 2, 50):
        assert await listed("severity", size) == ["v1:1", *sorted(("v1:0", "v1:2"), key=lambda f: made[f])[::-1]]
        assert (await listed("last_seen", size))[0] == "v1:0"
        assert len(await listed("last_seen", size)) == 3
    counts = await count_incidents(bench.database, bench.tenant, "ws_1")
    assert counts == {"open": 2, "resolved": 1, "critical": 1, "low": 1}
    assert await count_incidents(bench.database, bench.tenant, "ws_2") == {}


async def test_the_service_speaks_in_messages(bench: Bench) -> None:
    made = await report(bench, seen("v1:a"))
    service = IncidentService(bench.database, PageTokens(b"key"), _anybody)
    with called_by(bench.tenant) as context:
        until = now() + timedelta(days=1)
        request = incident_pb2.IgnoreIncidentRequest(id=made["v1:a"], reason="accepted_risk", note="small")
        request.expires_at.FromDatetime(until)
        ignored = await service.IgnoreIncident(request, context)
        assert (ignored.status, ignored.resolution) == ("ignored", "accepted_risk")
        assert ignored.ignored_until.ToDatetime(until.tzinfo) == until
        reopened = await service.ReopenIncident(incident_pb2.ReopenIncidentRequest(id=made["v1:a"]), context)
        assert [event.action for event in reopened.timeline] == ["reopened", "ignored", "opened"]
        assert reopened.timeline[1].actor == "key_test"
        listed = await service.ListIncidents(incident_pb2.ListIncidentsRequest(include_counts=True), context)
        assert (listed.counts.open, listed.counts.high) == (1, 1)
        assert not (await service.ListIncidents(incident_pb2.ListIncidentsRequest(), context)).HasField("counts")


async def test_an_incident_of_another_tenant_is_not_found(bench: Bench) -> None:
    made = await report(bench, seen("v1:a"))
    stranger = Principal("api_key", "key_1", Tenant(bench.tenant.organization_id, "test"), ALL_SCOPES, "enterprise")
    with pytest.raises(NotFound):
        await change_status(bench.database, stranger, made["v1:a"], "resolved")
    with pytest.raises(NotFound):
        await comment(bench.database, stranger, made["v1:a"], "hello")
    async with bench.database.write(stranger.tenant) as session:
        assert await record(session, Report("ws_1", "scan_1", now(), (), ["a"])) == {}
    assert (await get_incident(bench.database, bench.tenant, made["v1:a"])).incident.occurrences_count == 1
