"""Installations that the integration tests share: one for a session on SQLite, with two server processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.stack import Stack, start_stack

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """An installation with two servers and two workers; the demo is on the Enterprise plan."""
    running = start_stack(tmp_path_factory.mktemp("stack") / "home", servers="2", workers="2")
    yield running
    running.stop()
