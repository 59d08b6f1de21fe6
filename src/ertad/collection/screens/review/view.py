"""A file that was sent: row by row beside what the directory says; accepted or returned."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.accept_submission import accept_submission
from ertad.collection.acts.return_submission import return_submission
from ertad.collection.models import SourceRow, Submission
from ertad.collection.queries import ReviewList, review_list
from ertad.collection.screens.coordinating.rows import findings_in_words, rows_in_words
from ertad.collection.screens.coordinating.states import INVITATION, OUTCOME
from ertad.collection.screens.review.form import AT_ROW, ReviewForm
from ertad.collection.screens.state_words import SUBMISSION
from ertad.kernel.actor import Actor
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with
from ertad.kernel.sent import number_sent

A_PAGE = 50
SAME = str(SourceRow.Outcome.SAME)
OTHERWISE = frozenset(OUTCOME) - {SAME}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A POST turns the page (`to`), narrows the rows (`show`), or decides (`decide`)."""
    by = actor_with(request.user, "submission.review")
    data = request.POST if request.method == "POST" else None
    sent = data if data is not None else request.GET
    show = sent.get("narrow") or sent.get("show") or "changes"
    number = 1 if sent.get("narrow") else sent.get("to") or sent.get("page") or 1
    outcomes, noted = _narrowed(show)
    try:
        found = review_list(
            request.user, pk, outcomes=outcomes, noted=noted, number=number, a_page=A_PAGE
        )
    except Submission.DoesNotExist as unseen:
        raise Http404("no such file") from unseen
    form = ReviewForm(data)
    context = {"form": form, "version": found.submission.version, "problem": ""}
    status = 200
    if data is not None:
        if "decide" not in data:
            if not form.at_rows() and not data.get("comment", "").strip():
                address = urlencode({"show": show, "page": str(found.page.number)})
                return redirect(f"{reverse('collection:review', args=[pk])}?{address}")
        elif form.is_valid() or data["decide"] == "accept":
            try:
                return _decide(request, found.submission, form, by)
            except Refused as refused:
                status, context["problem"] = 422, str(refused)
            except StaleEdit as stale:
                status = 409
                found.submission.refresh_from_db(fields=["state", "version", "comment"])
                context["version"] = found.submission.version
                context["meanwhile"] = SUBMISSION[stale.current.state][0]  # type: ignore[attr-defined]
        else:
            status = 422
    context |= _context(request, found, form, show)
    return render(request, "collection/screens/review/page.html", context, status=status)


def _narrowed(show: str) -> tuple[frozenset[str], bool]:
    """(outcomes to show, whether only rows with findings)."""
    match show:
        case "all":
            return frozenset(), False
        case "noted":
            return frozenset(), True
        case _ if show in OUTCOME:
            return frozenset({show}), False
    return OTHERWISE, False


def _decide(request: HttpRequest, file: Submission, form: ReviewForm, by: Actor) -> HttpResponse:
    """Raises Refused and StaleEdit; then nothing was written."""
    version = number_sent(request.POST.get("version"))
    name = file.invitation.institution.name
    if version != file.version:
        raise StaleEdit(file)
    if request.POST["decide"] == "accept":
        if form.at_rows() or form.data.get("comment", "").strip():
            text = _(
                "You have typed comments. Return the file with them, or empty them:"
                " nobody reads comments to a file that is accepted."
            )
            raise Refused(text, code="comments_typed")
        accept_submission(submission=file, by=by, at=now(), version=version)
        messages.success(request, _("Accepted: %(name)s.") % {"name": name})
    else:
        return_submission(
            submission=file, by=by, at=now(), version=version,
            comment=form.cleaned_data["comment"], row_comments=form.at_rows(),
        )  # fmt: skip
        messages.success(request, _("Returned with your comments: %(name)s.") % {"name": name})
    return redirect("collection:round", file.invitation.round_id)


def _context(
    request: HttpRequest, found: ReviewList, form: ReviewForm, show: str
) -> dict[str, Any]:
    typed = form.at_rows()
    rows = rows_in_words(found.rows, request.user)
    here = {line.row.pk for line in rows}
    moves = {move.act: (move, stands) for move, stands in found.moves}
    sent = found.submission.state == Submission.State.SENT
    words, kind = INVITATION["sent"] if sent else SUBMISSION[found.submission.state]
    return {
        "file": found.submission,
        "state": words,
        "state_kind": kind,
        "round": found.submission.invitation.round,
        "institution": found.submission.invitation.institution,
        "lines": [
            {"in_words": line, "field": f"{AT_ROW}{line.row.pk}",
             "typed": typed.get(line.row.pk, "")}
            for line in rows
        ],
        "elsewhere": [(f"{AT_ROW}{key}", text) for key, text in typed.items() if key not in here],
        "typed": [text for text in (form.data.get("comment", ""), *typed.values()) if text.strip()],
        "page": found.page,
        "show": show,
        "narrows": _narrows(found, show),
        "findings": findings_in_words(found.submission.findings),
        "may_accept": not moves["submission.accept"][1],
        "may_return": not moves["submission.return"][1],
    }  # fmt: skip


def _narrows(found: ReviewList, show: str) -> list[dict[str, Any]]:
    counts = found.outcomes
    offered: list[tuple[str, object, int]] = [
        ("changes", _("All that changes"), counts.total() - counts[SAME]),
        ("noted", _("With errors or warnings"), found.noted),
        *((key, words, counts[key]) for key, (words, _kind) in OUTCOME.items() if counts[key]),
        ("all", _("All rows"), counts.total()),
    ]
    return [
        {"value": value, "label": label, "count": count, "current": value == show}
        for value, label, count in offered
    ]
