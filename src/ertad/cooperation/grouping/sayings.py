"""What the engine of groups found, in the reader's language."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from ertad.engines.grouping import Impossible, Kind, Plan, Violation

REFUSALS: dict[str, str | Promise] = {
    "no_groups": lazy("At least one group, please."),
    "rounds": lazy("From 1 to %(most)s rounds, please."),
    "too_many_people": lazy("More than %(most)s people cannot be put into groups at once."),
    "too_few_people": lazy(
        "Fewer people than groups: %(people)s people, %(groups)s groups (round %(round)s)."
    ),
    "person_twice": lazy("“%(person)s” is there twice."),
    "unknown_person": lazy("There is nobody called “%(person)s” in the table."),
    "unknown_attribute": lazy("Nobody has anything in the column “%(attribute)s”."),
    "unknown_group": lazy("There is no group %(group)s; there are %(groups)s."),
    "unknown_round": lazy("There is no round %(round)s; there are %(rounds)s."),
    "round_is_over": lazy("Round %(round)s is over; “%(person)s” cannot be absent from it."),
    "quota_reversed": lazy(
        "The quota %(attribute)s = %(value)s has a least number above its most."
    ),
    "quota_needs_more": lazy(
        "The quota %(attribute)s = %(value)s needs %(needed)s people in all groups together, and"
        " there are %(people)s (round %(round)s)."
    ),
    "quota_has_more": lazy(
        "The quota %(attribute)s = %(value)s has room for %(room)s people in all groups together,"
        " and there are %(people)s (round %(round)s)."
    ),
    "apart_too_many": lazy(
        "%(people)s people cannot all be apart in %(groups)s groups: %(names)s (round %(round)s)."
    ),
    "together_too_many": lazy(
        "%(people)s people cannot be together in a group of %(size)s: %(names)s (round %(round)s)."
    ),
    "together_and_apart": lazy("“%(person)s” and “%(other)s” are to be together and apart."),
    "together_does_not_fit": lazy(
        "Those who are to be together do not fit into the groups beside each other and beside"
        " those who have a fixed place (round %(round)s)."
    ),
    "together_pinned_apart": lazy(
        "“%(person)s” and “%(other)s” are to be together, and have fixed places in different"
        " groups (round %(round)s)."
    ),
    "pinned_twice": lazy("“%(person)s” has a fixed place in two groups (round %(round)s)."),
    "pins_exceed_group": lazy(
        "%(people)s people have a fixed place in group %(group)s, which has %(size)s (round"
        " %(round)s)."
    ),
    "pinned_and_apart": lazy(
        "“%(person)s” and “%(other)s” are to be apart, and have fixed places in one group (round"
        " %(round)s)."
    ),
}


def why_impossible(found: Impossible) -> str:
    """One sentence for the person."""
    return str(REFUSALS[found.code]) % found.params


def what_is_proven(plan: Plan) -> str:
    """How many meetings are repeated, and how many must be."""
    told: dict[str, object] = {
        "number": plan.objective, "least": plan.bound, "percent": plan.percent_above
    }  # fmt: skip
    if plan.proven and not plan.objective:
        return _("Nobody meets anybody twice.")
    repeated = ngettext(
        "%(number)s repeated meeting", "%(number)s repeated meetings", plan.objective
    )
    said = repeated % told
    if plan.proven:
        return _("%(repeated)s; fewer is impossible.") % {"repeated": said}
    if plan.percent_above is None:
        return _("%(repeated)s; it is not proven that fewer is impossible.") % {"repeated": said}
    told |= {"repeated": said}
    return _("%(repeated)s, at most %(percent)s %% above the best possible (%(least)s).") % told


def what_is_missed(plan: Plan) -> Iterator[str]:
    """A sentence for each wish that is not met."""
    for found in plan.violations:
        place = _("Round %(round)s, group %(group)s") % {
            "round": found.round + 1, "group": found.group + 1
        }  # fmt: skip
        yield f"{place}: {_missed(found)}"


def _missed(found: Violation) -> str:
    told: dict[str, str | int] = {
        "people": ", ".join(found.people), "attribute": found.attribute, "value": found.value,
        "found": found.found, "least": found.least, "most": found.most,
    }  # fmt: skip
    match found.kind:
        case Kind.SIZE:
            return _("%(found)s people, wished were %(least)s to %(most)s") % told
        case Kind.PIN:
            return _("%(people)s should be in another group") % told
        case Kind.TOGETHER:
            return _("should be together and are not: %(people)s") % told
        case Kind.APART:
            return _("should be apart and are not: %(people)s") % told
        case Kind.QUOTA | Kind.BALANCE:
            return (
                _("%(attribute)s = %(value)s: %(found)s people, wished were %(least)s to %(most)s")
                % told
            )
        case Kind.MIX:
            return (
                _("%(attribute)s = %(value)s: %(found)s people, at most %(most)s were wished")
                % told
            )
