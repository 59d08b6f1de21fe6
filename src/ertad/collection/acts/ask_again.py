"""A coordinator sends an institution its letter again, with a link that opens."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.letters.putting import ASKED, REMINDER, put_asked
from ertad.collection.links import DAYS_OF_A_NEW_LINK, last_day
from ertad.collection.models import Invitation
from ertad.collection.rules import INVITATION_MOVES
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.moves import require
from ertad.kernel.refused import Refused
from ertad.notices.acts.set_aside import set_aside
from ertad.notices.models import Letter


def ask_again(*, invitation: Invitation, number: int, by: Actor, at: datetime) -> int:
    """How many addresses get it. `number`: of the letters that the coordinator had seen; sent twice
    from the same page it goes out once. Letters that had failed are set aside.

    An expired link opens for two weeks more. Raises Refused when there is no address.
    """
    move = INVITATION_MOVES["invitation.ask_again"]
    institution = invitation.institution_id
    with traced(move.act, by=by, at=at, on=invitation) as trace:
        rows = Invitation.objects.select_for_update(of=("self",)).defer("base")
        held = rows.select_related("round", "institution").get(pk=invitation.pk)
        require(move, held, by=by)
        today = local_day(at)
        if today > last_day(held):
            keeping.change(
                trace, held, institution_id=institution,
                link_until=today + timedelta(days=DAYS_OF_A_NEW_LINK),
            )  # fmt: skip
        set_aside(about=held.pk, kinds=(ASKED, REMINDER))
        put = put_asked(trace, [held], at=at, occasion=f"again-{number}")
        if not put and not _was_put(held, number):
            raise Refused(_("There is no address to write to; give one first."), code="no_address")
        return put


def _was_put(invitation: Invitation, number: int) -> bool:
    return Letter.objects.filter(
        key__startswith=f"{ASKED}:{invitation.pk}:again-{number}:"
    ).exists()
