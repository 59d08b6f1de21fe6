"""What a reviewer wrote of the labels of the vocabularies is taken into them."""

from collections.abc import Sequence
from datetime import datetime

from ertad.audit.trail import traced
from ertad.directory.record.writing import raise_version
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.vocabulary.reviewing import Review, write_reviews


def review_labels(
    *, reviews: Sequence[Review], language: str, reviewer: str, by: Actor, at: datetime
) -> int:
    """Repeatable: the same sheet again changes nothing. Returns how many labels changed.

    `reviewer` is who answers for the labels, such as "terminology board".
    """
    if not reviews:
        return 0
    with traced("labels.review", by=by, at=at) as trace:
        changed = write_reviews(
            trace, reviews, language=language, reviewer=reviewer, on=local_day(at)
        )
        trace.details.update(language=language, changed=changed)
        raise_version(at)  # search and pages show labels
    return changed
