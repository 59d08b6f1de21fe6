"""Hand a contact point over: first what will move is shown, then it moves in one step."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ertad.audit.trail import StaleEdit
from ertad.kernel.clock import local_day, now
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with
from ertad.people.acts.hand_over_contact import hand_over_contact
from ertad.people.contacts.shown import shown, with_all
from ertad.people.models import ContactPoint
from ertad.people.screens.hand_over_contact.form import SuccessorForm
from ertad.people.screens.hand_over_contact.moving import moves_of
from ertad.people.screens.reason import reason_form, reason_given

RIGHT = "contact.hand_over"


@login_required
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nothing is done before the second step, which carries the version that the first showed."""
    contact = get_object_or_404(with_all(ContactPoint.objects.visible_to(request.user)), pk=pk)
    place = contact.institution_id
    actor_with(request.user, RIGHT, place)
    if contact.ended_on:
        messages.warning(request, _("This contact point was handed over or ended already."))
        return redirect("people:contact", pk)
    form = SuccessorForm(request.POST or None, contact=contact)
    why = reason_form(request.user, RIGHT, place, request.POST or None)
    reason = reason_given(why) if request.method == "POST" else None
    ready = request.method == "POST" and form.is_valid() and reason is not None
    if ready and "sure" in request.POST:
        try:
            after = hand_over_contact(
                contact=contact, version=form.cleaned_data["version"], to=form.successor,
                by=actor_with(request.user, RIGHT, place, reason=reason or ""), at=now(),
            )  # fmt: skip
        except StaleEdit:
            messages.warning(request, _("Somebody changed this meanwhile. Look again."))
            return redirect("people:hand_over_contact", pk)
        except Refused as refused:
            form.add_error("to", str(refused))
            ready = False
        else:
            messages.success(request, _("It is handed over. The past stays with the old one."))
            return redirect("people:contact", after.pk)
    context = {
        "contact": contact,
        "each": shown([contact], request.user, local_day(now()))[0],
        "form": form,
        "why": why,
        "moves": moves_of(contact),
    }
    page = "sure" if ready else "page"
    return render(request, f"people/screens/hand_over_contact/{page}.html", context)
