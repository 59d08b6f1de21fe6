"""The file as received, written anew with marked cells and a list of what was found."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.collection.models import Submission
from ertad.collection.screens.download import no_longer_kept, spreadsheet, workbook_names
from ertad.collection.screens.own import own_submission
from ertad.collection.workbook import marked_workbook


@login_required
@require_safe
def marked(request: HttpRequest, pk: UUID) -> HttpResponse:
    submission = own_submission(request, pk, with_file=True)
    if submission.state in (Submission.State.WAITING, Submission.State.COLUMNS):
        raise Http404("not checked yet")
    if submission.source == Submission.Source.LINK:
        raise Http404("it was answered in the browser")
    if not submission.content:
        return no_longer_kept(request, submission)
    language = (get_language() or "ka")[:2]
    names = workbook_names(submission.invitation, language, _("to correct"))
    names["plain"] += "-to-correct"
    return spreadsheet(marked_workbook(submission, language=language), **names)
