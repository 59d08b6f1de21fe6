"""A coordinator takes an invitation back that nobody has answered."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import traced
from ertad.collection.models import Invitation
from ertad.collection.rules import ROUND_MOVES
from ertad.kernel.actor import Actor
from ertad.kernel.moves import require
from ertad.kernel.refused import Refused


def uninvite(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Raises Refused when a file was received for it already."""
    with traced("round.uninvite", by=by, at=at, on=invitation) as trace:
        require(ROUND_MOVES["round.invite"], invitation.round, by=by)
        if invitation.submissions.exists():
            raise Refused(_("This institution has sent a file already."), code="answered")
        if invitation.drafts.exists():
            raise Refused(
                _("This institution has begun to answer in the browser."), code="answered"
            )
        trace.delete(invitation, invitation.institution_id)
