"""Close an account: signing in ends everywhere, roles end, what was done stays in the history."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import Trace, traced
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.clock import local_day
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand
from ertad.kernel.roles import Role
from ertad.people.accounts.letters import put_closed
from ertad.people.accounts.ways_in import forget_ways_in
from ertad.people.models import Institution, MemberInvitation, Membership, User
from ertad.people.models.memberships import MembershipQuerySet


def close_account(*, by: Actor, at: datetime, user: User) -> None:
    """One's own, or that of a member of `by.institution_id` who has no role elsewhere.

    Raises Refused while an institution would be left without a focal point by one's own leaving.
    """
    _demand(by, user)
    if not user.is_active:
        raise Refused(_("The account is closed already."))
    if by.user_id == user.pk and left_alone(user):
        raise Refused(_("Hand over first: an institution would have no focal point."))
    with traced("account.close", by=by, at=at, on=user) as trace:
        put_closed(user, at=at)
        _end_memberships(trace, user, at)
        _withdraw(trace, user)
        forget_ways_in(user)
        before = {"closed": False}
        User.objects.filter(pk=user.pk).update(
            is_active=False, closed_at=at, new_email="", password=user.password
        )
        user.is_active, user.closed_at, user.new_email = False, at, ""
        trace.revised("people.user", user.pk, before, {"closed": True})


def left_alone(user: User) -> Sequence[Institution]:
    """Institutions whose only focal point this is, and that of the only coordinator."""
    lone = []
    for held in _present(user).filter(role__in=[Role.FOCAL_POINT, Role.COORDINATOR]):
        others = Membership.objects.filter(
            role=held.role, ended_on=None, user__is_active=True
        ).exclude(user=user)
        if held.role == Role.FOCAL_POINT:
            others = others.filter(institution=held.institution)
        if not others.exists():
            lone.append(held.institution)
    return lone


def _demand(by: Actor, user: User) -> None:
    if by.user_id == user.pk:
        return
    demand("account.close", by, by.institution_id)
    places = set(_present(user).values_list("institution_id", flat=True))
    if by.role not in (Role.COORDINATOR, Role.OPERATOR) and places != {by.institution_id}:
        raise NotAllowed("the account belongs to other institutions too")


def _present(user: User) -> MembershipQuerySet:
    return Membership.objects.filter(user=user, ended_on=None).select_related("institution")


def _end_memberships(trace: Trace, user: User, at: datetime) -> None:
    for member in _present(user):
        trace.update(member, institution_id=member.institution_id, ended_on=local_day(at))


def _withdraw(trace: Trace, user: User) -> None:
    """Invitations that wait at the address: whoever left is not let in by an old letter."""
    waiting = MemberInvitation.objects.waiting().filter(email=user.email)
    number = waiting.update(state=MemberInvitation.State.WITHDRAWN, email="", name="")
    trace.details = {"withdrawn": number}
