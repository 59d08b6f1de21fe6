"""The text of a draft: what it is about, who does what, data and legal basis, days."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.agreements.acts.change_draft import change_draft
from ertad.agreements.models import AgreementVersion, Comment, Party
from ertad.agreements.screens.acting import acting, latest_text, refuse
from ertad.agreements.screens.edit.form import TextForm, initial_of, saved_now
from ertad.audit.trail import StaleEdit
from ertad.kernel.clock import now
from ertad.kernel.languages import said
from ertad.kernel.moves import NOT_IN_THIS_STATE
from ertad.kernel.refused import Refused
from ertad.kernel.sent import number_sent
from ertad.people.models import ContactPoint


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A stale save shows what is saved now beside what was typed, and keeps both."""
    text = latest_text(request, pk)
    side = acting(request, "agreement.draft", text)
    if text.state != AgreementVersion.State.DRAFT:
        messages.warning(request, NOT_IN_THIS_STATE)
        return redirect("agreements:agreement", pk)
    parties = list(
        Party.objects.visible_to(request.user).filter(text=text).select_related("institution")
    )
    functions = functions_of(request.user, [party.institution_id for party in parties])
    posted, stale, status = request.method == "POST", [], 200
    form = TextForm(
        request.POST if posted else None, parties=parties, functions=functions,
        initial=initial_of(text, parties),
    )  # fmt: skip
    by = side.ready() if posted else None
    if posted:
        status = 422
        if form.is_valid() and by:
            try:
                change_draft(
                    text_id=text.pk, version=number_sent(form.cleaned_data["version"]),
                    fields=form.columns(), parties=form.party_columns(), by=by, at=now(),
                )  # fmt: skip
            except Refused as refused:
                refuse(form, refused)
            except StaleEdit:
                stale, status = saved_now(form, initial_of(text, parties)), 409
                again = request.POST.copy()
                again["version"] = str(text.version)
                form = TextForm(again, parties=parties, functions=functions)
            else:
                messages.success(request, _("The draft is saved."))
                return redirect("agreements:agreement", pk)
    context = {
        "text": text, "form": form, "why": side.why, "stale": status == 409, "saved": stale,
        "comments": _comments_on_the_one_before(request.user, text),
    }  # fmt: skip
    return render(request, "agreements/screens/edit/page.html", context, status=status)


def functions_of(user: object, places: Sequence[UUID]) -> Mapping[UUID, Sequence[str]]:
    """Functions of the contact points of the institutions, no persons."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = ContactPoint.objects.visible_to(user).present().filter(institution__in=places)
    for each in rows:
        function = said(each, "position").text
        if function not in found[each.institution_id]:
            found[each.institution_id].append(function)
    return found


def _comments_on_the_one_before(user: object, text: AgreementVersion) -> Sequence[Comment]:
    """What was said about the version that this one answers."""
    rows = Comment.objects.visible_to(user).filter(
        text__agreement=text.agreement_id, text__number=text.number - 1
    )
    return list(rows.select_related("institution"))
