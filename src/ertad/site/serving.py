"""For gunicorn: `-c python:ertad.site.serving ertad.site.wsgi`; its own lines are JSON too."""

import logging
from typing import Any

from ertad.site.logs import logging_settings

threads = 4
logging.captureWarnings(True)
logconfig_dict: dict[str, Any] = logging_settings(level="INFO")
logconfig_dict["loggers"] = {
    name: {"handlers": [], "level": "INFO", "propagate": True}
    for name in ("gunicorn.error", "gunicorn.access")
}
