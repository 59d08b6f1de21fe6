"""What my institution says of itself: field, mandate, groups, figures, what it offers and seeks."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.directory.refusals import WrongRecord
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with
from ertad.kernel.sent import number_sent
from ertad.people.screens.reason import reason_form, reason_given
from ertad.profiles.acts.write_profile import tidy, write_profile
from ertad.profiles.models import InstitutionProfile
from ertad.profiles.queries import own_words
from ertad.profiles.screens.institution import kept_institution
from ertad.profiles.screens.meanwhile import both
from ertad.profiles.screens.texts import refuse
from ertad.profiles.screens.write_profile.form import ProfileForm

TEMPLATE = "profiles/screens/write_profile/page.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    institution = kept_institution(request, pk, "profile.write")
    found = InstitutionProfile.objects.visible_to(request.user).filter(institution=pk).first()
    data = request.POST if request.method == "POST" else None
    form = ProfileForm(found, data)
    reason = reason_form(request.user, "profile.write", pk, data)
    context: dict[str, Any] = {
        "institution": institution, "form": form, "reason": reason,
        "version": found.version if found else 0, "own": own_words(pk, request.user),
    }  # fmt: skip
    status = 200
    if data is not None:
        status = 422
        context["version"] = number_sent(data.get("version"))
        if form.is_valid() and (why := reason_given(reason)) is not None:
            try:
                write_profile(
                    institution_id=pk,
                    fields=form.to_fields(),
                    version=number_sent(data.get("version")),
                    by=actor_with(request.user, "profile.write", pk, reason=why),
                    at=now(),
                )
            except WrongRecord as wrong:
                refuse(form, _placed(form, wrong))
            except StaleEdit as stale:
                status = 409
                context |= both(tidy(form.to_fields()), stale.current)
            else:
                messages.success(request, _("Saved. It is on your page now."))
                return redirect("profiles:profile", pk)
    return render(request, TEMPLATE, context, status=status)


def _placed(form: ProfileForm, wrong: WrongRecord) -> list[Any]:
    """Problems of figures, at the place where these stand on the form."""
    placed = []
    for problem in wrong.problems:
        start, _dash, rest = problem.key.partition("figure-")
        if not start and rest:
            kept, _dash, key = rest.partition("-")
            problem = replace(problem, key=f"figure-{form.number_of(int(kept))}-{key}")
        placed.append(problem)
    return placed
