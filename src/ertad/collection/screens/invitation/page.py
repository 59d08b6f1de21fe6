"""What the page of an invitation shows; also shown again when an act on it needs a correction."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ertad.collection.models import Invitation, Round, Submission
from ertad.collection.queries.invitation_page import InvitationPage, invitation_page
from ertad.collection.screens.acting import reason_form
from ertad.collection.screens.invitation.next_step import Next, next_step, step_states
from ertad.collection.screens.receipt import in_short
from ertad.collection.screens.row_words import place_in_file, row_name
from ertad.collection.screens.state_words import INVITATION, SUBMISSION
from ertad.collection.screens.upload.form import UploadForm
from ertad.kernel.clock import local_day, now
from ertad.people.screens.reason import ReasonForm

TEMPLATE = "collection/screens/invitation/page.html"


def show_invitation(
    request: HttpRequest, pk: UUID, *, take_reason: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    """Raises Http404 for those who may not see the invitation."""
    try:
        page = invitation_page(request.user, pk)
    except Invitation.DoesNotExist as missing:
        raise Http404("no such invitation") from missing
    invitation, step = page.invitation, next_step(page)
    institution = invitation.institution_id
    context = {
        "invitation": invitation,
        "round": invitation.round,
        "state": INVITATION[invitation.state],
        "due": _due(invitation, local_day(now())),
        "next": step.value,
        "steps": _steps(step),
        "current": page.current,
        "current_state": SUBMISSION[page.current.state] if page.current else None,
        "receipt": in_short(page.counts),
        "earlier": [_line(file) for file in page.submissions if file is not page.current],
        "returned": page.returned,
        "comments": [
            {"place": place_in_file(row.sheet, row.row), "name": row_name(row),
             "text": row.comment}
            for row in page.comments
        ],
        "against_sending": page.against_sending,
        "can_take": not page.against_taking,
        "can_receive": not page.against_receiving,
        "languages": settings.LANGUAGES,
        "language": request.POST.get("language") or (get_language() or "ka")[:2],
        "take_reason": take_reason or reason_form(request, institution, where="take"),
        "upload_form": UploadForm(),
        "upload_reason": reason_form(request, institution, where="upload"),
    }  # fmt: skip
    context["upload_first"] = _upload_first(page, step)
    return render(request, TEMPLATE, context, status=status)


def _upload_first(page: InvitationPage, step: Next) -> bool:
    """Whether sending a file up is the next thing to do."""
    return step in (Next.FILL, Next.SEND_READABLE) and not page.against_receiving


def _due(invitation: Invitation, today: date) -> dict[str, Any]:
    """Days are counted only while an answer is still taken."""
    counting = invitation.round.state == Round.State.OPEN
    left = (invitation.due_day - today).days if counting else None
    return {"on": invitation.due_day, "left": left, "late": -left if left and left < 0 else 0}


def _steps(step: Next) -> list[dict[str, Any]]:
    labels = (
        (_("Take the workbook"), _("With your services as the directory knows them")),
        (_("Fill it in"), _("Confirm, correct, add; at most ten things for each service")),
        (_("Send it back"), _("It is checked at once; then it goes to the coordinator")),
    )
    return [
        {"label": label, "note": note, "state": state}
        for (label, note), state in zip(labels, step_states(step), strict=True)
    ]


def _line(file: Submission) -> dict[str, Any]:
    return {"file": file, "state": SUBMISSION[file.state], "receipt": in_short(file.counts)}
