"""What this room does when it is due."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from ertad.audit.trail import StaleEdit
from ertad.kernel.actor import SYSTEM
from ertad.kernel.due import DueJob
from ertad.people.accounts.sessions import KEPT
from ertad.people.acts.ask_contacts import ask_contacts
from ertad.people.acts.invite_member import withdraw_invitation
from ertad.people.acts.tell_unconfirmed import tell_unconfirmed
from ertad.people.models import MemberInvitation

LONG_EXPIRED = timedelta(days=30)


def forget_sessions(at: datetime) -> Mapping[str, int]:
    """Sessions that are over: nothing is kept of where somebody was once signed in."""
    over = UserSession.objects.filter(last_seen_at__lt=at - KEPT)
    Session.objects.filter(session_key__in=over.values("session_key")).delete()
    number, _by_model = over.delete()
    Session.objects.filter(expire_date__lt=at).delete()
    return {"sessions forgotten": number} if number else {}


def forget_invitations(at: datetime) -> Mapping[str, int]:
    """Those that nobody accepted for a month after their link had expired: withdrawn by time."""
    old = MemberInvitation.objects.waiting().filter(expires_at__lt=at - LONG_EXPIRED)
    number = 0
    for invitation in old:
        with suppress(StaleEdit):
            withdraw_invitation(by=SYSTEM, at=at, invitation=invitation, version=invitation.version)
            number += 1
    return {"invitations forgotten": number} if number else {}


DUE = (
    DueJob("contact points", ask_contacts),
    DueJob("unconfirmed contact points", tell_unconfirmed),
    DueJob("sessions", forget_sessions),
    DueJob("invitations", forget_invitations),
)
