"""IncidentService: from messages to commands and back, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netallion.incident.v1 import incident_pb2
from netallion.incident.v1.incident_service_pb2_grpc import IncidentServiceServicer

from server.contract.times import timestamp
from server.incident.incidents import get_incident, page_of_incidents
from server.interceptors.call import tenant
from server.storage.pages import DEFAULT_PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grpc.aio import ServicerContext

    from server.incident.tables import Incident, Occurrence
    from server.storage.database import Database
    from server.storage.pages import PageTokens


class IncidentService(IncidentServiceServicer):
    """What is to be done: one incident for each thing found in a workspace."""

    def __init__(self, database: Database, page_tokens: PageTokens) -> None:
        self._database = database
        self._page_tokens = page_tokens

    async def ListIncidents(
        self, request: incident_pb2.ListIncidentsRequest, context: ServicerContext[Any, Any]
    ) -> incident_pb2.ListIncidentsResponse:
        who = tenant()
        filters = (request.workspace_id, request.status, request.severity, request.category)
        bound = ("incidents", who.organization_id, who.environment, *filters)
        rows, cursor = await page_of_incidents(
            self._database,
            who,
            request.page_size or DEFAULT_PAGE_SIZE,
            self._page_tokens.read(request.page_token, bound),
            workspace_id=request.workspace_id,
            status=request.status,
            severity=request.severity,
            category=request.category,
        )
        return incident_pb2.ListIncidentsResponse(
            incidents=[_incident(row) for row in rows],
            next_page_token=self._page_tokens.issue(cursor, bound) if cursor else "",
        )

    async def GetIncident(
        self, request: incident_pb2.GetIncidentRequest, context: ServicerContext[Any, Any]
    ) -> incident_pb2.Incident:
        return _incident(*await get_incident(self._database, tenant(), request.id))


def _incident(row: Incident, occurrences: Sequence[Occurrence] = ()) -> incident_pb2.Incident:
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
        occurrences=[
            incident_pb2.Occurrence(
                path=occurrence.path,
                line=occurrence.line,
                column=occurrence.column,
                scan_id=occurrence.scan_id,
                first_seen_at=timestamp(occurrence.first_seen_at),
                last_seen_at=timestamp(occurrence.last_seen_at),
            )
            for occurrence in occurrences
        ],
    )
