"""All tables together, for migrations and for the tests that hold them against the code."""

from __future__ import annotations

import server.auth.tables
import server.incident.tables
import server.oauth.tables
import server.scan.tables
import server.storage.keys  # noqa: F401 -- importing declares the tables
from server.storage.base import Base

METADATA = Base.metadata
