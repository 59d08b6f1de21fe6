"""What this room does when it is due."""

from collections.abc import Mapping
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from ertad.kernel.due import DueJob
from ertad.people.accounts.sessions import KEPT


def forget_sessions(at: datetime) -> Mapping[str, int]:
    """Sessions that are over: nothing is kept of where somebody was once signed in."""
    over = UserSession.objects.filter(last_seen_at__lt=at - KEPT)
    Session.objects.filter(session_key__in=over.values("session_key")).delete()
    number, _by_model = over.delete()
    Session.objects.filter(expire_date__lt=at).delete()
    return {"sessions forgotten": number} if number else {}


DUE = (DueJob("sessions", forget_sessions),)
