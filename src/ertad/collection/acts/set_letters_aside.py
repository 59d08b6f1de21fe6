"""A coordinator has seen that letters to an institution could not be delivered."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection.letters.putting import TO_INSTITUTIONS
from ertad.collection.models import Invitation
from ertad.kernel.actor import Actor
from ertad.kernel.rights import demand
from ertad.notices.acts.set_aside import set_aside


def set_letters_aside(*, invitation: Invitation, by: Actor, at: datetime) -> int:
    """They leave "My work" and are sent no more; how many there were. Raises NotAllowed."""
    demand("round.run", by)
    with traced("letters.set_aside", by=by, at=at, on=invitation) as trace:
        number = set_aside(about=invitation.pk, kinds=TO_INSTITUTIONS)
        trace.details["letters"] = number
        return number
