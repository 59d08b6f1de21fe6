"""What the page of a file shows; also shown again by the acts that it offers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.collection.models import SourceRow, Submission
from ertad.collection.queries.submission_page import RowChange, SubmissionPage, submission_page
from ertad.collection.screens.acting import reason_form
from ertad.collection.screens.columns.how_read import how_read
from ertad.collection.screens.publish.result import Result, result_of
from ertad.collection.screens.receipt import receipt
from ertad.collection.screens.row_words import note_block, place_in_file, row_name, wording_of
from ertad.collection.screens.state_words import OUTCOMES, SUBMISSION
from ertad.collection.screens.upload.form import UploadForm
from ertad.directory.record.wording import Wording, label_of
from ertad.people.screens.reason import ReasonForm

TEMPLATE = "collection/screens/submission/page.html"
State = Submission.State
CORRECTABLE = (State.CHECKED, State.REFUSED, State.RETURNED, State.SENT)


def version_in(text: str) -> int | None:
    """A version as a form sends it back; None when there is none."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def show_submission(
    request: HttpRequest,
    pk: UUID,
    *,
    send_reason: ReasonForm | None = None,
    conflicts_reason: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Raises Http404 for those who may not see the file."""
    shown = request.GET.get("show") == "changes"
    number = request.GET.get("page")
    try:
        page = submission_page(request.user, pk, changes=shown, number=number)
    except Submission.DoesNotExist as missing:
        raise Http404("no such file") from missing
    submission = page.submission
    institution = submission.invitation.institution_id

    def reason(where: str) -> ReasonForm | None:
        return reason_form(request, institution, where=where)

    context = {
        "submission": submission,
        "invitation": submission.invitation,
        "state": SUBMISSION[submission.state],
        "counts": submission.counts,
        "receipt": receipt(submission.counts),
        "published": _published(request.user, submission),
        "conflicts": questions(request.user, page),
        "open_conflicts": page.open_conflicts,
        "against": page.against_sending,
        "can_send": submission.state == State.CHECKED and not page.against_sending,
        "can_correct": submission.state in CORRECTABLE and not page.against_receiving,
        "send_reason": send_reason or reason("send"),
        "conflicts_reason": conflicts_reason or reason("conflicts"),
        "upload_form": UploadForm(where="again"),
        "upload_reason": reason("again"),
        "read": how_read(submission),
        **_shown(request, page),
    }
    return render(request, TEMPLATE, context, status=status)


def _published(user: object, submission: Submission) -> Result | None:
    """What became of it in the directory, once its round is published."""
    if submission.state != State.PUBLISHED:
        return None
    invitation = submission.invitation
    return result_of(user, invitation.round, institution=invitation.institution)


def _shown(request: HttpRequest, page: SubmissionPage) -> dict[str, Any]:
    """The notes or the changes, and the tabs when there are both."""
    here = reverse("collection:submission", args=[page.submission.pk])
    changing = page.changing
    tabs = [
        {"label": _("To look at"), "url": here, "current": not changing,
         "count": page.note_count},
        {"label": _("What changes"), "url": f"{here}?show=changes", "current": changing,
         "count": page.change_count},
    ]  # fmt: skip
    return {
        "tabs": tabs if page.note_count and page.change_count else [],
        "page": page.page,
        "changing": changing,
        "notes": [] if changing else [note_block(note) for note in page.page],
        "changes": _changes(request, list(page.page)) if changing else [],
    }


def _changes(request: HttpRequest, changes: Sequence[RowChange]) -> list[dict[str, Any]]:
    rows = [change.source for change in changes]
    records = [r for c in changes for r in (c.before, c.source.record) if r is not None]
    words = wording_of(rows, records, request.user)
    return [
        {
            "place": place_in_file(change.source.sheet, change.source.row),
            "name": row_name(change.source),
            "outcome": OUTCOMES[change.source.outcome][0],
            "run_by": change.source.run_by,
            "fields": list(_differences(change, words)),
        }
        for change in changes
    ]


def _differences(change: RowChange, words: Wording) -> list[dict[str, str]]:
    before, after = change.before, change.source.record
    if before is None or after is None:
        return []
    return [
        {"label": label_of(key), "before": words.text(key, before[key]),
         "after": words.text(key, after[key])}
        for key in change.keys
    ]  # fmt: skip


def questions(user: object, page: SubmissionPage) -> list[dict[str, Any]]:
    """What is to be settled, field by field, as `user` may read it."""
    rows = page.conflicts
    values = [
        {key: told[side]}
        for row in rows
        for key, told in row.conflicts.items()
        for side in ("base", "current", "sent")
    ]
    words = wording_of(rows, values, user) if rows else None
    return [
        {"row": row, "name": row_name(row), "place": place_in_file(row.sheet, row.row),
         "fields": list(_sides(row, words)) if words else []}
        for row in rows
    ]  # fmt: skip


def _sides(row: SourceRow, words: Wording) -> list[dict[str, Any]]:
    return [
        {
            "name": f"choice-{row.pk}-{key}",
            "label": label_of(key),
            "choice": told["choice"],
            **{side: words.text(key, told[side]) for side in ("base", "current", "sent")},
        }
        for key, told in row.conflicts.items()
    ]
