"""An institution sends up its workbook; the check runs afterwards, outside this act."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.full_disk import told_when_full
from ertad.collection.jobs import check
from ertad.collection.models import Invitation, Submission
from ertad.collection.rules import INVITATION_MOVES
from ertad.kernel.actor import Actor
from ertad.kernel.moves import require
from ertad.kernel.refused import Refused

UNSENT = (
    Submission.State.WAITING, Submission.State.COLUMNS, Submission.State.REFUSED,
    Submission.State.CHECKED,
)  # fmt: skip


@told_when_full()
def receive_file(
    *,
    submission_id: UUID,
    invitation: Invitation,
    file_name: str,
    content: bytes,
    language: str,
    by: Actor,
    at: datetime,
    ask_columns: bool = True,
) -> Submission:
    """Keep the file and have it checked. The same file again is the same submission.

    `ask_columns`: whether there is somebody to say what the columns of a list of another shape
    mean; else it is read by its titles, or as its mapping says.

    Raises Refused for an empty file and for one above the limit, before anything is read of it; and
    when there is no room left on the disk, with nothing written.
    """
    if len(content) > settings.UPLOAD_LIMIT_BYTES:
        raise Refused(_("The file is larger than 20 MB. Send only the workbook."), code="too_large")
    if not content:
        raise Refused(_("The file is empty. Save the workbook and send it again."), code="empty")
    digest = hashlib.sha256(content).hexdigest()
    institution = invitation.institution_id
    with traced("file.receive", by=by, at=at, on=invitation) as trace:
        # Two files at the same moment: the second waits here, then sees the first.
        invitation = Invitation.objects.select_for_update(of=("self",)).select_related(
            "round"
        ).defer("base").get(pk=invitation.pk)  # fmt: skip
        require(INVITATION_MOVES["file.receive"], invitation, by=by, institution_id=institution)
        earlier = invitation.submissions.defer("content")
        same = earlier.filter(digest=digest).exclude(state=Submission.State.REPLACED).first()
        trace.details["digest"] = digest
        if same:
            trace.details["again"] = True
            return same
        for older in earlier.filter(state__in=UNSENT):
            keeping.change(trace, older, institution_id=institution, state="replaced")
        submission = keeping.create(
            trace,
            Submission(
                id=submission_id,
                invitation=invitation,
                file_name=file_name[-200:],
                digest=digest,
                content=content,
                language=language,
                ask_columns=ask_columns,
                sent_by=by.user_id,
                received_at=at,
            ),
            institution_id=institution,
        )
        transaction.on_commit(lambda: check.enqueue(str(submission_id)))
    return submission
