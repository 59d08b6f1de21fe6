"""What waits in the people room: contact points to confirm, and those nobody answers for."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.kernel.rights import everywhere, held_in
from ertad.kernel.work import WorkItem
from ertad.people.models import ContactPoint, Institution, User
from ertad.people.models.contact_points import UNHEARD_DAYS


def open_work(user: object, today: date) -> list[WorkItem]:
    """Oneself, the own institution, and for the coordinator all; five queries at most."""
    items = _of_oneself(user)
    own = held_in(user, "contact.confirm")
    visible = ContactPoint.objects.visible_to(user)
    if own:
        mine = visible.filter(institution__in=own)
        waiting = mine.unconfirmed(today).count()
        leaving = mine.present().exclude(leaving_on=None)
        if waiting:
            code = (
                Institution.objects.visible_to(user)
                .filter(pk__in=own)
                .values_list("code", flat=True)
                .first()
            )
            url = f"{reverse('people:contacts')}?institution={code}&state=unconfirmed"
            items.append(WorkItem(_("Unconfirmed contact points of yours"), waiting, url, True))
        if first := leaving.values_list("pk", flat=True).first():
            url = reverse("people:hand_over_contact", args=[first])
            number = leaving.count()
            items.append(WorkItem(_("Contact points that need a successor"), number, url, True))
    if everywhere(user, "contact.confirm"):
        unheard = visible.unconfirmed(today, days=UNHEARD_DAYS).count()
        url = reverse("people:contacts") + "?state=unheard"
        items.append(WorkItem(_("Contact points without an answer"), unheard, url))
    return items


def _of_oneself(user: object) -> list[WorkItem]:
    if not isinstance(user, User):
        return []
    asked = ContactPoint.objects.visible_to(user).unanswered().filter(user=user)
    waiting = list(asked.exclude(asked_on=None).values_list("pk", flat=True))
    if not waiting:
        return []
    url = reverse("people:contact", args=[waiting[0]])
    return [WorkItem(_("Confirm that you are the contact point"), len(waiting), url, True)]
