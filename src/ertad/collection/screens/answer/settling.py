"""Answers to the questions of a file, for those who come by link."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.answer_conflict import answer_conflict
from ertad.collection.models import SourceRow, Submission
from ertad.collection.screens.answer_conflict.view import answers_in
from ertad.collection.screens.submission.page import version_in
from ertad.kernel.actor import Actor
from ertad.kernel.refused import Refused


def settle_conflicts(
    request: HttpRequest, submission: Submission, *, viewer: object, by: Actor, at: datetime
) -> str:
    """Keep what was ticked; "" or why something was not kept."""
    rows = SourceRow.objects.visible_to(viewer).filter(submission=submission).in_bulk()
    settled = 0
    for key, choices in answers_in(request).items():
        row = rows.get(key)
        if row is None:
            continue
        row.submission = submission
        version = version_in(request.POST.get(f"version-{key}", ""))
        try:
            for field, choice in choices.items():
                if field in row.conflicts:
                    answer_conflict(
                        row=row, field=field, choice=choice, by=by, at=at, version=version
                    )
                    version, settled = None, settled + 1
        except StaleEdit:
            return _(
                "Somebody else answered meanwhile. Look at the rows again; yours was not taken."
            )
        except Refused as refused:
            return str(refused)
    return "" if settled else _("Choose one of the two values, then save.")
