"""What goes with a focal point to the successor: the rounds that the institution still answers."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.collection.models import Invitation, Round
from ertad.kernel.handing_over import OpenWork
from ertad.people.models import Membership


def _to_answer(user_id: UUID, institution_id: UUID) -> int:
    if not Membership.objects.focal(user_id, institution_id).exists():
        return 0
    open_ones = Invitation.objects.filter(round__state=Round.State.OPEN)
    return open_ones.filter(institution=institution_id).unanswered().count()


HANDED_OVER = (OpenWork("rounds", _("Rounds to answer"), _to_answer),)
