"""The step between Valkey's start and the servers': migrations, and the demo's organization, keys and workspace.

Leaves ``demo.json`` under a draft's name; the supervisor gives it its own when everything answers, so that whoever
waits for the file finds a service behind it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from typing import TYPE_CHECKING

from server.demo import ensure_demo
from server.settings import Settings
from server.storage.migrate import upgrade
from server.supervisor.files import write_private
from server.supervisor.state import demo_draft

if TYPE_CHECKING:
    from collections.abc import Sequence


async def prepare(settings: Settings, server_targets: Sequence[str]) -> None:
    """Bring the database up to date, make what the demo lacks, and write it down."""
    await upgrade(settings)
    credentials = await ensure_demo(settings)
    address = f"127.0.0.1:{settings.port}"
    demo = {
        "base_url": f"http://{address}",
        "grpc_target": address,
        "server_targets": list(server_targets),
        "email": credentials.email,
        "password": credentials.password,
        "api_key_live": credentials.api_key_live,
        "api_key_test": credentials.api_key_test,
        "organization_id": credentials.organization_id,
        "workspace_id": credentials.workspace_id,
    }
    write_private(demo_draft(settings.home), json.dumps(demo, indent=2) + "\n")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(prepare(Settings(), sys.argv[1:]))
