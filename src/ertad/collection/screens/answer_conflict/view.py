"""Several questions at once: which of two values is right, the directory's or the one sent."""

import re
from collections import defaultdict
from typing import Literal, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.answer_conflict import answer_conflict
from ertad.collection.models import SourceRow
from ertad.collection.screens.acting import answering, reason_form
from ertad.collection.screens.own import own_submission
from ertad.collection.screens.submission.page import show_submission, version_in
from ertad.kernel.actor import Actor
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused

Choice = Literal["current", "sent"]
ANSWER = re.compile(r"choice-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([a-z_]{1,40})")


@login_required
@require_POST
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    submission = own_submission(request, pk)
    institution = submission.invitation.institution_id
    reason = reason_form(request, institution, where="conflicts", data=request.POST)
    by = answering(request, institution, reason)
    if by is None:
        return show_submission(request, pk, conflicts_reason=reason, status=422)
    settled = stale = 0
    try:
        for key, choices in answers_in(request).items():
            version = version_in(request.POST.get(f"version-{key}", ""))
            try:
                settled += _settle(request, pk, key, choices, version, by)
            except StaleEdit:
                stale += 1
    except Refused as refused:
        messages.error(request, str(refused))
    if stale:
        told = _("Somebody else answered meanwhile. Look at the rows again; yours was not taken.")
        messages.warning(request, told)
    if settled:
        said = ngettext("%(number)s answer kept.", "%(number)s answers kept.", settled)
        messages.success(request, said % {"number": settled})
    elif not stale:
        messages.info(request, _("Choose one of the two values, then save."))
    return redirect("collection:submission", pk)


def answers_in(request: HttpRequest) -> dict[UUID, dict[str, Choice]]:
    """Row id -> field -> choice, of what was ticked."""
    found: dict[UUID, dict[str, Choice]] = defaultdict(dict)
    for name, value in request.POST.items():
        told = ANSWER.fullmatch(name)
        if told and value in ("current", "sent"):
            found[UUID(told[1])][told[2]] = cast(Choice, value)
    return found


def _settle(
    request: HttpRequest,
    submission_id: UUID,
    key: UUID,
    choices: dict[str, Choice],
    version: int | None,
    by: Actor,
) -> int:
    """How many answers of the row are new. Raises StaleEdit, Refused."""
    rows = SourceRow.objects.visible_to(request.user).filter(submission=submission_id, pk=key)
    related = "submission__invitation__round"
    row = (
        rows.select_related(related)
        .defer("raw", "submission__content", "submission__invitation__base")
        .first()
    )
    if row is None:
        return 0
    new = {
        field: choice
        for field, choice in choices.items()
        if field in row.conflicts and row.conflicts[field]["choice"] != choice
    }
    for field, choice in new.items():
        answer_conflict(row=row, field=field, choice=choice, by=by, at=now(), version=version)
        version = None
    return len(new)
