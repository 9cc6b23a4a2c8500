"""The result as one JSON document; scan and findings are those of the API, as they came."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from server.client.names import as_text
from server.client.options import EXIT_CLEAN, EXIT_FOUND

if TYPE_CHECKING:
    from server.client.result import Result

OUTCOMES = {EXIT_CLEAN: "clean", EXIT_FOUND: "found"}


def as_json(result: Result) -> str:
    """Return the document. `outcome` is clean, found, incomplete, failed or interrupted."""
    return json.dumps(_document(result), indent=2)


def _document(result: Result) -> dict[str, Any]:
    mirrored = result.mirrored
    return {
        "outcome": _outcome(result),
        "exit_status": result.exit_status,
        "fail_on": str(result.options.fail_on),
        "path": as_text(str(result.root or result.options.path)),
        "workspace": {"id": result.workspace.id, "name": result.workspace.name} if result.workspace else None,
        "upload": mirrored
        and {"uploaded": mirrored.uploaded, "unchanged": mirrored.unchanged, "deleted": mirrored.deleted},
        "not_uploaded": [
            {"path": as_text(each.name), "reason": each.reason} for each in (mirrored.unread if mirrored else ())
        ],
        "links_not_followed": result.links,
        "gaps": result.gaps,
        "scan": result.scan.json if result.scan else None,
        "findings": result.findings,
        "error": result.error.describe() if result.error else None,
    }


def _outcome(result: Result) -> str:
    if result.interrupted:
        return "interrupted"
    if result.error:
        return "failed"
    return OUTCOMES.get(result.exit_status, "incomplete")
