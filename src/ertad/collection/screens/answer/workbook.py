"""The workbook instead of the browser, under the same link: take it, send it up, see its check."""

from uuid import UUID, uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.receive_file import receive_file
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.acts.take_workbook import take_workbook
from ertad.collection.answers import answered
from ertad.collection.models import Submission
from ertad.collection.queries.submission_page import submission_page
from ertad.collection.rules import INVITATION_MOVES
from ertad.collection.screens.answer.door import Opened, by_link
from ertad.collection.screens.answer.files import last_file
from ertad.collection.screens.answer.list import frame
from ertad.collection.screens.answer.settling import settle_conflicts
from ertad.collection.screens.columns.how_read import how_read
from ertad.collection.screens.download import spreadsheet, workbook_names
from ertad.collection.screens.receipt import receipt
from ertad.collection.screens.row_words import note_block
from ertad.collection.screens.state_words import SUBMISSION
from ertad.collection.screens.submission.page import questions, version_in
from ertad.collection.screens.upload.form import UploadForm
from ertad.collection.screens.upload.too_large import NotAbove
from ertad.collection.screens.upload.view import TOO_LARGE
from ertad.directory.models import Location
from ertad.kernel.moves import against
from ertad.kernel.refused import Refused

TEMPLATE = "collection/screens/answer/workbook.html"
State = Submission.State


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What became of the last file, and the form to send one up."""
    limit = NotAbove(settings.UPLOAD_LIMIT_BYTES)
    request.upload_handlers.insert(0, limit)
    if request.method != "POST":
        last = last_file(opened)
        if last and last.state == State.COLUMNS and "another" not in request.GET:
            return redirect(opened.url("columns"))
        return show_file(request, opened, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if limit.refused:
        form.errors.pop("file", None)
        form.refuse(TOO_LARGE)
    elif form.is_valid() and _received(opened, form):
        return redirect(opened.url("file"))
    return show_file(request, opened, form, status=422)


@by_link
@require_POST
def take(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The workbook in the reader's language, unless it would give away a confidential address."""
    if not may_take(opened):
        raise Http404("it holds a confidential address")
    language = (get_language() or "ka")[:2]
    try:
        content = take_workbook(
            invitation=opened.invitation, language=language, by=opened.by, at=opened.at
        )
    except Refused:
        return redirect(opened.url("file"))
    return spreadsheet(content, **workbook_names(opened.invitation, language))


@by_link
@require_POST
def settle(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Which of two values is right, where the directory changed since the workbook was taken."""
    submission = _last_file(opened)
    problem = settle_conflicts(
        request, submission, viewer=opened.viewer, by=opened.by, at=opened.at
    )
    if problem:
        return show_file(request, opened, UploadForm(), problem=problem, status=409)
    return redirect(opened.url("file"))


@by_link
@require_POST
def send_file(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The checked file goes to the coordinator."""
    submission = _last_file(opened)
    version = version_in(request.POST.get("version", ""))
    try:
        send_submission(submission=submission, by=opened.by, at=opened.at, version=version)
    except Refused as refused:
        return show_file(request, opened, UploadForm(), problem=str(refused), status=422)
    except StaleEdit:
        problem = _("Somebody changed this meanwhile. Look at it again.")
        return show_file(request, opened, UploadForm(), problem=problem, status=409)
    return redirect(opened.url("thanks"))


def show_file(
    request: HttpRequest, opened: Opened, form: UploadForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    found = answered(opened.invitation, at=opened.at)
    last = found.submission
    context = {
        **frame(opened, found),
        "form": form,
        "problem": problem,
        "may_take": may_take(opened),
        "against_receiving": against(INVITATION_MOVES["file.receive"], opened.invitation),
    }
    if last and last.source == Submission.Source.FILE:
        page = submission_page(opened.viewer, last.pk, number=request.GET.get("page"))
        context |= {
            "file": last,
            "read": how_read(last),
            "state": SUBMISSION[last.state],
            "counts": last.counts,
            "receipt": receipt(last.counts),
            "page": page.page,
            "notes": [] if page.changing else [note_block(note) for note in page.page],
            "conflicts": questions(request.user, page),
            "open_conflicts": page.open_conflicts,
            "settle_url": opened.url("settle"),
            "can_send": last.state == State.CHECKED and not page.against_sending,
            "against_sending": page.against_sending,
        }
    return render(request, TEMPLATE, context, status=status)


def may_take(opened: Opened) -> bool:
    """A forwarded link must not give away where a shelter is; those who sign in take it there."""
    own = Location.objects.filter(institution=opened.invitation.institution_id)
    return not own.filter(confidential=True).exists()


def _last_file(opened: Opened) -> Submission:
    """Raises Http404 when no file was sent up that still counts."""
    found = last_file(opened)
    if found is None:
        raise Http404("no file")
    return found


def _received(opened: Opened, form: UploadForm) -> Submission | None:
    """None when the form says why it was not taken."""
    sent = form.cleaned_data["file"]
    try:
        return receive_file(
            submission_id=form.submission_id(_sender(opened)), invitation=opened.invitation,
            file_name=sent.name, content=sent.read(), language=(get_language() or "ka")[:2],
            by=opened.by, at=opened.at,
        )  # fmt: skip
    except Refused as refused:
        form.refuse(refused.text)
        return None


def _sender(opened: Opened) -> UUID:
    """Stands for the user that nobody is."""
    return uuid5(opened.invitation.pk, "by link")
