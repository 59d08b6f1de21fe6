"""The data dictionary: every model and field, what it means, who sees it, how long it is kept.

Read by the screen, its spreadsheet, the impact assessment and the page of reference.
"""

import csv
import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from django.apps import apps
from django.conf import settings
from django.db import models

from ertad.kernel.privacy import Privacy
from ertad.kernel.retention import Retention, retention
from ertad.kernel.visibility import VisibleQuerySet

Meanings = Mapping[tuple[str, str], str]
Field: TypeAlias = "models.Field[Any, Any]"


@dataclass(frozen=True)
class FieldEntry:
    name: str
    kind: str
    privacy: Privacy
    meaning: str
    rules: tuple[Retention, ...]
    """Those of the table of retention that speak for it."""


@dataclass(frozen=True)
class ModelEntry:
    label: str
    what: str
    seen_by: str
    fields: tuple[FieldEntry, ...]

    @property
    def personal(self) -> bool:
        """Whether any field is about a person."""
        return any(each.privacy in ABOUT_PERSONS for each in self.fields)


ABOUT_PERSONS = frozenset({Privacy.PERSONAL, Privacy.SPECIAL})


def dictionary() -> Sequence[ModelEntry]:
    """By room and name; the models of packages come last, with the class of the whole package."""
    rules: dict[str, list[Retention]] = {}
    for rule in retention():
        rules.setdefault(rule.model, []).append(rule)
    meanings = meanings_of_fields()
    return [_entry(model, meanings, rules) for model in [*our_models(), *_of_packages()]]


def our_models() -> list[type[models.Model]]:
    """By room and name."""
    ours = (m for m in apps.get_models() if m.__module__.startswith("ertad."))
    return sorted(ours, key=lambda model: model._meta.label)


def _of_packages() -> list[type[models.Model]]:
    """Those that hold something about persons."""
    classed = settings.FOREIGN_MODELS
    theirs = (m for m in apps.get_models() if not m.__module__.startswith("ertad."))
    about = (m for m in theirs if classed.get(m._meta.app_label) in ABOUT_PERSONS)
    return sorted(about, key=lambda model: model._meta.label)


def _entry(
    model: type[models.Model], meanings: Meanings, rules: Mapping[str, list[Retention]]
) -> ModelEntry:
    own = rules.get(model._meta.label_lower, [])
    fields = tuple(
        FieldEntry(
            field.name,
            kind_of(field),
            privacy_of(model, field.name),
            meaning(model, field, meanings),
            tuple(rule for rule in own if rule.speaks_for(field.name)),
        )
        for field in fields_of(model)
    )
    return ModelEntry(model._meta.label, described(model), seen_by(model), fields)


def privacy_of(model: type[models.Model], name: str) -> Privacy:
    """The class of a field; the models of a package are classed as a whole."""
    said: Mapping[str, Privacy] | None = getattr(model, "privacy", None)
    return said[name] if said is not None else settings.FOREIGN_MODELS[model._meta.app_label]


def described(model: type[models.Model]) -> str:
    """Our model's docstring; empty when it has none (Django then makes one up)."""
    doc = model.__doc__ or ""
    ours = model.__module__.startswith("ertad.") and not doc.startswith(f"{model.__name__}(")
    return " ".join(doc.split()) if ours else ""


def seen_by(model: type[models.Model]) -> str:
    """What `visible_to` says of itself; in English, since it is part of the code."""
    rows = model._default_manager.all()
    if not isinstance(rows, VisibleQuerySet):
        return "Shown by no list of its own; only with the record that it belongs to."
    return inspect.cleandoc(type(rows).visible_to.__doc__ or "")


def fields_of(model: type[models.Model]) -> list[Field]:
    return [*model._meta.fields, *model._meta.many_to_many]


@cache
def meanings_of_fields() -> Meanings:
    """(model label or "*", field) -> meaning, from docs/fields; empty where docs are not there."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted((settings.PROJECT / "docs" / "fields").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["model"], row["field"]] = row["meaning"]
    return found


def meaning(model: type[models.Model], field: Field, meanings: Meanings) -> str:
    """What a field means: its help text, else its line in docs/fields, else the general one."""
    label = model._meta.label
    line = meanings.get((label, field.name), "") or meanings.get(("*", field.name), "")
    return str(field.help_text) or line


def kind_of(field: Field) -> str:
    """Its type, its choices, or what it points to."""
    if field.is_relation:
        many = "many " if field.many_to_many else ""
        return f"{many}→ {field.related_model._meta.label}"  # type: ignore[union-attr]
    kind = field.get_internal_type().removesuffix("Field")
    choices = ", ".join(str(value) for value, _label in field.choices or ())
    return f"{kind}: {choices}" if choices else kind


def personal_fields() -> Iterator[tuple[type[models.Model], Field, Privacy]]:
    """Every field that is about a person, or that leads to an account."""
    user = apps.get_model(settings.AUTH_USER_MODEL)
    for model in [*our_models(), *_of_packages()]:
        for field in fields_of(model):
            privacy = privacy_of(model, field.name)
            if privacy in ABOUT_PERSONS or field.related_model is user:
                yield model, field, privacy
