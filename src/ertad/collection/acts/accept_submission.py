"""A coordinator accepts what an institution sent; publishing the round takes it over."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.models import Invitation, Submission
from ertad.collection.rules import SUBMISSION_MOVES, require
from ertad.kernel.actor import Actor


def accept_submission(
    *, submission: Submission, by: Actor, at: datetime, version: int | None = None
) -> Submission:
    move = SUBMISSION_MOVES["submission.accept"]
    institution = submission.invitation.institution_id
    with traced(move.act, by=by, at=at, on=submission) as trace:
        require(move, submission, by=by)
        keeping.change(
            trace, submission, version=version, institution_id=institution, state=move.target
        )
        invitation = Invitation.objects.defer("base").get(pk=submission.invitation_id)
        keeping.change(trace, invitation, institution_id=institution, state="accepted")
    return submission
