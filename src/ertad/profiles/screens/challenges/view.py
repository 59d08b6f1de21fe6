"""The register of challenges: what makes work difficult, where, for whom; as a list and a file."""

from functools import lru_cache
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.files.sending import send_file
from ertad.kernel.clock import now
from ertad.kernel.rights import demand_may, held_in
from ertad.look.charts import Bar, draw_bars
from ertad.look.maps import Area, draw_map
from ertad.look.outlines import Rings, frozen
from ertad.profiles.models import Challenge
from ertad.profiles.papers.challenges import challenges_xlsx
from ertad.profiles.queries import Asked, Register, register
from ertad.profiles.rules import STATE_LABELS

A_PAGE = 25
FILTERS = ("kind", "place", "group", "state", "institution")


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    found = register(request.user, asked)
    own = held_in(request.user, "challenge.write")
    context = {
        "register": found,
        "asked": asked,
        "narrowed": asked != Asked(),
        "states": [each for each in STATE_LABELS.items() if each[0] != Challenge.State.WITHDRAWN],
        "page": Paginator(found.lines, A_PAGE).get_page(request.GET.get("page")),
        "chart": _chart(found),
        "map": _map(found),
        "query": _query(request),
        "own": next(iter(own)) if len(own) == 1 else None,
    }
    return render(request, "profiles/screens/challenges/page.html", context)


@login_required
@require_safe
def xlsx(request: HttpRequest) -> HttpResponse:
    """What the filters leave, as a workbook."""
    found = register(request.user, _asked(request))
    content = challenges_xlsx(found, now())
    name = f"ertad-challenges-{get_language()}"
    return send_file(content, plain=name, shown=_("Register of challenges"), kind="xlsx")


def _asked(request: HttpRequest) -> Asked:
    """Filters that name nothing known simply fit nothing. Raises NotAllowed for non-members."""
    demand_may(request.user, "challenge.read")
    sent = {key: request.GET.get(key, "")[:60] for key in FILTERS}
    try:
        institution = UUID(sent["institution"]) if sent["institution"] else None
    except ValueError:
        institution = None
    return Asked(sent["kind"], sent["place"], sent["group"], sent["state"], institution)


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


def _chart(found: Register) -> SafeString:
    here = reverse("profiles:challenges")
    bars = [
        Bar(label.text, number, str(number), f"{here}?kind={code}")
        for code, label, number in sorted(found.kinds, key=lambda each: -each[2])
        if number
    ]
    if not bars:
        return SafeString("")
    return draw_bars(bars, title=_("By kind"), unit=_("number of challenges"))


def _map(found: Register) -> SafeString:
    if not found.all_places:
        return SafeString("")
    places = tuple(
        (place.code, place.name, frozen(place.outline), (place.town[1], place.town[0]),
         found.places.get(place.code, 0))
        for place in found.all_places
    )  # fmt: skip
    return _drawn(get_language() or "ka", places)


@lru_cache(maxsize=64)
def _drawn(
    language: str, places: tuple[tuple[str, str, Rings, tuple[float, float], int], ...]
) -> SafeString:
    here, most = reverse("profiles:challenges"), max(place[4] for place in places)
    none = pgettext("challenges", "none named")
    areas = [
        Area(
            code=code, label=name, polygons=rings, band=_band(number, most), point=point,
            value=str(number) if number else none, href=f"{here}?place={code}",
            mark=str(number) if number else "",
        )
        for code, name, rings, point, number in places
    ]  # fmt: skip
    return draw_map(
        areas,
        title=_("By municipality"),
        description=_("In how many challenges each municipality is named."),
        legend={
            "off": none,
            "q1": pgettext("challenges", "few"),
            "q2": pgettext("challenges", "some"),
            "q3": pgettext("challenges", "many"),
            "q4": pgettext("challenges", "most"),
        },
        column=_("Challenges"),
        caption=True,
    )


def _band(number: int, most: int) -> str:
    """A fourth of the greatest number each; nothing named is not a zero."""
    return f"q{-(-4 * number // most)}" if number else "off"
