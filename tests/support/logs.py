"""All that a process logs, as the lines would say it: ours and the libraries', with tracebacks."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping


class Lines(list[str]):
    """Log lines."""

    def events(self, name: str) -> list[dict[str, Any]]:
        """Return our own lines of an event, as objects."""
        found = [json.loads(line) for line in self if line.startswith("{")]
        return [line for line in found if line["event"] == name]


class _Handler(logging.Handler):
    def __init__(self, lines: Lines) -> None:
        super().__init__(logging.WARNING)  # as in production, where libraries say less than we do
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))


@contextmanager
def captured_logs() -> Iterator[Lines]:
    """Collect the log lines of a with statement."""
    lines = Lines()

    def keep(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        lines.append(json.dumps(dict(event), default=str))
        raise structlog.DropEvent

    processors = structlog.get_config()["processors"]  # changed in place, since loggers keep it
    before = processors.copy()
    processors[:] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.format_exc_info,
        keep,
    ]
    handler = _Handler(lines)
    logging.getLogger().addHandler(handler)
    try:
        yield lines
    finally:
        logging.getLogger().removeHandler(handler)
        processors[:] = before
