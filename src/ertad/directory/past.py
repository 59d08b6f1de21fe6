"""Reads of the history: what each revision changed, who did it, and what undoing it would mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.audit.models import AuditRow, Revision
from ertad.directory.acts.location_fields import LOCATION_KEYS
from ertad.directory.acts.undo_revision import LOCATION_KIND, before_of, to_put_back
from ertad.directory.record import KEYS, Record, differing
from ertad.directory.record.wording import Wording, label_of, language_name
from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership

ACTS: Mapping[str, str | Promise] = {
    "service.add": lazy("Added"),
    "service.edit": lazy("Changed"),
    "services.confirm": lazy("Confirmed"),
    "service.end": lazy("Ended"),
    "service.places": lazy("Places said"),
    "location.add": lazy("Added"),
    "location.edit": lazy("Changed"),
    "revision.undo": lazy("An earlier change undone"),
    "round.publish": lazy("Taken from a round"),
    "pair.answer": lazy("Merged with another record"),
    "service.unmerge": lazy("A merge undone"),
}
ROLES: Mapping[str, str | Promise] = {
    Role.FOCAL_POINT: lazy("focal point"),
    Role.DEPUTY: lazy("deputy"),
    Role.PROVIDER_STAFF: lazy("staff of the provider"),
    Role.INSTITUTION_ADMIN: lazy("institution admin"),
    Role.COORDINATOR: lazy("coordinator"),
    Role.OPERATOR: lazy("the system"),
    Role.LINK_HOLDER: lazy("by a signed link"),
}
LOCATION_LABELS: Mapping[str, str | Promise] = {
    "address": lazy("Address"),
    "name": lazy("Name of the place"),
    "municipality_id": lazy("Municipality"),
    "country": lazy("Country"),
    "latitude": lazy("Latitude"),
    "longitude": lazy("Longitude"),
    "confidential": lazy("Confidential address"),
}


@dataclass(frozen=True)
class Changed:
    """One field of a revision, in words."""

    label: str
    before: str
    after: str


@dataclass
class Entry:
    """A revision as the history shows it; `who` has a name only where the reader may know it."""

    revision: Revision
    at: datetime
    what: str
    who: str
    note: str = ""
    changes: list[Changed] = field(default_factory=list)
    url: str = ""
    url_text: str = ""
    person: str = ""
    """Id of the account whose name is shown."""


def _what(revision: Revision) -> str | Promise:
    if revision.act in ACTS:
        return ACTS[revision.act]
    return lazy("Changed") if revision.before else lazy("Added")


def entries(revisions: Sequence[Revision], user: object) -> list[Entry]:
    """The revisions of services and places in words, in a constant number of queries."""
    wording = Wording(_changed_parts(revisions), user)
    return told(revisions, user, _what, lambda revision: list(changes_of(revision, wording)))


def told(
    revisions: Sequence[Revision],
    user: object,
    what: Callable[[Revision], str | Promise],
    changes: Callable[[Revision], list[Changed]],
) -> list[Entry]:
    """The revisions with who did them and why, and what the caller says of each."""
    people, acts = _names(revisions, user), _acts(revisions)
    found = []
    for revision in revisions:
        act = acts.get(revision.act_id)
        place = act.institution_name if act else ""
        role = str(ROLES.get(revision.role, revision.role))
        who = [people.get(revision.actor_id, ""), role, place]
        found.append(
            Entry(
                revision=revision,
                at=revision.at,
                what=str(what(revision)),
                who=", ".join(part for part in who if part),
                note=_("Reason: %(reason)s") % {"reason": act.reason} if act and act.reason else "",
                changes=changes(revision),
                person=revision.actor_id if revision.actor_id in people else "",
            )
        )
    return found


def changes_of(revision: Revision, wording: Wording) -> list[Changed]:
    """What the revision changed, field by field; nothing for an addition."""
    before, after = revision.before, revision.after
    if before is None or after is None:
        return []
    if revision.kind == LOCATION_KIND:
        return [
            Changed(location_label(key), _plain(before[key]), _plain(after[key]))
            for key in LOCATION_KEYS
            if before[key] != after[key]
        ]
    return [
        Changed(label_of(key), wording.text(key, before[key]), wording.text(key, after[key]))
        for key in _differing(before, after)
    ]


@dataclass(frozen=True)
class LaterField:
    """A field changed again since: its value then, now, and what undoing would put back."""

    key: str
    label: str
    now: str
    back: str


def what_undoing_means(
    revision: Revision, current: Record, user: object, today: date
) -> tuple[list[Changed], list[LaterField]]:
    """(fields that go back by themselves, fields changed again since), in words."""
    before, after = before_of(revision, today), revision.after or {}
    keys = LOCATION_KEYS if revision.kind == LOCATION_KIND else _differing(before, after)
    if revision.before is None:
        keys, after = ["status", "ended_on"], {**after}
    possible, later = to_put_back(before, after, current, keys)
    parts = [{key: state[key] for key in [*possible, *later]} for state in (before, current)]
    if revision.kind == LOCATION_KIND:
        said = {key: (_plain(current[key]), _plain(before[key])) for key in [*possible, *later]}
        labels = {key: location_label(key) for key in said}
    else:
        wording = Wording(parts, user)
        said = {
            key: (wording.text(key, current[key]), wording.text(key, before[key]))
            for key in [*possible, *later]
        }
        labels = {key: label_of(key) for key in said}
    return (
        [Changed(labels[key], *said[key]) for key in possible],
        [LaterField(key, labels[key], *said[key]) for key in later],
    )


def location_label(key: str) -> str:
    """ "Address (French)" for `address_fr`; the plain label of the others."""
    base, _separator, language = key.rpartition("_")
    if base in LOCATION_LABELS:
        return f"{LOCATION_LABELS[base]} ({language_name(language)})"
    return str(LOCATION_LABELS[key])


def _differing(before: Record, after: Record) -> list[str]:
    whole = set(KEYS)
    if set(before) < whole or set(after) < whole:
        return [key for key in KEYS if key in before and key in after and before[key] != after[key]]
    return list(differing(before, after))


def _changed_parts(revisions: Sequence[Revision]) -> list[Record]:
    """Only what changed, so that only its labels are read."""
    parts: list[Record] = []
    for revision in revisions:
        if revision.kind == LOCATION_KIND or revision.before is None or revision.after is None:
            continue
        keys = _differing(revision.before, revision.after)
        parts += [{key: state[key] for key in keys} for state in (revision.before, revision.after)]
    return parts


def _names(revisions: Sequence[Revision], user: object) -> dict[str, str]:
    """Names of actors who are the reader's colleagues; others are shown by role alone."""
    actors = {UUID(revision.actor_id) for revision in revisions if revision.actor_id}
    colleagues = Membership.objects.visible_to(user).filter(user__in=actors)
    return {str(key): name for key, name in colleagues.values_list("user_id", "user__name")}


@dataclass(frozen=True)
class _Act:
    institution_name: str
    reason: str


def _acts(revisions: Sequence[Revision]) -> dict[Any, _Act]:
    """Institution and reason of the acts behind revisions that the reader was given to see."""
    rows = list(
        AuditRow.objects.filter(act_id__in={revision.act_id for revision in revisions}).values_list(
            "act_id", "role", "institution_id", "reason"
        )
    )
    ids = {place for _act, _role, place, _reason in rows if place}
    names = {str(row.pk): row.name for row in Institution.objects.filter(pk__in=ids)}
    # A coordinator acts for the institution; to name it would say that its own people did.
    return {
        act: _Act("" if role == Role.COORDINATOR else names.get(place, ""), reason)
        for act, role, place, reason in rows
    }


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "–" if value in (None, "") else str(value)
