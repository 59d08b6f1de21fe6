"""A checked file goes to the coordinator."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.screens.acting import answering, reason_form
from ertad.collection.screens.own import own_submission
from ertad.collection.screens.submission.page import show_submission, version_in
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused


@login_required
@require_POST
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    submission = own_submission(request, pk)
    institution = submission.invitation.institution_id
    reason = reason_form(request, institution, where="send", data=request.POST)
    by = answering(request, institution, reason)
    if by is None:
        return show_submission(request, pk, send_reason=reason, status=422)
    version = version_in(request.POST.get("version", ""))
    try:
        send_submission(submission=submission, by=by, at=now(), version=version)
    except Refused as refused:
        messages.error(request, str(refused))
    except StaleEdit:
        messages.error(request, _("Somebody changed this meanwhile. Look at it again."))
    else:
        messages.success(request, _("Sent. The coordinator reviews it and answers you here."))
        return redirect("collection:invitation", submission.invitation_id)
    return redirect("collection:submission", pk)
