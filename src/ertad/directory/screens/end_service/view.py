"""End a service: asks once, says what will happen, can be undone."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from ertad.directory.acts.end_service import end_service
from ertad.directory.record.problem_words import in_words
from ertad.directory.refusals import NotRunning, WrongRecord
from ertad.directory.screens.own import own_service
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import actor_with
from ertad.look.dates import DateInThree
from ertad.people.screens.reason import reason_form, reason_given


class EndForm(forms.Form):
    ended_on = forms.DateField(
        label=lazy("Last day"), help_text=lazy("Today or earlier."), widget=DateInThree()
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, service_id: UUID) -> HttpResponse:
    service = own_service(request, service_id, "service.end")
    at = now()
    data = request.POST if request.method == "POST" else None
    form = EndForm(data, initial={"ended_on": local_day(at)})
    reason = reason_form(request.user, "service.end", service.institution_id, data)
    if data is not None and form.is_valid() and (why := reason_given(reason)) is not None:
        actor = actor_with(request.user, "service.end", service.institution_id, reason=why)
        try:
            end_service(
                service_id=service.pk, ended_on=form.cleaned_data["ended_on"], by=actor, at=at
            )
        except WrongRecord as wrong:
            form.add_error("ended_on", in_words(wrong.problems[0]))
        except NotRunning:
            messages.warning(request, _("This service was merged into another."))
            return redirect("directory:service_history", service.pk)
        else:
            messages.success(request, _("Ended. You can undo this in the history."))
            return redirect("directory:service_history", service.pk)
    context = {"service": service, "form": form, "reason": reason}
    template = "directory/screens/end_service/page.html"
    return render(request, template, context, status=422 if data is not None else 200)
