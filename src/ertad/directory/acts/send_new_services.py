"""Once a week, a letter for each followed search that has new services."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ertad.audit.trail import traced
from ertad.directory.listed import listed
from ertad.directory.models import SearchSubscription
from ertad.directory.screens.find.chips import address as address_of
from ertad.directory.subscriptions import fitting, labels_of, question_of, stop_key
from ertad.kernel.actor import SYSTEM
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day
from ertad.kernel.rights import may
from ertad.kernel.roles import institutions_of
from ertad.notices.acts.put_letter import put_letter
from ertad.notices.writing import Link, Message, Part
from ertad.people.models import Institution

EVERY = timedelta(days=7)
MOST_IN_A_LETTER = 20
LETTER = "new_services"


def send_new_services(at: datetime) -> Mapping[str, int]:
    """Looks at each search that was not looked at for a week; one act each, so that one that
    fails leaves the others done. A second run finds nothing left."""
    old = SearchSubscription.objects.filter(looked_at__lte=at - EVERY).select_related("owner")
    letters = sum(_look_again(found, at) for found in old.order_by("looked_at", "pk"))
    return {"letters on new services": letters} if letters else {}


def _look_again(found: SearchSubscription, at: datetime) -> bool:
    """Whether a letter was put. The search is asked before the act, which is short."""
    owner = found.owner
    member = owner.is_active and may(owner, "search.follow")
    ids = fitting(found.params, owner, at) if member else None
    known = set(found.known)
    new = [each for each in ids or () if str(each) not in known]
    message = _message(found, new, at) if new else None
    with traced("search.look", by=SYSTEM, at=at, on=found) as trace:
        rows = SearchSubscription.objects.filter(pk=found.pk, looked_at=found.looked_at)
        if not rows.update(looked_at=at, known=sorted(known | {str(each) for each in new})):
            return False
        trace.details = {"new": len(new)}
        return message is not None and put_letter(
            key=f"{LETTER}:{found.pk}:{found.looked_at.isoformat()}", kind=LETTER, about=found.pk,
            to=owner.email, language=owner.language, message=message, at=at,
        )  # fmt: skip


def _message(found: SearchSubscription, new: Sequence[UUID], at: datetime) -> Message:
    """In the owner's language; of many services the first ones, the rest behind the link."""
    with override(found.owner.language):
        services = listed(new[:MOST_IN_A_LETTER], local_day(at))
        lines = [f"{each.name.text}, {each.institution.text}" for each in services]
        all_of_it = reverse("directory:find") + address_of(question_of(found.params))
        stop = reverse("directory:stop_subscription", args=[stop_key(found.pk)])
        filters = "; ".join(labels_of(found.params))
        parts: list[Part] = [
            _("You asked to be told of new services for: %(filters)s.") % {"filters": filters},
            lines,
            Link(_("All that fits:"), absolute(all_of_it)),
            Link(_("No more of these letters:"), absolute(stop)),
        ]
        subject = ngettext(
            "%(count)s new service fits your search",
            "%(count)s new services fit your search",
            len(new),
        )
        place = Institution.objects.filter(pk__in=institutions_of(found.owner)).first()
        return Message(subject % {"count": len(new)}, str(place or ""), parts, sender=_("Ertad"))
