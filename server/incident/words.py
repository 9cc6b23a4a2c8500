"""The words of the incident domain, as the contract declares them."""

from __future__ import annotations

from netallion.incident.v1 import incident_pb2

from server.contract.vocabulary import words_of

OPEN, ACKNOWLEDGED, RESOLVED, IGNORED = words_of(incident_pb2.IncidentStatus.DESCRIPTOR)
(
    ACTION_OPENED,
    ACTION_ACKNOWLEDGED,
    ACTION_RESOLVED,
    ACTION_IGNORED,
    ACTION_REOPENED,
    ACTION_REGRESSED,
    ACTION_EXPIRED,
    ACTION_ASSIGNED,
    ACTION_COMMENTED,
) = words_of(incident_pb2.IncidentAction.DESCRIPTOR)
NEWEST, LAST_SEEN, SEVERITY = words_of(incident_pb2.IncidentOrder.DESCRIPTOR)
