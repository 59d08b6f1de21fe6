"""Letters about accounts, into the outbox, within the act that they tell of."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ertad.audit.trail import keyed_digest
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day
from ertad.kernel.roles import Role
from ertad.notices.acts.put_letter import put_letter
from ertad.notices.writing import Link, Message, Part
from ertad.people.accounts.links import address_key, invitation_key
from ertad.people.models import MemberInvitation, User
from ertad.people.role_labels import ROLE_LABELS

INVITATION, NEW_ADDRESS = "account.invitation", "account.new_address"
ADDRESS_CHANGED, CLOSED = "account.address_changed", "account.closed"


def put_invitation(invitation: MemberInvitation, *, at: datetime) -> None:
    with override(invitation.language):
        institution = invitation.institution.name
        path = reverse("account:invitation", kwargs={"key": invitation_key(invitation)})
        role = ROLE_LABELS[Role(invitation.role)]
        day = date_format(local_day(invitation.expires_at), "DATE_FORMAT")
        parts: list[Part] = [
            _("%(institution)s invites you to Ertad, the directory of services for young people and"
              " people on probation.") % {"institution": institution},
            _("Your role would be: %(role)s.") % {"role": role},
            Link(_("Look at the invitation and accept it here:"), absolute(path)),
            _("The link is for you alone and works once, until %(day)s.") % {"day": day},
            _("If you do not expect this, do nothing: no account is made."),
        ]  # fmt: skip
        message = Message(_("Invitation to Ertad"), "", parts, sender=institution)
    put_letter(
        key=f"{INVITATION}:{invitation.pk}:{invitation.link_number}", kind=INVITATION,
        about=invitation.pk, institution_id=invitation.institution_id, to=invitation.email,
        language=invitation.language, message=message, at=at,
        reply_to=invitation.institution.email,
    )  # fmt: skip


def put_new_address(user: User, *, at: datetime) -> None:
    """To the address that waits: whoever reads it there presses the link."""
    with override(user.language):
        path = reverse("account:confirm_address", kwargs={"key": address_key(user, at)})
        parts: list[Part] = [
            _("Somebody asked to use this address for signing in to Ertad."),
            Link(_("Confirm the address here:"), absolute(path)),
            _("The link works for one day. If it was not you, do nothing."),
        ]
        subject = _("Confirm your new address")
    _put(user, user.new_email, NEW_ADDRESS, at.isoformat(), subject, parts, at)


def put_address_changed(user: User, old: str, *, at: datetime) -> None:
    """To the address that was left."""
    with override(user.language):
        parts: list[Part] = [
            _("Another address is used from now on for signing in to your account of Ertad."),
            _("If it was not you, tell the administrator of your institution or the coordinator"
              " at once."),
            Link(_("Whom to call:"), absolute(reverse("site:contact"))),
        ]  # fmt: skip
        subject = _("Your address was changed")
    _put(user, old, ADDRESS_CHANGED, at.isoformat(), subject, parts, at)


def put_closed(user: User, *, at: datetime) -> None:
    with override(user.language):
        parts: list[Part] = [
            _("Your account of Ertad is closed. Nobody can sign in with it any more."),
            _("What you did for your institution stays in the history. What is kept about you is"
              " emptied after the time that the privacy notice says."),
            Link(_("Whom to call:"), absolute(reverse("site:contact"))),
        ]  # fmt: skip
        subject = _("Your account is closed")
    _put(user, user.email, CLOSED, at.isoformat(), subject, parts, at)


def _put(
    user: User, to: str, kind: str, occasion: str, subject: str, parts: Sequence[Part], at: datetime
) -> None:
    with override(user.language):
        message = Message(subject, "", parts, sender=_("Ertad"))
    put_letter(
        key=f"{kind}:{user.pk}:{occasion}:{keyed_digest(to)[:16]}", kind=kind, about=user.pk,
        to=to, language=user.language, message=message, at=at,
    )  # fmt: skip
