"""An institution takes its workbook; what it holds is kept as the base of the later merge."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.models import Invitation
from ertad.collection.rules import INVITATION_MOVES, require
from ertad.collection.workbook import base_of, make_workbook
from ertad.kernel.actor import Actor


def take_workbook(*, invitation: Invitation, language: str, by: Actor, at: datetime) -> bytes:
    """An xlsx in `language` with the institution's services as they are now.

    Taken again, the base is that of the newest copy; an answer that was sent stays as it is.
    """
    institution = invitation.institution_id
    base = base_of(invitation.institution)
    with traced("workbook.take", by=by, at=at, on=invitation) as trace:
        invitation = Invitation.objects.select_for_update(of=("self",)).select_related(
            "round", "institution"
        ).defer("base").get(pk=invitation.pk)  # fmt: skip
        again = INVITATION_MOVES["workbook.take_again"]
        move = again if invitation.state in again.sources else INVITATION_MOVES["workbook.take"]
        require(move, invitation, by=by, institution_id=institution)
        keeping.change(
            trace, invitation, institution_id=institution,
            state=move.target or invitation.state, base=base, based_at=at,
        )  # fmt: skip
        trace.details["services"] = len(base)
    return make_workbook(invitation, language=language, at=at)
