"""Instants as messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from google.protobuf.timestamp_pb2 import Timestamp

if TYPE_CHECKING:
    from datetime import datetime


def timestamp(at: datetime | None) -> Timestamp | None:
    """Return an instant as a message; None, which leaves the field out, for none."""
    if at is None:
        return None
    message = Timestamp()
    message.FromDatetime(at)
    return message
