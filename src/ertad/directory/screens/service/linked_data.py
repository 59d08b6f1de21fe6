"""A service in the words of schema.org, for search engines: what a visitor sees, nothing else."""

import json
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ertad.directory.screens.service.query import Place, ServicePage
from ertad.kernel.addresses import absolute
from ertad.kernel.languages import said

PUBLIC_BODIES = frozenset(
    {
        "state", "lepl", "probation_bureau", "municipality", "city_hall", "sakrebulo",
        "municipal_nnle",
    }
)  # fmt: skip
"""Codes of vocabulary organisation_type."""
DAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday",
    "SA": "Saturday", "SU": "Sunday",
}  # fmt: skip
_ESCAPED = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}

Thing = dict[str, Any]


def linked_data(page: ServicePage) -> SafeString:
    """JSON-LD that may stand in a page; "" for what nobody vouches for, and for what has ended.

    `page` is as a visitor sees it: the caller asks for visitors only.
    """
    if page.service.status != "active" or page.sample_as_of:
        return SafeString("")
    text = json.dumps(_service(page), ensure_ascii=False, separators=(",", ":"))
    return SafeString(text.translate(_ESCAPED))


def _service(page: ServicePage) -> Thing:
    institution, record = page.service.institution, page.record
    public = institution.kind in PUBLIC_BODIES
    kind = "GovernmentOrganization" if public else "Organization"
    address = absolute(reverse("directory:service", args=[page.service.pk]))
    thing: Thing = {
        "@context": "https://schema.org",
        "@type": "GovernmentService" if public else "Service",
        "@id": address,
        "url": address,
        "name": page.name.text,
        "description": page.description.text,
        "serviceType": page.wording.lines("types", record["types"]),
        "provider": _known(
            {
                "@type": "NGO" if institution.kind == "ngo" else kind,
                "name": said(institution, "name").text,
                "url": absolute(reverse("directory:institution", args=[institution.pk])),
                "telephone": institution.phone,
            }
        ),
        "areaServed": _area(page),
        "audience": _audience(page),
        "availableChannel": _channel(page),
        "hoursAvailable": _hours(record["at"]),
    }
    if page.service.invented:
        thing["disambiguatingDescription"] = _("Invented for this demonstration")
    return _known(thing)


def _known(thing: Thing) -> Thing:
    """Without what is not known."""
    return {key: value for key, value in thing.items() if value not in ("", [], None, {})}


def _area(page: ServicePage) -> list[Thing] | Thing:
    if page.record["nationwide"]:
        return {"@type": "Country", "name": "Georgia"}
    names = page.wording.lines("serves", page.record["serves"])
    return [{"@type": "AdministrativeArea", "name": name} for name in names]


def _audience(page: ServicePage) -> Thing:
    ages = _known(
        {"suggestedMinAge": page.record["min_age"], "suggestedMaxAge": page.record["max_age"]}
    )
    return {"@type": "PeopleAudience", **ages} if ages else {}


def _channel(page: ServicePage) -> Thing:
    """How to reach it. A confidential place is left out altogether."""
    record = page.record
    channel = _known(
        {
            "servicePhone": [
                {"@type": "ContactPoint", "telephone": number.replace(";ext=", ",")}
                for number in record["phones"]
            ],
            "serviceUrl": record["url"],
            "availableLanguage": record["languages"],
            "serviceLocation": [_place(place) for place in page.where if place.id],
        }
    )
    return {"@type": "ServiceChannel", **channel} if channel else {}


def _place(place: Place) -> Thing:
    address = _known(
        {
            "@type": "PostalAddress",
            "streetAddress": place.address.text,
            "addressLocality": place.municipality.text,
        }
    )
    point = place.point
    geo = {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else {}
    return _known({"@type": "Place", "name": place.name.text, "address": address, "geo": geo})


def _hours(at: list[dict[str, Any]]) -> list[Thing]:
    spans = {tuple(span) for place in at for span in place["hours"]}
    order = list(DAYS)
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{DAYS[day]}",
            "opens": opens,
            "closes": closes,
        }
        for day, opens, closes in sorted(spans, key=lambda span: (order.index(span[0]), span[1]))
    ]
