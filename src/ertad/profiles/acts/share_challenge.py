"""Another institution says "we have this too", or takes it back."""

from datetime import datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from ertad.audit.trail import traced
from ertad.kernel.actor import Actor
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand
from ertad.kernel.roles import FOCAL_ROLES
from ertad.notices.acts.notify import notify
from ertad.people.recipients import people_with
from ertad.profiles.models import Challenge, SharedBy


def share_challenge(*, challenge_id: UUID, institution_id: UUID, by: Actor, at: datetime) -> bool:
    """Whether it is new; a second time changes nothing. The owner's focal points are told.

    Raises NotAllowed, and Refused for what is the institution's own, solved or withdrawn.
    """
    with traced("challenge.share", by=by, at=at, on=Challenge(pk=challenge_id)) as trace:
        demand("challenge.join", by, institution_id)
        challenge = Challenge.objects.select_for_update().get(pk=challenge_id)
        if challenge.institution_id == institution_id:
            raise Refused(_("This is your own challenge."))
        if challenge.state == Challenge.State.SOLVED:
            raise Refused(_("It is solved already: read how."))
        if challenge.state == Challenge.State.WITHDRAWN:
            raise Refused(_("It was withdrawn."))
        if challenge.shared_by.filter(institution_id=institution_id).exists():
            return False
        key = uuid5(challenge_id, f"{institution_id} {at.isoformat()}")
        shared = SharedBy(id=key, challenge=challenge, institution_id=institution_id, at=at)
        trace.create(shared, institution_id)
        trace.details = {"institution": str(institution_id)}
        _tell(challenge, institution_id, at)
        return True


def unshare_challenge(*, challenge_id: UUID, institution_id: UUID, by: Actor, at: datetime) -> bool:
    """Whether there was something to take back. Raises NotAllowed."""
    with traced("challenge.unshare", by=by, at=at, on=Challenge(pk=challenge_id)) as trace:
        demand("challenge.join", by, institution_id)
        trace.details = {"institution": str(institution_id)}
        shared = SharedBy.objects.select_for_update().filter(
            challenge_id=challenge_id, institution_id=institution_id
        )
        if (one := shared.first()) is None:
            return False
        trace.delete(one, institution_id)
        return True


def _tell(challenge: Challenge, institution_id: UUID, at: datetime) -> None:
    notify(
        kind="challenge.shared",
        to=people_with(*FOCAL_ROLES, institution_id=challenge.institution_id),
        key=f"challenge.shared {challenge.pk} {institution_id}",
        facts={"challenge": str(challenge.pk), "institution": str(institution_id)},
        at=at,
    )
