"""A specialist says what he or she works on and offers to others; and can withdraw it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ertad.audit.trail import StaleEdit
from ertad.directory.refusals import WrongRecord
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with
from ertad.kernel.sent import number_sent
from ertad.people.accounts.own import as_oneself, signed_in
from ertad.people.models import Institution
from ertad.profiles.acts.write_specialist import withdraw_specialist, write_specialist
from ertad.profiles.models import SpecialistProfile
from ertad.profiles.screens.texts import refuse
from ertad.profiles.screens.write_specialist.form import SpecialistForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    by = actor_with(request.user, "specialist.write")
    institution = get_object_or_404(
        Institution.objects.visible_to(request.user), pk=by.institution_id
    )
    found = SpecialistProfile.objects.visible_to(request.user).filter(user=by.user_id).first()
    data = request.POST if request.method == "POST" else None
    form = SpecialistForm(institution, found, data)
    context: dict[str, Any] = {
        "form": form, "found": found, "institution": institution,
        "version": found.version if found else 0,
    }  # fmt: skip
    status = 200
    if data is not None:
        status, context["version"] = 422, number_sent(data.get("version"))
        if form.is_valid():
            try:
                profile = write_specialist(
                    fields=form.to_fields(),
                    agreed=form.cleaned_data["agreed"],
                    version=number_sent(data.get("version")),
                    by=by,
                    at=now(),
                )
            except WrongRecord as wrong:
                refuse(form, wrong.problems)
            except StaleEdit as stale:
                status = 409
                context["version"] = stale.current.version  # type: ignore[attr-defined]
                context["changed"] = True
            else:
                messages.success(request, _("Saved. Members see it now."))
                return redirect("profiles:specialist", profile.pk)
    return render(request, "profiles/screens/write_specialist/page.html", context, status=status)


@login_required
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    if withdraw_specialist(user_id=user.pk, by=as_oneself(user), at=now()):
        messages.success(request, _("Withdrawn. What you wrote is shown to nobody any more."))
    return redirect("site:work")
