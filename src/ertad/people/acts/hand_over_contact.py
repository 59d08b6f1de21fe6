"""Hand a contact point over: the successor has it all from today, the past remains."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from ertad.audit.trail import StaleEdit, Trace, traced
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.handing_over import open_work
from ertad.kernel.rights import demand
from ertad.people.contacts.named import demand_account_free, demand_deputy, demand_new
from ertad.people.contacts.writing import (
    COLUMNS,
    Told,
    checked,
    sets_of,
    write_sets,
    write_words,
)
from ertad.people.models import ContactPoint, Membership

TAKEN_OVER = (
    "position_ka", "position_en", "position_fr", "nationwide", "languages", "hours",
)  # fmt: skip
"""What a newly named successor begins with, unless something else is said."""


@dataclass(frozen=True)
class Successor:
    """Either a contact point that is there, or somebody newly named (`new_id`, `told`).

    `user_id`: the account of the newly named, a member of the institution, if there is one.
    """

    contact: ContactPoint | None = None
    new_id: UUID | None = None
    told: Told = field(default_factory=Told)
    user_id: UUID | None = None


def hand_over_contact(
    *, contact: ContactPoint, version: int, to: Successor, by: Actor, at: datetime
) -> ContactPoint:
    """Themes, municipalities, deputy, role and open work go to the successor in one act.

    Raises NotAllowed, Refused, and StaleEdit when it was changed or handed over meanwhile.
    """
    demand("contact.hand_over", by, contact.institution_id)
    place = contact.institution_id
    with traced("contact.hand_over", by=by, at=at, on=contact) as trace:
        held = ContactPoint.objects.select_for_update().get(pk=contact.pk)
        if held.ended_on or held.version != version:
            raise StaleEdit(held)
        if to.contact:
            after = ContactPoint.objects.select_for_update().get(pk=to.contact.pk)
            demand_deputy(after, place, of=held)
        else:
            after = _named(trace, held, to, local_day(at))
        _give_sets(trace, held, after)
        _give_deputies(trace, held, after)
        trace.details |= {"successor": str(after.pk)} | _give_work(
            trace, held, after, local_day(at)
        )
        trace.update(
            held, version=version, institution_id=place, ended_on=local_day(at),
            successor_id=after.pk, leaving_on=None, deputy_id=None,
        )  # fmt: skip
    return after


def _named(trace: Trace, held: ContactPoint, to: Successor, today: date) -> ContactPoint:
    demand_new(to.new_id)
    demand_account_free(to.user_id, held.institution_id)
    begun = {name: getattr(held, name) for name in TAKEN_OVER}
    columns = checked({**begun, **to.told.columns})
    after = ContactPoint(
        id=to.new_id, institution=held.institution, user_id=to.user_id, since=today,
        **{name: value for name, value in columns.items() if name in COLUMNS},
    )  # fmt: skip
    write_words(after)
    return trace.create(after, held.institution_id)


def _give_sets(trace: Trace, held: ContactPoint, after: ContactPoint) -> None:
    """To what the successor has already comes what the old one had."""
    old, new = sets_of(held), sets_of(after)
    both = {name: sorted({*old[name], *new[name]}) for name in old}
    write_sets(trace, after, Told(themes=both["themes"], municipalities=both["municipalities"]))
    if held.nationwide and not after.nationwide:
        trace.update(after, institution_id=after.institution_id, nationwide=True)


def _give_deputies(trace: Trace, held: ContactPoint, after: ContactPoint) -> None:
    """The deputy stays, unless the deputy is the successor; whom the old one stood in for, the
    successor stands in for."""
    place = held.institution_id
    if after.deputy_id in (None, held.pk):
        deputy_id = None if held.deputy_id == after.pk else held.deputy_id
        if deputy_id != after.deputy_id:
            trace.update(after, institution_id=place, deputy_id=deputy_id)
    others = ContactPoint.objects.present().filter(deputy=held).exclude(pk=after.pk)
    for other in others:
        trace.update(other, institution_id=place, deputy_id=after.pk)


def _give_work(
    trace: Trace, held: ContactPoint, after: ContactPoint, today: date
) -> dict[str, int]:
    """The role of focal point and what other rooms tie to the account; only to an account."""
    if held.user_id is None or after.user_id is None or held.user_id == after.user_id:
        return {}
    place = held.institution_id
    moved: dict[str, int] = {}
    for work in open_work():
        moved[work.name] = (
            work.move(held.user_id, after.user_id, place)
            if work.move
            else work.count(held.user_id, place)
        )
    for membership in Membership.objects.focal(held.user_id, place):
        given = Membership.objects.filter(
            user=after.user_id, institution=place, role=membership.role, ended_on=None
        )
        if not given.exists():
            new = Membership(
                user_id=after.user_id, institution_id=place, role=membership.role, since=today
            )
            trace.create(new, place)
        trace.update(membership, institution_id=place, ended_on=today)
    return moved
