"""Another institution answers: what it can do, and whom to call."""

from collections.abc import Mapping, Sequence
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

from ertad.cooperation.acts.answer_offer import answer_offer
from ertad.cooperation.checking import cleaned
from ertad.cooperation.exchange.checking import problems_of_answer
from ertad.cooperation.screens.acting import institutions_for, record_id
from ertad.cooperation.screens.fields import chosen_institution, institution_field
from ertad.cooperation.screens.offer.view import visible_offer
from ertad.cooperation.screens.write_offer.form import CONTACT_HINT, contact_of
from ertad.kernel.actor import NotAllowed
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.people.models import Institution
from ertad.people.screens.reason import actor_away, reason_away, reason_given

ANSWER = "offer.answer"


class AnswerForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label=lazy("What can you do?"), max_length=4000, widget=forms.Textarea({"rows": 5}),
        help_text=lazy("No names of persons, nothing about a person."),
    )  # fmt: skip
    contact = forms.CharField(label=lazy("Contact"), max_length=200, help_text=CONTACT_HINT)

    def __init__(
        self, data: Mapping[str, Any] | None, *, institutions: Sequence[Institution]
    ) -> None:
        super().__init__(data, initial={"contact": contact_of(institutions[0])})
        self.fields.update(institution_field(institutions))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors:
            said = cleaned({"text": values["text"], "contact": values["contact"]})
            for name, text in problems_of_answer(said):
                self.add_error(name, text)
        return values


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sent twice, the form gives one answer."""
    offer = visible_offer(request, pk)
    found = institutions_for(request.user, ANSWER)
    institutions = [each for each in found if each.pk != offer.institution_id]
    if not institutions:
        raise NotAllowed("no institution of yours answers this")
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, institutions=institutions)
    place = chosen_institution(form, institutions)
    reason = reason_away(request.user, ANSWER, place.pk, data)
    key, token = record_id(request)
    if form.is_bound and form.is_valid() and (why := reason_given(reason)) is not None:
        said = {name: form.cleaned_data[name] for name in ("text", "contact")}
        by = actor_away(request.user, ANSWER, place.pk, why)
        try:
            answer_offer(
                answer_id=key, offer=offer, institution_id=place.pk, by=by, at=now(), **said
            )
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("Your answer is there. The institution is told."))
        return redirect("cooperation:offer", pk)
    context = {"form": form, "offer": offer, "token": token, "reason": reason}
    page = "cooperation/screens/answer_offer/page.html"
    return render(request, page, context, status=422 if form.is_bound else 200)
