"""What waits in collecting: rounds to answer, lists to review, pairs to decide."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.collection.letters.putting import TO_INSTITUTIONS
from ertad.collection.models import Extension, Invitation, Pair, Round
from ertad.collection.queries.pair_queue import open_pairs
from ertad.kernel.rights import held_in, may
from ertad.kernel.work import WorkItem
from ertad.notices.models import Letter


def open_work(user: object, today: date) -> list[WorkItem]:
    """Six queries at most; nothing for those who neither answer nor coordinate."""
    coordinates = may(user, "round.run")
    own = held_in(user, "round.answer")
    if not coordinates and not own:
        return []
    items = []
    invitations = Invitation.objects.visible_to(user).filter(round__state=Round.State.OPEN)
    if own:
        mine = invitations.filter(institution__in=own)
        waiting = mine.unanswered()
        overdue = mine.late(today).exists()
        items.append(
            WorkItem(_("Rounds to answer"), waiting.count(), reverse("collection:rounds"), overdue)
        )
    if coordinates:
        sent = invitations.filter(state="sent").count()
        items.append(WorkItem(_("Lists to review"), sent, reverse("collection:rounds"), True))
        items += _about_letters(user)
    pairs = open_pairs(Pair.objects.visible_to(user)).count()
    items.append(WorkItem(_("Records that may be the same"), pairs, reverse("collection:pairs")))
    return items


def _about_letters(user: object) -> list[WorkItem]:
    """For the coordinator: each leads to the round of the oldest."""
    asked = Extension.objects.visible_to(user).filter(state=Extension.State.ASKED)
    asked = asked.filter(invitation__round__state=Round.State.OPEN)
    rounds = list(asked.values_list("invitation__round", flat=True))
    failed = Letter.objects.visible_to(user).filter(
        state=Letter.State.FAILED, kind__in=TO_INSTITUTIONS
    )
    about = [UUID(each) for each in failed.values_list("about", flat=True)]
    of = (
        Invitation.objects.visible_to(user).filter(pk__in=about[:1]).values_list("round", flat=True)
    )
    round_ = of.first() if about else None
    items = []
    if rounds:
        url = reverse("collection:round", args=[rounds[0]])
        items.append(WorkItem(_("Requests for more time"), len(rounds), url, True))
    if round_:
        url = reverse("collection:letters", args=[round_])
        items.append(WorkItem(_("Letters that could not be delivered"), len(about), url, True))
    return items
