"""Offers and requests between institutions: what stands, one's own, and what became of others."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.cooperation.calendar.filters import choices_of_place
from ertad.cooperation.models import Offer
from ertad.cooperation.screens.offer.words import STATE_KINDS
from ertad.kernel.clock import local_day, now
from ertad.kernel.plan_tabs import plan_tabs
from ertad.kernel.rights import demand_may, may
from ertad.kernel.roles import institutions_of

A_PAGE = 25
RUNNING = ("open", "answered")
SHOWN = ("", "own", "past")


@login_required
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """Filters stand in the address: `side`, `what`, `place`, and `show` (own, past)."""
    demand_may(request.user, "offer.see")
    facets = _facets(request)
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    rows = _shown(request, show)
    columns = {"side": "side", "what": "what", "place": "municipality"}
    for facet in facets:
        if facet["chosen"]:
            fits = Q(**{columns[facet["name"]]: facet["chosen"]})
            rows = rows.filter(fits | Q(municipality=None) if facet["name"] == "place" else fits)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "sections": plan_tabs(request.user, "cooperation:offers"),
        "facets": facets,
        "show": show,
        "views": _views(show),
        "page": page,
        "lines": [(offer, STATE_KINDS[offer.state]) for offer in page.object_list],
        "may_make": may(request.user, "offer.keep"),
        "own": institutions_of(request.user),
    }
    return render(request, "cooperation/screens/offers/page.html", context)


def _shown(request: HttpRequest, show: str) -> QuerySet[Offer]:
    seen = Offer.objects.visible_to(request.user)
    rows = seen.select_related("institution", "municipality").annotate(answered=Count("answers"))
    own = institutions_of(request.user)
    if show == "own":
        answered = seen.filter(answers__institution__in=own)
        mine = Q(institution__in=own) | Q(pk__in=answered.values("pk"))
        return rows.filter(mine).order_by("-changed_at", "pk")
    if show == "past":
        return rows.exclude(state__in=RUNNING).order_by("-changed_at", "pk")
    today = local_day(now())
    return rows.filter(state__in=RUNNING, expires_on__gte=today).order_by("-created_at", "pk")


def _views(show: str) -> list[dict[str, Any]]:
    here = reverse("cooperation:offers")
    labels = (_("What stands now"), _("Our own, and what we answered"), _("What became of others"))
    return [
        {"label": label, "url": f"{here}?show={key}" if key else here, "current": key == show}
        for key, label in zip(SHOWN, labels, strict=True)
    ]


def _facets(request: HttpRequest) -> list[dict[str, Any]]:
    offered = (
        ("side", _("Offer or request"), Offer.Side.choices),
        ("what", _("What"), Offer.What.choices),
        ("place", _("Municipality"), choices_of_place()),
    )
    found = []
    for name, label, known in offered:
        asked = request.GET.get(name, "")
        chosen = asked if asked in dict(known) else ""
        found.append({"name": name, "label": label, "chosen": chosen, "choices": known})
    return found
