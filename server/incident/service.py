"""IncidentService: from messages to commands and back, nothing else."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from netallion.incident.v1 import incident_pb2
from netallion.incident.v1.incident_service_pb2_grpc import IncidentServiceServicer

from server.contract.times import timestamp
from server.incident import incidents
from server.incident.incidents import Filters, IncidentView
from server.incident.words import ACTION_ACKNOWLEDGED, ACTION_IGNORED, ACTION_REOPENED, ACTION_RESOLVED
from server.interceptors.call import caller, tenant
from server.storage.pages import DEFAULT_PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from grpc.aio import ServicerContext

    from server.incident.tables import Incident, IncidentEvent, Occurrence
    from server.principal import Tenant
    from server.storage.database import Database
    from server.storage.pages import PageTokens


class IncidentService(IncidentServiceServicer):
    """What is to be done: one incident for each thing found in a workspace."""

    def __init__(
        self,
        database: Database,
        page_tokens: PageTokens,
        require_user: Callable[[Tenant, str], Awaitable[object]],
    ) -> None:
        """`require_user` raises NotFound unless there is such a user in the tenant's organization."""
        self._database = database
        self._page_tokens = page_tokens
        self._require_user = require_user

    async def ListIncidents(
        self, request: incident_pb2.ListIncidentsRequest, context: ServicerContext[Any, Any]
    ) -> incident_pb2.ListIncidentsResponse:
        who = tenant()
        filters = Filters(request.workspace_id, request.status, request.severity, request.category, request.assignee)
        bound = ("incidents", who.organization_id, who.environment, request.order, *filters.words())
        rows, cursor = await incidents.page_of_incidents(
            self._database,
            who,
            request.page_size or DEFAULT_PAGE_SIZE,
            self._page_tokens.read(request.page_token, bound),
            filters,
            order=request.order,
        )
        counts = None
        if request.include_counts:
            counts = await incidents.count_incidents(self._database, who, request.workspace_id)
        return incident_pb2.ListIncidentsResponse(
            incidents=[_incident(IncidentView(row)) for row in rows],
            next_page_token=self._page_tokens.issue(cursor, bound) if cursor else "",
            counts=None if counts is None else incident_pb2.IncidentCounts(**counts),
        )

    async def GetIncident(
        self, request: incident_pb2.GetIncidentRequest, context: ServicerContext[Any, Any]
    ) -> incident_pb2.Incident:
        return _incident(await incidents.get_incident(self._database, tenant(), request.id))

    async def AcknowledgeIncident(
        self, request: incident_pb2.AcknowledgeIncidentRequest, context: ServicerContext[Any, Any]
    ) -> incident_pb2.Incident:
        return await self._change(request.id, ACTION_ACKNOWLEDGED, request.note)

    async def ResolveIncident(
        self, request: incident_pb2.ResolveIncidentRequest, context: ServicerContext[Any, Any]
    ) -> incident_pb2.Incident:
        return await self._change(request.id, ACTION_RESOLVED, request.note)

    async def ReopenIncident(
        self, request: incident_pb2.ReopenIncidentRequest, context: ServicerContext[Any, Any]
    ) -> incident_pb2.Incident:
        return await self._change(request.id, ACTION_REOPENED, request.note)

    async def IgnoreIncident(
        self, request: incident_pb2.IgnoreIncidentRequest, context: ServicerContext[Any, Any]
    ) -> incident_pb2.Incident:
        until = request.expires_at.ToDatetime(UTC) if request.HasField("expires_at") else None
        return _incident(
            await incidents.change_status(
                self._database,
                caller(),
                request.id,
                ACTION_IGNORED,
                request.note,
                reason=request.reason,
                until=until,
            )
        )

    async def AssignIncident(
        self, request: incident_pb2.AssignIncidentRequest, context: ServicerContext[Any, Any]
    ) -> incident_pb2.Incident:
        return _incident(
            await incidents.assign(self._database, caller(), request.id, request.assignee, self._require_user)
        )

    async def CommentIncident(
        self, request: incident_pb2.CommentIncidentRequest, context: ServicerContext[Any, Any]
    ) -> incident_pb2.Incident:
        return _incident(await incidents.comment(self._database, caller(), request.id, request.text))

    async def _change(self, incident_id: str, action: str, note: str) -> incident_pb2.Incident:
        return _incident(await incidents.change_status(self._database, caller(), incident_id, action, note))


def _incident(view: IncidentView) -> incident_pb2.Incident:
    row: Incident = view.incident
    return incident_pb2.Incident(
        id=row.id,
        workspace_id=row.workspace_id,
        status=row.status,
        severity=row.severity,
        category=row.category,
        rule_id=row.rule_id,
        title=row.title,
        fingerprint=row.fingerprint,
        occurrences_count=row.occurrences_count,
        first_seen_at=timestamp(row.first_seen_at),
        last_seen_at=timestamp(row.last_seen_at),
        assignee=row.assignee,
        resolution=row.resolution,
        status_changed_at=timestamp(row.status_changed_at),
        ignored_until=timestamp(row.ignored_until),
        regressed=row.regressed,
        occurrences=[_occurrence(each) for each in view.occurrences],
        timeline=[_event(each) for each in view.timeline],
    )


def _occurrence(row: Occurrence) -> incident_pb2.Occurrence:
    return incident_pb2.Occurrence(
        path=row.path,
        line=row.line,
        column=row.column,
        scan_id=row.scan_id,
        first_seen_at=timestamp(row.first_seen_at),
        last_seen_at=timestamp(row.last_seen_at),
        gone_at=timestamp(row.gone_at),
    )


def _event(row: IncidentEvent) -> incident_pb2.TimelineEvent:
    return incident_pb2.TimelineEvent(
        occurred_at=timestamp(row.occurred_at), action=row.action, actor=row.actor, text=row.text
    )
