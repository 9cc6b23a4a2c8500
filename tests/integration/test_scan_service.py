"""ScanService method by method: messages in, commands, messages out, on both databases."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from netallion.scan.v1 import document_pb2, finding_pb2, rule_pb2, scan_pb2, text_pb2, workspace_pb2

from server.detection import ENGINE_VERSION
from server.errors import InvalidArgument, NotFound, Unavailable
from server.principal import Tenant
from server.scan.service import ScanService
from server.scan.texts import TextScanner
from server.storage.pages import PageTokens
from tests.support.calls import called_by
from tests.support.detection import aws_secret, engine, github_token
from tests.support.examiners import planted
from tests.support.scanning import Bench, detectors

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from server.storage.database import Database

TOKENS = PageTokens(b"key")


class Serving:
    """A service, the bench it works on, and the scans that it announced."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.announced: list[str] = []
        loading = detectors()
        self.texts = TextScanner(bench.database, bench.keys, loading)
        self.service = ScanService(
            bench.database, bench.keys, TOKENS, self._announce, detectors=loading, texts=self.texts
        )

    async def _announce(self, scan_id: str) -> None:
        assert (await self.bench.get(scan_id)).scan.id == scan_id  # it is committed
        self.announced.append(scan_id)


@pytest.fixture
async def serving(database: Database) -> AsyncIterator[Serving]:
    made = Serving(await Bench.make(database))
    yield made
    made.texts.close()


async def test_a_workspace_is_made_read_renamed_listed_and_deleted(serving: Serving) -> None:
    service = serving.service
    with called_by(serving.bench.tenant) as context:
        made = await service.CreateWorkspace(workspace_pb2.CreateWorkspaceRequest(name="A"), context)
        assert (made.name, made.documents_count, made.updated_at) == ("A", 0, made.created_at)
        assert await service.GetWorkspace(workspace_pb2.GetWorkspaceRequest(id=made.id), context) == made
        update = workspace_pb2.UpdateWorkspaceRequest(id=made.id, name="B")
        renamed = await service.UpdateWorkspace(update, context)
        assert renamed.name == "B"
        listed = await service.ListWorkspaces(workspace_pb2.ListWorkspacesRequest(name="B"), context)
        assert list(listed.workspaces) == [renamed]
        await service.DeleteWorkspace(workspace_pb2.DeleteWorkspaceRequest(id=made.id), context)
        with pytest.raises(NotFound) as refused:
            await service.GetWorkspace(workspace_pb2.GetWorkspaceRequest(id=made.id), context)
    assert refused.value.reason == "WORKSPACE_NOT_FOUND"


async def test_documents_are_put_listed_and_deleted(serving: Serving) -> None:
    service, workspace_id = serving.service, await serving.bench.workspace()
    put = document_pb2.PutDocumentsRequest(workspace_id=workspace_id)
    put.documents.add(path="b.py", content=b"1")
    put.documents.add(path="a", content=b"22", media_type="text/plain")
    with called_by(serving.bench.tenant) as context:
        stored = await service.PutDocuments(put, context)
        assert [(row.path, row.media_type, row.size) for row in stored.documents] == [
            ("b.py", "text/x-python", 1),
            ("a", "text/plain", 2),
        ]
        listed = await service.ListDocuments(document_pb2.ListDocumentsRequest(workspace_id=workspace_id), context)
        assert list(listed.documents) == [stored.documents[1], stored.documents[0]]
        delete = document_pb2.DeleteDocumentRequest(workspace_id=workspace_id, path="a")
        await service.DeleteDocument(delete, context)
        with pytest.raises(NotFound) as refused:
            await service.DeleteDocument(delete, context)
    assert refused.value.reason == "DOCUMENT_NOT_FOUND"


async def test_a_stream_of_messages_is_stored(serving: Serving) -> None:
    workspace_id = await serving.bench.workspace()

    async def stream() -> AsyncIterator[document_pb2.UploadDocumentsRequest]:
        for path in ("a", "b"):
            header = document_pb2.DocumentHeader(workspace_id=workspace_id, path=path)
            yield document_pb2.UploadDocumentsRequest(header=header)
            yield document_pb2.UploadDocumentsRequest(chunk=b"x")
            yield document_pb2.UploadDocumentsRequest(chunk=b"")

    with called_by(serving.bench.tenant) as context:
        answer = await serving.service.UploadDocuments(stream(), context)
    assert answer.documents_count == 2
    assert (await serving.bench.document(workspace_id, "b")).size == 1


async def test_a_scan_is_queued_announced_run_and_read(serving: Serving) -> None:
    service, workspace_id = serving.service, await serving.bench.workspace(planted(3))
    with called_by(serving.bench.tenant, "key_mine") as context:
        queued = await service.CreateScan(scan_pb2.CreateScanRequest(workspace_id=workspace_id), context)
        assert serving.announced == [queued.id]
        assert (queued.scope, queued.status, queued.triggered_by) == ("full", "queued", "key_mine")
        assert not queued.HasField("started_at")
        assert not queued.coverage.complete
        runner = serving.bench.runner()
        await runner.run(queued.id)
        await runner.stop(0)
        done = await service.GetScan(scan_pb2.GetScanRequest(id=queued.id), context)
        assert (done.status, done.findings_count, done.severity_counts.critical) == ("completed", 3, 3)
        assert done.coverage.complete
        listed = await service.ListScans(scan_pb2.ListScansRequest(workspace_id=workspace_id), context)
        assert list(listed.scans) == [done]
        found = await service.ListFindings(finding_pb2.ListFindingsRequest(scan_id=queued.id), context)
        assert [row.path for row in found.findings] == sorted(planted(3))
        assert {row.scan_id for row in found.findings} == {queued.id}


