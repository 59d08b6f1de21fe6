"""Two records side by side, in words: where they differ, what speaks for and against one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.collection.matching.sides import OneSide
from ertad.collection.models import SourceRow
from ertad.collection.queries import PairPage
from ertad.collection.queries.pair_queue import FieldOfPair, Reason
from ertad.collection.screens.coordinating.rows import NOT_TOLD, names_of
from ertad.directory.merging import OF_THE_SURVIVOR, RULES, MergedField
from ertad.directory.record.wording import Wording, label_of
from ertad.kernel.languages import said
from ertad.people.models import Institution
from ertad.vocabulary.models import Term

COMPARED: Mapping[str, str | Promise] = {
    "name": lazy("Name"),
    "phone": lazy("Phone"),
    "email": lazy("E-mail"),
    "municipality": lazy("Municipality"),
    "address": lazy("Address"),
    "type": lazy("Type of service"),
    "institution": lazy("Run by"),
    "branch": lazy("Same name, but elsewhere"),
}
LEVELS: Mapping[str, str | Promise] = {
    "same": lazy("the same"),
    "close": lazy("nearly the same"),
    "partly": lazy("partly the same"),
    "differs": lazy("differs"),
}
AT_FIELD = "choose-"
SIDES = ("left", "right")


@dataclass(frozen=True)
class PairInWords:
    """For the component `comparison`: in `rows` both say something else, in `one_sided` only one
    says anything; `alike` are the same in both."""

    columns: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    one_sided: list[dict[str, Any]]
    alike: list[tuple[str, str]]
    evidence: list[dict[str, Any]]
    percent: int


def pair_in_words(page: PairPage, user: object, chosen: Mapping[str, str]) -> PairInWords:
    """`chosen`: record key -> "left" or "right". A constant number of queries."""
    left, right = page.left, page.right
    evidence = _evidence(page.evidence)
    if left is None or right is None:
        return PairInWords([], [], [], [], evidence, round(100 * page.pair.score))
    merged = {each.key: each.merged.value for each in page.fields}
    wording = Wording([left.record, right.record, merged], user, places=_places(page))
    places = Institution.objects.visible_to(user).in_bulk([left.institution_id,
                                                           right.institution_id])  # fmt: skip
    stays = page.survivor
    columns = [
        _column(left, places, stays=stays == "left"),
        _column(right, places, stays=stays == "right"),
        {"title": _("If nobody chooses"), "note": _("by the rules of merging")},
    ]
    differing = [each for each in page.fields if each.differs]
    kept, absorbed = (left, right) if stays == "left" else (right, left)
    owners = {
        "survivor": said(places[kept.institution_id], "name").text,
        "absorbed": said(places[absorbed.institution_id], "name").text,
    }
    rows = [_row(each, wording, chosen, owners) for each in differing if not _one_sided(each)]
    one_sided = [_row(each, wording, chosen, owners) for each in differing if _one_sided(each)]
    alike = [
        (label_of(each.key), wording.text(each.key, each.left))
        for each in page.fields
        if not each.differs
        and each.key not in NOT_TOLD
        and each.key not in OF_THE_SURVIVOR
        and wording.lines(each.key, each.left)
    ]
    return PairInWords(columns, rows, one_sided, alike, evidence, round(100 * page.pair.score))


def _one_sided(each: FieldOfPair) -> bool:
    silent = (each.field.blank(), "unknown", "any")
    return each.left in silent or each.right in silent


def _column(side: OneSide, places: Mapping[Any, Institution], *, stays: bool) -> dict[str, Any]:
    name = said(side.record, "name").text
    notes = [said(places[side.institution_id], "name").text]
    if side.live:
        notes.append(_("in the directory"))
    else:
        notes.append(_("in a file under review"))
    if side.assured_on:
        day = date_format(side.assured_on, "SHORT_DATE_FORMAT")
        notes.append(_("last confirmed on %(day)s") % {"day": day})
    if stays:
        notes.append(_("this one stays"))
    url = reverse("directory:service", args=[side.id]) if side.live else ""
    return {"title": name, "url": url, "note": " · ".join(notes)}


def _why(merged: MergedField, owners: Mapping[str, str]) -> str:
    """Rule, source and day of the merged value; a union has no one source."""
    day = date_format(date.fromisoformat(merged.day), "SHORT_DATE_FORMAT") if merged.day else ""
    parts = (str(RULES[merged.rule]), owners.get(merged.side, ""), day)
    return " · ".join(part for part in parts if part)


def _row(
    each: FieldOfPair, wording: Wording, chosen: Mapping[str, str], owners: Mapping[str, str]
) -> dict[str, Any]:
    values = [wording.text(each.key, each.left), wording.text(each.key, each.right)]
    choice = chosen.get(each.key, "")
    return {
        "label": label_of(each.key),
        "values": [*values, wording.text(each.key, each.merged.value)],
        "differs": True,
        "note": _why(each.merged, owners),
        "name": f"{AT_FIELD}{each.key}",
        "chosen": SIDES.index(choice) if choice in SIDES else 2,
    }


def choices_in(data: Mapping[str, Any]) -> dict[str, str]:
    """Record key -> "left" or "right", as sent by the radios; the third column chooses nothing."""
    sides = {"0": "left", "1": "right"}
    return {
        name[len(AT_FIELD) :]: sides[str(value)]
        for name, value in data.items()
        if name.startswith(AT_FIELD) and str(value) in sides
    }


def _places(page: PairPage) -> dict[str, str]:
    """Names of places that come with a row under review."""
    ids = [side.id for side in (page.left, page.right) if side and not side.live]
    if not ids:
        return {}
    told = SourceRow.objects.filter(service_id__in=ids).values_list("locations", flat=True)
    return names_of(place for places in told for place in places)


def _evidence(reasons: list[Reason]) -> list[dict[str, Any]]:
    codes = {
        code.strip()
        for reason in reasons
        if reason.field == "type"
        for text in (reason.left, reason.right)
        for code in text.split(";")
    }
    terms = Term.objects.filter(vocabulary="service_type", code__in=codes) if codes else ()
    labels = {term.code: term.label for term in terms}

    def words(reason: Reason, text: str) -> str:
        if reason.field != "type":
            return text
        return "; ".join(labels.get(code.strip(), code.strip()) for code in text.split(";"))

    return [
        {
            "label": COMPARED.get(reason.field, reason.field),
            "level": LEVELS.get(reason.level, reason.level),
            "left": words(reason, reason.left),
            "right": words(reason, reason.right),
            "weight": _weight(reason.weight),
            "bits": reason.weight,
            "kind": "ok" if reason.weight > 0 else "bad",
        }
        for reason in sorted(reasons, key=lambda each: -abs(each.weight))
    ]


def _weight(bits: float) -> str:
    """How strongly it speaks, in words."""
    strength = abs(bits)
    if strength < 0.5:
        return _("says little")
    if bits > 0:
        if strength >= 6:
            return _("speaks strongly for one")
        return _("speaks for one") if strength >= 2 else _("speaks a little for one")
    if strength >= 6:
        return _("speaks strongly for two")
    return _("speaks for two") if strength >= 2 else _("speaks a little for two")
