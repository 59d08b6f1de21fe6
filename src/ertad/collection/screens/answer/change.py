"""Change a service of the list, or add one: the ten asked fields first, the rest folded.

What two people answer, or what changed in the directory meanwhile, is shown side by side; nothing
of either is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.answer_service import answer_service
from ertad.collection.answers import Answered, Judged, answered
from ertad.collection.answers.answered import Asked
from ertad.collection.checks import Severity, told
from ertad.collection.models import AnswerDraft
from ertad.collection.screens.answer.door import Opened, by_link
from ertad.collection.screens.answer.list import frame, show_list
from ertad.directory.record import Record, blank_record
from ertad.directory.record.checking import errors_in
from ertad.directory.record.known import known_terms
from ertad.directory.record.three_way import three_way
from ertad.directory.refusals import WrongRecord
from ertad.directory.screens.edit_service.form import reading_order
from ertad.directory.screens.edit_service.page import MINE, THEIRS, Page, both_rows, page_for
from ertad.kernel.languages import said
from ertad.kernel.refused import Refused
from ertad.kernel.sent import number_sent

TEMPLATE = "collection/screens/answer/change.html"
Answer = AnswerDraft.Answer


@dataclass
class Form:
    """`draft_version`: of the answer that the page shows; `theirs`: the other side of what differs.

    `asked` is None for a service that is being added.
    """

    page: Page
    asked: Asked | None
    service_id: UUID
    draft_version: int
    theirs: Record | None = None

    @property
    def name(self) -> Any:
        return said(self.page.form.record, "name")

    def kept_as(self) -> str:
        """Under which name the browser keeps what is typed."""
        if self.asked is None:
            return f"answer-new-{self.page.institution.code}"
        return f"answer-{self.service_id}-{self.page.version}-{self.draft_version}"


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A new service; the same form sent twice is one service."""
    found = answered(opened.invitation, at=opened.at)
    institution = opened.invitation.institution
    own = sorted(institution.municipalities.values_list("pk", flat=True))
    page = page_for(
        request, institution, None, blank_record(institution=str(institution.pk), serves=own), 0
    )
    form = Form(page, None, uuid5(opened.invitation.pk, page.token), 0)
    if request.method != "POST" or "narrow" in request.POST:
        return _shown(request, opened, found, form)
    return _save(request, opened, found, form, None)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, opened: Opened, service_id: UUID) -> HttpResponse:
    found = answered(opened.invitation, at=opened.at)
    asked = found.called(service_id)
    if asked is None:
        raise Http404("not in this list")
    posted = request.method == "POST"
    version = number_sent(request.POST.get("version")) if posted else asked.base_version
    judged = asked.judged
    if not posted and judged and judged.conflicts and asked.live and asked.draft:
        mine = {**judged.record, **{key: asked.draft.record[key] for key in judged.conflicts}}
        return _ask(request, opened, found, asked, mine, asked.live.record, list(judged.conflicts))
    page = page_for(request, opened.invitation.institution, None, _record(asked), version)
    draft_version = number_sent(request.POST.get("draft")) if posted else asked.draft_version
    form = Form(page, asked, service_id, draft_version)
    if not posted or "narrow" in request.POST:
        if asked.draft and not posted:
            page.form.initial.update(asked.draft.typed)
        return _shown(request, opened, found, form)
    return _save(request, opened, found, form, asked)


def _save(
    request: HttpRequest, opened: Opened, found: Answered, form: Form, asked: Asked | None
) -> HttpResponse:
    page = form.page
    theirs = _other_side(request, asked)
    keys = [key for key in request.POST.getlist("both") if key in page.form.record]
    if not page.is_right():
        page.both = both_rows(request, keys, None, theirs)
        return _shown(request, opened, found, form, 422)
    sent = page.to_record()
    answers = {key: request.POST.get(f"keep-{key}") for key in keys}
    sent.update({key: theirs[key] for key in keys if answers[key] == THEIRS})
    if unsettled := [key for key in keys if answers[key] not in (MINE, THEIRS)]:
        page.both = both_rows(request, unsettled, sent, theirs)
        return _shown(request, opened, found, form, 409)
    if asked and asked.draft and asked.draft_version != form.draft_version:
        sent, both = three_way(_shown_then(asked, form.draft_version), asked.record, sent)
        if both:
            mine = {**sent, **{key: page.to_record()[key] for key in both}}
            return _ask(request, opened, found, asked, mine, asked.record, both, drafted=True)
    judged = _judged(found, form, asked, sent)
    if asked and asked.live and judged.conflicts:
        mine = {**judged.record, **{key: sent[key] for key in judged.conflicts}}
        return _ask(request, opened, found, asked, mine, asked.live.record, list(judged.conflicts))
    if _say_what_is_wrong(page, judged, sent):
        return _shown(request, opened, found, form, 422)
    try:
        answer_service(
            invitation=opened.invitation, service_id=form.service_id, record=sent,
            base_version=page.version, by=opened.by, at=opened.at,
            version=asked.draft_version if asked else None,
        )  # fmt: skip
    except Refused as refused:
        return show_list(request, opened, problem=str(refused), status=422)
    except WrongRecord as wrong:
        page.form.refuse(wrong.problems)
        return _shown(request, opened, found, form, 422)
    except StaleEdit:
        problem = _("Somebody else answered this at the same moment. Send it once more.")
        page.form.add_error(None, problem)
        return _shown(request, opened, found, form, 409)
    what = "changed" if asked and asked.live else "new"
    query = urlencode({"saved": what, "of": str(form.service_id), "kept": form.kept_as()})
    return redirect(f"{opened.url('list')}?{query}")


