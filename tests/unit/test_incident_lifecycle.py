"""The life cycle of an incident, as a table: every action in every status."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from netallion.incident.v1 import incident_pb2

from server.contract.vocabulary import words_of
from server.errors import Conflict
from server.incident.lifecycle import TRANSITIONS, after, expires, regresses

STATUSES = words_of(incident_pb2.IncidentStatus.DESCRIPTOR)
AT = datetime(2026, 1, 1, tzinfo=UTC)
LATER = AT + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("action", "becomes"),
    [
        ("acknowledged", {"open": "acknowledged", "acknowledged": "acknowledged"}),
        ("resolved", {"open": "resolved", "acknowledged": "resolved", "resolved": "resolved"}),
        ("ignored", {"open": "ignored", "acknowledged": "ignored", "ignored": "ignored"}),
        ("reopened", dict.fromkeys(("open", "acknowledged", "resolved", "ignored"), "open")),
        ("regressed", {"resolved": "open"}),
        ("expired", {"ignored": "open"}),
    ],
)
def test_every_action_in_every_status(action: str, becomes: dict[str, str]) -> None:
    for status in STATUSES:
        if status in becomes:
            assert after(action, status) == becomes[status]
        else:
            with pytest.raises(Conflict) as refused:
                after(action, status)
            assert refused.value.reason == "INCIDENT_STATUS"
            assert status in refused.value.message


def test_every_action_that_changes_a_status_is_declared() -> None:
    actions = set(words_of(incident_pb2.IncidentAction.DESCRIPTOR))
    assert set(TRANSITIONS) == actions - {"opened", "assigned", "commented"}


def test_only_a_scan_that_began_later_is_a_regression() -> None:
    assert regresses("resolved", AT, LATER)
    assert not regresses("resolved", LATER, AT)
    assert not regresses("resolved", AT, AT)
    for status in ("open", "acknowledged", "ignored"):
        assert not regresses(status, AT, LATER)


def test_ignoring_ends_at_its_time_if_it_has_one() -> None:
    assert expires("ignored", AT, AT)
    assert not expires("ignored", LATER, AT)
    assert not expires("ignored", None, AT)
    assert not expires("open", AT, LATER)
