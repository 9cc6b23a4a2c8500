"""The calls that a scan takes, by their REST paths."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from server.client.errors import FOREIGN_ANSWER, ApiError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.client.transport import Json, Transport

PAGE_SIZE = "200"
FINAL = ("completed", "failed", "canceled")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace of the service."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan as the service tells of it; fields that it leaves out are zero."""

    json: Json

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.json.get("id", ""))

    @property
    def status(self) -> str:
        """Where it stands."""
        return str(self.json.get("status", ""))

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen."""
        return self.status in FINAL

    @property
    def error(self) -> str:
        """Why it failed."""
        return str(self.json.get("error") or "")

    @property
    def seconds(self) -> float:
        """How long it took."""
        return int(self.json.get("duration_ms") or 0) / 1000

    @property
    def coverage(self) -> Json:
        """What was read."""
        return self.json.get("coverage") or {}

    @property
    def total(self) -> int:
        """How many documents it has to read."""
        return int(self.coverage.get("documents_total") or 0)

    @property
    def read(self) -> int:
        """How many it has read."""
        return int(self.coverage.get("documents_scanned") or 0)

    @property
    def skipped(self) -> list[tuple[str, str]]:
        """The documents that it could not read, and why; the service names the first 1,000."""
        return [(str(each.get("path", "")), str(each.get("reason", ""))) for each in self.coverage.get("skipped") or ()]

    @property
    def skipped_count(self) -> int:
        """How many it could not read."""
        return max(int(self.coverage.get("documents_skipped") or 0), len(self.skipped))

    @property
    def suppressed(self) -> int:
        """How many findings it has that are not told, as a comment or the ignore file asks."""
        return int(self.json.get("suppressed_count") or 0)

    @property
    def is_complete(self) -> bool:
        """Whether it has read everything."""
        return self.status == "completed" and self.coverage.get("complete") is True


class Api:
    """The service, as far as a scan needs it. Every method raises ApiError and Unreachable."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def workspace(self, workspace_id: str) -> Workspace:
        """Return a workspace."""
        doing = "reading the workspace"
        return _workspace(self._transport.call("GET", _path("workspaces", workspace_id), doing=doing), doing)

    def oldest_workspace(self, name: str) -> Workspace | None:
        """Return the first workspace that was given this name; None if there is none."""
        doing, oldest = "looking for the workspace", None
        for each in self._pages("workspaces", doing, "workspaces", name=name):  # newest first
            oldest = _workspace(each, doing)
        return oldest

    def create_workspace(self, name: str) -> Workspace:
        """Make a workspace and return it."""
        doing = "making the workspace"
        return _workspace(self._transport.call("POST", _path("workspaces"), doing=doing, body=_body(name=name)), doing)

    def digests(self, workspace: Workspace) -> dict[str, str]:
        """Return the digest of each document of a workspace, by path."""
        pages = self._pages("documents", "listing documents", "workspaces", workspace.id, "documents")
        return {str(each.get("path", "")): str(each.get("digest", "")) for each in pages}

    def put_documents(self, workspace: Workspace, body: bytes) -> None:
        """Store a batch of documents."""
        self._transport.call(
            "POST", _path("workspaces", workspace.id, "documents"), doing="uploading documents", body=body
        )

    def delete_document(self, workspace: Workspace, path: str) -> None:
        """Delete a document; it may be gone already."""
        try:
            self._transport.call(
                "DELETE", _path("workspaces", workspace.id, "documents"), doing=f"deleting {path}", query={"path": path}
            )
        except ApiError as error:
            if error.status != HTTPStatus.NOT_FOUND or "WORKSPACE" in error.reason:
                raise

    def create_scan(self, workspace: Workspace, scope: str) -> Scan:
        """Queue a scan."""
        doing, body = "starting the scan", _body(workspace_id=workspace.id, scope=scope)
        return Scan(_identified(self._transport.call("POST", _path("scans"), doing=doing, body=body), doing))

    def scan(self, scan_id: str) -> Scan:
        """Return a scan as it is now."""
        return Scan(self._transport.call("GET", _path("scans", scan_id), doing="reading the scan"))

    def watch(self, scan_id: str) -> Iterator[Scan]:
        """Yield the scan whenever it has changed, for as long as the stream holds."""
        for line in self._transport.lines(_path("scans", scan_id, "watch"), doing="watching the scan"):
            yield Scan(line)

    def cancel(self, scan_id: str) -> None:
        """Stop a scan; tries once."""
        self._transport.parting_call(_path("scans", scan_id, "cancel"), doing="stopping the scan")

    def findings(self, scan_id: str) -> Iterator[Json]:
        """Yield what a scan found."""
        return self._pages("findings", "reading findings", "scans", scan_id, "findings")

    def _pages(self, field: str, doing: str, *path: str, **filters: str) -> Iterator[Json]:
        query = {"page_size": PAGE_SIZE, **filters}
        while True:
            page = self._transport.call("GET", _path(*path), doing=doing, query=query)
            yield from page.get(field) or ()
            following = str(page.get("next_page_token") or "")
            if not following:
                return
            query["page_token"] = following


def _workspace(answer: Json, doing: str) -> Workspace:
    return Workspace(str(_identified(answer, doing)["id"]), str(answer.get("name", "")))


def _identified(answer: Json, doing: str) -> Json:
    if not answer.get("id"):
        raise ApiError(doing, FOREIGN_ANSWER, status=HTTPStatus.OK)
    return answer


def _path(*segments: str) -> str:
    return "/api/v1/" + "/".join(quote(segment, safe="") for segment in segments)


def _body(**fields: str) -> bytes:
    return json.dumps(fields).encode()
