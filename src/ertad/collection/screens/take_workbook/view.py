"""The institution's workbook as a file, in the language chosen."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from ertad.collection.acts.take_workbook import take_workbook
from ertad.collection.screens.acting import answering, reason_form
from ertad.collection.screens.download import spreadsheet, workbook_names
from ertad.collection.screens.invitation.page import show_invitation
from ertad.collection.screens.own import own_invitation
from ertad.kernel.clock import now
from ertad.kernel.languages import LANGUAGES
from ertad.kernel.refused import Refused


@login_required
@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    invitation = own_invitation(request, pk)
    reason = reason_form(request, invitation.institution_id, where="take", data=request.POST)
    by = answering(request, invitation.institution_id, reason)
    if by is None:
        return show_invitation(request, pk, take_reason=reason, status=422)
    asked = request.POST.get("language", "")
    language = asked if asked in LANGUAGES else (get_language() or "ka")[:2]
    try:
        content = take_workbook(invitation=invitation, language=language, by=by, at=now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("collection:invitation", pk)
    return spreadsheet(content, **workbook_names(invitation, language))
