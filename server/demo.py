"""The demo organization of ``netallion up``: an owner, a key of each world, and a workspace. Kept over restarts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from server.auth.api_keys import NewKey
from server.auth.passwords import temporary_password
from server.contract.vocabulary import ADMIN, LIVE, OWNER, TEST
from server.principal import Tenant
from server.resources import open_resources
from server.scan.workspaces import create_workspace
from server.supervisor.files import write_private

if TYPE_CHECKING:
    from server.resources import Resources
    from server.settings import Settings

EMAIL = "demo@example.com"
_KEPT = "demo-credentials.json"


@dataclass(frozen=True, slots=True, repr=False)
class DemoCredentials:
    """What a person needs to try everything."""

    email: str
    password: str
    api_key_live: str
    api_key_test: str
    organization_id: str
    workspace_id: str


async def ensure_demo(settings: Settings) -> DemoCredentials:
    """Return the demo's credentials, making its organization on first use; sets its plan to `demo_plan` each time."""
    kept = settings.home / _KEPT
    async with open_resources(settings) as resources:
        if kept.exists():
            credentials = DemoCredentials(**json.loads(kept.read_text(encoding="utf-8")))
            await resources.organizations.set_plan(credentials.organization_id, settings.demo_plan)
            return credentials
        credentials = await _make(resources, settings.demo_plan)
    write_private(kept, json.dumps(asdict(credentials)))
    return credentials


async def _make(resources: Resources, plan: str) -> DemoCredentials:
    organization = await resources.organizations.create("Demo", plan)
    tenant = Tenant(organization.id, LIVE)
    password = temporary_password()
    user, _ = await resources.users.create(tenant, EMAIL, OWNER, password, must_change=False)
    live, test = [
        (await resources.api_keys.issue(tenant, NewKey(f"Demo ({world})", [ADMIN], world), user.id))[1]
        for world in (LIVE, TEST)
    ]
    workspace = await create_workspace(resources.database, tenant, "Demo")
    return DemoCredentials(EMAIL, password, live, test, organization.id, workspace.id)
