"""What waits in collecting: rounds to answer, lists to review, pairs to decide."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.collection.models import Invitation, Pair, Round
from ertad.collection.queries.pair_queue import open_pairs
from ertad.kernel.roles import FOCAL_ROLES, Role, institutions_of, roles_of
from ertad.kernel.work import WorkItem


def open_work(user: object, today: date) -> list[WorkItem]:
    """Three queries at most; nothing for those who neither answer nor coordinate."""
    coordinates = Role.COORDINATOR in roles_of(user)
    own = institutions_of(user, *FOCAL_ROLES)
    if not coordinates and not own:
        return []
    items = []
    invitations = Invitation.objects.visible_to(user).filter(round__state=Round.State.OPEN)
    if own:
        mine = invitations.filter(institution__in=own)
        unanswered = Q(state__in=("invited", "downloaded", "checked", "returned"))
        waiting = mine.filter(unanswered)
        overdue = waiting.filter(round__due_on__lt=today).exists()
        items.append(
            WorkItem(_("Rounds to answer"), waiting.count(), reverse("collection:rounds"), overdue)
        )
    if coordinates:
        sent = invitations.filter(state="sent").count()
        items.append(WorkItem(_("Lists to review"), sent, reverse("collection:rounds"), True))
    pairs = open_pairs(Pair.objects.visible_to(user)).count()
    items.append(WorkItem(_("Records that may be the same"), pairs, reverse("collection:pairs")))
    return items
