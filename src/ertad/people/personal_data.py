"""What this room holds about a person: the account, its roles, and how it is entered."""

from uuid import UUID

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ertad.kernel.personal_data import PersonalData
from ertad.people.models import ContactPoint, MemberInvitation, Membership, User


def _sessions(user_id: UUID) -> QuerySet[Session]:
    """A session says whose it is in its sealed text alone; its row beside it says so openly."""
    keys = UserSession.objects.filter(user=user_id).values("session_key")
    return Session.objects.filter(session_key__in=keys)


def _contact_points(user_id: UUID) -> QuerySet[ContactPoint]:
    """What one is, and what one confirmed for others."""
    return ContactPoint.objects.filter(Q(user=user_id) | Q(confirmed_by=user_id))


PERSONAL_DATA = (
    PersonalData(
        "people.user", _("Account"), lambda pk: User.objects.filter(pk=pk), withheld="password"
    ),
    PersonalData(
        "people.membership", _("Roles in institutions"),
        lambda pk: Membership.objects.filter(user=pk),
    ),
    PersonalData(
        "people.memberinvitation", _("Invitations, received or sent"),
        lambda pk: MemberInvitation.objects.filter(Q(accepted_by=pk) | Q(invited_by=pk)),
    ),
    PersonalData(
        "usersessions.usersession", _("Where one is signed in"),
        lambda pk: UserSession.objects.filter(user=pk), withheld="session_key",
    ),
    PersonalData(
        "account.emailaddress", _("Addresses for signing in"),
        lambda pk: EmailAddress.objects.filter(user=pk),
    ),
    PersonalData(
        "account.emailconfirmation", _("Addresses that wait to be confirmed"),
        lambda pk: EmailConfirmation.objects.filter(email_address__user=pk), withheld="key",
    ),
    PersonalData(
        "mfa.authenticator", _("Second steps of signing in"),
        lambda pk: Authenticator.objects.filter(user=pk), withheld="data",
    ),
    PersonalData(
        "sessions.session", _("Devices that are signed in"), _sessions,
        withheld="session_key session_data",
    ),
    PersonalData("people.contactpoint", _("Contact points"), _contact_points),
)  # fmt: skip
