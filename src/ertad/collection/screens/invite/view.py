"""Whom a round asks: choose among the institutions, narrowed by place; take an invitation back."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ertad.collection.acts.invite import invite
from ertad.collection.acts.uninvite import uninvite
from ertad.collection.models import Invitation, Round
from ertad.collection.rules import ROUND_MOVES
from ertad.kernel.clock import now
from ertad.kernel.moves import against
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with
from ertad.people.models import Institution
from ertad.people.queries import kinds_of_institution
from ertad.places.models import Municipality


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A POST invites those ticked; they stay invited when the filter is changed."""
    by = actor_with(request.user, "round.run")
    round_ = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    problem = ""
    if request.method == "POST":
        ticked = _ids(request.POST.getlist("institution"))
        chosen = list(Institution.objects.visible_to(request.user).filter(pk__in=ticked))
        if not chosen:
            problem = _("Tick at least one institution.")
        else:
            try:
                new = invite(round=round_, institutions=chosen, by=by, at=now())
            except Refused as refused:
                problem = str(refused)
            else:
                said = ngettext(
                    "%(number)s institution invited.", "%(number)s institutions invited.", len(new)
                )
                messages.success(request, said % {"number": len(new)})
                return redirect("collection:round", pk)
    context = _context(request, round_) | {"problem": problem}
    status = 422 if problem else 200
    return render(request, "collection/screens/invite/page.html", context, status=status)


def _context(request: HttpRequest, round_: Round) -> dict[str, Any]:
    where = request.GET.get("where", "")[:60]
    invited = Invitation.objects.visible_to(request.user).filter(round=round_)
    places = Institution.objects.visible_to(request.user)
    offered = places.exclude(pk__in=invited.values("institution"))
    shown = sorted(_within(offered, where), key=lambda place: place.name)
    labels = {term.code: term.label for term in kinds_of_institution()}
    groups: dict[str, list[Institution]] = defaultdict(list)
    for place in shown:
        groups[place.kind].append(place)
    return {
        "round": round_,
        "groups": [
            (labels.get(kind, kind), groups[kind])
            for kind in sorted(groups, key=lambda code: [*labels, code].index(code))
        ],
        "shown": len(shown),
        "left": offered.count(),
        "invited": invited.count(),
        "where": where,
        "regions": _regions(places),
        "ticked": set(request.POST.getlist("institution"))
        or ({str(place.pk) for place in shown} if request.GET.get("tick") == "all" else set()),
        "against": against(ROUND_MOVES["round.invite"], round_),
    }


def _within(places: QuerySet[Institution], where: str) -> QuerySet[Institution]:
    """Those who serve a municipality, or any of a region."""
    kind, _colon, code = where.partition(":")
    match kind:
        case "municipality":
            there = Q(municipalities=code)
        case "region":
            there = Q(municipalities__region=code)
        case _:
            return places
    return places.filter(there).distinct()


def _regions(places: QuerySet[Institution]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(region's value, name, its municipalities) of those in which an institution serves."""
    found = Municipality.objects.visible_to(None).filter(institutions__in=places).distinct()
    regions: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for row in sorted(found.select_related("region"), key=lambda place: place.name):
        _name, towns = regions.setdefault(row.region_id, (row.region.name, []))
        towns.append((f"municipality:{row.pk}", row.name))
    named = ((f"region:{code}", name, towns) for code, (name, towns) in regions.items())
    return sorted(named, key=lambda region: region[1])


@login_required
@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Only until the institution has sent a file."""
    by = actor_with(request.user, "round.run")
    round_ = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    invitations = Invitation.objects.visible_to(request.user).select_related("round", "institution")
    ids = _ids([request.POST.get("invitation", "")])
    invitation = get_object_or_404(invitations.filter(round=round_), pk__in=ids)
    name = invitation.institution.name
    try:
        uninvite(invitation=invitation, by=by, at=now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(name)s is not invited any more.") % {"name": name})
    return redirect("collection:round", pk)


def _ids(texts: list[str]) -> list[UUID]:
    """The ids among what was sent; the rest was never offered."""
    ids = []
    for text in texts:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return ids
