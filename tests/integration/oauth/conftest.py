"""Installations with people and OAuth clients: the shared one, and where the database matters one on each database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.oauth import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.stack import Stack


@pytest.fixture
def world(stack: Stack) -> Iterator[World]:
    """The shared installation, on SQLite."""
    with World(stack) as opened:
        yield opened


@pytest.fixture
def each_world(each_stack: Stack) -> Iterator[World]:
    """An installation on each database."""
    with World(each_stack) as opened:
        yield opened
