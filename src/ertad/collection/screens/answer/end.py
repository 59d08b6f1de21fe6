"""A service of the list has ended: since when, and why in a few words."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ertad.collection.acts.answer_service import answer_service
from ertad.collection.answers import answered
from ertad.collection.checks import MASK, masked
from ertad.collection.screens.answer.confirm import done
from ertad.collection.screens.answer.door import Opened, by_link
from ertad.collection.screens.answer.list import frame
from ertad.kernel.clock import local_day
from ertad.kernel.sent import number_sent
from ertad.look.dates import DateInThree


class EndForm(forms.Form):
    use_required_attribute = False

    ended_on = forms.DateField(
        label=_("Last day"), help_text=_("Today or earlier."), widget=DateInThree()
    )
    note = forms.CharField(
        label=_("Why, in a few words"), max_length=300, required=False,
        help_text=_("Such as: the project ended. Nothing about a person."),
    )  # fmt: skip

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if MASK in masked(note):
            raise forms.ValidationError(_("Leave out the personal number: eleven digits in a row."))
        return note


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, opened: Opened, service_id: UUID) -> HttpResponse:
    found = answered(opened.invitation, at=opened.at)
    asked = found.called(service_id)
    if asked is None or asked.live is None:
        raise Http404("not in this list")
    today = local_day(opened.at)
    data = request.POST if request.method == "POST" else None
    form = EndForm(data, initial={"ended_on": today})
    if data is not None and form.is_valid():
        day = form.cleaned_data["ended_on"]
        if day > today:
            form.add_error(
                "ended_on", _("This day is still to come. Give today or an earlier day.")
            )
        else:
            ended = {"status": "ended", "ended_on": day.isoformat()}
            return done(
                request, opened,
                lambda: answer_service(
                    invitation=opened.invitation, service_id=service_id,
                    record={**asked.record, **ended}, base_version=asked.base_version,
                    by=opened.by, at=opened.at, note=form.cleaned_data["note"],
                    version=number_sent(data.get("draft")),
                ),
                "ended", str(service_id),
            )  # fmt: skip
    context = {**frame(opened, found), "asked": asked, "form": form}
    status = 200 if data is None else 422
    return render(request, "collection/screens/answer/end.html", context, status=status)
