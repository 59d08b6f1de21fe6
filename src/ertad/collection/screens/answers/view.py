"""The link of an institution, and what was answered by it; who answers for it can withdraw it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.collection.acts.withdraw_link import withdraw_link
from ertad.collection.answers import answered
from ertad.collection.links import LinkRefused, address_of, last_day
from ertad.collection.models import Invitation
from ertad.collection.queries.link_history import Step, link_history
from ertad.collection.screens.acting import answering, reason_form
from ertad.collection.screens.answer.words import ANSWERS
from ertad.collection.screens.own import own_invitation
from ertad.kernel.clock import now
from ertad.kernel.roles import Role
from ertad.people.role_labels import ROLE_LABELS

TEMPLATE = "collection/screens/answers/page.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A POST withdraws the link."""
    invitation = own_invitation(request, pk)
    institution = invitation.institution_id
    data = request.POST if request.method == "POST" else None
    reason = reason_form(request, institution, where="withdraw", data=data)
    if data is not None and (by := answering(request, institution, reason)):
        withdraw_link(invitation=invitation, by=by, at=now())
        messages.success(request, _("Withdrawn. Links that were sent before open nothing more."))
        return redirect("collection:answers", pk)
    context = {
        "invitation": invitation, "round": invitation.round, "reason": reason,
        **_link(invitation),
        "entries": [_entry(step) for step in link_history(request.user, invitation)],
    }  # fmt: skip
    response = render(request, TEMPLATE, context, status=200 if data is None else 422)
    response.headers["Cache-Control"] = "no-store"
    return response


def _link(invitation: Invitation) -> dict[str, Any]:
    """The address while it opens, and how far the answer is."""
    at = now()
    try:
        address = address_of(invitation, at)
    except LinkRefused:
        return {"address": ""}
    found = answered(invitation, at=at)
    return {"address": address, "until": last_day(invitation), "found": found}


def _entry(step: Step) -> dict[str, Any]:
    by_link = step.role == Role.LINK_HOLDER
    who = _("by a signed link") if by_link else str(ROLE_LABELS.get(Role(step.role), step.role))
    name = step.name.text if step.name else _("How your institution is reached")
    word = ANSWERS[step.answer][0] if step.answer else _("Undone.")
    return {"at": step.at, "who": who, "what": f"{name}: {word}"}
