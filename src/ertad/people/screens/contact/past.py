"""What happened to a contact point, for those who keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ertad.audit.models import AuditRow
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
    note: str = ""


def past_of(row: ContactPoint) -> Sequence[Past]:
    """Newest first, one line an act, with the reason of whoever acted for others.

    The caller has checked that the reader keeps it.
    """
    acts = {each.act_id: each for each in reversed(history("people.contactpoint", row.pk))}
    rows = AuditRow.objects.filter(act_id__in=acts)
    reasons = dict(rows.values_list("act_id", "reason"))
    return [
        Past(each.at, str(WHAT.get(each.act, each.act)), reasons.get(each.act_id, ""))
        for each in sorted(acts.values(), key=lambda each: each.at, reverse=True)
    ]
