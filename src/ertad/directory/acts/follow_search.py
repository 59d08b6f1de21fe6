"""A member follows a search: its new services are sent once a week; or does no longer."""

from datetime import datetime
from uuid import UUID

from ertad.audit.trail import traced
from ertad.directory.models import SearchSubscription
from ertad.directory.record.checking import Problem
from ertad.directory.refusals import TooMany, WrongRecord
from ertad.directory.subscriptions import MOST_FITTING, Params, fitting, question_of
from ertad.kernel.actor import Actor, NotAllowed
from ertad.people.models import User

MOST_SEARCHES = 20


def follow_search(
    *, subscription_id: UUID, params: Params, owner: User, by: Actor, at: datetime
) -> SearchSubscription:
    """Follow the search of `params` (`subscriptions.followed` makes them); what fits now is known.

    The same search followed twice is one. Raises NotAllowed; WrongRecord for a search without a
    filter; TooMany for one that too many services fit, or for more searches than may be.
    """
    if by.user_id is None or by.user_id != owner.pk:
        raise NotAllowed("letters go to oneself only")
    if not question_of(params).chosen:
        raise WrongRecord([Problem("params", "no_filter")])
    ids = fitting(params, owner, at)
    if ids is None:
        raise TooMany(MOST_FITTING)
    with traced("search.follow", by=by, at=at) as trace:
        own = SearchSubscription.objects.filter(owner=owner)
        for known in own:
            if known.pk == subscription_id or known.params == params:
                return known
        if own.count() >= MOST_SEARCHES:
            raise TooMany(MOST_SEARCHES)
        found = SearchSubscription(
            id=subscription_id, owner=owner, params=params, at=at, looked_at=at,
            known=[str(key) for key in ids],
        )  # fmt: skip
        trace.on(found)
        found.save(force_insert=True)
        return found


def stop_search(*, found: SearchSubscription, by: Actor, at: datetime) -> None:
    """No more letters, and what was kept is deleted. `by` is the owner, or the holder of the
    signed link of a letter; a second time changes nothing."""
    with traced("search.stop", by=by, at=at, on=found):
        SearchSubscription.objects.filter(pk=found.pk).delete()
