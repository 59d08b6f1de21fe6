"""For your web site: what an institution or a municipality copies to show its services there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from ertad.directory.listed import NOBODY
from ertad.directory.models import ServiceArea
from ertad.kernel.addresses import absolute
from ertad.people.models import Institution
from ertad.places.models import Municipality


@require_safe
def for_your_site(request: HttpRequest) -> HttpResponse:
    """`institution` or `municipality` by code; without, the municipalities to choose from."""
    code, town = (request.GET.get(key, "")[:60] for key in ("institution", "municipality"))
    whose: Institution | Municipality | None = None
    if code.isprintable() and code:
        whose = Institution.objects.visible_to(NOBODY).filter(code=code).first()
        kind = "institution"
    elif town.isprintable() and town:
        whose = Municipality.objects.visible_to(NOBODY).filter(pk=town).first()
        kind = "municipality"
    if (code or town) and whose is None:
        raise Http404
    context: dict[str, object] = {"whose": whose}
    if whose:
        context |= _to_copy(whose, kind)
    else:
        served = ServiceArea.objects.values("municipality")
        places = Municipality.objects.visible_to(NOBODY).filter(pk__in=served)
        context["places"] = sorted(places.defer("outline"), key=str)
    return render(request, "directory/screens/for_your_site/page.html", context)


def _to_copy(whose: Institution | Municipality, kind: str) -> dict[str, str]:
    """Addresses in the language of the page; the code of a frame is text, shown as text."""
    fragment = absolute(reverse(f"directory:{kind}_fragment", args=[whose.code]))
    if isinstance(whose, Institution):
        page = absolute(reverse("directory:institution", args=[whose.pk]))
    else:
        page = f"{absolute(reverse('directory:find'))}?place={whose.pk}"
    return {
        "page": page,
        "fragment": fragment,
        "feed": f"{absolute(reverse('directory:changes'))}?{kind}={whose.code}",
        "frame": f'<iframe src="{fragment}" width="100%" height="600" loading="lazy"'
        f' title="{escape(str(whose))}"></iframe>',
        "link": f'<a href="{page}">{escape(str(whose))}</a>',
    }
