"""Tenants, documents and scans for tests below the edge: commands on a real database, runners in this process."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.contract.vocabulary import LIVE
from server.detection.version import ENGINE_VERSION
from server.identifiers import new_id
from server.principal import Tenant
from server.scan.documents import NewDocument, delete_document, put_documents
from server.scan.engine import Detectors, LoadedEngine
from server.scan.findings import page_of_findings
from server.scan.lease import ChunkLease, PlanLease
from server.scan.plan import plan_page
from server.scan.runner import Runner
from server.scan.scans import ScanView, create_scan, get_scan
from server.scan.tables import Document, ScanChunk
from server.scan.turns import Turn, take
from server.scan.words import FULL
from server.scan.workspaces import create_workspace
from server.settings import Settings
from server.storage.keys import Keys
from tests.support.detection import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from server.scan.examination import Examiner
    from server.scan.tables import Finding
    from server.storage.database import Database

MASTER_KEY = bytes(range(32))
SECONDS = 30.0


class Bench:
    """One database with keys, and one tenant in it to work as."""

    def __init__(self, database: Database, keys: Keys, tenant: Tenant) -> None:
        self.database = database
        self.keys = keys
        self.tenant = tenant

    @classmethod
    async def make(cls, database: Database) -> Bench:
        """Return a bench with a new organization."""
        keys = await Keys.load(database, MASTER_KEY)
        return cls(database, keys, await new_tenant(database, keys))

    async def workspace(self, documents: Mapping[str, str | bytes] | None = None) -> str:
        """Return the id of a new workspace with documents."""
        made = await create_workspace(self.database, self.tenant, "Test")
        if documents:
            await self.put(made.id, documents)
        return made.id

    async def put(self, workspace_id: str, documents: Mapping[str, str | bytes]) -> list[Document]:
        """Store documents, by path."""
        new = [
            NewDocument(path, "", text.encode() if isinstance(text, str) else text) for path, text in documents.items()
        ]
        return await put_documents(self.database, self.keys, self.tenant, workspace_id, new)

    async def delete(self, workspace_id: str, path: str) -> None:
        """Delete a document."""
        await delete_document(self.database, self.tenant, workspace_id, path)

    async def queue(self, workspace_id: str, scope: str = FULL) -> str:
        """Return the id of a new scan."""
        view = await create_scan(self.database, self.tenant, workspace_id, scope, "key_test")
        return view.scan.id

    def runner(self, examiner: Examiner | None = None, engine_version: str = ENGINE_VERSION, **settings: Any) -> Runner:
        """Return a runner in this event loop."""
        return Runner(self.database, self.keys, examiner or engine(), engine_version, Settings(**settings))

    async def scan(self, workspace_id: str, scope: str = FULL, **options: Any) -> ScanView:
        """Run a scan in this process, and return how it ended."""
        scan_id = await self.queue(workspace_id, scope)
        runner = self.runner(**options)
        await runner.work()
        await runner.stop(0)
        return await self.get(scan_id)

    async def plan_lease(self, scan_id: str, seconds: float = 30, engine_version: str = "one") -> PlanLease | None:
        """Take the planning of a scan."""
        lease = await take(self.database, Turn(scan_id, self.tenant, plan=True), seconds, engine_version)
        assert lease is None or isinstance(lease, PlanLease)
        return lease

    async def chunk_lease(
        self, scan_id: str, seconds: float = 30, engine_version: str = "one", *, careful: bool = False
    ) -> ChunkLease | None:
        """Take the next chunk of a scan."""
        turn = Turn(scan_id, self.tenant, plan=False, careful=careful)
        lease = await take(self.database, turn, seconds, engine_version)
        assert lease is None or isinstance(lease, ChunkLease)
        return lease

    async def plan(self, scan_id: str) -> None:
        """Plan a scan to the end."""
        lease = await self.plan_lease(scan_id)
        assert lease is not None
        while not await plan_page(self.database, lease):
            pass

    async def holders(self) -> set[str]:
        """Return the names of all leases on chunks."""
        return {chunk.lease_owner for chunk in await self.chunks()} - {""}

    async def chunks(self) -> Sequence[ScanChunk]:
        """Return all chunks of all scans, by scan and place."""
        async with self.database.service_read() as session:
            return (await session.scalars(select(ScanChunk).order_by(ScanChunk.scan_id, ScanChunk.first))).all()

    async def get(self, scan_id: str) -> ScanView:
        """Return how a scan stands."""
        return await get_scan(self.database, self.tenant, scan_id)

    async def findings(self, scan_id: str) -> Sequence[Finding]:
        """Return all findings of a scan, in the order they were found."""
        found: list[Finding] = []
        after = ""
        while True:
            rows, after = await page_of_findings(self.database, self.tenant, scan_id, 200, after)
            found += rows
            if not after:
                return found

    async def document(self, workspace_id: str, path: str) -> Document:
        """Return the row of a document."""
        query = select(Document).where(Document.workspace_id == workspace_id, Document.path == path)
        async with self.database.read(self.tenant) as session:
            return (await session.scalars(query)).one()

    async def until(self, scan_id: str, holds: Callable[[ScanView], bool], seconds: float = SECONDS) -> ScanView:
        """Wait until something holds of a scan."""
        deadline = time.monotonic() + seconds
        while not holds(view := await self.get(scan_id)):
            assert time.monotonic() < deadline, view.state
            await asyncio.sleep(0.02)
        return view


def loaded_engine(examiner: Examiner | None = None) -> LoadedEngine:
    """Return the engine of all tests, or another one under its name, as servers have it."""
    rules = sorted(engine().rules(), key=lambda rule: rule.rule_id)
    return LoadedEngine(examiner or engine(), ENGINE_VERSION, rules)


def detectors(examiner: Examiner | None = None) -> Detectors:
    """Return the detectors of a server process."""
    return Detectors(lambda: loaded_engine(examiner))


async def new_tenant(database: Database, keys: Keys, environment: str = LIVE) -> Tenant:
    """Return a tenant of a new organization, which has a data key and nothing else."""
    tenant = Tenant(new_id("org"), environment)
    async with database.service_write() as session:
        session.add(keys.new_data_key(tenant.organization_id))
    return tenant
