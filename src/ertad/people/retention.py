"""How long accounts, roles and ways of signing in are kept."""

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from ertad.kernel.retention import YEAR, Retention
from ertad.people.acts.empty_accounts import empty_accounts
from ertad.people.models import ContactPoint, Membership, User

WITH_THE_ACCOUNT = _("as long as the account has a name")
_SIGNING_IN = _("so that nobody else signs in in your name")
_NOBODY = _("nobody; the system alone")


def _left() -> QuerySet[User]:
    """Accounts whose last role has ended (`left_on`) and that still name somebody."""
    held = Membership.objects.filter(user=OuterRef("pk"))
    left = User.objects.exclude(name="").filter(Exists(held))
    left = left.exclude(Exists(held.filter(ended_on=None)))
    dated: QuerySet[User] = left.annotate(left_on=Max("memberships__ended_on"))
    return dated


def _ended() -> QuerySet[ContactPoint]:
    return ContactPoint.objects.exclude(ended_on=None)


RETENTION = (
    Retention(
        "accounts", "people.user", _("Name and e-mail address of the account"),
        _("so that you can sign in, and colleagues know who does what"),
        _("members of your institution, coordinator, data protection officer"),
        days=YEAR, since="left_on", rows=_left, take=empty_accounts,
        until=_("one year after your last role has ended"),
    ),
    Retention(
        "roles", "people.membership", _("Your roles in institutions"),
        _("so that you can do your work and it stays known who was responsible"),
        _("members of your institution, coordinator, data protection officer"),
        until=WITH_THE_ACCOUNT,
    ),
    Retention(
        "addresses", "account.emailaddress", _("Addresses for signing in"), _SIGNING_IN, _NOBODY,
        until=WITH_THE_ACCOUNT,
    ),
    Retention(
        "confirmations", "account.emailconfirmation", _("Addresses that wait to be confirmed"),
        _SIGNING_IN, _NOBODY, days=30, since="created",
    ),
    Retention(
        "second_steps", "mfa.authenticator", _("Second steps of signing in"), _SIGNING_IN, _NOBODY,
        until=WITH_THE_ACCOUNT,
    ),
    Retention(
        "sessions", "sessions.session", _("Devices that are signed in"),
        _("so that you need not sign in on every page"), _NOBODY,
        days=0, since="expire_date", until=_("until you sign out, or the session ends"),
    ),
    Retention(
        "signed_in", "usersessions.usersession", _("Where you are signed in"),
        _("so that you can end it from elsewhere"), _("you alone"),
        until=_("one day after you were last there"),
    ),
    Retention(
        "invitations", "people.memberinvitation", _("Invitations to an account"),
        _("so that the letter reaches you"), _("administrator of the institution, coordinator"),
        until=_("until it is accepted or withdrawn, at most five weeks"),
    ),
    Retention(
        "contact_points", "people.contactpoint", _("Contact points that have ended"),
        _("so that it stays known whom one could call"),
        _("members of your institution, coordinator, data protection officer"),
        days=YEAR, since="ended_on", rows=_ended,
        empty={
            "name": "–", "phone": "", "email": "", "folded_person": "", "user": None,
            "confirmed_by": None,
        },
        until=_("one year after you handed it over or left it"),
    ),
)  # fmt: skip
