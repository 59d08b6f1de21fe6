"""A coordinator takes an invitation back that nobody has answered."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import traced
from ertad.collection.models import Invitation
from ertad.collection.rules import ROUND_MOVES, Refused, require
from ertad.kernel.actor import Actor


def uninvite(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Raises Refused when a file was received for it already."""
    with traced("round.uninvite", by=by, at=at, on=invitation) as trace:
        require(ROUND_MOVES["round.invite"], invitation.round, by=by)
        if invitation.submissions.exists():
            raise Refused("answered", _("This institution has sent a file already."))
        if invitation.drafts.exists():
            raise Refused("answered", _("This institution has begun to answer in the browser."))
        trace.delete(invitation, invitation.institution_id)
