"""Log lines: structured, with a request id; never names, addresses, answers or tokens."""

import logging
import sys
from typing import Any, cast

import structlog

SILENCED = {"name", "email", "password", "token", "answer", "values", "address", "text", "note", "reflection", "words"}


def configure(json_lines: bool) -> None:
    """Write one line an event to standard error: JSON where a machine reads it, plain where a person does."""
    renderer = structlog.processors.JSONRenderer() if json_lines else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _without_personal_fields,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def get_logger(room: str) -> structlog.stdlib.BoundLogger:
    """The logger of a room; events are short verbs in the past tense: `message_delivered`."""
    return cast("structlog.stdlib.BoundLogger", structlog.get_logger(room=room))


def _without_personal_fields(
    _logger: Any, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """A field that could name a person is a mistake of ours: its value never reaches the log."""
    return {key: "(left out)" if key in SILENCED else value for key, value in event.items()}
