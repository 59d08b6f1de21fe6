"""A coordinator accepts what an institution sent; publishing the round takes it over."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.letters.putting import put_accepted
from ertad.collection.models import Invitation, Submission
from ertad.collection.notice_kinds import tell_focal_points
from ertad.collection.rules import SUBMISSION_MOVES, require
from ertad.kernel.actor import SYSTEM, Actor


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
        invitation = _invitation(submission)
        keeping.change(trace, invitation, institution_id=institution, state="accepted")
        if by != SYSTEM:
            put_accepted(trace, invitation, at=at)
            tell_focal_points(invitation, submission, at)
    return submission


def _invitation(submission: Submission) -> Invitation:
    rows = Invitation.objects.select_related("round", "institution").defer("base")
    return rows.get(pk=submission.invitation_id)
