"""The words of the incident domain, as the contract declares them."""

from __future__ import annotations

from netallion.incident.v1 import incident_pb2

from server.contract.vocabulary import words_of

OPEN, ACKNOWLEDGED, RESOLVED, IGNORED = words_of(incident_pb2.IncidentStatus.DESCRIPTOR)
