"""Follow the calendar: the address for the own calendar program, and a letter on Mondays."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.cooperation.acts.follow_calendar import follow_calendar, renew_address, stop_following
from ertad.cooperation.calendar.feeds import key_of
from ertad.cooperation.calendar.filters import choices, filters_from, filters_of
from ertad.cooperation.models import CalendarFollow
from ertad.kernel.actor import Actor
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with

PAGE = "cooperation/screens/follow_calendar/page.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """The filters of the calendar stand in the address; without any, those that are kept."""
    by = actor_with(request.user, "calendar.see")
    found = CalendarFollow.objects.visible_to(request.user).first()
    if request.method == "POST":
        return _done(request, found, by)
    offered = choices()
    asked = offered.known(filters_from(request.GET.dict()))
    kept = filters_of(found.params) if found else asked
    chosen = asked if request.GET else kept
    context = {
        "found": found,
        "chosen": chosen,
        "labels": offered.labels(chosen),
        "kept_labels": offered.labels(kept),
        "differs": found is not None and chosen != kept,
        "address": absolute(reverse("cooperation:own_feed", args=[key_of(found)])) if found else "",
        "back": reverse("cooperation:calendar") + (f"?{q}" if (q := chosen.query()) else ""),
    }
    return render(request, PAGE, context)


def _done(request: HttpRequest, found: CalendarFollow | None, by: Actor) -> HttpResponse:
    at, act = now(), request.POST.get("act")
    if found and act == "renew":
        try:
            renew_address(found=found, by=by, at=at)
        except StaleEdit:
            messages.warning(request, _("Somebody changed this meanwhile. Look at it again."))
        else:
            messages.success(request, _("There is a new address. The old one works no longer."))
        return redirect("cooperation:follow")
    if found and act == "stop":
        stop_following(found=found, by=by, at=at)
        messages.success(request, _("Stopped. The address works no longer and no letters come."))
        return redirect("cooperation:calendar")
    if act == "keep":
        params = filters_from(request.POST.dict()).params()
        weekly = request.POST.get("weekly") == "yes"
        follow_calendar(follow_id=uuid4(), params=params, weekly=weekly, by=by, at=at)
        messages.success(request, _("Saved."))
    return redirect("cooperation:follow")
