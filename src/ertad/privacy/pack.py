"""The subject-access pack: all that is held about one person, part by part of all rooms.

A test fails when a field about persons, or one that leads to an account, is in none of them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from ertad.kernel.personal_data import PersonalData, personal_data
from ertad.kernel.retention import Retention, retention
from ertad.people.models import User
from ertad.privacy.officers import office
from ertad.privacy.retaining import how_long
from ertad.privacy.words import field_words

Plain = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """`records`: {field: value}, as many as were asked for; `count`: how many there are."""

    model: str
    label: str
    count: int
    records: Sequence[Plain]
    rules: Sequence[Retention] = field(default=())


@dataclass(frozen=True)
class Pack:
    """`office`: who answers for it."""

    user: User
    made_at: datetime
    office: str
    parts: Sequence[Part]


def gathered(user: User, at: datetime, *, most: int | None = None) -> Pack:
    """In the active language. `most`: records of each part that are read; all of them by default.

    A key that opens something is never given, only that it is there.
    """
    rules = list(retention())
    parts = [
        _part(each, user, most, [rule for rule in rules if rule.model == each.model])
        for each in personal_data()
    ]
    return Pack(user, at, str(office() or ""), parts)


def _part(told: PersonalData, user: User, most: int | None, rules: Sequence[Retention]) -> Part:
    rows = told.of(user.pk)
    count = rows.count()
    if not rows.query.order_by:
        rows = rows.order_by("pk")
    rows = rows.select_related(*_named(rows.model))
    records = [_plain(each, told) for each in (rows if most is None else rows[:most])]
    return Part(told.model, str(told.label), count, records, rules)


def _named(model: type[models.Model]) -> list[str]:
    """Single records that a field points to and that have a name to be shown."""
    user = apps.get_model("people", "User")
    return [
        each.name
        for each in model._meta.fields
        if isinstance(each, models.ForeignKey)
        and each.related_model is not user
        and each.related_model.__str__ is not models.Model.__str__
    ]


def _plain(record: models.Model, told: PersonalData) -> Plain:
    only, withheld = told.only.split(), told.withheld.split()
    named = _named(type(record))
    plain: Plain = {}
    for each in record._meta.concrete_fields:
        if only and each.name not in only:
            continue
        if each.name in withheld:
            held = bool(each.value_from_object(record))
            plain[each.name] = _("(held, and given to nobody)") if held else ""
            continue
        plain[each.name] = each.value_from_object(record)
        if each.name in named and (other := getattr(record, each.name)):
            plain[f"{each.name}_name"] = str(other)
        elif each.choices and each.name != "role":
            plain[f"{each.name}_name"] = str(getattr(record, f"get_{each.name}_display")())
    return plain


def as_json(pack: Pack) -> bytes:
    """The whole pack, for a person and for a program; UTF-8."""
    told = {
        "made_at": pack.made_at,
        "made_by": f"Ertad, {pack.office}".strip(", "),
        "about": str(pack.user.pk),
        "language": pack.user.language,
        "parts": [
            {
                "model": part.model,
                "what": part.label,
                "count": part.count,
                "kept": [_kept(rule) for rule in part.rules],
                "fields": {name: field_words(name) for name in _names(part)},
                "records": list(part.records),
            }
            for part in pack.parts
        ],
    }
    text = json.dumps(told, cls=Encoder, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace")


def _kept(rule: Retention) -> Mapping[str, str]:
    return {
        "what": str(rule.label),
        "why": str(rule.why),
        "seen_by": str(rule.seen_by),
        "how_long": how_long(rule),
    }


def _names(part: Part) -> Iterator[str]:
    yield from dict.fromkeys(name for record in part.records for name in record)


class Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        match o:
            case bytes() | memoryview():
                return _("%(count)s bytes") % {"count": len(o)}
        return super().default(o)


def pack_in_own_language(user: User, at: datetime) -> bytes:
    """The pack as JSON, in the person's language."""
    with override(user.language):
        return as_json(gathered(user, at))
