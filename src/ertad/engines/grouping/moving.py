"""What it does to a plan to move one person by hand, or to exchange two."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .plan import Plan, Violation, judge
from .wishes import Groups, Impossible


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a value are in a group, before and after."""

    group: int
    attribute: str
    value: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Effect:
    """`after` is the plan as it would be; `shares` has only what changes."""

    before: Plan
    after: Plan
    shares: tuple[Share, ...]

    @property
    def repeated(self) -> int:
        """Repeated meetings more than before; negative, fewer."""
        return self.after.objective - self.before.objective

    @property
    def broken(self) -> tuple[Violation, ...]:
        """Wishes that were met before, or missed by another count."""
        return tuple(each for each in self.after.violations if each not in self.before.violations)

    @property
    def mended(self) -> tuple[Violation, ...]:
        """What was missed before and is no more, or is by another count."""
        return tuple(each for each in self.before.violations if each not in self.after.violations)


def effect_of_move(
    plan: Plan, person: str, *, round: int, group: int, exchange_with: str | None = None
) -> Effect:
    """Person goes to the group in that round, and `exchange_with` to where the person was.

    Raises Impossible for somebody who is not there, and for a group or round that is not.
    """
    if not 0 <= round < len(plan.groups):
        raise Impossible("unknown_round", round=round + 1, rounds=len(plan.groups))
    groups = [list(members) for members in plan.groups[round]]
    if not 0 <= group < len(groups):
        raise Impossible("unknown_group", group=group + 1, groups=len(groups))
    old = _group_of(plan, round, person)
    groups[old].remove(person)
    groups[group].append(person)
    if exchange_with is not None:
        groups[_group_of(plan, round, exchange_with)].remove(exchange_with)
        groups[old].append(exchange_with)
    order = {each.id: number for number, each in enumerate(plan.people)}
    changed = tuple(tuple(sorted(members, key=order.__getitem__)) for members in groups)
    rounds: Groups = (*plan.groups[:round], changed, *plan.groups[round + 1 :])
    after = judge(plan.people, plan.wishes, rounds)
    return Effect(plan, after, _shares(plan, after, round))


def _group_of(plan: Plan, number: int, person: str) -> int:
    for group, members in enumerate(plan.groups[number]):
        if person in members:
            return group
    raise Impossible("unknown_person", person=person)


def _shares(before: Plan, after: Plan, number: int) -> tuple[Share, ...]:
    wishes = before.wishes
    wished = (*wishes.mix, *wishes.balance, *(quota.attribute for quota in wishes.quotas))
    known = {person.id: person.attributes for person in before.people}
    found = []
    for group in range(wishes.groups):
        if before.groups[number][group] == after.groups[number][group]:
            continue
        for attribute in dict.fromkeys(wished):
            was, now = (
                Counter(known[each].get(attribute, "") for each in plan.groups[number][group])
                for plan in (before, after)
            )
            found += [
                Share(group, attribute, value, was[value], now[value])
                for value in sorted(was | now)
                if value and was[value] != now[value]
            ]
    return tuple(found)
