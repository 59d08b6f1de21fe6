"""What collecting tells the calendar: the days on which rounds open and answers are due."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.collection.models import Round
from ertad.kernel.calendar import CalendarSource, Happening
from ertad.kernel.clock import TBILISI, local_day
from ertad.kernel.languages import Said


def rounds_between(user: object, first: date, last: date) -> Iterator[Happening]:
    """Of the rounds that ask `user`'s institution, or that `user` coordinates; one query."""
    begins = datetime.combine(first, time.min, TBILISI)
    ends = datetime.combine(last, time.max, TBILISI)
    near = Q(due_on__range=(first, last)) | Q(opened_at__range=(begins, ends))
    rounds = Round.objects.visible_to(user).filter(near)
    language = (get_language() or "ka")[:2]
    for each in rounds:
        opened = each.opened_at
        if opened is None:
            continue
        told = [
            ("open", _("Round opens: %(title)s"), local_day(opened)),
            ("due", _("Answers are due: %(title)s"), each.due_on),
        ]
        for what, words, day in told:
            if first <= day <= last:
                yield Happening(
                    key=f"round-{each.pk}-{what}",
                    kind="round",
                    title=Said(words % {"title": each.title}, language),
                    starts_on=day,
                    ends_on=day,
                    changed_at=opened,
                    url=reverse("collection:round", args=[each.pk]),
                    sequence=each.version,
                )


CALENDAR = (CalendarSource("round", lazy("Rounds"), rounds_between),)
