"""A member keeps a list of services under a title that is chosen, not written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ertad.audit.trail import Trace, snapshot, traced
from ertad.directory.models import ListedService, SavedList, Service
from ertad.directory.record.checking import Problem
from ertad.directory.refusals import TooMany, WrongRecord
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.languages import LANGUAGES

MOST_SERVICES = 30
MOST_LISTS = 100
KIND = "directory.savedlist"


@dataclass(frozen=True)
class ListTitle:
    """The parts of a title. `title` is one of SavedList.Title, `number` 1 to 99."""

    title: str
    day: date | None = None
    number: int | None = None
    language: str = "ka"

    def problems(self) -> list[Problem]:
        """What is wrong with it, if anything."""
        found = []
        if self.title not in SavedList.Title.values:
            found.append(Problem("title", "unknown_code", {"code": self.title}))
        if self.number is not None and not 1 <= self.number <= 99:
            found.append(Problem("number", "out_of_range"))
        if self.language not in LANGUAGES:
            found.append(Problem("language", "unknown_code", {"code": self.language}))
        return found


def keep_list(
    *, list_id: UUID, title: ListTitle, service_ids: Sequence[UUID], by: Actor, at: datetime
) -> SavedList:
    """Keep the services as a list of the actor's own; `list_id` is chosen by the door, so that a
    form sent twice makes one list.

    Raises NotAllowed, WrongRecord, TooMany.
    """
    if by.user_id is None:
        raise NotAllowed("sign in first")
    if problems := title.problems():
        raise WrongRecord(problems)
    ids = demand_services(service_ids)
    with traced("list.keep", by=by, at=at, on=SavedList(pk=list_id)) as trace:
        own = SavedList.objects.filter(owner=by.user_id)
        if known := own.filter(pk=list_id).first():
            return known
        if own.count() >= MOST_LISTS:
            raise TooMany(MOST_LISTS)
        kept = SavedList(
            id=list_id, owner_id=by.user_id, at=at, title=title.title, day=title.day,
            number=title.number, language=title.language,
        )  # fmt: skip
        kept.save(force_insert=True)
        write_items(kept, ids)
        revised(trace, kept, None)
        return kept


def demand_services(ids: Sequence[UUID]) -> list[UUID]:
    """Those that exist, each once, in their order. Raises TooMany."""
    wanted = list(dict.fromkeys(ids))
    if len(wanted) > MOST_SERVICES:
        raise TooMany(MOST_SERVICES)
    there = set(Service.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    return [key for key in wanted if key in there]


def write_items(kept: SavedList, ids: Sequence[UUID]) -> None:
    """The list's services are these, in this order."""
    kept.items.all().delete()
    ListedService.objects.bulk_create(
        ListedService(saved_list=kept, service_id=key, position=position)
        for position, key in enumerate(ids)
    )


def state_of(kept: SavedList) -> dict[str, Any]:
    """The list for the trace: whether it is shared, but never the key that opens it."""
    state = snapshot(kept)
    state["shared"] = bool(state.pop("shared_key"))
    state["services"] = [str(key) for key in kept.items.values_list("service_id", flat=True)]
    return state


def revised(trace: Trace, kept: SavedList, before: dict[str, Any] | None) -> None:
    """Keep the revision of a list as it is now."""
    trace.revised(KIND, kept.pk, before, state_of(kept))
