"""An Atom feed of what became new, changed or ended; `municipality` or `institution` narrow it."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.directory.changes import Told, changes
from ertad.directory.listed import NOBODY
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import now
from ertad.people.models import Institution
from ertad.places.models import Municipality

FRESH_SECONDS = 900
A_CODE = 60


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Both filters may stand together. A code that does not exist is not found."""
    institution = place = None
    if code := request.GET.get("institution", "")[:A_CODE]:
        institution = Institution.objects.visible_to(NOBODY).filter(code=_sound(code)).first()
    if town := request.GET.get("municipality", "")[:A_CODE]:
        place = Municipality.objects.visible_to(NOBODY).filter(pk=_sound(town)).first()
    if (code and not institution) or (town and not place):
        raise Http404
    at = now()
    narrowed = [("institution", code), ("municipality", town)]
    query = "&".join(f"{key}={value}" for key, value in narrowed if value)
    address = absolute(reverse("directory:changes")) + (f"?{query}" if query else "")
    names = " · ".join(str(each) for each in (institution, place) if each)
    atom = Atom1Feed(
        title=_("Changes of the directory of services") + (f": {names}" if names else ""),
        link=absolute(reverse("directory:find")),
        feed_url=address,
        feed_guid=address,
        description="",
        language=(get_language() or "ka")[:2],
        author_name=_("Ertad"),
    )
    for told in changes(at, institution=institution, place=place):
        _add(atom, told)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    atom.write(response, "utf-8")
    return for_other_sites(response)


def for_other_sites(response: HttpResponse) -> HttpResponse:
    """Anyone's program may read it, it may be kept for a while, and it sets no cookie."""
    response["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _sound(code: str) -> str:
    """A code without what no database column can hold."""
    return code if code.isprintable() else "-"


def _add(atom: Atom1Feed, told: Told) -> None:
    service = told.service
    title = {
        "new": _("New: %(name)s"),
        "changed": _("Changed: %(name)s"),
        "ended": _("Ended: %(name)s"),
    }[told.kind] % {"name": service.name.text}
    lines = [service.institution.text, service.description.text]
    if told.fields:
        lines.append(_("What was changed: %(fields)s") % {"fields": ", ".join(told.fields)})
    if service.sample_as_of:
        lines.append(_("Sample, as of %(when)s, not verified") % {"when": service.sample_as_of})
    if service.invented:
        lines.append(_("Invented for this demonstration"))
    page = absolute(reverse("directory:service", args=[service.service_id]))
    atom.add_item(
        title=for_xml(title),
        link=page,
        description=for_xml("\n".join(line for line in lines if line)),
        unique_id=f"urn:uuid:{service.service_id}",
        updateddate=told.at,
        categories=[told.kind],
        author_name=for_xml(service.institution.text),
    )


_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def for_xml(text: str) -> str:
    """Without characters that no XML file may hold."""
    return _NO_CHARACTER.sub("", text)
