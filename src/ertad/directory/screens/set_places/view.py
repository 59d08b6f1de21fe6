"""One question: can somebody start now? The answer is dated and unknown again after 30 days."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from ertad.directory.acts.set_places import set_places
from ertad.directory.record.fields import PLACES
from ertad.directory.refusals import NotRunning
from ertad.directory.screens.own import own_service
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with
from ertad.people.screens.reason import reason_form, reason_given


class PlacesForm(forms.Form):
    state = forms.ChoiceField(
        label=lazy("Can somebody start now?"),
        help_text=lazy("Shown for 30 days with today's date, then as not known."),
        choices=PLACES,
        widget=forms.RadioSelect,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest, service_id: UUID) -> HttpResponse:
    service = own_service(request, service_id, "service.places")
    data = request.POST if request.method == "POST" else None
    form = PlacesForm(data)
    reason = reason_form(request.user, "service.places", service.institution_id, data)
    if data is not None and form.is_valid() and (why := reason_given(reason)) is not None:
        actor = actor_with(request.user, "service.places", service.institution_id, reason=why)
        try:
            set_places(service_id=service.pk, state=form.cleaned_data["state"], by=actor, at=now())
        except NotRunning:
            messages.warning(request, _("This service has ended or was merged."))
        else:
            messages.success(request, _("Saved. It is in the directory now."))
        return redirect("directory:own_services_of", service.institution.code)
    context = {"service": service, "form": form, "reason": reason}
    template = "directory/screens/set_places/page.html"
    return render(request, template, context, status=422 if data is not None else 200)
