"""What the owner does with a list: order, share, take back, delete."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from ertad.audit.trail import StaleEdit, Trace, traced
from ertad.directory.acts.keep_list import KIND, demand_services, revised, state_of, write_items
from ertad.directory.models import SavedList
from ertad.kernel.actor import Actor, demand_own


def arrange_list(
    *, kept: SavedList, service_ids: Sequence[UUID], version: int, by: Actor, at: datetime
) -> SavedList:
    """The list holds these services, in this order. Raises NotAllowed, TooMany, StaleEdit."""
    demand_own(by, kept.owner_id)
    ids = demand_services(service_ids)
    with traced("list.arrange", by=by, at=at, on=kept) as trace, _changing(trace, kept, version):
        write_items(kept, ids)
    return kept


def share_list(*, kept: SavedList, key: str, by: Actor, at: datetime) -> SavedList:
    """Give the list a link that opens it to anyone who has it; a shared one keeps its link.

    `key` is 32 random hexadecimal digits, chosen by the door. Raises NotAllowed.
    """
    demand_own(by, kept.owner_id)
    if kept.shared_key:
        return kept
    with traced("list.share", by=by, at=at, on=kept) as trace, _changing(trace, kept):
        kept.shared_key = key
    return kept


def withdraw_list(*, kept: SavedList, by: Actor, at: datetime) -> SavedList:
    """The link opens nothing any more, for ever: sharing again makes another. Raises NotAllowed."""
    demand_own(by, kept.owner_id)
    if not kept.shared_key:
        return kept
    with traced("list.withdraw", by=by, at=at, on=kept) as trace, _changing(trace, kept):
        kept.shared_key = None
    return kept


def delete_list(*, kept: SavedList, by: Actor, at: datetime) -> None:
    """The list and its link are gone; the services are not touched. Raises NotAllowed."""
    demand_own(by, kept.owner_id)
    with traced("list.delete", by=by, at=at, on=kept) as trace:
        before, key = state_of(kept), kept.pk
        kept.delete()
        trace.revised(KIND, key, before, None)


@contextmanager
def _changing(trace: Trace, kept: SavedList, version: int | None = None) -> Iterator[None]:
    """The row is locked, changed by the block, saved with its next version and revised."""
    now = SavedList.objects.select_for_update().get(pk=kept.pk)
    if version is not None and now.version != version:
        raise StaleEdit(now)
    before: dict[str, Any] = state_of(now)
    yield
    kept.version = now.version + 1
    kept.save(update_fields=["shared_key", "version"])
    revised(trace, kept, before)
