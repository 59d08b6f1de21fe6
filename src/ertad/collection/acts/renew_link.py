"""A letter with a link that opens, to the institution's known address and to no other."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.links import DAYS_OF_A_NEW_LINK, address_of, last_day
from ertad.collection.models import Invitation
from ertad.collection.rules import INVITATION_MOVES
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.languages import said
from ertad.kernel.moves import require
from ertad.kernel.roles import Role
from ertad.notices.acts.put_letter import put_letter
from ertad.notices.writing import Link, Message

KIND = "link.renewed"


def renew_link(*, invitation: Invitation, at: datetime) -> bool:
    """Put the letter; an expired link gets a new number and opens for two weeks more.

    Whoever asks holds an earlier link and learns nothing by it. Returns False when the institution
    has no address. Raises Refused when the round is not open.
    """
    move = INVITATION_MOVES["link.renew"]
    institution = invitation.institution
    by = Actor(Role.LINK_HOLDER, institution_id=institution.pk)
    with traced(move.act, by=by, at=at, on=invitation) as trace:
        rows = Invitation.objects.select_for_update(of=("self",)).select_related(
            "round", "institution"
        )
        held = rows.defer("base").get(pk=invitation.pk)
        require(move, held, by=by, institution_id=institution.pk)
        if not institution.email:
            return False
        today = local_day(at)
        if today > last_day(held):
            keeping.change(
                trace, held, institution_id=institution.pk, link_number=held.link_number + 1,
                link_until=today + timedelta(days=DAYS_OF_A_NEW_LINK),
            )  # fmt: skip
        put_letter(
            key=f"{KIND} {held.pk} {held.link_number} {at:%Y-%m-%d %H}", kind=KIND, about=held.pk,
            to=institution.email, language=institution.language, message=_letter(held, at), at=at,
            institution_id=institution.pk,
        )  # fmt: skip
    return True


def _letter(invitation: Invitation, at: datetime) -> Message:
    institution = invitation.institution
    with override(institution.language):
        name = said(institution, "name").text
        return Message(
            subject=_("The new link to the list of your services"),
            addressee=name,
            parts=(
                _("Somebody asked for a new link to your list in “%(round)s”. It opens the list"
                  " without an account:") % {"round": said(invitation.round, "title").text},
                Link(_("Open the list of your services"), address_of(invitation, at)),
                _("If nobody at your institution asked for it, you need not do anything. Give the"
                  " link only to those who answer for your institution."),
            ),
        )  # fmt: skip
