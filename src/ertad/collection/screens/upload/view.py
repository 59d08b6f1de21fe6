"""Send up a filled workbook: it is kept and checked; the next page says what was found."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from ertad.collection.acts.receive_file import receive_file
from ertad.collection.models import Invitation, Submission
from ertad.collection.rules import INVITATION_MOVES
from ertad.collection.screens.acting import answering, reason_form
from ertad.collection.screens.own import own_invitation
from ertad.collection.screens.upload.form import UploadForm
from ertad.collection.screens.upload.too_large import NotAbove
from ertad.kernel.actor import Actor
from ertad.kernel.clock import now
from ertad.kernel.moves import against
from ertad.kernel.refused import Refused
from ertad.people.screens.reason import ReasonForm

TOO_LARGE = _("The file is larger than 20 MB. Send only the workbook.")


@csrf_exempt  # checked in `_upload`: the limit must be set before anything of the form is read
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    limit = NotAbove(settings.UPLOAD_LIMIT_BYTES)
    request.upload_handlers.insert(0, limit)
    response: HttpResponse = _upload(request, pk, limit)
    return response


@csrf_protect
def _upload(request: HttpRequest, pk: UUID, limit: NotAbove) -> HttpResponse:
    invitation = own_invitation(request, pk)
    posted = request.method == "POST"
    form = UploadForm(request.POST if posted else None, request.FILES if posted else None)
    reason = reason_form(
        request, invitation.institution_id, where="upload", data=request.POST if posted else None
    )
    if posted and (submission := _received(request, invitation, form, reason, limit)):
        return redirect("collection:submission", submission.pk)
    context = {
        "invitation": invitation, "form": form, "upload_form": form, "upload_reason": reason,
        "against": against(INVITATION_MOVES["file.receive"], invitation),
    }  # fmt: skip
    status = 422 if posted else 200
    return render(request, "collection/screens/upload/page.html", context, status=status)


def _received(
    request: HttpRequest,
    invitation: Invitation,
    form: UploadForm,
    reason: ReasonForm | None,
    limit: NotAbove,
) -> Submission | None:
    """The file as a submission; None when the form says what is wrong."""
    by = answering(request, invitation.institution_id, reason)
    if limit.refused:
        form.errors.pop("file", None)
        form.refuse(TOO_LARGE)
        return None
    if not form.is_valid() or by is None:
        return None
    try:
        return _kept(request, invitation, form, by)
    except Refused as refused:
        form.refuse(refused.text)
        return None


def _kept(request: HttpRequest, invitation: Invitation, form: UploadForm, by: Actor) -> Submission:
    file = form.cleaned_data["file"]
    key = form.submission_id(UUID(str(request.user.pk)))
    submission = receive_file(
        submission_id=key,
        invitation=invitation,
        file_name=file.name,
        content=file.read(),
        language=(get_language() or "ka")[:2],
        by=by,
        at=now(),
    )
    if submission.pk != key:
        day = date_format(localtime(submission.received_at), "SHORT_DATETIME_FORMAT")
        again = gettext(
            "This very file was sent up before, on %(day)s. Sending it again changed nothing."
        )
        messages.info(request, again % {"day": day})
    return submission
