"""A small HTTP server with the endpoints that a scan calls, which can be made to fail in every way that a client meets.

It stands where the real service cannot be made ill on purpose; the real one is in test_cli_scan.py.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Json = dict[str, Any]

KEY = "cpf_test_example"


@dataclass
class Failure:
    """What the next `times` calls of a kind meet. No status: the connection breaks."""

    method: str
    path: str
    status: int = 0
    times: int = 1
    headers: dict[str, str] = field(default_factory=dict)
    body: Json = field(default_factory=lambda: {"code": 14, "message": "told to fail", "details": []})


@dataclass
class Seen:
    """A request that came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    size: int


class FakeService:
    """The state of the server; tests set and read it."""

    def __init__(self) -> None:
        self.workspaces: list[Json] = []
        self.documents: dict[str, dict[str, bytes]] = {}
        self.findings: list[Json] = []
        self.skipped: list[Json] = []
        self.failures: list[Failure] = []
        self.seen: list[Seen] = []
        self.states: list[str] = ["queued", "running", "completed"]
        self.watch_breaks_after: int | None = None
        self.canceled = threading.Event()
        self.watched = threading.Event()
        self.holds = False
        """Whether the watch stream stays open without an end until the scan is canceled."""
        self.page = 2
        """Entries of a page, whatever was asked for: so that everything is paged."""
        self._scanned = ""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"service": self}))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """End it."""
        self.canceled.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def add_workspace(self, workspace_id: str, name: str, **documents: str) -> None:
        """Make a workspace that is newer than all others."""
        self.workspaces.insert(0, {"id": workspace_id, "name": name})
        self.documents[workspace_id] = {path: text.encode() for path, text in documents.items()}

    def calls(self, method: str, path: str) -> list[Seen]:
        """Return the requests of a kind."""
        return [each for each in self.seen if each.method == method and re.fullmatch(path, each.path)]

    def failure(self, method: str, path: str) -> Failure | None:
        """Return what a request meets, and count it."""
        for each in self.failures:
            if each.times and each.method == method and re.fullmatch(each.path, path):
                each.times -= 1
                return each
        return None

    def scan(self, status: str) -> Json:
        """Return the scan in a state."""
        total = len(self.documents.get(self._scanned, {})) if status != "queued" else 0
        read = total - len(self.skipped) if status == "completed" else 0
        counts = dict.fromkeys(("critical", "high", "medium", "low"), 0)
        for each in self.findings if status == "completed" else ():
            counts[each["severity"]] += 1
        return {
            "id": "scan_1",
            "workspace_id": self._scanned,
            "status": status,
            "findings_count": sum(counts.values()),
            "severity_counts": counts,
            "coverage": {
                "complete": status == "completed" and not self.skipped,
                "documents_total": total,
                "documents_scanned": read,
                "skipped": self.skipped,
                "documents_skipped": len(self.skipped),
            },
            "duration_ms": 10,
            "error": "told to fail" if status == "failed" else "",
        }

    def answer(self, method: str, path: str, query: dict[str, str], body: Json) -> Json | None:
        """Return what a call answers; None if there is no such thing."""
        first, *rest = (unquote(segment) for segment in path.removeprefix("/api/v1/").split("/"))
        if first == "scans":
            return self._of_scans(method, rest, query, body)
        if len(rest) == 2:
            return self._of_documents(method, self.documents[rest[0]], query, body)
        if rest:
            return next((each for each in self.workspaces if each["id"] == rest[0]), None)
        if method == "POST":
            self.add_workspace(f"ws_{len(self.workspaces) + 1}", body["name"])
            return self.workspaces[0]
        return self._page("workspaces", [each for each in self.workspaces if each["name"] == query["name"]], query)

    def _of_documents(self, method: str, documents: dict[str, bytes], query: dict[str, str], body: Json) -> Json | None:
        if method == "POST":
            documents.update({each["path"]: base64.b64decode(each["content"]) for each in body["documents"]})
            return {"documents": []}
        if method == "DELETE":
            return {} if documents.pop(query["path"], None) is not None else None
        listed = [
            {"path": name, "size": len(content), "digest": f"sha256:{hashlib.sha256(content).hexdigest()}"}
            for name, content in sorted(documents.items())
        ]
        return self._page("documents", listed, query)

    def _of_scans(self, method: str, rest: list[str], query: dict[str, str], body: Json) -> Json | None:
        match (method, rest):
            case ("POST", []):
                self._scanned = body["workspace_id"]
                return self.scan(self.states[0])
            case ("GET", ["scan_1"]):
                return self.scan(self.states.pop(0) if len(self.states) > 1 else self.states[0])
            case ("POST", ["scan_1", "cancel"]):
                self.canceled.set()
                return self.scan("canceled")
            case ("GET", ["scan_1", "findings"]):
                return self._page("findings", self.findings, query)
        return None

    def _page(self, name: str, entries: list[Json], query: dict[str, str]) -> Json:
        start = int(query.get("page_token", "0"))
        following = str(start + self.page) if start + self.page < len(entries) else ""
        return {name: entries[start : start + self.page], "next_page_token": following}


class Handler(BaseHTTPRequestHandler):
    """Answers the requests to one service."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    service: FakeService

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
        """Write no log."""

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        path, query = parts.path, {name: each[0] for name, each in parse_qs(parts.query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.service.seen.append(Seen(self.command, path, query, headers, len(body)))
        failure = self.service.failure(self.command, path)
        if failure and not failure.status:
            self.close_connection = True
        elif failure:
            self._send(failure.status, failure.body, failure.headers)
        elif headers.get("authorization") != f"Bearer {KEY}":
            self._send(401, {"code": 16, "message": "the credential is not valid", "details": []})
        elif path.endswith("/watch"):
            self._watch()
        else:
            answer = self.service.answer(self.command, path, query, json.loads(body or b"{}"))
            self._send(404 if answer is None else 200, MISSING if answer is None else answer)

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815 - the base class's names

    def _send(self, status: int, body: Json, headers: dict[str, str] | None = None) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("X-Request-Id", self.headers.get("X-Request-Id", ""))
        self.end_headers()
        self.wfile.write(content)

    def _watch(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for sent, state in enumerate(self.service.states):
            if sent == self.service.watch_breaks_after:
                self.wfile.write(b"ff\r\n{")  # a piece of a line, and no end
                self.close_connection = True
                return
            self._chunk(json.dumps(self.service.scan(state)).encode() + b"\n")
        self.service.watched.set()
        if self.service.holds:
            self.service.canceled.wait()
        self._chunk(b"")

    def _chunk(self, content: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(content), content))
        self.wfile.flush()


MISSING = {
    "code": 5,
    "message": "there is no such thing",
    "details": [
        {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "WORKSPACE_NOT_FOUND",
            "domain": "netallion.ai",
        }
    ],
}
