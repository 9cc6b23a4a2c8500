from __future__ import annotations

import json
from pathlib import PurePosixPath

import pytest
import structlog

from server.logs import _dumps


def line(**fields: object) -> str:
    written = structlog.processors.JSONRenderer(serializer=_dumps)(None, "info", dict(fields))
    assert isinstance(written, str)
    return written


@pytest.mark.parametrize(
    "value",
    [
        "plain",
        "ünï",
        "\u2028",
        'quote" and \\',
        "\0\n",
        "\U0001f600",
        "half \ud800",
        1.5,
        2**70,
        None,
        True,
        [1, {"a": "b"}],
    ],
)
def test_a_line_says_what_it_was_given_in_ascii(value: object) -> None:
    written = line(event="call", value=value)
    assert written.isascii()
    assert "\n" not in written
    assert json.loads(written) == {"event": "call", "value": value}


def test_what_json_does_not_know_is_said_as_structlog_says_it() -> None:
    value = PurePosixPath("a/b")
    plain = structlog.processors.JSONRenderer()(None, "info", {"value": value})
    assert json.loads(line(value=value)) == json.loads(plain)
