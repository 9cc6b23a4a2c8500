"""Log lines: one JSON object each (or coloured text), on standard output, with the id of the request they belong to.

Fields: timestamp (RFC 3339), level, event, logger, request_id, and what the event names. No line has a credential:
the code logs ids only, and what grpc, SQLAlchemy and others say goes through the same processors.
"""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Any

import orjson
import structlog

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.settings import Settings

# What orjson knows and json does not goes to structlog's own way with such values.
_AS_JSON = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_SUBCLASS


def configure_logs(settings: Settings) -> None:
    """Send the log lines of this process, ours and the libraries', to standard output."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(serializer=_dumps)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[handler], force=True)
    keep_headers_out()


def _dumps(line: Any, default: Callable[[Any], Any]) -> str:
    """Return a line as JSON in ASCII. By orjson, as each call writes one and json is slower."""
    try:
        text = orjson.dumps(line, default, _AS_JSON)
    except TypeError:  # large numbers, half a surrogate pair, keys that are no text
        return json.dumps(line, default=default)
    return text.decode() if text.isascii() else json.dumps(line, default=default)


def keep_headers_out() -> None:
    """Drop grpc's line about a header that is not UTF-8: it shows the bytes, which may be a credential."""
    logging.getLogger("grpc._cython.cygrpc").addFilter(_shows_no_header)


def _shows_no_header(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith("Invalid encoding")
