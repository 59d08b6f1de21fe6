"""Everything that is due now, of all rooms; one job that breaks does not stop the others."""

from collections.abc import Mapping
from datetime import datetime

import structlog

from ertad.kernel.due import due_jobs

log = structlog.get_logger("ertad.due")


def run_due(*, at: datetime) -> tuple[dict[str, Mapping[str, int]], list[str]]:
    """(what each job did, by its name; names of the jobs that broke). Repeatable."""
    done: dict[str, Mapping[str, int]] = {}
    broken: list[str] = []
    for job in due_jobs():
        try:
            done[job.name] = dict(job.run(at))
        except Exception:
            log.exception("due job broke", job=job.name)
            broken.append(job.name)
    return done, broken
