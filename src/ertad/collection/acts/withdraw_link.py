"""A focal point or coordinator takes an institution's link back; a new one takes its place."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.models import Invitation
from ertad.collection.rules import INVITATION_MOVES, require
from ertad.kernel.actor import Actor


def withdraw_link(*, invitation: Invitation, by: Actor, at: datetime) -> Invitation:
    """Every link made before stops opening. What was answered by it is kept. Raises NotAllowed."""
    move = INVITATION_MOVES["link.withdraw"]
    institution = invitation.institution_id
    with traced(move.act, by=by, at=at, on=invitation) as trace:
        rows = Invitation.objects.select_for_update(of=("self",)).select_related(
            "round", "institution"
        )
        held = rows.defer("base").get(pk=invitation.pk)
        require(move, held, by=by, institution_id=institution)
        return keeping.change(
            trace, held, institution_id=institution, link_number=held.link_number + 1
        )
