"""Words and colours of an offer's states, and its history."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ertad.audit.models import Revision
from ertad.people.models import Institution

STATE_KINDS: Mapping[str, str] = {
    "open": "ok", "answered": "info", "agreed": "info", "done": "ok", "withdrawn": "plain",
    "expired": "warn",
}  # fmt: skip
HAPPENED: Mapping[str, str | Promise] = {
    "offer.make": _("Made"),
    "offer.change": _("Changed what it says"),
    "offer.answer": _("An institution answered"),
    "offer.take_back": _("An institution took its answer back"),
    "offer.agree": _("Agreed with one of those that answered"),
    "offer.finish": _("Carried out"),
    "offer.withdraw": _("Withdrawn by the institution"),
    "offer.extend": _("Extended"),
    "offer.expire": _("Expired without an agreement"),
}

NAMELESS = ("offer.answer", "offer.take_back", "offer.expire")
"""The institution of the record is not the one that did it."""


def history_lines(revisions: Iterable[Revision], user: object) -> list[dict[str, Any]]:
    """What happened, newest first; institutions are named, persons never."""
    told = [each for each in revisions if each.act in HAPPENED]
    places = Institution.objects.visible_to(user).filter(pk__in={r.institution_id for r in told})
    names = {str(each.pk): each.name for each in places}
    return [
        {
            "at": each.at,
            "what": HAPPENED[each.act],
            "who": "" if each.act in NAMELESS else names.get(each.institution_id, ""),
        }
        for each in told
    ]
