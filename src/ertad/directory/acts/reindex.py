"""Bring the search entries in line with the services."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.directory.record.writing import raise_version
from ertad.directory.search.engine import prepare
from ertad.directory.search.entries import Drift, drift, rewrite_entries
from ertad.directory.search.words_written import stale_terms, write_terms
from ertad.kernel.actor import Actor


def reindex(*, by: Actor, at: datetime) -> Drift:
    """Write the entries that are missing, superfluous or different. Returns what had drifted.

    Nothing is written, and the directory's version stays, where nothing had. On PostgreSQL it makes
    the trigram indexes, if they are missing and may be made.
    """
    prepare()
    stale = stale_terms()
    if not (stale or drift()):
        return Drift([], [], [])
    with traced("directory.reindex", by=by, at=at) as trace:
        found = rewrite_entries(version=raise_version(at), at=at)
        write_terms(stale)
        trace.details = {
            "missing": len(found.missing),
            "extra": len(found.extra),
            "different": len(found.different),
        }
    return found
