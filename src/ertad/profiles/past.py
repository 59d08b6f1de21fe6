"""The history of a profile or a challenge, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.audit.models import Revision
from ertad.directory.models import Service
from ertad.directory.past import Changed, Entry, LaterField, told
from ertad.directory.record.wording import language_name
from ertad.kernel.languages import said
from ertad.people.models import Institution
from ertad.places.models import Municipality
from ertad.profiles.acts.undo_saying import KEYS, what_goes_back
from ertad.profiles.queries.own_words import shown_number
from ertad.profiles.rules import CHALLENGE_MOVES, STATE_LABELS
from ertad.vocabulary.models import Term

Text = str | Promise
ACTS: Mapping[str, Text] = {
    "profile.write": lazy("Written"),
    "challenge.add": lazy("Added"),
    "challenge.edit": lazy("Changed"),
    "saying.undo": lazy("An earlier change undone"),
    **{move.act: move.label for move in CHALLENGE_MOVES.values()},
}
LABELS: Mapping[str, Text] = {
    "field": lazy("Field of activity"),
    "mandate": lazy("Mandate"),
    "offers": lazy("What we offer to others"),
    "seeks": lazy("What we look for"),
    "target_groups": lazy("For whom"),
    "figures": lazy("Figures"),
    "kind": lazy("Kind of challenge"),
    "description": lazy("What is difficult"),
    "places": lazy("Municipalities"),
    "since_year": lazy("Since which year"),
    "public": lazy("Shown to everybody"),
    "state": lazy("How it stands"),
    "state_since": lazy("Since when it stands so"),
    "answer": lazy("What is being done"),
    "service_id": lazy("Service"),
    "helper_id": lazy("Institution that helps"),
}


def label_of(key: str) -> str:
    """ "Mandate (French)" for `mandate_fr`; the plain label of the others."""
    base, _separator, language = key.rpartition("_")
    if base in LABELS and len(language) == 2 and language != "id":
        return f"{LABELS[base]} ({language_name(language)})"
    return str(LABELS[key])


def value_of(key: str, value: Any) -> str:
    """As the history and the comparison of two versions show it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in (None, "", []):
        return "–"
    match key:
        case "target_groups":
            return _labels("target_group", value)
        case "kind":
            return _labels("joint_planning", [value])
        case "places":
            return ", ".join(place.name for place in Municipality.objects.filter(pk__in=value))
        case "figures":
            return "; ".join(_figure(figure) for figure in value)
        case "state":
            return str(STATE_LABELS[value])
        case "service_id":
            service = Service.objects.filter(pk=value).first()
            return service.name if service else str(value)
        case "helper_id":
            helper = Institution.objects.filter(pk=value).first()
            return helper.name if helper else str(value)
    return str(value)


def _labels(vocabulary: str, codes: Sequence[str]) -> str:
    found = Term.objects.filter(vocabulary=vocabulary, code__in=codes).order_by("position")
    return ", ".join(term.label for term in found)


def _figure(figure: Mapping[str, Any]) -> str:
    value = shown_number(figure["value"]) or _("not known")
    parts = [said(figure, "label").text, value, str(figure["year"]), said(figure, "source").text]
    return " · ".join(part for part in parts if part)


def entries(revisions: Sequence[Revision], user: object) -> list[Entry]:
    return told(revisions, user, lambda each: ACTS.get(each.act, each.act), changes_of)


def changes_of(revision: Revision) -> list[Changed]:
    """What the revision changed, field by field; nothing for an addition."""
    before, after = revision.before, revision.after
    if before is None or after is None:
        return []
    return [
        Changed(label_of(key), value_of(key, before[key]), value_of(key, after[key]))
        for key in KEYS[revision.kind]
        if before[key] != after[key]
    ]


def what_undoing_means(
    revision: Revision, current: dict[str, Any]
) -> tuple[list[Changed], list[LaterField]]:
    """(fields that go back by themselves, fields changed again since), in words."""
    before = revision.before or {}
    possible, later = what_goes_back(revision, current)

    def words(key: str) -> tuple[str, str, str]:
        return label_of(key), value_of(key, current[key]), value_of(key, before[key])

    return (
        [Changed(*words(key)) for key in possible],
        [LaterField(key, *words(key)) for key in later],
    )
