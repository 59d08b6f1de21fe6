"""What waits in planning together, and what is coming near those who plan."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.cooperation.calendar.reading import coming
from ertad.cooperation.models import Offer
from ertad.kernel.calendar import Happening
from ertad.kernel.rights import held_in
from ertad.kernel.roles import institutions_of
from ertad.kernel.work import WorkItem
from ertad.people.models import Institution

NEXT, WITHIN = 3, timedelta(days=60)


def open_work(user: object, today: date) -> list[WorkItem]:
    """One query; nothing for those who keep no offers."""
    own = held_in(user, "offer.keep")
    if not own:
        return []
    mine = Q(institution__in=own)
    seen = Offer.objects.visible_to(user)
    counted = seen.aggregate(
        answered=Count("pk", filter=mine & Q(state="answered")),
        agreed=Count("pk", filter=mine & Q(state="agreed")),
        open=Count(
            "pk",
            filter=~mine
            & Q(state__in=("open", "answered"), expires_on__gte=today)
            & ~Q(pk__in=seen.filter(answers__institution__in=own).values("pk")),
        ),
    )
    here = reverse("cooperation:offers")
    return [
        WorkItem(_("Answers to choose from"), counted["answered"], f"{here}?show=own", True),
        WorkItem(_("Agreements to carry out"), counted["agreed"], f"{here}?show=own"),
        WorkItem(_("Offers and requests of others"), counted["open"], here),
    ]


def next_near(user: object, today: date) -> Sequence[Happening]:
    """The next three things of the calendar in the municipalities of `user`'s institutions."""
    own = Institution.objects.visible_to(user).filter(pk__in=institutions_of(user))
    places = [code for code in own.values_list("municipalities", flat=True) if code]
    return coming(user, places, today, today + WITHIN, NEXT)
