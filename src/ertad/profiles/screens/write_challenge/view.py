"""Name a challenge of my institution, or word it better."""

import re
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.directory.refusals import AlreadyAdded, WrongRecord
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with
from ertad.kernel.sent import number_sent
from ertad.people.screens.reason import reason_form, reason_given
from ertad.profiles.acts.write_challenge import (
    add_challenge,
    edit_challenge,
    tidy,
)
from ertad.profiles.screens.institution import kept_challenge, kept_institution
from ertad.profiles.screens.meanwhile import both
from ertad.profiles.screens.texts import refuse
from ertad.profiles.screens.write_challenge.form import ChallengeForm

TEMPLATE = "profiles/screens/write_challenge/page.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    institution = kept_institution(request, pk, "challenge.write")
    data = request.POST if request.method == "POST" else None
    form = ChallengeForm(institution, None, data)
    reason = reason_form(request.user, "challenge.write", pk, data)
    sent = request.POST.get("token", "")
    token = sent if re.fullmatch(r"[0-9a-f]{32}", sent) else uuid4().hex
    if data is not None and form.is_valid() and (why := reason_given(reason)) is not None:
        try:
            challenge = add_challenge(
                challenge_id=uuid5(UUID(str(request.user.pk)), token),
                institution_id=pk,
                fields=form.to_fields(),
                by=actor_with(request.user, "challenge.write", pk, reason=why),
                at=now(),
            )
        except WrongRecord as wrong:
            refuse(form, wrong.problems)
        except AlreadyAdded:
            form.add_error(None, _("This was saved already. Open it from the list to change it."))
        else:
            messages.success(request, _("Added. Others can say now that they have it too."))
            return redirect("profiles:challenge", challenge.pk)
    context = {"institution": institution, "form": form, "reason": reason, "token": token}
    return render(request, TEMPLATE, context, status=422 if data is not None else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """When somebody else changed it meanwhile, both are shown and nothing is saved yet."""
    challenge = kept_challenge(request, pk)
    institution = challenge.institution
    data = request.POST if request.method == "POST" else None
    form = ChallengeForm(institution, challenge, data)
    reason = reason_form(request.user, "challenge.write", institution.pk, data)
    context: dict[str, Any] = {
        "institution": institution, "challenge": challenge, "form": form, "reason": reason,
        "version": challenge.version,
    }  # fmt: skip
    status = 200
    if data is not None:
        status, context["version"] = 422, number_sent(data.get("version"))
        if form.is_valid() and (why := reason_given(reason)) is not None:
            try:
                edit_challenge(
                    challenge_id=pk,
                    fields=form.to_fields(),
                    version=number_sent(data.get("version")),
                    by=actor_with(request.user, "challenge.write", institution.pk, reason=why),
                    at=now(),
                )
            except WrongRecord as wrong:
                refuse(form, wrong.problems)
            except StaleEdit as stale:
                status = 409
                context |= both(tidy(form.to_fields()), stale.current)
            else:
                messages.success(request, _("Saved."))
                return redirect("profiles:challenge", pk)
    return render(request, TEMPLATE, context, status=status)
