"""Workspaces and their documents, by command on both databases."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from server.errors import InvalidArgument, NotFound, Unavailable
from server.incident.incidents import Filters, comment, count_incidents, get_incident, page_of_incidents
from server.incident.tables import HiddenWorkspace, Incident, IncidentEvent, Occurrence
from server.principal import ALL_SCOPES, Principal, Tenant
from server.scan.documents import delete_document, page_of_documents
from server.scan.lease import LeaseLost, beat
from server.scan.purge import purge
from server.scan.scans import cancel_scan, page_of_scans, watch_scan
from server.scan.tables import Document, DocumentContent, Finding, Scan, ScanChunk, ScanDocument, Workspace
from server.scan.upload import LARGEST_DOCUMENT_BYTES, Budget, Header, Upload
from server.scan.words import COMPLETED
from server.scan.workspaces import (
    create_workspace,
    delete_workspace,
    get_workspace,
    page_of_workspaces,
    rename_workspace,
)
from server.storage.keys import SealBroken, unseal
from tests.support.detection import github_token
from tests.support.examiners import Broken
from tests.support.scanning import Bench, new_tenant

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from server.storage.base import Base
    from server.storage.database import Database


def somebody(tenant: Tenant) -> Principal:
    return Principal("session", "ses_1", tenant, ALL_SCOPES, "enterprise", user_id="usr_1", role="member")


@pytest.fixture
async def bench(database: Database) -> Bench:
    return await Bench.make(database)


async def count(bench: Bench, *tables: type[Base]) -> list[int]:
    async with bench.database.service_read() as session:
        return [await session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


async def paths(bench: Bench, workspace_id: str, size: int = 200) -> list[str]:
    found: list[str] = []
    after = ""
    while True:
        rows, after = await page_of_documents(bench.database, bench.tenant, workspace_id, size, after)
        found += [row.path for row in rows]
        if not after:
            return found


async def test_workspaces_are_listed_newest_first_in_pages(bench: Bench) -> None:
    made = [(await create_workspace(bench.database, bench.tenant, f"W{number % 2}")).id for number in range(5)]
    first, cursor = await page_of_workspaces(bench.database, bench.tenant, 3, "")
    rest, end = await page_of_workspaces(bench.database, bench.tenant, 3, cursor)
    assert [row.id for row in (*first, *rest)] == made[::-1]
    assert end == ""
    named, _ = await page_of_workspaces(bench.database, bench.tenant, 3, "", name="W1")
    assert [row.id for row in named] == [made[3], made[1]]


async def test_a_renamed_workspace_says_when(bench: Bench) -> None:
    workspace_id = await bench.workspace()
    before = await get_workspace(bench.database, bench.tenant, workspace_id)
    same = await rename_workspace(bench.database, bench.tenant, workspace_id, before.name)
    assert same.updated_at == before.updated_at == before.created_at
    renamed = await rename_workspace(bench.database, bench.tenant, workspace_id, "Other")
    assert (renamed.name, renamed.created_at) == ("Other", before.created_at)
    assert renamed.updated_at > before.updated_at


async def test_another_tenants_workspace_is_not_found(bench: Bench) -> None:
    workspace_id = await bench.workspace({"a": "1"})
    sandbox = Tenant(bench.tenant.organization_id, "test")
    for other in (sandbox, await new_tenant(bench.database, bench.keys)):
        for attempt in (
            get_workspace(bench.database, other, workspace_id),
            rename_workspace(bench.database, other, workspace_id, "Mine"),
            delete_workspace(bench.database, other, workspace_id),
            page_of_documents(bench.database, other, workspace_id, 10, ""),
            delete_document(bench.database, other, workspace_id, "a"),
            Bench(bench.database, bench.keys, other).put(workspace_id, {"a": "2"}),
            Bench(bench.database, bench.keys, other).queue(workspace_id),
        ):
            with pytest.raises(NotFound):
                await attempt
    assert await paths(bench, workspace_id) == ["a"]


async def test_a_deleted_workspace_is_gone_at_once_with_all_it_held(bench: Bench) -> None:
    documents = {f"{number}.txt": f"key = {github_token(number)}" for number in range(3)}
    kept, deleted = await bench.workspace(documents), await bench.workspace(documents)
    scans = {workspace_id: (await bench.scan(workspace_id)).scan.id for workspace_id in (kept, deleted)}
    incident = (await bench.findings(scans[deleted]))[0].incident_id
    running = await bench.queue(deleted)
    await bench.plan(running)
    lease = await bench.chunk_lease(running)
    assert lease is not None
    await delete_workspace(bench.database, bench.tenant, deleted)
    for attempt in (
        get_workspace(bench.database, bench.tenant, deleted),
        delete_workspace(bench.database, bench.tenant, deleted),
        page_of_documents(bench.database, bench.tenant, deleted, 10, ""),
        bench.queue(deleted),
        bench.get(scans[deleted]),
        bench.get(running),
        bench.findings(scans[deleted]),
        cancel_scan(bench.database, bench.tenant, running),
        anext(watch_scan(bench.database, bench.tenant, running, asyncio.Event())),
        get_incident(bench.database, bench.tenant, incident),
        comment(bench.database, somebody(bench.tenant), incident, "too late"),
    ):
        with pytest.raises(NotFound):
            await attempt
    with pytest.raises(LeaseLost):
        await beat(bench.database, lease)
    assert [row.id for row in (await page_of_workspaces(bench.database, bench.tenant, 10, ""))[0]] == [kept]
    assert [view.scan.id for view in (await page_of_scans(bench.database, bench.tenant, 10, ""))[0]] == [scans[kept]]
    for workspace_id, expected in ((kept, 3), (deleted, 0), ("", 3)):
        filters = Filters(workspace_id=workspace_id)
        assert len((await page_of_incidents(bench.database, bench.tenant, 10, "", filters))[0]) == expected
        assert sum((await count_incidents(bench.database, bench.tenant, workspace_id)).values()) == 2 * expected


async def test_what_is_left_of_a_deleted_workspace_is_removed_and_nothing_else(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.storage.batches.ROWS", 2)
    monkeypatch.setattr("server.scan.documents.DELETED_BYTES", 100)
    documents = {f"{number}.txt": f"key = {github_token(number)}" for number in range(5)}
    kept, deleted = await bench.workspace(documents), await bench.workspace(documents)
    await bench.scan(kept, examiner=Broken(ValueError(), "0.txt"))
    tables: list[type[Base]] = [Workspace, Document, DocumentContent, Scan, ScanChunk, ScanDocument, Finding]
    tables += [Incident, IncidentEvent, Occurrence, HiddenWorkspace]
    before = await count(bench, *tables)
    await bench.scan(deleted, examiner=Broken(ValueError(), "0.txt"))
    await bench.plan(await bench.queue(deleted))
    await delete_workspace(bench.database, bench.tenant, deleted)
    await asyncio.gather(*[purge(bench.database) for _ in range(2)])
    await purge(bench.database)
    assert await count(bench, *tables) == [1, 5, 5, *before[3:]]


async def test_documents_are_stored_with_size_digest_and_media_type(bench: Bench) -> None:
    workspace_id = await bench.workspace()
    rows = await bench.put(workspace_id, {"src/app.py": b"print()", "notes.zip": b"\0\xff", "empty": b""})
    assert [(row.path, row.media_type, row.size) for row in rows] == [
        ("src/app.py", "text/x-python", 7),
        ("notes.zip", "application/zip", 2),
        ("empty", "", 0),
    ]
    assert rows[0].digest == f"sha256:{hashlib.sha256(b'print()').hexdigest()}"
    assert (await get_workspace(bench.database, bench.tenant, workspace_id)).documents_count == 3


async def test_the_same_path_replaces_and_the_same_bytes_change_nothing(bench: Bench) -> None:
    workspace_id = await bench.workspace({"a": "1", "b": "2"})
    before = await bench.document(workspace_id, "a")
    await bench.put(workspace_id, {"a": "1"})
    same = await bench.document(workspace_id, "a")
    assert (same.id, same.updated_at, same.digest) == (before.id, before.updated_at, before.digest)
    await bench.put(workspace_id, {"a": "one"})
    changed = await bench.document(workspace_id, "a")
    assert (changed.id, changed.size) == (before.id, 3)
    assert changed.updated_at > before.updated_at
    assert changed.digest != before.digest
    assert (await get_workspace(bench.database, bench.tenant, workspace_id)).documents_count == 2


async def test_bytes_are_sealed_for_their_tenant_and_document(bench: Bench) -> None:
    workspace_id = await bench.workspace({"a": "plain text", "b": "other"})
    document = await bench.document(workspace_id, "a")
    async with bench.database.read(bench.tenant) as session:
        sealed = (await session.get_one(DocumentContent, document.id)).sealed
        key = await bench.keys.data_key(session, bench.tenant.organization_id)
    assert b"plain text" not in sealed
    organization_id, environment = bench.tenant.organization_id, bench.tenant.environment
    assert unseal(key, sealed, organization_id, environment, document.id) == b"plain text"
    other = await bench.document(workspace_id, "b")
    for names in ((organization_id, "test", document.id), (organization_id, environment, other.id)):
        with pytest.raises(SealBroken):
            unseal(key, sealed, *names)


async def test_documents_are_listed_by_path_in_pages(bench: Bench) -> None:
    names = ["b", "a", "a/b", "a-b", "Z", "é", "漢", "c"]
    workspace_id = await bench.workspace(dict.fromkeys(names, "x"))
    for size in (1, 3, 200):
        assert await paths(bench, workspace_id, size) == sorted(names, key=str.encode)


async def test_a_deleted_document_is_gone_and_no_longer_counted(bench: Bench) -> None:
    workspace_id = await bench.workspace({"a": "1", "b": "2"})
    await delete_document(bench.database, bench.tenant, workspace_id, "a")
    assert await paths(bench, workspace_id) == ["b"]
    assert await count(bench, Document, DocumentContent) == [1, 1]
    assert (await get_workspace(bench.database, bench.tenant, workspace_id)).documents_count == 1
    with pytest.raises(NotFound):
        await delete_document(bench.database, bench.tenant, workspace_id, "a")


async def send(bench: Bench, *parts: Header | bytes, budget: Budget | None = None) -> int:
    async def stream() -> AsyncIterator[Header | bytes]:
        for part in parts:
            yield part

    return await Upload(bench.database, bench.keys, bench.tenant, budget or Budget()).receive(stream())


async def test_a_stream_stores_each_document_out_of_its_pieces(bench: Bench) -> None:
    workspace_id = await bench.workspace()
    one, two, empty = (Header(workspace_id, path, "") for path in ("one", "two", "empty"))
    assert await send(bench, one, b"ab", b"", b"cd", empty, two, b"xyz") == 3
    assert await paths(bench, workspace_id) == ["empty", "one", "two"]
    assert (await bench.document(workspace_id, "one")).size == 4
    assert await send(bench) == 0


async def test_a_document_of_16_mib_fits_and_one_byte_more_does_not(bench: Bench) -> None:
    workspace_id = await bench.workspace()
    header, mebibyte = Header(workspace_id, "large", ""), bytes(1024 * 1024)
    pieces = [mebibyte] * (LARGEST_DOCUMENT_BYTES // len(mebibyte))
    assert await send(bench, header, *pieces) == 1
    with pytest.raises(InvalidArgument) as refused:
        await send(bench, Header(workspace_id, "small", ""), b"x", header, *pieces, b"x")
    assert refused.value.reason == "DOCUMENT_TOO_LARGE"
    assert await paths(bench, workspace_id) == ["large", "small"]  # what was stored before stays


async def test_a_stream_begins_with_a_header_and_stays_in_its_workspace(bench: Bench) -> None:
    workspace_id, other = await bench.workspace(), await bench.workspace()
    for parts in (
        (b"x", Header(workspace_id, "a", "")),
        (Header(workspace_id, "a", ""), b"x", Header(other, "b", "")),
    ):
        with pytest.raises(InvalidArgument):
            await send(bench, *parts)
    with pytest.raises(NotFound):
        await send(bench, Header("ws_nowhere", "a", ""), b"x")


async def test_uploads_share_a_budget_and_give_it_back(bench: Bench) -> None:
    workspace_id = await bench.workspace()
    header, budget = Header(workspace_id, "a", ""), Budget(10)
    for _ in range(3):
        with pytest.raises(Unavailable):
            await send(bench, header, bytes(6), bytes(6), budget=budget)
        with pytest.raises(InvalidArgument):
            await send(bench, header, bytes(9), Header("ws_other", "a", ""), budget=budget)
        assert await send(bench, header, bytes(10), header, bytes(10), budget=budget) == 2


async def test_scans_are_listed_newest_first_by_workspace_and_status(bench: Bench) -> None:
    one, two = await bench.workspace({"a": "1"}), await bench.workspace()
    done = (await bench.scan(one)).scan.id
    queued = [await bench.queue(workspace_id) for workspace_id in (one, two, one)]

    async def ids(size: int = 200, **filters: str) -> list[str]:
        found: list[str] = []
        cursor = ""
        while True:
            views, cursor = await page_of_scans(bench.database, bench.tenant, size, cursor, **filters)
            found += [view.scan.id for view in views]
            if not cursor:
                return found

    assert await ids() == await ids(1) == [*queued[::-1], done]
    assert await ids(workspace_id=one) == [queued[2], queued[0], done]
    assert await ids(status=COMPLETED) == [done]
    assert await ids(workspace_id=two, status=COMPLETED) == []
    assert await ids(workspace_id="ws_nowhere") == []
