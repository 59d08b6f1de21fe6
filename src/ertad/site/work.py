"""Gathers the rooms' open work for one person."""

from collections.abc import Sequence
from datetime import date

from ertad.agreements.work import open_work as of_agreements
from ertad.audit.work import open_work as of_the_trail
from ertad.collection.work import open_work as of_collecting
from ertad.cooperation.work import open_work as of_planning_together
from ertad.directory.own_work import open_work as of_the_directory
from ertad.kernel.work import WorkItem
from ertad.people.work import open_work as of_people
from ertad.privacy.work import open_work as of_privacy
from ertad.profiles.work import open_work as of_profiles


def work_of(user: object, today: date) -> Sequence[WorkItem]:
    """What waits for `user`, pressing first, empty items left out."""
    items = [
        *of_the_trail(user, today), *of_privacy(user, today), *of_collecting(user, today),
        *of_the_directory(user, today), *of_people(user, today), *of_agreements(user, today),
        *of_planning_together(user, today), *of_profiles(user, today),
    ]  # fmt: skip
    return sorted((item for item in items if item.count), key=lambda item: not item.pressing)
