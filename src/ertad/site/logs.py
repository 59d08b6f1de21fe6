"""Logs as JSON lines, each with the id of its request."""

import re
from contextvars import ContextVar
from typing import Any

import structlog

request_id: ContextVar[str] = ContextVar("request_id", default="")


def _add_request_id(_logger: object, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    if current := request_id.get():
        event["request"] = current
    return event


_LINK = re.compile(
    r"(/(?:answer|address|contact-point|devices|feed|from-key|invitation|link|list|stop)/)[^/\s\"']+"
)
"""The part of an address that is itself a key, in what Django writes of it."""


def hide_links(_logger: object, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Whoever reads a log must not be able to answer, or to read, for somebody else."""
    return {
        key: _LINK.sub(r"\1…", value) if isinstance(value, str) else value
        for key, value in event.items()
    }


def logging_settings(*, level: str) -> dict[str, Any]:
    """For Django's LOGGING: everything goes to standard error, one JSON object a line."""
    shared: list[Any] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        _add_request_id,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        hide_links,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {"django": {"handlers": [], "level": level, "propagate": True}},
    }
