"""An institution asks for more time to answer, with a reason."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import traced
from ertad.collection.models import Extension, Invitation
from ertad.collection.notice_kinds import MORE_TIME, tell_coordinators
from ertad.collection.rules import INVITATION_MOVES
from ertad.directory.record.checking import personal_number_in
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.moves import require
from ertad.kernel.refused import Refused


def latest_day(invitation: Invitation, today: date) -> date:
    """The last day that may be asked for."""
    days = timedelta(days=invitation.round.extension_days)
    return max(invitation.due_day, today) + days


def ask_for_time(
    *, extension_id: UUID, invitation: Invitation, until: date, reason: str, by: Actor, at: datetime
) -> Extension:
    """By its focal point or by its link; the same request again is the same.

    Raises NotAllowed, and Refused when a request waits already, or the day or reason does not fit.
    """
    move, institution = INVITATION_MOVES["extension.ask"], invitation.institution_id
    with traced(move.act, by=by, at=at, on=invitation) as trace:
        rows = Invitation.objects.select_for_update(of=("self",)).defer("base")
        held = rows.select_related("round", "institution").get(pk=invitation.pk)
        if known := held.extensions.filter(pk=extension_id).first():
            return known
        require(move, held, by=by, institution_id=institution)
        _demand_fits(held, until, reason, local_day(at))
        tell_coordinators(MORE_TIME, held, extension_id, at)
        return trace.create(
            Extension(
                id=extension_id, invitation=held, until=until, reason=reason.strip(), asked_at=at,
                asked_by=by.user_id,
            ),
            institution,
        )  # fmt: skip


def _demand_fits(invitation: Invitation, until: date, reason: str, today: date) -> None:
    if until <= max(invitation.due_day, today - timedelta(days=1)):
        raise Refused(_("Choose a day after the one on which the answer is due."), code="not_later")
    if until > latest_day(invitation, today):
        raise Refused(_("This day is too far away; choose an earlier one."), code="too_late")
    if not reason.strip():
        raise Refused(_("Say why you need more time."), code="no_reason")
    if personal_number_in(reason):
        raise Refused(
            _("Remove the 11-digit number; it could be a personal number."), code="personal_number"
        )
