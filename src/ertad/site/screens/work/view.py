"""My work: what waits for this person, most pressing first; and the coordinator's first day."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ertad.cooperation.work import next_near
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import demand_may
from ertad.site.queries import first_steps
from ertad.site.work import work_of


@login_required
def work(request: HttpRequest) -> HttpResponse:
    today = local_day(now())
    context = {"items": work_of(request.user, today), "near": next_near(request.user, today)}
    return render(request, "site/screens/work/page.html", context)


@login_required
def first_day(request: HttpRequest) -> HttpResponse:
    """For the coordinator of a new installation: four steps to the first list."""
    demand_may(request.user, "round.run")
    return render(request, "site/screens/work/first_day.html", {"steps": first_steps(request.user)})
