"""Sign out elsewhere: one device, or all but this one."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.kernel.actor import Actor, demand_own
from ertad.people.accounts.sessions import end_session, end_sessions_of
from ertad.people.models import User


def end_one_session(*, by: Actor, at: datetime, user: User, session: int) -> bool:
    """Whether there was one; that of somebody else is not there."""
    demand_own(by, user.pk)
    with traced("account.end_session", by=by, at=at, on=user):
        return end_session(user, session)


def end_other_sessions(*, by: Actor, at: datetime, user: User, this: str | None) -> int:
    """How many; `this`: the key of the session that stays."""
    demand_own(by, user.pk)
    with traced("account.end_sessions", by=by, at=at, on=user) as trace:
        trace.details = {"ended": (ended := end_sessions_of(user, but=this))}
    return ended
