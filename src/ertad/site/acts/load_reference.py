"""Load regions, municipalities and vocabularies: the first step of every installation."""

from collections import Counter
from datetime import datetime

from ertad.audit.trail import traced
from ertad.directory.record.writing import raise_version
from ertad.kernel.actor import Actor
from ertad.places.loading import load_places
from ertad.vocabulary.loading import load_vocabularies


def load_reference(*, by: Actor, at: datetime) -> Counter[str]:
    """Repeatable: the second run changes nothing. Returns how many rows were new, changed, same."""
    with traced("reference.load", by=by, at=at) as trace:
        counts = load_places(trace) + load_vocabularies(trace)
        trace.details.update(counts)
        if counts["new"] or counts["changed"]:
            raise_version(at)  # search and pages show names and labels
    return counts
