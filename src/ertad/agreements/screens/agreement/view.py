"""One agreement: its text, parties and signatures, pathways, comments, and what comes next."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from ertad.agreements.acts.comment_agreement import comment_agreement
from ertad.agreements.models import AgreementVersion, Comment
from ertad.agreements.queries.comparing import in_days
from ertad.agreements.queries.one import Shown, shown
from ertad.agreements.rules import AGREEMENT_MOVES
from ertad.agreements.screens.acting import acting, refuse
from ertad.agreements.screens.words import steps_of, tag_of
from ertad.agreements.sides import side_of
from ertad.agreements.writing import LONGEST
from ertad.audit.reading import note_reading
from ertad.kernel.clock import local_day, now
from ertad.kernel.languages import LANGUAGES, NAMES
from ertad.kernel.moves import Move, against
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with, may
from ertad.kernel.sent import id_of, token_sent

ON_THE_PAGE = ("send", "revise", "review", "renew", "end", "withdraw")
"""Moves that lead to a page of their own, the likeliest first."""


class CommentForm(forms.Form):
    part = forms.ChoiceField(label=lazy("On what"), choices=Comment.Part.choices)
    words = forms.CharField(
        label=lazy("Comment"), widget=forms.Textarea({"rows": 4}), max_length=LONGEST
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: UUID, number: int | None = None) -> HttpResponse:
    """A comment that is refused is shown again with what is wrong."""
    at = now()
    found = shown(request.user, pk, number, local_day(at))
    text, posted = found.text, request.method == "POST"
    commentable = text.state == AgreementVersion.State.REVIEW and found.inside
    commentable = commentable and _may(request.user, "agreement.comment", text)
    form, why = CommentForm(initial={"token": token_sent(None)}), None
    if posted or commentable:
        side = acting(request, "agreement.comment", text)
        why = side.why
        if posted:
            form = CommentForm(request.POST)
            by = side.ready()
            if form.is_valid() and by:
                try:
                    comment_agreement(
                        comment_id=id_of(request, f"comment {text.pk}"), text_id=text.pk,
                        part=form.cleaned_data["part"], words=form.cleaned_data["words"], by=by,
                        at=at,
                    )  # fmt: skip
                except Refused as refused:
                    refuse(form, refused)
                else:
                    messages.success(request, _("Your comment stands below the text."))
                    return redirect("agreements:version", pk, text.number)
    named = [line.signature for line in found.parties if line.signature]
    if named and not posted:
        by = actor_with(request.user, "agreement.drafts_see")
        note_reading(
            "agreement.signatures.read", by=by, at=at, on=text.agreement,
            details={"number": text.number}, of=[each.recorded_by for each in named],
        )  # fmt: skip
    context = {
        **_of_text(request.user, found), "form": form, "why": why, "commentable": commentable,
    }  # fmt: skip
    status = 422 if posted else 200
    return render(request, "agreements/screens/agreement/page.html", context, status=status)


def _of_text(user: object, found: Shown) -> dict[str, Any]:
    text = found.text
    drafts = text.state == AgreementVersion.State.DRAFT and _may(user, "agreement.draft", text)
    moves = _moves(user, found)
    return {
        "found": found,
        "text": text,
        "tag_words": tag_of(text),
        "steps": steps_of(text),
        "moves": moves,
        "missing": [
            words for move, _name in moves if move.act == "agreement.send"
            for _code, words in against(move, text)
        ],
        "drafts": drafts,
        "pathways": [(each, in_days(each.answer_days)) for each in found.pathways],
        "signing": {
            line.party.pk for line in found.parties
            if text.state == AgreementVersion.State.REVIEW and not line.signature
            and not line.dissolved and may(user, "agreement.sign", line.party.institution_id)
        },
        "side": side_of(user, "agreement.sign", text),
        "papers": [(code, NAMES[code]) for code in LANGUAGES],
        "versions": [(each, tag_of(each)) for each in found.versions],
    }  # fmt: skip


def _moves(user: object, found: Shown) -> list[tuple[Move, str]]:
    """Those that the reader may make now with the version shown, and their names in addresses."""
    if not found.inside:
        return []
    rows = [(AGREEMENT_MOVES[f"agreement.{name}"], name) for name in ON_THE_PAGE]
    return [
        (move, name)
        for move, name in rows
        if found.text.state in move.sources
        and _may(user, move.right, found.text)
        and not (name == "renew" and against(move, found.text))
        and not (name == "review" and found.text.state != AgreementVersion.State.DUE)
    ]


def _may(user: object, right: str, text: AgreementVersion) -> bool:
    return may(user, right, side_of(user, right, text))