def _record(asked: Asked) -> Record:
    """What the form starts from; a service that was said to have ended runs again when changed."""
    record = asked.record
    if asked.draft and asked.draft.answer == Answer.ENDED and asked.draft.base:
        kept = {key: asked.draft.base[key] for key in ("status", "ended_on")}
        return {**record, **kept}
    return record


def _shown_then(asked: Asked, version: int) -> Record | None:
    """The record that the page showed at an earlier version of the answer."""
    draft = asked.draft
    if draft is None:
        return None
    steps = draft.version - version if version else len(draft.past)
    if not 0 < steps <= len(draft.past):
        return draft.base
    before = draft.past[-steps]
    return dict(before["record"]) if before else draft.base


def _other_side(request: HttpRequest, asked: Asked | None) -> Record:
    """The record of which the page showed values beside one's own."""
    if asked is None:
        return {}
    drafted = request.POST.get("side") == "answer"
    return asked.record if drafted or asked.live is None else asked.live.record


def _judged(found: Answered, form: Form, asked: Asked | None, sent: Record) -> Judged:
    """As the act would have it judged, before anything is written."""
    base = None
    if asked and asked.live:
        same = asked.live.version == form.page.version
        base = asked.live.record if same else (asked.draft.base if asked.draft else None)
        base = base or asked.live.record
    return found.around.judge(
        AnswerDraft(service_id=form.service_id, record=sent, base=base, answer=Answer.CHANGED)
    )


def _say_what_is_wrong(page: Page, judged: Judged, sent: Record) -> bool:
    """Errors at their fields, in the words of the workbook's check; whether there are any."""
    page.form.refuse(list(errors_in(sent, known_terms())))
    said_of = set(page.form.errors)
    for found in judged.findings:
        if found["severity"] != Severity.ERROR:
            continue
        key = next(
            (key for key in (found["field"], f"{found['field']}_{reading_order()[0]}")
             if key in page.form.fields), None,
        )  # fmt: skip
        if key in said_of:
            continue
        words = told(found)
        page.form.add_error(key, f"{words.message} {words.remedy}")
    return bool(page.form.errors)


def _ask(
    request: HttpRequest,
    opened: Opened,
    found: Answered,
    asked: Asked,
    mine: Record,
    theirs: Record,
    keys: Sequence[str],
    *,
    drafted: bool = False,
) -> HttpResponse:
    """Both values of each field side by side, and the form with mine in it."""
    assert asked.live is not None or drafted  # noqa: S101 (something else to compare with)
    version = asked.base_version if drafted or asked.live is None else asked.live.version
    institution = opened.invitation.institution
    page = page_for(request, institution, None, mine, version, typed=False)
    page.both = both_rows(request, keys, mine, theirs)
    form = Form(page, asked, asked.service_id, asked.draft_version, theirs)
    return _shown(request, opened, found, form, 409 if request.method == "POST" else 200,
                  side="answer" if drafted else "live")  # fmt: skip


def _shown(
    request: HttpRequest, opened: Opened, found: Answered, form: Form, status: int = 200,
    *, side: str = "",
) -> HttpResponse:  # fmt: skip
    context = {
        **frame(opened, found),
        "page": form.page,
        "form": form.page.form,
        "answer": form,
        "side": side or request.POST.get("side", ""),
        "columns": [{"title": _("What you wrote")}, {"title": _("What is there now")}],
    }
    return render(request, TEMPLATE, context, status=status)
