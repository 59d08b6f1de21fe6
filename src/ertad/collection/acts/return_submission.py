"""A coordinator returns a file with comments at rows and overall."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.letters.putting import put_returned
from ertad.collection.models import Invitation, Submission
from ertad.collection.notice_kinds import tell_focal_points
from ertad.collection.rules import SUBMISSION_MOVES
from ertad.kernel.actor import Actor
from ertad.kernel.moves import require
from ertad.kernel.refused import Refused


def return_submission(
    *,
    submission: Submission,
    by: Actor,
    at: datetime,
    comment: str = "",
    row_comments: Mapping[UUID, str] | None = None,
    version: int | None = None,
) -> Submission:
    """`row_comments`: source row id -> comment. At least one comment must say what to do."""
    move = SUBMISSION_MOVES["submission.return"]
    said = {row: text.strip() for row, text in (row_comments or {}).items() if text.strip()}
    if not said and not comment.strip():
        raise Refused(_("Say what should be corrected, at a row or overall."), code="nothing_said")
    institution = submission.invitation.institution_id
    with traced(move.act, by=by, at=at, on=submission) as trace:
        require(move, submission, by=by)
        rows = {row.pk: row for row in submission.rows.filter(pk__in=said)}
        if said.keys() - rows.keys():
            raise Refused(_("A row that you commented is not of this file."), code="no_such_row")
        for key, text in said.items():
            keeping.change(trace, rows[key], institution_id=institution, comment=text)
        keeping.change(
            trace, submission, version=version, institution_id=institution,
            state=move.target, comment=comment.strip(),
        )  # fmt: skip
        invitation = _invitation(submission)
        keeping.change(trace, invitation, institution_id=institution, state="returned")
        put_returned(trace, invitation, at=at)
        tell_focal_points(invitation, submission, at)
    return submission


def _invitation(submission: Submission) -> Invitation:
    rows = Invitation.objects.select_related("round", "institution").defer("base")
    return rows.get(pk=submission.invitation_id)
