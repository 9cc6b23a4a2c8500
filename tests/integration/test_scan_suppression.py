"""Suppressed findings, on both databases: stored and counted apart, without incidents, and told only if asked for."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from netallion.scan.v1 import finding_pb2, scan_pb2

from server.incident.incidents import Filters, change_status, get_incident, page_of_incidents
from server.principal import ALL_SCOPES, Principal
from server.scan.export import sarif_pieces
from server.scan.findings import page_of_findings
from server.scan.messages import finding_message, scan_message
from server.scan.words import INCREMENTAL
from tests.support.detection import aws_key_id, github_token
from tests.support.examiners import CutOff
from tests.support.sarif import run_of
from tests.support.scanning import Bench, loaded_engine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from server.incident.incidents import IncidentView
    from server.incident.tables import Incident
    from server.scan.tables import Finding
    from server.storage.database import Database

IGNORE = ".netallionignore"
WORD = "netallion" + ":ignore"


@pytest.fixture
async def bench(database: Database) -> Bench:
    return await Bench.make(database)


async def suppressed_of(bench: Bench, scan_id: str) -> Sequence[Finding]:
    return (await page_of_findings(bench.database, bench.tenant, scan_id, 200, "", suppressed=True))[0]


async def incidents(bench: Bench) -> Mapping[str, Incident]:
    rows, _ = await page_of_incidents(bench.database, bench.tenant, 200, "", Filters())
    return {row.fingerprint: row for row in rows}


async def incident(bench: Bench) -> IncidentView:
    (row,) = (await incidents(bench)).values()
    return await get_incident(bench.database, bench.tenant, row.id)


async def test_each_way_of_suppression_is_told_with_its_line(bench: Bench) -> None:
    known = (await bench.findings((await bench.scan(await bench.workspace({"k": github_token(9)}))).scan.id))[0]
    documents = {
        "inline.py": f"# {WORD} secret\nkey = '{github_token(1)}'\n",
        "fixtures/a.txt": github_token(2),
        "mail.txt": "jane.roe@shop.example.net\n",
        "known.txt": github_token(9),
        "open.txt": github_token(3),
        IGNORE: f"fixtures/\nrule:pii.email\nfingerprint:{known.fingerprint}\n",
    }
    scan = (await bench.scan(await bench.workspace(documents))).scan
    assert (scan.findings_count, scan.severity_counts["critical"], scan.suppressed_count) == (1, 1, 4)
    (told,) = await bench.findings(scan.id)
    assert (told.path, told.suppressed, told.suppression_source, told.suppression_line) == ("open.txt", False, "", 0)
    hidden = {row.path: row for row in await suppressed_of(bench, scan.id)}
    assert {path: (row.suppression_source, row.suppression_line) for path, row in hidden.items()} == {
        "inline.py": ("inline", 1),
        "fixtures/a.txt": ("path", 1),
        "mail.txt": ("rule", 2),
        "known.txt": ("fingerprint", 3),
    }
    assert {row.incident_id for row in hidden.values()} == {""}
    assert told.incident_id.startswith("inc_")
    assert (await incidents(bench)).keys() == {told.fingerprint, known.fingerprint}


async def test_messages_tell_of_suppression_confidence_and_member(bench: Bench) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a/.env", "b/.env"):
            archive.writestr(name, f"KEY={github_token()}\n# {WORD}\n")
    view = await bench.scan(await bench.workspace({"a.zip": raw.getvalue(), "b.txt": f"{aws_key_id()} # {WORD}\n"}))
    message = scan_message(view)
    assert (message.findings_count, message.suppressed_count) == (2, 1)
    rows = [finding_message(row) for row in await bench.findings(view.scan.id)]
    assert sorted((row.path, row.member, row.line, row.confidence) for row in rows) == [
        ("a.zip!/a/.env", "a/.env", 1, "high"),
        ("a.zip!/b/.env", "b/.env", 1, "high"),
    ]
    assert not any(row.suppressed or row.HasField("suppression") for row in rows)
    (hidden,) = [finding_message(row) for row in await suppressed_of(bench, view.scan.id)]
    assert hidden.suppressed
    assert (hidden.suppression, hidden.member) == (finding_pb2.Suppression(source="inline", line=1), "")
    assert isinstance(message, scan_pb2.Scan)


async def test_a_very_long_name_in_an_archive_is_kept_at_its_end(bench: Bench) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("d" * 400 + "/.env", github_token())
    scan = (await bench.scan(await bench.workspace({"a.zip": raw.getvalue()}))).scan
    (row,) = await bench.findings(scan.id)
    assert len(row.member) == 255
    assert row.member.startswith("…ddd")
    assert row.member.endswith("d/.env")


async def test_a_place_that_is_suppressed_is_gone_and_mended_things_do_not_come_back(bench: Bench) -> None:
    workspace_id = await bench.workspace({"a.txt": github_token(), "b.txt": f"x {github_token()}\n"})
    await bench.scan(workspace_id)
    assert (await incident(bench)).incident.occurrences_count == 2
    await bench.put(workspace_id, {"b.txt": f"x {github_token()} # {WORD}\n"})
    await bench.scan(workspace_id)
    view = await incident(bench)
    assert view.incident.occurrences_count == 1
    assert {row.path: row.gone_at is not None for row in view.occurrences} == {"a.txt": False, "b.txt": True}
    somebody = Principal("session", "ses_1", bench.tenant, ALL_SCOPES, "enterprise", user_id="usr_1", role="member")
    await change_status(bench.database, somebody, view.incident.id, "resolved")
    await bench.put(workspace_id, {IGNORE: "*.txt\n"})
    await bench.scan(workspace_id)
    view = await incident(bench)
    assert (view.incident.status, view.incident.occurrences_count, view.incident.regressed) == ("resolved", 0, False)
    await bench.put(workspace_id, {IGNORE: "# nothing\n"})
    await bench.scan(workspace_id)
    view = await incident(bench)
    assert (view.incident.status, view.incident.occurrences_count, view.incident.regressed) == ("open", 1, True)


async def test_places_in_an_archive_go_with_it(bench: Bench) -> None:
    def packed(*names: str) -> bytes:
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(name, github_token())
        return raw.getvalue()

    workspace_id = await bench.workspace({"a.zip": packed("x", "y"), "b.zip": packed("x")})
    await bench.scan(workspace_id)
    assert (await incident(bench)).incident.occurrences_count == 3
    await bench.put(workspace_id, {"a.zip": packed("y")})
    await bench.scan(workspace_id)
    gone = {row.path: row.gone_at is not None for row in (await incident(bench)).occurrences}
    assert gone == {"a.zip!/x": True, "a.zip!/y": False, "b.zip!/x": False}
    await bench.put(workspace_id, {IGNORE: "b.zip\n"})
    await bench.scan(workspace_id)
    await bench.delete(workspace_id, "a.zip")
    assert (await incident(bench)).incident.occurrences_count == 0


async def test_it_is_gone_also_where_not_all_was_read(bench: Bench) -> None:
    text = f"{github_token(1)}\n{github_token(2)}\n"
    workspace_id = await bench.workspace({"a.txt": text})
    await bench.scan(workspace_id, examiner=CutOff())
    first = (await bench.findings((await bench.scan(workspace_id, examiner=CutOff())).scan.id))[0]
    await bench.put(workspace_id, {IGNORE: f"fingerprint:{first.fingerprint}\n"})
    await bench.scan(workspace_id, examiner=CutOff())
    counts = {fingerprint: row.occurrences_count for fingerprint, row in (await incidents(bench)).items()}
    assert sorted(counts.values()) == [0, 1]
    assert counts[first.fingerprint] == 0


async def test_an_incremental_scan_reads_all_again_after_the_ignore_file_has_changed(bench: Bench) -> None:
    workspace_id = await bench.workspace({"a.txt": github_token(1), "b.txt": github_token(2)})
    await bench.scan(workspace_id)

    async def incremental() -> tuple[int, int, int]:
        scan = (await bench.scan(workspace_id, INCREMENTAL)).scan
        return scan.documents_total, scan.findings_count, scan.suppressed_count

    assert await incremental() == (0, 0, 0)
    await bench.put(workspace_id, {IGNORE: "a.txt\n"})
    assert await incremental() == (3, 1, 1)
    assert await incremental() == (0, 0, 0)
    await bench.put(workspace_id, {IGNORE: "a.txt\nb.txt\n"})
    assert await incremental() == (3, 0, 2)
    assert sorted(row.occurrences_count for row in (await incidents(bench)).values()) == [0, 0]
    await bench.delete(workspace_id, IGNORE)
    assert await incremental() == (2, 2, 0)
    assert sorted(row.occurrences_count for row in (await incidents(bench)).values()) == [1, 1]


async def test_the_file_counts_at_the_root_alone_and_for_its_own_workspace(bench: Bench) -> None:
    await bench.workspace({IGNORE: "*\n"})
    scan = (await bench.scan(await bench.workspace({"a.txt": github_token(), f"deep/{IGNORE}": "*\n"}))).scan
    assert (scan.findings_count, scan.suppressed_count) == (1, 0)


async def log_of(bench: Bench, scan_id: str) -> dict[str, Any]:
    pieces = [piece async for piece in sarif_pieces(bench.database, bench.tenant, scan_id, loaded_engine())]
    return run_of(json.loads(b"".join(pieces)))


async def test_sarif_has_suppressed_results_last(bench: Bench) -> None:
    documents = {
        "a.txt": f"{github_token(1)} # {WORD}\n",
        "b.txt": "jane.roe@shop.example.net\n",
        "c/c.txt": github_token(2),
        IGNORE: "# here\nc/\n",
    }
    scan = (await bench.scan(await bench.workspace(documents))).scan
    run = await log_of(bench, scan.id)
    assert [result["level"] for result in run["results"]] == ["note", "error", "error"]
    assert [result.get("suppressions") for result in run["results"]] == [
        None,
        [{"kind": "inSource", "status": "accepted", "justification": "a comment in line 1"}],
        [{"kind": "external", "status": "accepted", "justification": ".netallionignore, line 2 (path)"}],
    ]
    assert (run["properties"]["resultsTotal"], run["properties"]["resultsSuppressed"]) == (3, 2)
    assert [result["properties"]["confidence"] for result in run["results"]] == ["low", "high", "high"]


async def test_sarif_of_a_file_in_an_archive_has_no_lines_of_the_archive(bench: Bench) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a b/.env", f"\n{github_token()}\n")
    scan = (await bench.scan(await bench.workspace({"x.zip": raw.getvalue()}))).scan
    (result,) = (await log_of(bench, scan.id))["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "x.zip", "uriBaseId": "%SRCROOT%"}}
    assert location["logicalLocations"] == [{"fullyQualifiedName": "x.zip!/a b/.env", "kind": "resource"}]
    assert result["properties"]["memberLine"] == 2
