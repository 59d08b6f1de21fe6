"""What the merged record of two services would be: each field's value, source, date and rule.

Pure: it is shown before anybody decides, and written as it was shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ertad.directory.record import KEYS, Record, differing, field_of, normalised
from ertad.directory.record.fields import in_week_order

Side = Literal["survivor", "absorbed"]
Choice = Literal["survivor", "absorbed", "both"]

RULES: dict[str, str | Promise] = {
    "same": _("both say the same"),
    "only": _("only one says it"),
    "newest": _("newest confirmed"),
    "union": _("union of lists"),
    "longer": _("longer text"),
    "either": _("confidential if either says so"),
    "survivor": _("of the record that stays"),
    "chosen": _("chosen by reviewer"),
}

OF_THE_SURVIVOR = frozenset({"institution", "status", "ended_on"})
LISTS = frozenset({"terms", "municipalities", "languages", "phones", "at"})
LONG_TEXTS = frozenset({"long_text", "lines"})
AGES = ("min_age", "max_age")
PLACES = ("places", "places_as_of")
"""A day means something only with the word that it dates."""
SILENT = {"sex": "any", "places": "unknown"}
"""What a field says when nobody was asked; it wins over nothing that was said."""


@dataclass(frozen=True)
class Told:
    """One of the two records, and what is known of who said it and when.

    `sources`: field -> [source, ISO day, rule], as kept with the service.
    """

    record: Record
    assured_on: date | None = None
    sources: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class MergedField:
    """`source` and `day` say where the value comes from, `rule` (a key of RULES) why it won."""

    value: Any
    rule: str
    source: str
    day: str
    side: Side | Literal["both"]


class ContradictoryChoices(ValueError):
    """The choices make a record that cannot be, such as from age 18 to age 12."""


def merged_fields(
    survivor: Told,
    absorbed: Told,
    *,
    choices: Mapping[str, Choice] | None = None,
    same_places: Mapping[str, str] | None = None,
) -> dict[str, MergedField]:
    """Record key -> what the merged record says and why.

    `choices`: a record key or a field's key (all its languages) -> whose value; "both" is for
    lists. `same_places`: location id -> the location of the survivor that is the same address.
    Raises ContradictoryChoices.
    """
    said = _by_record_key(choices or {})
    result = {
        key: _merged(key, survivor, absorbed, said.get(key), same_places or {}) for key in KEYS
    }
    _with_its_cost(result, survivor, absorbed, said)
    if _reversed(result):
        result |= _ages_of_one(survivor, absorbed, said)
    if _reversed(result):
        low, high = (result[key].value for key in AGES)
        raise ContradictoryChoices(f"from age {low} to age {high}")
    return result


def record_of(fields: Mapping[str, MergedField]) -> Record:
    """The merged record itself."""
    return normalised({key: fields[key].value for key in KEYS})


def sources_of(fields: Mapping[str, MergedField], before: Record) -> dict[str, list[str]]:
    """[source, day, rule] of every field that the merge gives another value than `before`."""
    after = record_of(fields)
    return {
        key: [fields[key].source, fields[key].day, fields[key].rule]
        for key in differing(before, after)
    }


def differences(left: Record, right: Record) -> Iterator[str]:
    """The record keys about which a reviewer can choose."""
    return (key for key in differing(left, right) if key not in OF_THE_SURVIVOR)


def survivor_first(left: Told, right: Told) -> bool:
    """Whether `left` should be the record that stays: confirmed later, else fuller, else itself."""
    days = [told.assured_on or date.min for told in (left, right)]
    if days[0] != days[1]:
        return days[0] > days[1]
    return _fullness(left.record) >= _fullness(right.record)


def _fullness(record: Record) -> int:
    return sum(1 for key in KEYS if record[key] != field_of(key).blank())


def _by_record_key(choices: Mapping[str, Choice]) -> dict[str, Choice]:
    """`choices` with translated fields taken apart and fields that go together kept together."""
    result: dict[str, Choice] = {}
    for key, choice in choices.items():
        keys = [name for name in KEYS if name == key or field_of(name).key == key]
        if not keys:
            raise KeyError(key)
        result |= dict.fromkeys(keys, choice)
    if result.get("places") and not result.get("places_as_of"):
        result["places_as_of"] = result["places"]
    return result


def _merged(
    key: str,
    survivor: Told,
    absorbed: Told,
    choice: Choice | None,
    same_places: Mapping[str, str],
) -> MergedField:
    mine, theirs = survivor.record[key], absorbed.record[key]
    kind = field_of(key).kind
    if key in OF_THE_SURVIVOR:
        return _from(survivor, "survivor", key, "survivor")
    if choice == "both" and kind in LISTS:
        return _union(key, survivor, absorbed, same_places, "chosen")
    if choice == "survivor":
        return _from(survivor, "survivor", key, "chosen")
    if choice == "absorbed":
        return _from(absorbed, "absorbed", key, "chosen")
    if key == "programme" and survivor.record["institution"] != absorbed.record["institution"]:
        return _from(survivor, "survivor", key, "survivor")
    if mine == theirs:
        return _from(survivor, "survivor", key, "same")
    if key in PLACES and any(told.record["places"] != "unknown" for told in (survivor, absorbed)):
        return _of_places(key, survivor, absorbed)
    if kind in LISTS and mine and theirs:
        return _union(key, survivor, absorbed, same_places, "union")
    if key == "confidential":
        return _from(*_side(survivor, absorbed, first=mine), key, "either")
    if _is_silent(key, mine) or _is_silent(key, theirs):
        return _from(*_side(survivor, absorbed, first=_is_silent(key, theirs)), key, "only")
    if kind in LONG_TEXTS and len(mine) != len(theirs):
        return _from(*_side(survivor, absorbed, first=len(mine) > len(theirs)), key, "longer")
    return _from(*_side(survivor, absorbed, first=_newer(survivor, absorbed)), key, "newest")


def _is_silent(key: str, value: Any) -> bool:
    return bool(value == field_of(key).blank() or value == SILENT.get(key))


def _of_places(key: str, survivor: Told, absorbed: Told) -> MergedField:
    """The newest word about places; a side that does not know says none."""
    silent = [told.record["places"] == "unknown" for told in (survivor, absorbed)]
    if any(silent):
        return _from(*_side(survivor, absorbed, first=silent[1]), key, "only")
    mine, theirs = survivor.record["places_as_of"], absorbed.record["places_as_of"]
    return _from(*_side(survivor, absorbed, first=mine >= theirs), key, "newest")


def _with_its_cost(
    result: dict[str, MergedField], survivor: Told, absorbed: Told, said: Mapping[str, Choice]
) -> None:
    """Where two costs differ, the words about it are of the side whose cost it is."""
    costs = [survivor.record["cost"], absorbed.record["cost"]]
    if not all(costs) or costs[0] == costs[1]:
        return
    cost = result["cost"]
    told, side = _side(survivor, absorbed, first=cost.side == "survivor")
    for key in field_of("cost_note_en").record_keys():
        if key not in said and survivor.record[key] != absorbed.record[key]:
            result[key] = _from(told, side, key, cost.rule)


def _reversed(fields: Mapping[str, MergedField]) -> bool:
    low, high = (fields[key].value for key in AGES)
    return low is not None and high is not None and low > high


def _ages_of_one(
    survivor: Told, absorbed: Told, said: Mapping[str, Choice]
) -> dict[str, MergedField]:
    """Both ages of the side of which one was chosen, else of the newest; {} when both were."""
    chosen = [said[key] for key in AGES if said.get(key) in ("survivor", "absorbed")]
    if len(chosen) == len(AGES):
        return {}
    first = chosen[0] == "survivor" if chosen else _newer(survivor, absorbed)
    told, side = _side(survivor, absorbed, first=first)
    return {key: _from(told, side, key, "chosen" if chosen else "newest") for key in AGES}


def _newer(survivor: Told, absorbed: Told) -> bool:
    return (survivor.assured_on or date.min) >= (absorbed.assured_on or date.min)


def _side(survivor: Told, absorbed: Told, *, first: bool) -> tuple[Told, Side]:
    return (survivor, "survivor") if first else (absorbed, "absorbed")


def _from(told: Told, side: Side, key: str, rule: str) -> MergedField:
    source, day = _source(told, key)
    return MergedField(told.record[key], rule, source, day, side)


def _source(told: Told, key: str) -> tuple[str, str]:
    kept = told.sources.get(key)
    if kept:
        return kept[0], kept[1]
    return "", told.assured_on.isoformat() if told.assured_on else ""


def _union(
    key: str, survivor: Told, absorbed: Told, same_places: Mapping[str, str], rule: str
) -> MergedField:
    mine, theirs = survivor.record[key], absorbed.record[key]
    value = _all_places(mine, theirs, same_places) if key == "at" else [
        *mine, *(item for item in theirs if item not in mine)
    ]  # fmt: skip
    one, other = _source(survivor, key), _source(absorbed, key)
    source = one[0] if one[0] == other[0] else " + ".join(filter(None, (one[0], other[0])))
    return MergedField(value, rule, source, max(one[1], other[1]), "both")


def _all_places(
    mine: list[dict[str, Any]], theirs: list[dict[str, Any]], same_places: Mapping[str, str]
) -> list[dict[str, Any]]:
    """One entry a place; where both are at one place the survivor's hours stay, if it has any."""
    places = {at["location"]: at["hours"] for at in mine}
    for at in theirs:
        location = same_places.get(at["location"], at["location"])
        places[location] = places.get(location) or at["hours"]
    return [
        {"location": location, "hours": in_week_order(hours)} for location, hours in places.items()
    ]
