"""A file as it was received."""

from pathlib import PurePath
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ertad.collection.screens.download import kind_of, no_longer_kept, spreadsheet
from ertad.collection.screens.own import own_submission


@login_required
@require_safe
def received(request: HttpRequest, pk: UUID) -> HttpResponse:
    submission = own_submission(request, pk, with_file=True)
    content = bytes(submission.content)
    if not content:
        return no_longer_kept(request, submission)
    code = submission.invitation.institution.code
    plain = f"ertad-{code}-received-{submission.received_at:%Y-%m-%d}"
    kind = kind_of(content)
    shown = PurePath(submission.file_name).stem if kind else submission.file_name
    return spreadsheet(content, plain=plain, shown=shown, kind=kind)
