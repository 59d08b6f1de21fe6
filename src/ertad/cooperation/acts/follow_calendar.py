"""A member follows the calendar: filters, weekly letters, the address of the own feed."""

from datetime import datetime
from uuid import UUID

from ertad.audit.trail import traced
from ertad.cooperation.calendar.filters import Params, choices, filters_of
from ertad.cooperation.models import CalendarFollow
from ertad.kernel.actor import Actor, NotAllowed, demand_own
from ertad.kernel.rights import demand
from ertad.people.models import User


def follow_calendar(
    *, follow_id: UUID, params: Params, weekly: bool, by: Actor, at: datetime
) -> CalendarFollow:
    """Keep what is followed; the codes that exist, nothing typed. Raises NotAllowed."""
    demand("calendar.see", by)
    if (owner := by.user_id) is None:
        raise NotAllowed("letters and feeds go to oneself only")
    known = choices().known(filters_of(params)).params()
    with traced("calendar.follow", by=by, at=at) as trace:
        User.objects.select_for_update().get(pk=owner)  # sent twice at once
        found = CalendarFollow.objects.select_for_update().filter(owner=owner).first()
        if found is None:
            found = CalendarFollow(
                id=follow_id, owner_id=owner, params=known, weekly=weekly, told_at=at,
                changed_at=at,
            )  # fmt: skip
            trace.on(found)
            return trace.create(found)
        trace.on(found)
        if (found.params, found.weekly) == (known, weekly):
            return found
        told_at = found.told_at if found.weekly else at
        return trace.update(found, params=known, weekly=weekly, told_at=told_at, changed_at=at)


def renew_address(*, found: CalendarFollow, by: Actor, at: datetime) -> CalendarFollow:
    """Earlier addresses of the feed stop working at once. Raises NotAllowed, StaleEdit."""
    demand_own(by, found.owner_id)
    with traced("calendar.renew", by=by, at=at, on=found) as trace:
        return trace.update(found, number=found.number + 1, changed_at=at)


def stop_following(*, found: CalendarFollow, by: Actor, at: datetime) -> None:
    """No feed and no letters any more, and what was kept is deleted. Raises NotAllowed."""
    demand_own(by, found.owner_id)
    with traced("calendar.unfollow", by=by, at=at, on=found) as trace:
        trace.delete(found)


def stop_weekly(*, found: CalendarFollow, by: Actor, at: datetime) -> None:
    """No more letters. `by` is the owner, or the holder of the signed link of a letter; a second
    time changes nothing."""
    with traced("calendar.stop_weekly", by=by, at=at, on=found) as trace:
        if found.weekly:
            trace.update(found, weekly=False, changed_at=at)
