"""What happened to a contact point, for those who keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import history
from ertad.people.models import ContactPoint

WHAT: dict[str, str | Promise] = {
    "contact.add": _("named"),
    "contact.change": _("changed"),
    "contact.confirm": _("confirmed"),
    "contact.leave": _("said: I am no longer this"),
    "contact.hand_over": _("handed over"),
    "contact.end": _("ended"),
}


@dataclass(frozen=True)
class Past:
    at: datetime
    what: str


def past_of(row: ContactPoint) -> Sequence[Past]:
    """Newest first, one line an act. The caller has checked that the reader keeps it."""
    seen: dict[object, Past] = {}
    for each in history("people.contactpoint", row.pk):
        seen.setdefault(each.act_id, Past(each.at, str(WHAT.get(each.act, each.act))))
    return list(seen.values())
