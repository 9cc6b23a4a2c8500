"""ScanService: from messages to commands and back, nothing else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeAlias

from google.api import httpbody_pb2
from netallion.scan.v1 import document_pb2, finding_pb2, rule_pb2, scan_pb2, text_pb2, workspace_pb2
from netallion.scan.v1.scan_service_pb2 import DESCRIPTOR
from netallion.scan.v1.scan_service_pb2_grpc import ScanServiceServicer

from server.contract.policies import media_type_of
from server.interceptors.call import caller, tenant
from server.scan.documents import NewDocument, delete_document, page_of_documents, put_documents
from server.scan.export import sarif_pieces
from server.scan.findings import page_of_findings
from server.scan.messages import (
    document_message,
    finding_message,
    rule_message,
    scan_message,
    text_message,
    workspace_message,
)
from server.scan.rules import page_of_rules
from server.scan.scans import cancel_scan, create_scan, get_scan, page_of_scans, watch_scan
from server.scan.texts import Text
from server.scan.upload import Budget, Header, Upload
from server.scan.workspaces import (
    create_workspace,
    delete_workspace,
    get_workspace,
    page_of_workspaces,
    rename_workspace,
)
from server.storage.pages import DEFAULT_PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from grpc.aio import ServicerContext

    from server.scan.engine import Detectors
    from server.scan.texts import TextScanner
    from server.storage.database import Database
    from server.storage.keys import Keys
    from server.storage.pages import PageTokens

    _Context: TypeAlias = ServicerContext[Any, Any]


_SARIF = media_type_of(DESCRIPTOR.services_by_name["ScanService"].methods_by_name["GetSarif"])


class ScanService(ScanServiceServicer):
    """What is scanned: workspaces with documents, scans of them, and what was found."""

    def __init__(
        self,
        database: Database,
        keys: Keys,
        page_tokens: PageTokens,
        enqueue: Callable[[str], Awaitable[None]],
        *,
        detectors: Detectors,
        texts: TextScanner,
    ) -> None:
        """`enqueue` wakes a worker for a scan; it neither raises nor waits long."""
        self._database = database
        self._keys = keys
        self._page_tokens = page_tokens
        self._enqueue = enqueue
        self._detectors = detectors
        self._texts = texts
        self._budget = Budget()
        self._closing = asyncio.Event()

    def close(self) -> None:
        """End the streams that would go on: to be called when the server begins to drain."""
        self._closing.set()

    async def CreateWorkspace(
        self, request: workspace_pb2.CreateWorkspaceRequest, context: _Context
    ) -> workspace_pb2.Workspace:
        return workspace_message(await create_workspace(self._database, tenant(), request.name))

    async def ListWorkspaces(
        self, request: workspace_pb2.ListWorkspacesRequest, context: _Context
    ) -> workspace_pb2.ListWorkspacesResponse:
        bound = self._bound("workspaces", request.name)
        rows, cursor = await page_of_workspaces(
            self._database,
            tenant(),
            request.page_size or DEFAULT_PAGE_SIZE,
            self._page_tokens.read(request.page_token, bound),
            name=request.name,
        )
        return workspace_pb2.ListWorkspacesResponse(
            workspaces=[workspace_message(row) for row in rows], next_page_token=self._next(cursor, bound)
        )

    async def GetWorkspace(
        self, request: workspace_pb2.GetWorkspaceRequest, context: _Context
    ) -> workspace_pb2.Workspace:
        return workspace_message(await get_workspace(self._database, tenant(), request.id))

    async def UpdateWorkspace(
        self, request: workspace_pb2.UpdateWorkspaceRequest, context: _Context
    ) -> workspace_pb2.Workspace:
        return workspace_message(await rename_workspace(self._database, tenant(), request.id, request.name))

    async def DeleteWorkspace(
        self, request: workspace_pb2.DeleteWorkspaceRequest, context: _Context
    ) -> workspace_pb2.DeleteWorkspaceResponse:
        await delete_workspace(self._database, tenant(), request.id)
        return workspace_pb2.DeleteWorkspaceResponse()

    async def PutDocuments(
        self, request: document_pb2.PutDocumentsRequest, context: _Context
    ) -> document_pb2.PutDocumentsResponse:
        documents = [NewDocument(new.path, new.media_type, new.content) for new in request.documents]
        rows = await put_documents(self._database, self._keys, tenant(), request.workspace_id, documents)
        return document_pb2.PutDocumentsResponse(documents=[document_message(row) for row in rows])

    async def UploadDocuments(
        self, request_iterator: AsyncIterator[document_pb2.UploadDocumentsRequest], context: _Context
    ) -> document_pb2.UploadDocumentsResponse:
        upload = Upload(self._database, self._keys, tenant(), self._budget)
        return document_pb2.UploadDocumentsResponse(documents_count=await upload.receive(_parts(request_iterator)))

    async def ListDocuments(
        self, request: document_pb2.ListDocumentsRequest, context: _Context
    ) -> document_pb2.ListDocumentsResponse:
        bound = self._bound("documents", request.workspace_id)
        rows, cursor = await page_of_documents(
            self._database,
            tenant(),
            request.workspace_id,
            request.page_size or DEFAULT_PAGE_SIZE,
            self._page_tokens.read(request.page_token, bound),
        )
        return document_pb2.ListDocumentsResponse(
            documents=[document_message(row) for row in rows], next_page_token=self._next(cursor, bound)
        )

    async def DeleteDocument(
        self, request: document_pb2.DeleteDocumentRequest, context: _Context
    ) -> document_pb2.DeleteDocumentResponse:
        await delete_document(self._database, tenant(), request.workspace_id, request.path)
        return document_pb2.DeleteDocumentResponse()

    async def CreateScan(self, request: scan_pb2.CreateScanRequest, context: _Context) -> scan_pb2.Scan:
        view = await create_scan(self._database, tenant(), request.workspace_id, request.scope, caller().actor)
        await self._enqueue(view.scan.id)
        return scan_message(view)

    async def ListScans(self, request: scan_pb2.ListScansRequest, context: _Context) -> scan_pb2.ListScansResponse:
        bound = self._bound("scans", request.workspace_id, request.status)
        views, cursor = await page_of_scans(
            self._database,
            tenant(),
            request.page_size or DEFAULT_PAGE_SIZE,
            self._page_tokens.read(request.page_token, bound),
            workspace_id=request.workspace_id,
            status=request.status,
        )
        return scan_pb2.ListScansResponse(
            scans=[scan_message(view) for view in views], next_page_token=self._next(cursor, bound)
        )

    async def GetScan(self, request: scan_pb2.GetScanRequest, context: _Context) -> scan_pb2.Scan:
        return scan_message(await get_scan(self._database, tenant(), request.id))

    async def CancelScan(self, request: scan_pb2.CancelScanRequest, context: _Context) -> scan_pb2.Scan:
        return scan_message(await cancel_scan(self._database, tenant(), request.id))

    async def WatchScan(self, request: scan_pb2.WatchScanRequest, context: _Context) -> AsyncIterator[scan_pb2.Scan]:
        async for view in watch_scan(self._database, tenant(), request.id, self._closing):
            yield scan_message(view)

    async def ListFindings(
        self, request: finding_pb2.ListFindingsRequest, context: _Context
    ) -> finding_pb2.ListFindingsResponse:
        bound = self._bound("findings", request.scan_id, request.severity, request.category)
        rows, cursor = await page_of_findings(
            self._database,
            tenant(),
            request.scan_id,
            request.page_size or DEFAULT_PAGE_SIZE,
            self._page_tokens.read(request.page_token, bound),
            severity=request.severity,
            category=request.category,
        )
        return finding_pb2.ListFindingsResponse(
            findings=[finding_message(row) for row in rows], next_page_token=self._next(cursor, bound)
        )

    async def GetSarif(
        self, request: finding_pb2.GetSarifRequest, context: _Context
    ) -> AsyncIterator[httpbody_pb2.HttpBody]:
        loaded = await self._detectors.get()
        async for piece in sarif_pieces(self._database, tenant(), request.scan_id, loaded):
            yield httpbody_pb2.HttpBody(content_type=_SARIF, data=piece)

    async def ScanText(self, request: text_pb2.ScanTextRequest, context: _Context) -> text_pb2.ScanTextResponse:
        return text_message(await self._texts.scan(tenant(), Text(request.text, request.path, request.media_type)))

    async def ListRules(self, request: rule_pb2.ListRulesRequest, context: _Context) -> rule_pb2.ListRulesResponse:
        bound = self._bound("rules", request.category, request.severity)
        after = self._page_tokens.read(request.page_token, bound)
        loaded = await self._detectors.get()
        rows, cursor = page_of_rules(
            loaded,
            request.page_size or DEFAULT_PAGE_SIZE,
            after,
            category=request.category,
            severity=request.severity,
        )
        return rule_pb2.ListRulesResponse(
            rules=[rule_message(row) for row in rows],
            next_page_token=self._next(cursor, bound),
            engine_version=loaded.version,
        )

    def _bound(self, name: str, *filters: str) -> tuple[str, ...]:
        return (name, tenant().organization_id, tenant().environment, *filters)

    def _next(self, cursor: str, bound: tuple[str, ...]) -> str:
        return self._page_tokens.issue(cursor, bound) if cursor else ""


async def _parts(requests: AsyncIterator[document_pb2.UploadDocumentsRequest]) -> AsyncIterator[Header | bytes]:
    async for request in requests:
        if request.HasField("header"):
            header = request.header
            yield Header(header.workspace_id, header.path, header.media_type)
        else:
            yield request.chunk
