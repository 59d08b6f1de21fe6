"""An offer or a request is made, or what it says is changed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.cooperation.acts.make_offer import change_offer, make_offer
from ertad.cooperation.models import Offer
from ertad.cooperation.screens.acting import institutions_for, record_id
from ertad.cooperation.screens.fields import chosen_institution
from ertad.cooperation.screens.offer.view import KEEP, visible_offer
from ertad.cooperation.screens.write_offer.form import OfferForm, initial_of
from ertad.kernel.actor import NotAllowed
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand_may, may
from ertad.kernel.sent import number_sent
from ertad.look.both import both_versions
from ertad.people.screens.reason import actor_away, reason_away, reason_given

PAGE = "cooperation/screens/write_offer/page.html"
NOT_AGAIN = ("from_on", "until_on", "expires_on")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Sent twice, the form makes one; `again` names an earlier one whose words it begins with."""
    institutions = institutions_for(request.user, KEEP)
    if not institutions:
        raise NotAllowed("no institution of yours makes offers")
    data = request.POST if request.method == "POST" else None
    form = OfferForm(data, institutions=institutions, initial=_earlier(request))
    place = chosen_institution(form, institutions)
    reason = reason_away(request.user, KEEP, place.pk, data)
    key, token = record_id(request)
    if form.is_bound and form.is_valid() and (why := reason_given(reason)) is not None:
        by = actor_away(request.user, KEEP, place.pk, why)
        make_offer(offer_id=key, institution_id=place.pk, fields=form.columns(), by=by, at=now())
        messages.success(request, _("All institutions see it now."))
        return redirect("cooperation:offer", key)
    context = {"form": form, "token": token, "reason": reason}
    return render(request, PAGE, context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """When somebody else changed it meanwhile, both are shown and nothing is saved yet."""
    offer = visible_offer(request, pk)
    demand_may(request.user, KEEP, offer.institution_id)
    data = request.POST if request.method == "POST" else None
    form = OfferForm(data, institutions=(), initial=initial_of(offer))
    reason = reason_away(request.user, KEEP, offer.institution_id, data)
    context: dict[str, Any] = {
        "form": form, "offer": offer, "reason": reason,
        "version": offer.version if data is None else number_sent(request.POST.get("version")),
    }  # fmt: skip
    status = 200 if data is None else 422
    if data is not None and form.is_valid() and (why := reason_given(reason)) is not None:
        version, by = context["version"], actor_away(request.user, KEEP, offer.institution_id, why)
        try:
            change_offer(offer=offer, version=version, fields=form.columns(), by=by, at=now())
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect("cooperation:offer", pk)
        except StaleEdit:
            status, there = 409, visible_offer(request, pk)
            context |= {"version": there.version, "both": both_versions(form, initial_of(there))}
        else:
            messages.success(request, _("Saved."))
            return redirect("cooperation:offer", pk)
    context["columns"] = [{"title": _("What you wrote")}, {"title": _("What is there now")}]
    return render(request, PAGE, context, status=status)


def _earlier(request: HttpRequest) -> dict[str, Any] | None:
    """The words of the offer named by `again`, without its days."""
    try:
        key = UUID(request.GET.get("again", ""))
    except ValueError:
        return None
    offer = Offer.objects.visible_to(request.user).filter(pk=key).first()
    if offer is None or not may(request.user, KEEP, offer.institution_id):
        return None
    words = initial_of(offer)
    return {name: value for name, value in words.items() if name not in NOT_AGAIN}
