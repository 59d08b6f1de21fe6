"""Accept an invitation: the role begins, and the account with it where there is none."""

from datetime import datetime

from ertad.audit.trail import Trace, keyed_digest, traced
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.roles import Role
from ertad.notices.writing import one_line
from ertad.people.accounts.links import read_invitation
from ertad.people.acts.invite_member import change
from ertad.people.models import MemberInvitation, Membership, User

LABEL = "people.user"


def accept_invitation(
    *, key: str, at: datetime, name: str = "", language: str = "ka", password: str | None = None
) -> User:
    """Whose account it is now. The name, language and password are for an account that is new.

    The key is the right to it. Raises LinkRefused; of two that press at once, StaleEdit for one.
    """
    invitation = read_invitation(key, at)
    institution = invitation.institution
    found = account_of(invitation)
    user = found or User(email=invitation.email)
    by = Actor(Role.LINK_HOLDER, user.pk, institution.pk)
    with traced("member.accept", by=by, at=at, on=institution) as trace:
        if found is None or not found.is_active:
            _open_account(trace, user, one_line(name)[:200], language, password)
        change(
            trace, invitation, version=invitation.version, state=MemberInvitation.State.ACCEPTED,
            accepted_by_id=user.pk, email="", name="",
        )  # fmt: skip
        role = invitation.role
        held = Membership.objects.filter(user=user, institution=institution, role=role)
        if not held.filter(ended_on=None).exists():
            member = Membership(user=user, institution=institution, role=role, since=local_day(at))
            trace.create(member, institution.pk)
    return user


def account_of(invitation: MemberInvitation) -> User | None:
    """The account at the invited address; it may be closed."""
    found: User | None = User.objects.filter(email=invitation.email).first()
    return found


def _open_account(trace: Trace, user: User, name: str, language: str, password: str | None) -> None:
    """A new account, or one that was closed, as if it were new."""
    new = user._state.adding
    user.name, user.language = name, language
    user.is_active, user.closed_at, user.new_email = True, None, ""
    user.set_password(password)
    user.save(force_insert=new)
    after = {"id": str(user.pk), "name": keyed_digest(name), "language": language}
    trace.revised(LABEL, user.pk, None if new else {"closed": True}, after)