async def test_a_scan_is_canceled_and_followed(serving: Serving) -> None:
    service, scan_id = serving.service, await serving.bench.queue(await serving.bench.workspace())
    with called_by(serving.bench.tenant) as context:
        following = service.WatchScan(scan_pb2.WatchScanRequest(id=scan_id), context)
        assert (await anext(following)).status == "queued"
        canceled = await service.CancelScan(scan_pb2.CancelScanRequest(id=scan_id), context)
        assert [scan async for scan in following] == [canceled]


async def test_followers_end_when_the_service_closes(serving: Serving) -> None:
    scan_id = await serving.bench.queue(await serving.bench.workspace())
    with called_by(serving.bench.tenant) as context:
        following = serving.service.WatchScan(scan_pb2.WatchScanRequest(id=scan_id), context)
        await anext(following)
        serving.service.close()
        async with asyncio.timeout(1):
            with pytest.raises(Unavailable):
                await anext(following)


async def test_a_text_is_looked_into(serving: Serving) -> None:
    token = github_token()
    text = f"one\ntoken: {token} for anna.lee@shop.example.net\n"
    with called_by(serving.bench.tenant) as context:
        answer = await serving.service.ScanText(text_pb2.ScanTextRequest(text=text), context)
    assert (answer.complete, answer.incomplete_reason, answer.engine_version) == (True, "", ENGINE_VERSION)
    first = answer.findings[0]
    assert (first.rule_id, first.category, first.severity, first.confidence, first.line, first.column) == (
        "secret.github.personal_access_token",
        "secret",
        "critical",
        "high",
        2,
        8,
    )
    assert first.title
    assert first.remediation
    assert first.fingerprint.startswith("v1:")
    assert "[redacted]" in first.excerpt
    assert token not in str(answer)
    assert answer.findings_count == len(answer.findings)
    counts = answer.severity_counts
    assert (counts.critical, counts.critical + counts.high + counts.medium + counts.low) == (1, answer.findings_count)


async def test_a_path_says_what_a_text_is(serving: Serving) -> None:
    text = f"password = '{aws_secret()}'\n"
    with called_by(serving.bench.tenant) as context:
        severities = []
        for path in ("", "prompt.txt", "tests/test_login.py"):
            answer = await serving.service.ScanText(text_pb2.ScanTextRequest(text=text, path=path), context)
            severities.append([finding.severity for finding in answer.findings])
    assert severities == [["high"], ["high"], ["low"]]


async def test_rules_are_listed_by_id_whatever_the_pages(serving: Serving) -> None:
    rules = sorted(engine().rules(), key=lambda rule: rule.rule_id)
    with called_by(serving.bench.tenant) as context:
        seen: list[rule_pb2.Rule] = []
        token = ""
        while not seen or token:
            request = rule_pb2.ListRulesRequest(page_size=200, page_token=token)
            page = await serving.service.ListRules(request, context)
            seen += page.rules
            token = page.next_page_token
        assert page.engine_version == ENGINE_VERSION
        assert [rule.id for rule in seen] == [rule.rule_id for rule in rules]
        assert not [r.id for r in seen if not all((r.category, r.title, r.severity, r.why, r.remediation, r.source))]
        chosen = rule_pb2.ListRulesRequest(page_size=200, category="pii", severity="high")
        pii = await serving.service.ListRules(chosen, context)
    assert [rule.id for rule in pii.rules] == ["pii.credit_card", "pii.us_itin", "pii.us_ssn"]


async def test_page_tokens_hold_for_their_list_filters_and_tenant(serving: Serving) -> None:
    bench, service = serving.bench, serving.service
    workspace_id, other = [await bench.workspace(planted(3)) for _ in range(2)]
    scan_id = (await bench.scan(workspace_id)).scan.id
    await bench.queue(workspace_id)
    with called_by(bench.tenant) as context:
        workspaces = workspace_pb2.ListWorkspacesRequest(page_size=1)
        documents = document_pb2.ListDocumentsRequest(page_size=1, workspace_id=workspace_id)
        scans = scan_pb2.ListScansRequest(page_size=1)
        findings = finding_pb2.ListFindingsRequest(page_size=1, scan_id=scan_id)
        rules = rule_pb2.ListRulesRequest(page_size=1)
        lists: Sequence[tuple[Callable[[Any, Any], Awaitable[Any]], Any, dict[str, str]]] = (
            (service.ListWorkspaces, workspaces, {"name": "Test"}),
            (service.ListDocuments, documents, {"workspace_id": other}),
            (service.ListScans, scans, {"status": "queued"}),
            (service.ListFindings, findings, {"severity": "critical"}),
            (service.ListRules, rules, {"category": "pii"}),
        )
        tokens = []
        for method, request, _ in lists:
            token = (await method(request, context)).next_page_token
            assert token
            tokens.append(token)
        for (method, request, changes), token in zip(lists, tokens, strict=True):
            for wrong in (*(set(tokens) - {token}), "forged", token[:-2]):
                request.page_token = wrong
                with pytest.raises(InvalidArgument):
                    await method(request, context)
            request.page_token = token
            await method(request, context)
            for name, value in changes.items():
                setattr(request, name, value)
            with pytest.raises(InvalidArgument):
                await method(request, context)
    with called_by(Tenant(bench.tenant.organization_id, "test")) as context, pytest.raises(InvalidArgument):
        await service.ListScans(scan_pb2.ListScansRequest(page_size=1, page_token=tokens[2]), context)
