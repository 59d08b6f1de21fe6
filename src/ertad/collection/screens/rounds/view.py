"""The rounds: all with their progress for the coordinator, the own ones for a focal point."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.collection.queries import own_invitations, rounds_list
from ertad.collection.screens.coordinating.states import OWN_INVITATION, ROUND
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import demand_may, may


@login_required
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    demand_may(request.user, "round.see")
    today = local_day(now())
    coordinates = may(request.user, "round.run")
    lines = rounds_list(request.user, today=today) if coordinates else []
    own = own_invitations(request.user, today=today)
    context = {
        "coordinates": coordinates,
        "lines": [(line, *ROUND[line.round.state]) for line in lines],
        "own": [(line, *OWN_INVITATION[line.invitation.state]) for line in own],
    }
    return render(request, "collection/screens/rounds/page.html", context)
