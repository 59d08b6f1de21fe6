"""What this room holds about a person who has an account."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ertad.kernel.personal_data import PersonalData
from ertad.people.contact_data import CONTACT_DATA
from ertad.people.models import MemberInvitation, Membership, User

PERSONAL_DATA = (
    PersonalData("people.user", _("Account"), lambda user: User.objects.filter(pk=user)),
    PersonalData(
        "people.membership", _("Roles"), lambda user: Membership.objects.filter(user=user)
    ),
    PersonalData(
        "people.memberinvitation", _("Invitations, received or sent"),
        lambda user: MemberInvitation.objects.filter(Q(accepted_by=user) | Q(invited_by=user)),
    ),
    PersonalData(
        "usersessions.usersession", _("Where one is signed in"),
        lambda user: UserSession.objects.filter(user_id=user),
    ),
    PersonalData(
        "mfa.authenticator", _("Apps and passkeys"),
        lambda user: Authenticator.objects.filter(user_id=user),
    ),
    PersonalData(
        "account.emailaddress", _("Addresses for signing in"),
        lambda user: EmailAddress.objects.filter(user_id=user),
    ),
    *CONTACT_DATA,
)  # fmt: skip
