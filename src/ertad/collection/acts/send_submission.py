"""The focal point sends a checked file to the coordinator."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.models import Invitation, Submission
from ertad.collection.notice_kinds import SENT, tell_coordinators
from ertad.collection.rules import SUBMISSION_MOVES, require
from ertad.kernel.actor import Actor


def send_submission(
    *, submission: Submission, by: Actor, at: datetime, version: int | None = None
) -> Submission:
    """Only without errors and open conflicts. An earlier file sent or returned is replaced."""
    move = SUBMISSION_MOVES["submission.send"]
    institution = submission.invitation.institution_id
    with traced(move.act, by=by, at=at, on=submission) as trace:
        require(move, submission, by=by, institution_id=institution)
        earlier = submission.invitation.submissions.defer("content").exclude(pk=submission.pk)
        for older in earlier.filter(state__in=("sent", "returned")):
            keeping.change(trace, older, institution_id=institution, state="replaced")
        keeping.change(
            trace, submission, version=version, institution_id=institution,
            state=move.target, sent_by=by.user_id,
        )  # fmt: skip
        rows = Invitation.objects.select_related("round", "institution").defer("base")
        invitation = rows.get(pk=submission.invitation_id)
        keeping.change(trace, invitation, institution_id=institution, state="sent")
        tell_coordinators(SENT, invitation, submission.pk, at)
    return submission
